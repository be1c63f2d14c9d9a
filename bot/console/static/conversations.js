// A panel that its reader opened stays open on the next page, until they close it: <details data-keep="a name">.
(() => {
  for (const panel of document.querySelectorAll("details[data-keep]")) {
    if (sessionStorage.getItem(panel.dataset.keep) === "open") panel.open = true;
    panel.addEventListener("toggle", () => {
      sessionStorage.setItem(panel.dataset.keep, panel.open ? "open" : "closed");
    });
  }
})();
