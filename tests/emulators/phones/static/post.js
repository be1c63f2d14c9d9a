// Requests to the emulators. What they refuse is said where everybody sees and hears it.

import { word } from "./words.js";

const trouble = document.getElementById("trouble");

export function say(text) {
  if (trouble.textContent !== text) trouble.textContent = text;
}

export async function state() {
  const answer = await fetch("/state");
  if (!answer.ok) throw new Error(String(answer.status));
  return answer.json();
}

// Gives the answer, or null when it was refused.
export async function post(path, body) {
  const raw = body instanceof Blob;
  const headers = { "Content-Type": raw ? "application/octet-stream" : "application/json" };
  try {
    const answer = await fetch(path, { method: "POST", headers, body: raw ? body : JSON.stringify(body) });
    const told = await answer.json();
    say(answer.ok ? "" : word("refused", { reason: told.reason }));
    return answer.ok ? told : null;
  } catch {
    say(word("lost"));
    return null;
  }
}
