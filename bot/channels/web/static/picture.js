// The picture of an answer: under its text, large when pressed, and to be saved.

import { button, icon, link, make } from "./parts.js";
import { words } from "./words.js";

/** Every picture has this size (bot/pictures/paper.py): its place is kept free before it has come. */
const SIZE = { width: 1080, height: 2040 };
const OURS = /^\/pictures\//;

/** Only pictures of this very site, or drawn into the reply, are shown. */
export function picture(reply) {
  if (!reply.image) return [];
  const url = new URL(reply.image, location.href);
  const here = url.origin === location.origin;
  if (!here && !/^data:image\/(png|jpeg|gif|webp)[;,]/.test(url.href)) return [];
  if (!here || !OURS.test(url.pathname)) return [image(url.href, words.image_alt)];
  // `loading` goes first: a source set before it is fetched at once.
  const shown = Object.assign(make("img"), SIZE, { loading: "lazy", alt: reply.text, src: url.href });
  const larger = link(url.href, "larger", shown);
  larger.setAttribute("aria-label", words.picture.larger);
  larger.target = "_blank";
  larger.rel = "noopener";
  const whole = make("div", "picture", larger, make("p", "", save(url.href)));
  shown.addEventListener("error", () => whole.replaceChildren(make("p", "small", words.picture.missing)));
  // Without a dialog the link itself opens the picture.
  if (window.HTMLDialogElement) larger.addEventListener("click", (event) => open(event, url.href, reply.text));
  return [whole];
}

const image = (src, alt) => Object.assign(make("img"), { alt, src });

function save(href) {
  const saved = link(href, "chip", icon("save"), words.picture.save);
  saved.download = words.picture.file;
  return saved;
}

function open(event, href, text) {
  if (event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  const close = button("chip", () => dialog.close(), words.picture.close);
  const tools = make("div", "tools", save(href), close);
  const dialog = make("dialog", "enlarged", tools, Object.assign(image(href, text), SIZE));
  dialog.setAttribute("aria-label", words.picture.dialog);
  // A press beside the picture closes it, as people expect.
  dialog.addEventListener("click", (press) => press.target === dialog && dialog.close());
  dialog.addEventListener("close", () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
  close.focus();
}
