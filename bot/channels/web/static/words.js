// The words and limits which the server wrote into the body (data/answers/web/page.toml).

const given = document.body.dataset;

export const words = JSON.parse(given.words);
export const limits = JSON.parse(given.limits);
export const hosts = JSON.parse(given.hosts);
export const hotline = given.hotline;

/** `fill("{n} năm", {n: 5})` → `5 năm`. */
export function fill(sentence, gaps) {
  return sentence.replace(/\{(\w+)\}/g, (whole, name) => (name in gaps ? String(gaps[name]) : whole));
}
