// How the modules of a page talk to the tool. Where the browser sends no cookie, the secret of the session is kept here,
// in memory alone, and goes with each request.

let secret = null;
const leaving = new Set();

/** Says that requests have to bring this secret. */
export const useSecret = (value) => {
  secret = value;
};

/** Whether requests bring a secret, so that addresses in the page do not work by themselves. */
export const needsSecret = () => secret !== null;

/** The headers that every request of a script brings. */
export const headers = () => (secret === null ? {} : { authorization: `Bearer ${secret}` });

/** As `fetch`, for addresses of the tool. */
export const send = (address, options = {}) =>
  fetch(address, { ...options, headers: { accept: "text/html", ...options.headers, ...headers() } });

/** Whether an address is one of a session's pages. */
export const isOurs = (address) => {
  const url = new URL(address, location.href);
  return url.origin === location.origin && url.pathname.startsWith("/app/");
};

/** What has to be done before this page gives way to another in the same document. */
export const beforeLeaving = (task) => leaving.add(task);

/** Does it. */
export const leave = async () => {
  const tasks = [...leaving];
  leaving.clear();
  await Promise.allSettled(tasks.map((task) => task()));
};
