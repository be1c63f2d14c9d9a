// Light or dark, before the page is drawn: what was chosen last here, else what the machine prefers.
(() => {
  let chosen = null;
  try {
    chosen = localStorage.getItem("look");
  } catch {
    // A browser that keeps nothing has the machine's look.
  }
  const dark = matchMedia("(prefers-color-scheme: dark)").matches;
  document.documentElement.dataset.bsTheme = chosen ?? (dark ? "dark" : "light");
})();
