// Two telephones, looked at again and again; on a narrow screen one at a time.

import { Phone } from "./phone.js";
import { say, state } from "./post.js";
import { telegram } from "./telegram.js";
import { word } from "./words.js";
import { zalo } from "./zalo.js";

const OFTEN = 500;
const phones = [new Phone("zalo", zalo), new Phone("telegram", telegram)];
const main = document.querySelector("main");
let lost = false;

for (const button of document.querySelectorAll("[data-show]")) {
  button.addEventListener("click", () => {
    main.dataset.shown = button.dataset.show;
    for (const one of document.querySelectorAll("[data-show]")) one.setAttribute("aria-pressed", String(one === button));
  });
}

async function look() {
  try {
    const told = await state();
    for (const phone of phones) phone.show(told[phone.name]);
    if (lost) say("");
    lost = false;
  } catch {
    lost = true;
    say(word("lost"));
  }
  setTimeout(look, OFTEN);
}

look();
