// One turn of the talk as an element. Turns are plain data, so a reload can draw them again:
//   {who: "citizen", id, shown, text | payload, at, state: "waiting" | "sent" | "failed", fault?, pause?}
//   {who: "bot", answer, at, pressed?: [reply, button]}

import { answerCode, evidence, receipt } from "./answer.js";
import { button, icon, make } from "./parts.js";
import { picture } from "./picture.js";
import { blocks } from "./text.js";
import { fill, hotline, words } from "./words.js";

const time = (at) => make("time", "", new Date(at).toTimeString().slice(0, 5));

/** What the citizen said; `ways` of a failed message: handlers `retry` and `edit`. */
export function citizenTurn(turn, ways) {
  const head = make("p", "by", make("span", "unseen", `${words.you} `), time(turn.at));
  const element = make("div", "turn mine", head, make("div", "say", turn.shown));
  element.tabIndex = -1;
  showFate(element, turn, ways);
  return element;
}

/** Shows or clears the fault under a citizen's turn. */
export function showFate(element, turn, ways) {
  const failed = turn.state === "failed";
  const old = element.querySelector(".fault, .passed");
  if (old) old.remove();
  if (turn.passed) element.append(make("p", "passed", words.officer.passed));
  element.classList.toggle("failed", failed);
  if (!failed) return;
  const box = make("div", "fault", make("p", "", fill(words.fault[turn.fault], { seconds: turn.pause })));
  if (hotline && turn.fault !== "too_many") box.append(...blocks(fill(words.fault.hotline, { hotline })));
  const buttons = make("div", "ways", button("first", () => ways.retry(turn), words.fault.retry));
  if (turn.text) buttons.append(button("", () => ways.edit(turn), words.fault.edit));
  box.append(buttons);
  element.append(box);
}

/** What an officer wrote, or the machine's word that one came or went: `{author, text, at}`. */
export function officerTurn({ author, text, at }) {
  const is = author === "officer" ? "officer" : "handover";
  const name = make("b", "", `${is === "officer" ? words.officer.name : words.bot} `);
  return make("div", `turn ${is}`, make("p", "by", icon("person"), name, time(at)), make("div", "say", ...blocks(text)));
}

/** What An Sinh answered; `press(turn, reply, button)` takes a choice while it is open. */
export function botTurn(turn, open, press) {
  const { answer } = turn;
  const face = Object.assign(make("img"), { src: document.querySelector(".brand img").src, alt: "" });
  const element = make("div", "turn bot", make("p", "by", face, make("b", "", `${words.bot} `), time(turn.at)));
  const replies = answer.replies.length ? answer.replies : [{ text: words.answered_nothing }];
  // The question for feedback stands beside the answer, below its evidence.
  const main = replies.filter((reply) => !reply.beside).pop() || replies[replies.length - 1];
  replies.forEach((reply, at) => {
    const say = make("div", reply.beside ? "say beside" : "say", ...blocks(String(reply.text || "")), ...picture(reply));
    const last = reply === main;
    if (last) say.append(...evidence(answer), ...answerCode(answer.answer_code));
    if (say.firstChild) element.append(say);
    if (last) element.append(...receipt(answer.receipt));
    if ((reply.buttons || []).length) element.append(choices(turn, at, open, press));
  });
  return element;
}

function choices(turn, at, open, press) {
  const [reply, which] = turn.pressed || [];
  const chips = turn.answer.replies[at].buttons.map(({ title }, nth) => {
    const chip = button("chip", () => {
      mark(chip);
      press(turn, at, nth);
    }, String(title));
    chip.disabled = !open;
    if (reply === at && which === nth) mark(chip);
    return make("li", "", chip);
  });
  return make("ul", "choices", ...chips);
}

function mark(chip) {
  chip.classList.add("pressed");
  chip.prepend(icon("check"), make("span", "unseen", `${words.chosen}: `));
}
