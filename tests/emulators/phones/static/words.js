// The page's words stand in its HTML; {name} is filled in here.

const table = new Map(
  [...document.getElementById("words").content.querySelectorAll("data")].map((one) => [one.value, one.textContent]),
);

// A platform's moment by the clock of Viet Nam, wherever the page is looked at.
export function time(moment) {
  const form = { dateStyle: "short", timeStyle: "short", timeZone: "Asia/Ho_Chi_Minh" };
  return new Date(moment).toLocaleString("vi-VN", form);
}

export function word(name, values = {}) {
  const text = table.get(name) ?? name;
  return text.replace(/\{(\w+)\}/g, (_, key) => String(values[key] ?? ""));
}
