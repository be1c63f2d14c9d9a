// What the browser keeps: the pseudonym across visits, talk and draft as long as the tab;
// where storage is blocked or full, until the page closes.

function shelf(name) {
  try {
    const storage = window[name];
    storage.setItem("ansinh.probe", "1");
    storage.removeItem("ansinh.probe");
    return storage;
  } catch (blocked) {
    const kept = {};
    return { getItem: (key) => kept[key] || null, setItem: (key, value) => (kept[key] = value) };
  }
}

function put(storage, key, value) {
  try {
    storage.setItem(key, value);
  } catch (full) { /* what is on the page stays */ }
}

const lasting = shelf("localStorage");
const ofTab = shelf("sessionStorage");

/** A random UUID (version 4); `crypto.randomUUID` is missing outside https. */
export function uuid() {
  const digit = (d) => (d ^ (crypto.getRandomValues(new Uint8Array(1))[0] & (15 >> (d / 4)))).toString(16);
  return "10000000-1000-4000-8000-100000000000".replace(/[018]/g, digit);
}

/** Whether this browser has talked here before. */
export const returns = Boolean(lasting.getItem("ansinh.sender"));

export const begin = (sender = uuid()) => ({ sender, turns: [] });

/** The talk of this tab, `{sender, turns}`; a new tab goes on with the same sender and an empty page. */
export function recall() {
  const sender = lasting.getItem("ansinh.sender") || uuid();
  const talk = JSON.parse(ofTab.getItem("ansinh.talk"));
  return talk && talk.sender === sender ? talk : begin(sender);
}

export function keep(talk) {
  put(lasting, "ansinh.sender", talk.sender);
  put(ofTab, "ansinh.talk", JSON.stringify(talk));
}

export const draft = {
  read: () => ofTab.getItem("ansinh.draft") || "",
  write: (text) => put(ofTab, "ansinh.draft", text),
};

export const keepSize = (name) => put(lasting, "ansinh.size", name);
