// New turns come into view; under somebody who reads further up the page stays, and "Tin mới" shows.

import { byId } from "./parts.js";

const NEAR = 160;
const GAP = 12;
const SHORT = 5;
const page = document.scrollingElement;
const pill = byId("newer");
const header = document.querySelector(".top");
let following = false;

export function toEnd() {
  following = true;
  pill.hidden = true;
  page.scrollTop = page.scrollHeight;
}

/** Who stood at the end still stands there, whatever grew. */
export function stay() {
  if (following) toEnd();
}

/** The beginning of `element` comes into view, with its question where that is short. */
export function arrived(element, question = element) {
  if (!following) {
    pill.hidden = false;
    return;
  }
  const first = question.offsetHeight < innerHeight / SHORT ? question : element;
  page.scrollTop += first.getBoundingClientRect().top - header.getBoundingClientRect().bottom - GAP;
}

window.onscroll = () => {
  following = page.scrollHeight - innerHeight - page.scrollTop < NEAR;
  if (following) pill.hidden = true;
};
window.onresize = stay; // a phone's keyboard came up
pill.onclick = toEnd;
