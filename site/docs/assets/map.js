// The map shows which cards have a value: the others fade, in the list below it too, and a mark of several cards counts
// those that have it. The address holds the value. A mark that is pointed at or has the focus shows its whole name; a mark
// of several cards opens and names them.
import { read } from "./read.js";

const asked = document.querySelector(".ac-show");
const marks = [...document.querySelectorAll(".map .mark, .ac-listed")];
const peek = document.querySelector(".ac-peek");
const opened = document.querySelector(".ac-opened");
const MOST = 100;
const REST = 120;
let wanted = "";
let index;
let leaving;

function having(mark, value) {
  if (!value) return Number(mark.dataset.cards ?? 1);
  const found = mark.dataset.values.split(" ").find((one) => one.startsWith(`${value}:`));
  return Number(found?.slice(value.length + 1) ?? 0);
}

function show(mark, value) {
  const count = having(mark, value);
  mark.classList.toggle("mark-faded", count === 0);
  if (!mark.dataset.cards) return;
  mark.querySelector(".crowd-number").textContent = `×${count}`;
  mark.setAttribute("aria-label", mark.getAttribute("aria-label").replace(/^×\d+/, `×${count}`));
}

function choose(value) {
  wanted = value;
  for (const mark of marks) show(mark, value);
  const status = asked.querySelector("[role=status]");
  status.textContent = value ? status.dataset.pale : "";
}

// The name of a mark begins with the title of its card, which stands apart; a mark of several cards has a sentence only.
function whole(mark) {
  const said = mark.getAttribute("aria-label").replace(/^\d+ /, "");
  const title = mark.dataset.title ?? "";
  return title ? [title, said.slice(title.length).replace(/^\.?\s*/, "")] : ["", said];
}

function look(mark) {
  clearTimeout(leaving);
  const [title, said] = whole(mark);
  const [head, rest] = peek.children;
  head.textContent = title;
  head.hidden = !title;
  rest.textContent = said;
  peek.hidden = false;
  const box = peek.parentElement.getBoundingClientRect();
  const there = mark.querySelector(".mark-shape, .crowd-shape").getBoundingClientRect();
  const right = there.left - box.left + peek.offsetWidth + 8 <= box.width;
  const left = right ? there.left - box.left : there.right - box.left - peek.offsetWidth;
  const below = there.bottom + peek.offsetHeight + 12 < innerHeight;
  peek.style.left = `${Math.max(0, left)}px`;
  peek.style.top = `${(below ? there.bottom + 6 : there.top - peek.offsetHeight - 6) - box.top}px`;
}

function leave() {
  clearTimeout(leaving);
  leaving = setTimeout(() => {
    peek.hidden = true;
  }, REST);
}

function has(facet, value, n) {
  const place = facet.values.indexOf(value);
  return facet.sets[facet.of[n]].includes(place);
}

// The cards of a mark, by the cell that its address names; where a value is shown, only those that have it.
function cardsAt(place) {
  const [facet, value] = wanted.split(/\.(.*)/);
  const there = (_, n) => has(index.facets.at, place, n) && (!wanted || has(index.facets[facet], value, n));
  return index.id.map((id, n) => [id, index.title[n]]).filter(there);
}

function named([id, title]) {
  const item = document.createElement("li");
  const link = document.createElement("a");
  const name = document.createElement("bdi");
  link.href = `${opened.dataset.cards}${id}/`;
  name.textContent = title;
  link.append(name);
  item.append(link);
  return item;
}

async function open(mark) {
  const address = mark.getAttribute("href");
  try {
    index ??= await read(opened.dataset.index);
  } catch {
    location.href = address;
    return;
  }
  const cards = cardsAt(new URL(address, location.href).searchParams.get("at"));
  opened.querySelector("h2").textContent = opened.dataset.said.replace("{count}", cards.length);
  opened.querySelector("ul").replaceChildren(...cards.slice(0, MOST).map(named));
  const first = opened.querySelector("[data-first]");
  first.hidden = cards.length <= MOST;
  first.textContent = first.dataset.first.replace("{count}", MOST);
  opened.querySelector("p a").href = wanted ? `${address}&${wanted.replace(".", "=")}` : address;
  peek.hidden = true;
  opened.showModal();
  opened.querySelector("h2").focus();
}

if (asked) {
  const list = asked.querySelector("select");
  asked.hidden = false;
  list.value = new URLSearchParams(location.search).get("show") ?? "";
  if (list.selectedIndex < 0) list.value = "";
  if (list.value) choose(list.value);
  asked.addEventListener("change", () => {
    choose(list.value);
    history.replaceState(null, "", list.value ? `?${new URLSearchParams({ show: list.value })}` : location.pathname);
  });
}

if (peek) {
  for (const mark of document.querySelectorAll(".ac-mapbox .mark")) {
    mark.querySelector("title")?.remove();
    mark.addEventListener("pointerenter", () => look(mark));
    mark.addEventListener("focus", () => mark.matches(":focus-visible") && look(mark));
    mark.addEventListener("pointerleave", leave);
    mark.addEventListener("blur", leave);
    if (mark.dataset.cards) mark.addEventListener("click", (event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      open(mark);
    });
  }
  peek.addEventListener("pointerenter", () => clearTimeout(leaving));
  peek.addEventListener("pointerleave", leave);
  addEventListener("keydown", (event) => {
    if (event.key === "Escape") peek.hidden = true;
  });
}
