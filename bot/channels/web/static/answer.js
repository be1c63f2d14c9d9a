// What stands under an answer: its evidence with dates, and the receipt of a report.

import { announce, button, icon, link, make } from "./parts.js";
import { fill, words } from "./words.js";

const MONTHS_IN_YEAR = 12;
const written = new Intl.NumberFormat("vi-VN", { maximumFractionDigits: 4 });

/** The official way of writing a day, `2025-07-01` → `01/7/2025`: months 1 and 2 keep their zero. */
function day(iso) {
  const [year, month, date] = String(iso).slice(0, 10).split("-");
  return date ? `${date}/${month < "03" ? month : Number(month)}/${year}` : String(iso);
}

/** A figure by its unit; with an unknown unit as it came. */
function amount(value, unit) {
  if (value === null || value === undefined) return "";
  if (unit === "date") return day(value);
  const n = Number(value);
  if (unit === "age_months") {
    const gaps = { years: Math.floor(n / MONTHS_IN_YEAR), months: n % MONTHS_IN_YEAR };
    return fill(gaps.months ? words.units.age_and_months : words.units.age, gaps);
  }
  if (!words.units[unit] || Number.isNaN(n)) return String(value);
  return fill(words.units[unit], { n: written.format(unit === "share" ? n * 100 : n) });
}

function validity(from, to) {
  const sentence = words.evidence[[from && "from", to && "to"].filter(Boolean).join("_")] || "";
  return fill(sentence, { from: day(from), to: day(to) });
}

function row(given) {
  const value = amount(given.value, given.unit);
  const item = make("li");
  if (given.label) item.append(make("span", "what", given.label, value && ": ", make("span", "amount", value)));
  if (given.legal_basis !== given.label) item.append(make("span", "law", given.legal_basis || ""));
  item.append(make("span", "valid", validity(given.effective_from, given.effective_to)));
  return item;
}

/** A folded list "Căn cứ", or nothing where the answer names none. */
export function evidence(answer) {
  const rows = (answer.evidence || []).map(row);
  if (!rows.length) return [];
  const summary = make("summary", "", icon("book"), `${words.evidence.title} (${rows.length})`, icon("down"));
  const asOf = answer.as_of ? [make("p", "valid", fill(words.evidence.as_of, { day: day(answer.as_of) }))] : [];
  return [make("details", "evidence", summary, make("ul", "", ...rows), ...asOf)];
}

/** The small line with the answer's own code, which leads to its receipt. */
export function answerCode(code) {
  if (!code) return [];
  const to = link(`/bien-nhan/${encodeURIComponent(code)}`, "", make("span", "code", code));
  Object.assign(to, { target: "_blank", rel: "noopener" }).append(make("span", "unseen", ` (${words.new_tab})`));
  return [make("p", "answer-code", `${words.answer_code}: `, to)];
}

/** The receipt, large and in groups of four, with a button that copies it. */
export function receipt(code) {
  if (!code) return [];
  const groups = String(code).replace(/\s+/g, "").match(/.{1,4}/g);
  const shown = make("p", "code");
  for (const group of groups) shown.append(make("span", "", group), " ");
  const copy = button("chip", async () => {
    const said = words.receipt[(await copied(groups.join(" "), shown)) ? "copied" : "not_copied"];
    copy.lastChild.data = said;
    announce(said);
  }, icon("copy"), words.receipt.copy);
  const { title, keep } = words.receipt;
  return [make("div", "receipt", make("p", "title", title), shown, make("p", "keep", keep), copy)];
}

async function copied(text, shown) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch (refused) {
    // No clipboard outside https: copy the old way; the selection stays for a copy by hand.
    getSelection().selectAllChildren(shown);
    return document.execCommand("copy");
  }
}
