// What both telephones share: the field, what is sent along, faults, another person.

import { Log } from "./log.js";
import { post } from "./post.js";
import { time, word } from "./words.js";

// A fault of the menu as the emulator's control takes it; the line is silent longer than the bot waits.
const HANG = 25;

export class Phone {
  // `acts` knows the platform: see zalo.js and telegram.js.
  constructor(name, acts) {
    this.name = name;
    this.root = document.getElementById(name);
    this.acts = acts;
    this.state = null;
    this.field = this.find(`#${name}-text`);
    this.log = new Log(this.find(".log"), word(`empty.${name}`), {
      press: (entry, button) => this.act({ act: "press", ...acts.press(entry, button) }),
      edit: acts.edits ? (entry) => this.edit(entry) : null,
    });
    this.editing = null;
    this.listen();
  }

  find(selector) {
    return this.root.querySelector(selector);
  }

  // Do something as this citizen.
  act(what) {
    return post(`/${this.name}/_emulator/acts`, { ...what, ...this.acts.who(this.state) });
  }

  control(name, body) {
    return post(`/${this.name}/_emulator/${name}`, body);
  }

  show(state) {
    this.state = state;
    const { now, faults } = state;
    this.find(".who").textContent = this.acts.standing(state);
    this.find(".now").textContent = time(now);
    this.text(".pending", faults ? word("pending", { count: faults }) : word("pending.none"));
    this.log.show(state.entries);
    this.acts.shown?.(this, state);
  }

  // Status lines are read aloud when they change: write only what is new.
  text(selector, text) {
    const element = this.find(selector);
    if (element.textContent !== text) element.textContent = text;
  }

  listen() {
    this.on(".write", "submit", () => this.send());
    this.field.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
      event.preventDefault();
      this.send();
    });
    this.on(".faults", "submit", () => this.fail());
    for (const button of this.root.querySelectorAll("[data-do]")) {
      button.addEventListener("click", () => this.does(button.dataset.do));
    }
    for (const input of this.root.querySelectorAll("[data-send]")) {
      input.addEventListener("change", () => this.attach(input));
    }
    this.acts.listen?.(this);
  }

  on(selector, event, work) {
    this.find(selector).addEventListener(event, (given) => {
      given.preventDefault();
      work(given);
    });
  }

  async send() {
    const text = this.field.value.trim().normalize("NFC");
    if (!text || !this.state) return;
    const done = this.editing ? await this.rewrite(text) : await this.act({ act: "text", text });
    if (done) this.field.value = "";
    this.field.focus();
  }

  edit(entry) {
    this.editing = entry.message;
    this.find(".editing").hidden = false;
    this.field.value = entry.text;
    this.field.focus();
  }

  keep() {
    this.editing = null;
    this.field.value = "";
    this.find(".editing").hidden = true;
    this.field.focus();
  }

  async rewrite(text) {
    const done = await this.act({ act: "edit", message_id: Number(this.editing), text });
    if (done) this.keep();
    return done;
  }

  async attach(input) {
    const [file] = input.files;
    input.value = "";
    if (file && this.state) await this.acts.attach(this, input.dataset.send, file);
  }

  async does(what) {
    if (what === "renew") await post(`/${this.name}/renew`, {});
    else if (what === "heal") await this.control("faults", { clear: true });
    else if (what === "keep") this.keep();
    else if (this.state) await this.acts.does(this, what);
  }

  fail() {
    const kind = this.find("select").value;
    const times = Number(this.find("input[type=number]").value);
    const accepted = this.find(".accepted").checked;
    const silent = kind === "hang" ? { seconds: HANG } : {};
    const fault = /^\d+$/.test(kind) ? this.acts.refusal(Number(kind)) : { kind };
    return this.control("faults", { ...this.acts.sending, ...fault, ...silent, times, accepted });
  }
}
