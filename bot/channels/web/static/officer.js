// Asks for what an officer wrote: often while one answers, seldom while nobody is waited for.

import { limits } from "./words.js";

const AFTER_FAULT = 10;
const HIDDEN = 5;
let clock = 0;
let asks = 0;
let watched = null;

/** Watches a talk from now on; `heard(message, talk)` takes what is new, `moved(state, talk)` where it stands. */
export function watch(talk, heard, moved) {
  watched = { talk, heard, moved };
  ask();
}

/** Something was said: an officer may have come in between. */
export function ask() {
  clearTimeout(clock);
  if (watched) fetchNew(watched, ++asks).catch(() => again(watched, AFTER_FAULT));
}

async function fetchNew(mine, number) {
  const { talk, heard, moved } = mine;
  const response = await fetch(`/api/messages?after=${talk.after || 0}`, {
    headers: { "x-sender": talk.sender },
    cache: "no-store",
  });
  if (mine !== watched || number !== asks) return;
  if (!response.ok) {
    if (response.status === 429 || response.status >= 500) again(mine, AFTER_FAULT);
    return;
  }
  const { state, after, messages } = await response.json();
  if (mine !== watched || number !== asks) return;
  talk.after = after;
  moved(state, talk);
  for (const message of messages) heard(message, talk);
  // Asking once more says that the last ones were shown.
  if (messages.length) return again(mine, 0);
  again(mine, limits.officer_every[state]);
}

function again(mine, seconds) {
  if (mine !== watched) return;
  clearTimeout(clock);
  clock = setTimeout(ask, seconds * 1000 * (document.hidden ? HIDDEN : 1));
}

document.addEventListener("visibilitychange", () => document.hidden || ask());
