// Cards side by side: the choice is in the address, each card is fetched when it is chosen.
import { _, _n, revived, UNREACHED } from "./texts.js";
import { read, unpacked } from "./read.js";

const sides = document.querySelector(".ac-compare");
const chooser = sides?.querySelector("form");
const table = sides?.querySelector("table");
const said = sides?.querySelector("[role=status]");
const MOST = 4;
const MANY = 200;
// Longer lists, such as those of countries, run on in lines; on paper all do.
const LONG = 6;
const SHARED = _("The same in all");
const fetched = new Map();
let names;
let ids;
let packed;
let latest = 0;

function card(id) {
  const folder = `${sides.dataset.cards}${id}/`;
  const get = () => (packed ? unpacked(`${folder}card.tar.gz`, "compare.json") : read(`${folder}compare.json`));
  if (!fetched.has(id)) fetched.set(id, get());
  return fetched.get(id);
}

function make(tag, text, attributes = {}) {
  const element = document.createElement(tag);
  if (text) element.append(text);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  return element;
}

// A card is called by its title, with its id where several have that title.
function called(cards) {
  const titles = new Map();
  const known = cards.map(([id, title]) => [id, title.replace(/\s+/g, " ").trim()]);
  for (const [, title] of known) titles.set(title, (titles.get(title) ?? 0) + 1);
  names = new Map(known.map(([id, title]) => [id, titles.get(title) > 1 ? `${title} (${id})` : title]));
  ids = new Map([...names].map(([id, name]) => [name, id]));
}

// Few cards are chosen from a list; of many, a name is begun and the browser offers what goes on like it.
function fields() {
  const options = [...names.values()].map((name) => new Option(name, name));
  const offered = make("datalist", "", { id: "ac-cards" });
  if (names.size > MANY) offered.append(...options);
  for (let n = 1; n <= MOST; n += 1) {
    const place = make("div");
    const field = make(names.size > MANY ? "input" : "select", "", { name: "card", id: `ac-card-${n}` });
    if (names.size > MANY) field.setAttribute("list", offered.id);
    else field.append(new Option(_("none"), ""), ...options.map((option) => option.cloneNode(true)));
    place.append(make("label", n > 2 ? _("Card {n}, if you like", { n }) : _("Card {n}", { n }), { for: field.id }), field);
    chooser.querySelector(".ac-choices").append(place);
  }
  chooser.append(offered);
}

function written() {
  return [...chooser.elements.card].map((field) => field.value.trim()).filter(Boolean);
}

function chosen() {
  return [...new Set(written().map((name) => ids.get(name)))].filter(Boolean);
}

function differs(texts) {
  return new Set(texts.map((list) => JSON.stringify(list))).size > 1;
}

function cell(texts, silence) {
  const place = make("td");
  if (!texts.length) place.append(make("span", silence, { class: "ac-none" }));
  else if (texts.length === 1) place.append(make("bdi", texts[0]));
  else {
    const list = make("ul", "", texts.length > LONG ? { class: "ac-flow" } : {});
    for (const text of texts) {
      const item = make("li");
      item.append(make("bdi", text));
      list.append(item);
    }
    place.append(list);
  }
  return place;
}

function head(cards) {
  const row = make("tr");
  row.append(make("td"));
  for (const one of cards) {
    const place = make("th", "", { scope: "col" });
    const link = make("a", "", { href: `${sides.dataset.cards}${one.id}/` });
    link.append(make("bdi", one.title));
    place.append(link);
    row.append(place);
  }
  const top = make("thead");
  top.append(row);
  return top;
}

function* lines(heads, cards) {
  yield [_("At a glance"), _("In one sentence"), cards.map((one) => [one.sentence])];
  yield [_("At a glance"), _("Place"), cards.map((one) => [one.place])];
  yield [_("At a glance"), _("Card level"), cards.map((one) => [one.level])];
  for (const [n, [section, name]] of heads.entries()) yield [section, name, cards.map((one) => one.lines[n])];
}

// What is the same in all is folded into its count; a reader unfolds it, and it stays so while cards are chosen.
let unfolded = false;

function fold(group, name, count) {
  const opener = make("button", `${name} (${count})`, { type: "button", class: "ac-fold" });
  const set = () => {
    opener.setAttribute("aria-expanded", unfolded);
    group.classList.toggle("ac-folded", !unfolded);
  };
  opener.addEventListener("click", () => {
    unfolded = !unfolded;
    set();
  });
  set();
  return opener;
}

function draw(heads, cards) {
  const only = chooser.elements.differences.checked;
  const all = [...lines(heads, cards)];
  const apart = all.filter(([, , texts]) => differs(texts));
  const shared = all.filter(([, , texts]) => !differs(texts)).map(([, name, texts]) => [SHARED, name, texts]);
  const shown = only ? apart : [...apart, ...shared];
  const body = [];
  for (const [section, name, texts] of shown) {
    if (body.at(-1)?.dataset.section !== section) {
      const group = make("tbody", "", { "data-section": section });
      const row = make("tr");
      const title = section === SHARED ? fold(group, section, shared.length) : section;
      row.append(make("th", title, { scope: "rowgroup", colspan: cards.length + 1 }));
      group.append(row);
      body.push(group);
    }
    const row = make("tr", "", differs(texts) ? {} : { class: "ac-same" });
    const silence = name === heads[0][1] ? _("not measured") : _("not stated");
    const told = section === SHARED ? texts.slice(0, 1) : texts;
    row.append(make("th", name, { scope: "row" }), ...told.map((list) => cell(list, silence)));
    if (section === SHARED) row.lastElementChild.colSpan = cards.length;
    body.at(-1).append(row);
  }
  table.style.setProperty("--cards", cards.length);
  table.replaceChildren(head(cards), ...body);
  const counts = { cards: cards.length, all: all.length };
  said.textContent = _n("{cards} cards. {count} of {all} lines differs.", "{cards} cards. {count} of {all} lines differ.", apart.length, counts);
}

function remember(wanted) {
  const query = new URLSearchParams(wanted.map((id) => ["card", id]));
  if (chooser.elements.differences.checked) query.set("differences", "1");
  const text = query.toString();
  history.replaceState(null, "", text ? `?${text}` : location.pathname);
}

function asked(cards) {
  if (written().some((name) => !ids.has(name))) return _("No card is called like this. Choose one of those that are offered.");
  return cards.length ? _("Choose one more card.") : _("Choose two cards to begin.");
}

// An address may name cards that are not here, or not any more.
function unknown() {
  const lost = new URLSearchParams(location.search).getAll("card").filter((id) => id && !names.has(id));
  return lost.length ? `${_("No card has the id {ids}.", { ids: lost.map((id) => _("“{name}”", { name: id })).join(", ") })} ` : "";
}

async function show(heads, lost = "") {
  const wanted = chosen();
  const turn = (latest += 1);
  remember(wanted);
  table.parentElement.hidden = wanted.length < 2;
  if (wanted.length < 2) {
    said.textContent = lost + asked(wanted);
    return;
  }
  try {
    const cards = await Promise.all(wanted.map(card));
    if (turn === latest) {
      draw(heads, cards);
      said.prepend(lost);
    }
  } catch {
    for (const id of wanted) fetched.delete(id);
    if (turn !== latest) return;
    said.textContent = _("A card could not be loaded. Reload the page to try again.");
    revived(() => turn === latest && show(heads, lost));
  }
}

function recall() {
  const query = new URLSearchParams(location.search);
  const wanted = query.getAll("card");
  for (const [n, field] of [...chooser.elements.card].entries()) field.value = names.get(wanted[n]) ?? "";
  chooser.elements.differences.checked = query.has("differences");
}

async function compare() {
  const { lines: heads, cards, ...layout } = await read(sides.dataset.index);
  packed = layout.packed;
  called(cards);
  fields();
  const lost = unknown();
  recall();
  chooser.addEventListener("input", () => show(heads));
  chooser.addEventListener("reset", () => setTimeout(() => show(heads)));
  chooser.addEventListener("submit", (event) => event.preventDefault());
  await show(heads, lost);
  sides.hidden = false;
}

// Without its list of cards the page only says so; with it, what is missing is told where it was asked for.
async function begin() {
  const all = [chooser, table.parentElement];
  try {
    await compare();
    chooser.hidden = false;
  } catch (error) {
    if (names) throw error;
    for (const one of all) one.hidden = true;
    sides.hidden = false;
    said.textContent = UNREACHED;
    revived(begin);
  }
}

if (sides) begin();
