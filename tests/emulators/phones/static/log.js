// The screen: an element an entry, made anew only where it changed, so that nothing is read aloud twice.

import { word } from "./words.js";

export class Log {
  // `press(entry, button)` and `edit(entry)` are called when the citizen does that.
  constructor(element, empty, { press, edit }) {
    this.element = element;
    this.empty = Object.assign(document.createElement("p"), { className: "empty", textContent: empty });
    this.press = press;
    this.edit = edit;
    this.shown = new Map();
    this.follows = true;
    // A picture has no height before it came.
    element.addEventListener("load", () => this.follow(), true);
  }

  follow() {
    if (this.follows) this.element.scrollTop = this.element.scrollHeight;
  }

  show(entries) {
    this.follows = this.element.scrollHeight - this.element.scrollTop - this.element.clientHeight < 80;
    const kept = new Set(entries.map((one) => one.id));
    for (const [id, old] of this.shown) if (!kept.has(id)) this.drop(id, old.node);
    let before = null;
    let grew = false;
    for (const entry of entries) {
      const node = this.node(entry);
      grew ||= !node.isConnected;
      const place = before ? before.nextSibling : this.element.firstChild;
      if (node !== place) this.element.insertBefore(node, place);
      before = node;
    }
    if (entries.length) this.empty.remove();
    else this.element.append(this.empty);
    this.follows ||= grew && entries.at(-1)?.by === "me";
    if (grew) this.follow();
  }

  drop(id, node) {
    node.remove();
    this.shown.delete(id);
  }

  node(entry) {
    const told = JSON.stringify(entry);
    const old = this.shown.get(entry.id);
    if (old?.told === told) return old.node;
    const node = old?.node ?? document.createElement("div");
    if (old && same(old.entry, entry)) node.querySelector(".way").replaceWith(this.way(entry));
    else node.replaceChildren(...this.parts(entry));
    node.className = `entry ${entry.by}`;
    this.shown.set(entry.id, { node, told, entry });
    return node;
  }

  parts(entry) {
    const by = entry.by === "note" ? [] : [part("span", "by", word(`by.${entry.by}`))];
    return [...by, said(entry), ...this.buttons(entry), this.way(entry)];
  }

  buttons(entry) {
    if (!entry.buttons.length) return [];
    const list = part("ul", "");
    list.setAttribute("aria-label", word("buttons"));
    for (const one of entry.buttons) {
      const button = part("button", "", one.title);
      button.type = "button";
      button.addEventListener("click", () => this.press(entry, one));
      list.append(part("li", "", button));
    }
    return [list];
  }

  way(entry) {
    const values = { attempts: entry.attempts, status: entry.status ?? word("status.none") };
    const parts = [entry.edited && word("edited"), entry.standing && word(`is.${entry.standing}`, values)];
    const way = part("div", "way", parts.filter(Boolean).join(" · "));
    way.classList.toggle("wrong", ["repeating", "dropped"].includes(entry.standing));
    if (this.edit && entry.by === "me" && entry.text && entry.message) {
      const button = part("button", "", word("edit"));
      button.type = "button";
      button.setAttribute("aria-label", word("edit.label", { text: entry.text }));
      button.addEventListener("click", () => this.edit(entry));
      way.append(button);
    }
    return way;
  }
}

// Only how far it got differs: what was read is left alone.
function same(old, entry) {
  const bare = (one) => JSON.stringify({ ...one, standing: "", attempts: 0, status: null });
  return bare(old) === bare(entry);
}

function said(entry) {
  const say = part("div", "say");
  if (entry.picture) {
    const image = Object.assign(document.createElement("img"), { src: entry.picture, alt: word(`picture.${entry.by}`) });
    say.append(image);
  }
  const kind = [entry.note && word(`note.${entry.note}`), entry.file].filter(Boolean).join(": ");
  if (kind && !entry.picture) say.append(part("span", "kind", entry.text ? `${kind}: ` : kind));
  say.append(entry.text);
  return say;
}

function part(tag, name, content = "") {
  const made = document.createElement(tag);
  if (name) made.className = name;
  made.append(content);
  return made;
}
