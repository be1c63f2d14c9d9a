// The smallest parts of the page. Strings become text nodes, never HTML.

export const byId = (id) => document.getElementById(id);

export function make(tag, className, ...children) {
  const element = document.createElement(tag);
  if (className) element.className = className;
  element.append(...children);
  return element;
}

export function button(className, press, ...children) {
  const element = make("button", className, ...children);
  element.type = "button";
  element.addEventListener("click", press);
  return element;
}

export function link(href, className, ...children) {
  const element = make("a", className, ...children);
  element.href = href;
  return element;
}

/** A symbol of the page's own set, copied from one that the server wrote. */
export function icon(name) {
  const svg = document.querySelector(".brand .icon").cloneNode(true);
  svg.firstElementChild.setAttribute("href", `#i-${name}`);
  return svg;
}

/** Speaks to screen readers only; the same words twice are spoken twice. */
export function announce(sentence) {
  const status = byId("status");
  status.textContent = sentence && status.textContent === sentence ? `${sentence}\u00a0` : sentence;
}
