// Inside an LMS's frame: tells the LMS how high the page is, so that it need not scroll within a scroll. Those that
// do not know the message ignore it; it carries nothing but a number.

if (window.parent !== window) {
  let last = 0;
  new ResizeObserver(() => {
    const height = Math.ceil(document.documentElement.getBoundingClientRect().height);
    if (Math.abs(height - last) < 8) return;
    last = height;
    window.parent.postMessage({ subject: "lti.frameResize", height }, "*");
  }).observe(document.documentElement);
}
