// The text field: grows with its text, counts near the limit, keeps the draft, sends with Enter.

import { draft } from "./memory.js";
import { announce, byId } from "./parts.js";
import { stay } from "./scroll.js";
import { fill, limits, words } from "./words.js";

const text = byId("text");
const count = byId("count");
const complaint = byId("too-long");
const dotted = (n) => n.toLocaleString("vi-VN");
const limit = dotted(limits.characters);
let wasNear = false;

/** Composed letters, as the server counts them: an iPhone hands over "ế" as three. */
const composed = () => text.value.normalize("NFC").trim();
const lengthOf = (value) => [...value].length;

function refresh() {
  text.style.height = "auto";
  text.style.height = `${text.scrollHeight}px`;
  stay();
  const length = lengthOf(composed());
  const near = length >= limits.count_from;
  count.hidden = !near;
  count.textContent = fill(words.field.count, { n: dotted(length), limit });
  if (near && !wasNear) announce(fill(words.field.near, { left: dotted(Math.max(0, limits.characters - length)) }));
  wasNear = near;
  if (length <= limits.characters) complain("");
}

function complain(sentence) {
  complaint.textContent = sentence;
  stay();
  text.parentElement.classList.toggle("wrong", sentence !== "");
  text.setAttribute("aria-invalid", sentence !== "");
}

/** Hands over what is written; "", with the reason said, where it cannot be sent. */
export function take() {
  const value = composed();
  const over = lengthOf(value) - limits.characters;
  if (over > 0) {
    complain(fill(words.field.too_long, { limit, over: dotted(over) }));
    return "";
  }
  if (value) put("");
  else announce(words.field.empty);
  return value;
}

/** Puts `back` into the field before what already stands there. */
export function give(back) {
  put(text.value.trim() ? `${back}\n${text.value}` : back);
  focus();
}

function put(value) {
  text.value = value;
  draft.write(value);
  refresh();
}

export function focus() {
  text.focus({ preventScroll: true });
}

/** After a press: with a mouse one goes on typing, a phone keeps its keyboard down. */
export function focusAfterPress(otherwise) {
  if (matchMedia("(hover: hover) and (pointer: fine)").matches) focus();
  else otherwise.focus({ preventScroll: true });
}

export function start(send) {
  let shift = false;
  text.addEventListener("input", () => {
    draft.write(text.value);
    refresh();
  });
  text.addEventListener("keydown", (event) => {
    shift = event.shiftKey;
    // 229 and isComposing: an input method is still putting a Vietnamese word together.
    if (event.key !== "Enter" || shift || event.isComposing || event.keyCode === 229) return;
    event.preventDefault();
    send();
  });
  // Some phone keyboards report no Enter, only the line break it would make.
  text.addEventListener("beforeinput", (event) => {
    if (event.inputType !== "insertLineBreak" || shift) return;
    event.preventDefault();
    send();
  });
  put(draft.read());
}
