// The end of a dynamic registration: asks the platform to close its window. Platforms know one name or the other.

const close = () => {
  const outer = window.opener ?? window.parent;
  for (const subject of ["org.imsglobal.lti.close", "lti.close"]) outer.postMessage({ subject }, "*");
};

document.getElementById("close-window")?.addEventListener("click", close);
