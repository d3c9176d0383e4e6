// A session that another tab lends to this page: everything in it that leads to the tool goes by that session from then
// on, so that files, forms and links work as well as saving does.

const homeOf = (base) => base.slice(0, base.indexOf("/", "/app/l/".length));

/** Brings the page over to the session in which the same work is at `base`, with the token that its forms need. */
export function moveTo(page, { base, token }) {
  const [from, to] = [homeOf(page.base), homeOf(base)];
  page.base = base;
  page.token = token;
  for (const name of ["action", "formaction", "href"]) {
    for (const element of document.querySelectorAll(`[${name}^="${from}"]`)) {
      element.setAttribute(name, to + element.getAttribute(name).slice(from.length));
    }
  }
  for (const field of document.querySelectorAll("input[name=form_token]")) field.value = token;
  history.replaceState(history.state, "", location.pathname.replace(from, to) + location.search + location.hash);
}
