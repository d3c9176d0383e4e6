// Leads the whole window on when a picker in its frame is done. Without this script the link does it.
const link = document.querySelector("a[data-follow]");
if (link && window.parent !== window) window.parent.location.assign(link.href);
