// Choosing a day chooses "from day to day"; the button that prints.
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
})();
