// The talk: messages sent one by one, drawn from data that survives a reload.

import * as field from "./field.js";
import { begin, keep, keepSize, recall, returns, uuid } from "./memory.js";
import { ask, watch } from "./officer.js";
import { announce, byId } from "./parts.js";
import { Fault, post } from "./post.js";
import * as scroll from "./scroll.js";
import { botTurn, citizenTurn, officerTurn, showFate } from "./turns.js";
import { limits, words } from "./words.js";

const SIZES = ["normal", "large", "largest"];
const OFFICERS = ["handed_over", "with_officer"];
const TYPING_SAID_AFTER = 700;

const log = byId("log");
const typing = byId("typing");
const elements = new Map();
let talk = recall();
let before = null;
let line = Promise.resolve();
let hideTyping = () => {};
const ways = { retry, edit };
const { title } = document;
/** The campaign whose link opened the page: `/?c=thang5`. */
const campaign = new URLSearchParams(location.search).get("c")?.slice(0, 64) || undefined;

// Drawing

const now = () => new Date().toISOString();

function draw(turn, open) {
  const drawn = { bot: () => botTurn(turn, open, press), officer: () => officerTurn(turn) }[turn.who];
  const element = drawn ? drawn() : citizenTurn(turn, ways);
  elements.set(turn, element);
  return element;
}

/** In silence: a screen reader must not read the whole talk out again. */
function redraw() {
  const last = talk.turns.length - 1;
  log.setAttribute("aria-live", "off");
  log.textContent = "";
  elements.clear();
  log.append(...talk.turns.map((turn, nth) => draw(turn, nth === last)));
  setTimeout(() => log.setAttribute("aria-live", "polite"));
}

/** An answer goes under its question, even where another was sent meanwhile. */
function add(turn, question) {
  const place = question ? talk.turns.indexOf(question) + 1 : talk.turns.length;
  const element = draw(turn, true);
  for (const chip of log.querySelectorAll(".choices button")) chip.disabled = true;
  talk.turns.splice(place, 0, turn);
  keep(talk);
  element.classList.add("arrives");
  log.insertBefore(element, question ? elements.get(question).nextSibling : null);
  return element;
}

// Sending

function say(message) {
  before = null;
  if (!talk.turns.length) watch(talk, heard, moved);
  byId("undo").hidden = true;
  const turn = { who: "citizen", id: uuid(), at: now(), state: "waiting", ...message };
  const element = add(turn);
  scroll.toEnd();
  queue(turn);
  return element;
}

function queue(turn) {
  const mine = talk;
  line = line.then(() => deliver(turn, mine)).catch(console.error);
}

async function deliver(turn, mine) {
  if (mine === talk) showTyping();
  const { id, text, payload } = turn;
  let answered;
  try {
    const answer = await post({ sender: mine.sender, message_id: id, text, payload, campaign });
    const reply = { who: "bot", answer, at: now() };
    turn.state = "sent";
    turn.passed = answer.outcome === "with_officer" && !answer.replies.length;
    if (mine === talk && (mine.held || OFFICERS.includes(answer.outcome))) ask();
    if (turn.passed) mine.held = true;
    else if (mine === talk) answered = add(reply, turn);
    else mine.turns.push(reply); // Undo would show it
  } catch (error) {
    if (!(error instanceof Fault)) console.error(error);
    Object.assign(turn, { state: "failed", fault: error.kind || "broken", pause: error.pause });
  }
  if (mine !== talk) return;
  hideTyping();
  keep(talk);
  const question = elements.get(turn);
  showFate(question, turn, ways);
  scroll.arrived(answered || question, question);
}

function resend(turn) {
  turn.state = "waiting";
  showFate(elements.get(turn), turn);
  queue(turn);
}

function retry(turn) {
  resend(turn);
  field.focusAfterPress(elements.get(turn));
}

/** Takes a failed message back into the field. */
function edit(turn) {
  talk.turns.splice(talk.turns.indexOf(turn), 1);
  elements.get(turn).remove();
  keep(talk);
  field.give(turn.text);
}

function press(turn, reply, which) {
  const { title, payload } = turn.answer.replies[reply].buttons[which];
  turn.pressed = [reply, which];
  field.focusAfterPress(say({ shown: String(title), payload }));
}

function send(event) {
  if (event) event.preventDefault();
  const text = field.take();
  if (text) say({ shown: text, text });
  field.focus();
}

// An officer

/** What an officer wrote, or that one came or went. */
function heard({ number, author, text, at }, mine) {
  if (mine.turns.some((turn) => turn.number === number)) return;
  const element = add({ who: "officer", number, author, text, at });
  if (document.hidden) document.title = `● ${title}`;
  scroll.arrived(element);
}

function moved(state, mine) {
  mine.held = state === "held";
  byId("held").hidden = state === "none";
  byId("held").textContent = words.officer[state] || "";
  keep(mine);
}

// Waiting

function showTyping() {
  hideTyping();
  const note = typing.lastElementChild;
  note.textContent = "";
  typing.hidden = false;
  scroll.stay();
  const slow = () => {
    note.textContent = words.slow;
    announce(words.slow);
    scroll.stay();
  };
  const clocks = [setTimeout(announce, TYPING_SAID_AFTER, words.typing), setTimeout(slow, limits.slow_after * 1000)];
  hideTyping = () => {
    clocks.forEach(clearTimeout);
    typing.hidden = true;
    announce("");
  };
}

// Around the talk

function network() {
  byId("lost").hidden = navigator.onLine;
  if (!navigator.onLine) return announce(words.network.lost);
  const stranded = talk.turns.filter(({ state, fault }) => state === "failed" && fault === "offline");
  if (stranded.length) announce(words.network.back);
  stranded.forEach(resend);
}

function open(other, said) {
  talk = other;
  line = Promise.resolve(); // nobody waits for an answer of the other talk
  hideTyping();
  keep(talk);
  redraw();
  announce(said);
  byId("held").hidden = true;
  watch(talk, heard, moved);
  byId("undo").hidden = !before;
  byId("newer").hidden = true;
  field.focus();
}

function fresh() {
  before = talk.turns.length ? talk : before;
  open(begin(), words.fresh.done);
  scrollTo(0, 0);
}

function undo() {
  const other = before;
  before = null;
  open(other, words.fresh.undone);
  scroll.toEnd();
}

function larger() {
  const { dataset } = document.documentElement;
  const name = SIZES[(SIZES.indexOf(dataset.size) + 1) % SIZES.length];
  dataset.size = name;
  keepSize(name);
  announce(words.size[name]);
  scroll.stay();
}

/** On paper every evidence is open. */
function unfold({ type }) {
  for (const folded of document.querySelectorAll(".evidence")) folded.open = type === "beforeprint";
}

// What was under way when the page closed may have arrived: the same id makes sending again safe.
for (const turn of talk.turns) if (turn.state === "waiting") Object.assign(turn, { state: "failed", fault: "network" });
redraw();
keep(talk);
field.start(send);
if (talk.turns.length) scroll.toEnd();
network();
if (talk.turns.length || returns) watch(talk, heard, moved);
document.addEventListener("visibilitychange", () => (document.title = title));

byId("composer").onsubmit = send;
byId("fresh").onclick = fresh;
byId("undo").lastElementChild.onclick = undo;
byId("larger").onclick = larger;
document.onclick = ({ target }) => {
  const asked = target.closest("[data-text]");
  if (asked) field.focusAfterPress(say({ shown: asked.dataset.text, text: asked.dataset.text }));
};
Object.assign(window, { ononline: network, onoffline: network, onbeforeprint: unfold, onafterprint: unfold });
