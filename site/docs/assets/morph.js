// Make a part of the page what its new HTML says, and touch nothing that stays: focus, cursor and folds are kept.
const KEPT = new Set(["open"]);
const LONGEST_PRESS = 1000;

// A click is lost when its place moves between pressing and letting go, so drawing waits that long.
// A list that opens swallows the letting go; no press counts for longer than a second.
let press = Promise.resolve();
addEventListener("pointerdown", () => {
  press = new Promise((release) => {
    const end = () => setTimeout(release);
    for (const name of ["pointerup", "pointercancel"]) addEventListener(name, end, { capture: true, once: true });
    setTimeout(release, LONGEST_PRESS);
  });
}, { capture: true });

export const released = () => press;

// The HTML comes from the program beside the page, which prints what a card says as text.
export function draw(element, html) {
  const fresh = document.createElement("template");
  fresh.innerHTML = html;
  children(element, fresh.content);
}

function children(old, fresh) {
  const named = new Map([...old.children].filter((one) => one.id).map((one) => [one.id, one]));
  let place = old.firstChild;
  for (const node of [...fresh.childNodes]) {
    const known = node.id ? named.get(node.id) : place && alike(place, node) ? place : null;
    if (!known || known.nodeName !== node.nodeName) {
      old.insertBefore(node, place);
      continue;
    }
    if (known === place) place = place.nextSibling;
    else old.insertBefore(known, place);
    if (node.nodeType === Node.ELEMENT_NODE) one(known, node);
    else if (known.nodeValue !== node.nodeValue) known.nodeValue = node.nodeValue;
  }
  while (place) {
    const next = place.nextSibling;
    place.remove();
    place = next;
  }
}

const alike = (old, node) => old.nodeName === node.nodeName && !old.id;

function one(old, fresh) {
  if (old.isEqualNode(fresh) && !old.querySelector("input, textarea, select") && !/^(INPUT|TEXTAREA|SELECT)$/.test(old.nodeName)) return;
  for (const { name } of [...old.attributes]) if (!fresh.hasAttribute(name) && !KEPT.has(name)) old.removeAttribute(name);
  for (const { name, value } of fresh.attributes) if (old.getAttribute(name) !== value && !KEPT.has(name)) old.setAttribute(name, value);
  if (old.nodeName === "TEXTAREA") return typed(old, fresh.textContent);
  children(old, fresh);
  if (old.nodeName === "SELECT") old.value = [...fresh.options].find((option) => option.hasAttribute("selected"))?.value ?? "";
  if (old.nodeName !== "INPUT") return;
  if (old.type === "radio" || old.type === "checkbox") old.checked = fresh.hasAttribute("checked");
  else typed(old, fresh.getAttribute("value") ?? "");
}

// What somebody is writing just now is theirs.
function typed(field, value) {
  if (field !== document.activeElement && field.value !== value) field.value = value;
}
