// What pages of the console need beside htmx: the token with every request, the look, keys, a word when something fails.
(() => {
  const token = document.querySelector("meta[name=token]")?.content ?? "";
  const said = document.getElementById("said");

  document.addEventListener("htmx:configRequest", (event) => {
    event.detail.headers["x-token"] = token;
  });

  document.addEventListener("htmx:responseError", (event) => {
    let detail = event.detail.xhr.status;
    try {
      detail = JSON.parse(event.detail.xhr.responseText).detail;
    } catch {
      // A page came back, with the same words in it.
      const page = new DOMParser().parseFromString(event.detail.xhr.responseText, "text/html");
      detail = page.querySelector("[data-detail]")?.textContent ?? detail;
    }
    said.textContent = `✕ ${detail}`;
  });
  document.addEventListener("htmx:sendError", () => {
    said.textContent = document.documentElement.lang === "en" ? "✕ no connection; nothing was sent" : "✕ mất kết nối; chưa gửi được";
  });

  document.querySelector("[data-look]")?.addEventListener("click", () => {
    const root = document.documentElement;
    root.dataset.bsTheme = root.dataset.bsTheme === "dark" ? "light" : "dark";
    localStorage.setItem("look", root.dataset.bsTheme);
  });

  // A form that asks first: <form data-ask="Thật không?">.
  document.addEventListener("submit", (event) => {
    const question = event.target.dataset?.ask;
    if (question && !confirm(question)) event.preventDefault();
  });

  // Keys: an element with data-key="a" is pressed (or focused, if it is a field) by that key outside of fields.
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target.closest("input, textarea, select, [contenteditable]")) {
      if (event.key === "Escape") event.target.blur();
      return;
    }
    const target = document.querySelector(`[data-key="${CSS.escape(event.key)}"]`);
    if (!target) return;
    event.preventDefault();
    if (target.matches("input, textarea, select")) target.focus();
    else target.click();
  });
})();
