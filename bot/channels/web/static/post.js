// One message to the server, one answer or one `Fault`.

import { limits } from "./words.js";

const USUAL_PAUSE = 20;
const LONGEST_PAUSE = 600;

/** `kind` is a key of the words `fault`; `pause`: seconds the server asks to wait. */
export class Fault extends Error {
  constructor(kind, pause = 0) {
    super(kind);
    Object.assign(this, { kind, pause });
  }
}

/** Sends `{sender, message_id, text | payload}`; safe to repeat with the same id. */
export async function post(message) {
  const control = new AbortController();
  const clock = setTimeout(() => control.abort(), limits.give_up_after * 1000);
  try {
    if (!navigator.onLine) throw new Fault("offline");
    const response = await fetch("/api/chat", {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify(message),
      cache: "no-store",
      signal: control.signal,
    });
    if (!response.ok) throw refusal(response);
    const answer = await response.json();
    if (!answer || !Array.isArray(answer.replies)) throw new Fault("broken");
    return answer;
  } catch (error) {
    if (error instanceof Fault) throw error;
    if (error.name === "AbortError") throw new Fault("slow");
    throw new Fault(error instanceof SyntaxError ? "broken" : navigator.onLine ? "network" : "offline");
  } finally {
    clearTimeout(clock);
  }
}

function refusal(response) {
  const { status, headers } = response;
  const asked = parseInt(headers.get("Retry-After") || headers.get("RateLimit-Reset"), 10);
  const pause = Math.min(asked || USUAL_PAUSE, LONGEST_PAUSE);
  if (status === 429) return new Fault("too_many", pause);
  return new Fault(status >= 500 || status === 408 ? "broken" : "refused");
}
