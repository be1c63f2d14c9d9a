// Keys of the review beside those of console.js: arrows between turns, the list of topics, what a refusal shows.
(() => {
  const inField = (event) => event.target.closest("input, textarea, select, [contenteditable]");

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    // Enter chooses the first that was found; a verdict without a topic must not leave by it.
    if (event.target.matches("[data-search]") && ["ArrowDown", "Enter"].includes(event.key)) {
      event.preventDefault();
      const first = document.querySelector("#subjects input");
      if (first) {
        first.focus();
        first.checked = true;
      }
      return;
    }
    if (inField(event)) return;
    const target = document.querySelector(`[data-arrow="${CSS.escape(event.key)}"]`);
    if (target) {
      event.preventDefault();
      target.click();
    }
  });

  // "toggle" does not bubble: caught on its way down.
  document.addEventListener(
    "toggle",
    (event) => {
      if (event.target.matches("details.other") && event.target.open) event.target.querySelector("[data-search]").focus();
    },
    true,
  );

  // A verdict that was refused comes back as the page with what was wrong.
  document.addEventListener("htmx:beforeSwap", (event) => {
    const { xhr } = event.detail;
    if ((xhr.status === 400 || xhr.status === 409) && xhr.getResponseHeader("content-type")?.startsWith("text/html")) {
      event.detail.shouldSwap = true;
      event.detail.isError = false;
    }
  });
})();
