// What only Telegram has: the start button with its campaign, blocking, editing what was sent.

import { word } from "./words.js";

export const telegram = {
  edits: true,
  sending: { method: "send", retry_after: 5 },

  who: (state) => ({ citizen: state.citizen.id }),

  standing: ({ citizen }) => word(citizen.blocked ? "who.blocked" : "who.open", citizen),

  press: (entry, button) => ({ message_id: Number(entry.message), data: button.press }),

  refusal: (code) => ({ kind: "code", code }),

  does(phone, what) {
    const details = { location: { latitude: 21.0278, longitude: 105.8342 } };
    return phone.act({ act: what, ...details[what] });
  },

  async attach(phone, what, file) {
    const data = await base64(file);
    if (what === "picture") return phone.act({ act: "photo", data });
    const media_type = file.type || "application/octet-stream";
    return phone.act({ act: "document", data, name: file.name, media_type });
  },

  listen(phone) {
    phone.on(".start", "submit", () => phone.act({ act: "start", payload: phone.find("#telegram-campaign").value }));
  },
};

async function base64(file) {
  const bytes = new Uint8Array(await file.arrayBuffer());
  let text = "";
  for (const byte of bytes) text += String.fromCharCode(byte);
  return btoa(text);
}
