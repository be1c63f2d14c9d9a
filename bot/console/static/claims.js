// Puts a chosen figure into the sentence that was written last, and its legal basis among the sources.
(() => {
  const form = document.getElementById("verdict");
  const figure = document.getElementById("f-figure");
  if (!form || !figure) return;
  let into = document.getElementById("f-refutation");
  form.addEventListener("focusin", (event) => {
    if (["f-claim", "f-refutation"].includes(event.target.id)) into = event.target;
  });
  const insert = () => {
    const chosen = [...document.querySelectorAll("#figures option")].find((one) => one.value === figure.value.trim());
    if (!chosen) return figure.focus();
    into.setRangeText(chosen.value, into.selectionStart, into.selectionEnd, "end");
    const basis = document.getElementById("f-legal_basis");
    const known = basis.value.split("\n").map((line) => line.trim());
    const missing = chosen.dataset.basis.split("; ").filter((one) => one && !known.includes(one));
    basis.value = [...known.filter(Boolean), ...missing].join("\n");
    figure.value = "";
    into.focus();
    into.dispatchEvent(new Event("input", { bubbles: true }));
  };
  form.querySelector("[data-insert]").addEventListener("click", insert);
  figure.addEventListener("keydown", (event) => {
    if (event.key !== "Enter") return;
    event.preventDefault();
    insert();
  });
})();
