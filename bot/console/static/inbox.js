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

  // Enter in the search goes to what was found; Enter there, or pressing twice, puts it into the box.
  const drafts = () => document.getElementById("draft")?.click();
  document.addEventListener("keydown", (event) => {
    if (event.target.matches("[data-search]") && ["ArrowDown", "Enter"].includes(event.key)) {
      event.preventDefault();
      document.getElementById("pick")?.focus();
    } else if (event.target.id === "pick" && event.key === "Enter") {
      event.preventDefault();
      drafts();
    }
  });
  document.addEventListener("dblclick", (event) => event.target.closest("#pick") && drafts());

  // What cannot be taken back asks first: the button that does it is at hand, Escape leaves.
  const sure = document.querySelector("details.sure");
  sure?.addEventListener("toggle", () => sure.open && sure.querySelector("button").focus());
  sure?.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    sure.open = false;
    sure.querySelector("summary").focus();
  });

  toEnd();
  document.getElementById("refused")?.focus();
})();
