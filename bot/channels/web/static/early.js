// Before the first paint: the type size chosen last time.
try {
  document.documentElement.dataset.size = localStorage.getItem("ansinh.size") || "normal";
} catch (blocked) { /* the size the page came with */ }
