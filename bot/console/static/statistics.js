// Choosing a day chooses "from day to day"; the button that prints; long tables show their first rows.
(() => {
  const period = document.getElementById("f-period");
  for (const field of document.querySelectorAll(".stat-filter input[type=date]")) {
    field.addEventListener("change", () => {
      period.value = "days";
    });
  }
  const print = document.querySelector("[data-print]");
  if (print) {
    print.hidden = false;
    print.addEventListener("click", () => window.print());
  }
  const fold = document.querySelector(".stat-fold");
  if (fold && window.matchMedia("(min-width: 48rem)").matches) {
    fold.open = true;
  }
  for (const button of document.querySelectorAll("button.whole")) {
    const table = document.getElementById(button.getAttribute("aria-controls"));
    const words = button.firstChild;
    const more = words.data;
    const show = (isWhole) => {
      table.classList.toggle("cut", !isWhole);
      table.classList.toggle("whole-shown", isWhole);
      button.setAttribute("aria-expanded", String(isWhole));
      words.data = isWhole ? button.dataset.less : more;
    };
    button.hidden = false;
    button.addEventListener("click", () => show(button.getAttribute("aria-expanded") === "false"));
    show(false);
  }
})();
