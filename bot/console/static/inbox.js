// The talk page: Ctrl+Enter sends, the newest words are in view, a form is sent once.
(() => {
  const NEAR = 120;
  const box = () => document.getElementById("turns");
  let wasAtEnd = true;

  const toEnd = () => {
    const turns = box();
    if (turns) turns.scrollTop = turns.scrollHeight;
  };

  document.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey) || event.target.id !== "text") return;
    event.preventDefault();
    event.target.form.querySelector("button:not([formaction]):not(:disabled)")?.click();
  });

  document.addEventListener("htmx:beforeSwap", () => {
    const turns = box();
    wasAtEnd = !turns || turns.scrollHeight - turns.clientHeight - turns.scrollTop < NEAR;
  });
  document.addEventListener("htmx:afterSwap", () => wasAtEnd && toEnd());

  document.getElementById("reply")?.addEventListener("submit", (event) => {
    if (event.target.dataset.sent) event.preventDefault();
    event.target.dataset.sent = "1";
  });
  // Back from the next page: the form may be sent again.
  addEventListener("pageshow", () => delete document.getElementById("reply")?.dataset.sent);

  toEnd();
  document.getElementById("refused")?.focus();
})();
