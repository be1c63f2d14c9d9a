// A reply's plain text → paragraphs, lists, line breaks, telephone numbers and known addresses.

import { link, make } from "./parts.js";
import { hosts, words } from "./words.js";

const BULLET = /^\s*[-•*–]\s+/;
const NUMBER = /^\s*(\d{1,2})[.)]\s+/;
// A web address, or a telephone number: hotlines 1800 and 1900, others with the leading zero.
const MARKED = /(https?:\/\/[^\s<>"“”]+|(?:[a-z0-9-]+\.)+vn\b(?:\/[^\s<>"“”]*)?)|(?:1[89]00[ .]?\d{4}(?:\d{2})?|0\d{1,3}(?:[ .]?\d{2,4}){2,3})(?![ .]?\d)/gi;
const TRAILING = /[.,;:!?)\]»”'…]+$/;
/** Before a mark: part of a longer word, an e-mail address, an amount or a date. */
const JOINED = /[\w.@/,-]$/;

/** A whole text as block elements. */
export function blocks(text) {
  const made = [];
  let block = null;
  for (const line of text.split(/\r\n|\r|\n/)) {
    const kind = BULLET.test(line) ? "ul" : NUMBER.test(line) ? "ol" : line.trim() ? "p" : "";
    const size = kind === "p" && words.small_print.some((start) => line.startsWith(start)) ? "small" : "";
    const same = block && block.localName === kind && block.className === size;
    if (!same) block = kind ? make(kind, size) : null;
    if (!block) continue;
    if (!same) {
      made.push(block);
      if (kind === "ol") block.start = NUMBER.exec(line)[1];
    }
    if (kind === "p") block.append(...(same ? [make("br")] : []), ...inline(line));
    else block.append(make("li", "", ...inline(line.replace(kind === "ul" ? BULLET : NUMBER, ""))));
  }
  return made;
}

/** One line as nodes: text, telephone links, links to the hosts of the list. */
function inline(line) {
  const nodes = [];
  let from = 0;
  for (let found; (found = MARKED.exec(line)); ) {
    const shown = found[1] ? found[0].replace(TRAILING, "") : found[0];
    const joined = JOINED.test(line.slice(0, found.index));
    const marked = !joined && (found[1] ? address(shown) : telephone(shown));
    if (!marked) continue;
    nodes.push(line.slice(from, found.index), marked);
    from = found.index + shown.length;
  }
  return [...nodes, line.slice(from)];
}

function address(shown) {
  let url;
  try {
    url = new URL(/^https?:/i.test(shown) ? shown : `https://${shown}`);
  } catch (malformed) {
    return null;
  }
  // `host` holds a port too, `username` catches https://known@foreign.
  if (url.protocol !== "https:" || url.username || !hosts.includes(url.host)) return null;
  const made = link(url.href, "", shown, make("span", "unseen", ` (${words.new_tab})`));
  return Object.assign(made, { target: "_blank", rel: "noopener noreferrer" });
}

function telephone(shown) {
  const digits = shown.replace(/\D/g, "");
  const whole = digits[0] === "1" ? [8, 10] : [10, 11];
  return whole.includes(digits.length) ? link(`tel:${digits}`, "phone", shown) : null;
}
