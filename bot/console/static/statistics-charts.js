// Draws the pictures of a page from the data beside them. Without this file the tables say the same.
import { expressionInterpreter } from "./vendor/vega-interpreter.js";

const vega = globalThis.vega;
const places = [...document.querySelectorAll("[data-chart]")];
const written = JSON.parse(document.getElementById("charts")?.textContent ?? "[]");
// Bars, parts and lines: told apart also by who sees few colours, three to one against both grounds.
const COLOURS = ["#3b7dd8", "#c2701c", "#26906b", "#a862b0", "#7d8794", "#b8503f", "#8a8a2e", "#4f8fa3"];
const NARROW = "(max-width: 40rem)";
const FORMATS = { share: ".0%", count: ",~r", seconds: ",~r" };
const NUMBERS = vega.locale({ decimal: ",", thousands: ".", grouping: [3], currency: ["", " ₫"] });
// The tables beside the pictures hold the same links for who walks by keys.
const unwalked = (place) => place.querySelectorAll("svg a").forEach((link) => link.setAttribute("tabindex", "-1"));

function look() {
  const isNarrow = matchMedia(NARROW).matches;
  const style = getComputedStyle(document.documentElement);
  const dark = document.documentElement.dataset.bsTheme === "dark";
  const ink = style.getPropertyValue("--tblr-body-color").trim() || (dark ? "#dce1e7" : "#182433");
  const quiet = dark ? "#a9b4c0" : "#5b6673";
  const grid = dark ? "#334155" : "#e3e7ec";
  return {
    background: null,
    mark: { color: COLOURS[0] },
    view: { stroke: null },
    font: style.getPropertyValue("--tblr-font-sans-serif").trim() || "sans-serif",
    axis: { labelColor: quiet, labelFontSize: 12, gridColor: grid, domainColor: grid, titleColor: quiet, labelPadding: 6 },
    axisY: { labelColor: ink, labelLimit: isNarrow ? 120 : 280 },
    legend: { labelColor: ink, labelFontSize: 12, labelLimit: 220, columns: isNarrow ? 2 : 4 },
    range: { category: COLOURS, ramp: dark ? ["#243447", "#8ec1ff"] : ["#eaf1fb", "#1b57a8"], heatmap: dark ? ["#243447", "#8ec1ff"] : ["#eaf1fb", "#1b57a8"] },
    style: {
      amount: { fill: quiet, fontSize: 12 },
      part: { stroke: dark ? "#182433" : "#ffffff" },
      forecast: { stroke: ink },
      before: { fill: ink, stroke: ink },
      target: { fill: ink, stroke: ink },
    },
  };
}

function prepared(template, chart) {
  const spec = structuredClone(template);
  spec.data.find((one) => one.name === "rows").values = chart.rows.map((row, order) => ({
    ...row,
    order,
    href: row.href || null,
    tip: [row.row, row.series, row.text].filter((part, at, all) => part && all.indexOf(part) === at).join(": "),
  }));
  for (const axis of spec.axes ?? []) {
    const scale = (spec.scales ?? []).find((one) => one.name === axis.scale);
    if (scale?.type === "linear" && !axis.gridScale) axis.format = FORMATS[chart.unit];
  }
  for (const legend of spec.legends ?? []) if (chart.kind === "heat") legend.format = FORMATS[chart.unit];
  return spec;
}

async function draw(templates) {
  for (const place of places) {
    const chart = written[Number(place.dataset.chart)];
    place.hidden = false;
    place.vega?.finalize();
    const runtime = vega.parse(prepared(templates[chart.kind], chart), look(), { ast: true });
    place.vega = new vega.View(runtime, {
      expr: expressionInterpreter,
      renderer: "svg",
      container: place,
      hover: true,
    });
    place.vega.locale(NUMBERS);
    await place.vega.runAsync();
    unwalked(place);
  }
}

if (places.length) {
  const templates = await (await fetch(new URL("statistics-charts.json", import.meta.url))).json();
  await draw(templates);
  for (const place of places) new MutationObserver(() => unwalked(place)).observe(place, { childList: true, subtree: true });
  const narrow = matchMedia(NARROW);
  narrow.addEventListener("change", () => draw(templates));
  new MutationObserver(() => draw(templates)).observe(document.documentElement, { attributeFilter: ["data-bs-theme"] });
  document.documentElement.dataset.drawn = "yes";
}
