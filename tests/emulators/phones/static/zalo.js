// What only Zalo has: following, staff's own tool, the 48 hours, no buttons on a computer, word of what was seen.

import { post } from "./post.js";
import { time, word } from "./words.js";

const HOUR = 3600;
const told = new Map();

export const zalo = {
  sending: { path: "/v3.0/oa/message" },

  who: (state) => ({ user_id: state.citizen.id }),

  standing: ({ citizen }) => word(citizen.follower ? "who.follower" : "who.stranger", citizen),

  press: (_entry, button) => ({ button: button.press }),

  refusal: (status) => ({ kind: "status", status }),

  does(phone, what) {
    const details = {
      location: { act: "attach", kind: "location" },
      sticker: { act: "attach", kind: "sticker" },
      voice: { act: "attach", kind: "audio" },
    };
    if (what === "real") return phone.control("clock", { set: new Date().toISOString() });
    return phone.act(details[what] ?? { act: what });
  },

  async attach(phone, what, file) {
    const kept = await post(`/zalo/files?name=${encodeURIComponent(file.name)}`, file);
    if (!kept) return;
    const kind = what === "picture" ? "image" : "file";
    await phone.act({ act: "attach", kind, name: file.name, size: file.size, url: kept.url });
  },

  listen(phone) {
    const computer = phone.find(".computer");
    computer.addEventListener("change", () => phone.find(".phone").classList.toggle("computer", computer.checked));
    phone.on(".staff", "submit", async () => {
      const field = phone.find("#zalo-staff");
      if (await phone.act({ act: "staff", text: field.value })) field.value = "";
    });
    for (const button of phone.root.querySelectorAll("[data-hours]")) {
      const advance = Number(button.dataset.hours) * HOUR;
      button.addEventListener("click", () => phone.control("clock", { advance }));
    }
  },

  shown(phone, { now, window, billed, entries }) {
    phone.text(".window", word(`window.${window.is}`, { now: time(now), hours: window.hours, billed }));
    if (phone.find(".reads").checked) for (const entry of entries) reads(phone, entry);
  },
};

// A telephone tells Zalo first that a message came, then that it was looked at.
function reads(phone, { by, message, standing }) {
  const step = { sent: "receives", received: "sees" }[standing];
  if (by !== "bot" || !step || told.get(message) === step) return;
  told.set(message, step);
  phone.act(step === "sees" ? { act: "sees", message_ids: [message] } : { act: "receives", message_id: message });
}
