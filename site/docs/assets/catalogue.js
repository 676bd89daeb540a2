// Filters of the catalogue: OR within a facet, AND across facets and words; the state is in the address. What is searched
// for is called `words` there: the theme opens its own search where an address has a `q`.
import { _, _n, names, revived, UNREACHED } from "./texts.js";
import { read } from "./read.js";
import { APART, nearest } from "./slips.js";

const catalogue = document.querySelector(".ac-catalogue");
const box = catalogue?.querySelector(".ac-filterbox");
const form = catalogue?.querySelector(".ac-filters");
const said = catalogue?.querySelector(".ac-count");
const table = catalogue?.querySelector(".ac-table");
const empty = catalogue?.querySelector("template")?.content.querySelector("tr");
const pages = catalogue?.querySelector(".ac-pages");
const turner = catalogue?.querySelector(".ac-turn");
const chips = catalogue?.querySelector(".ac-chips");
const tray = catalogue?.querySelector(".ac-tray");
const wide = matchMedia("(min-width: 60em)");
const SIZE = Number(catalogue?.dataset.rows);
const CORNERS = { "◰": [2, 2], "◳": [12, 2], "◱": [2, 12], "◲": [12, 12] };
const NAMES = { "◰": "broad-prescriptive", "◳": "specific-prescriptive", "◱": "broad-descriptive", "◲": "specific-descriptive" };
const PLACES = {
  "◰": _("Broad, prescriptive"), "◳": _("Specific, prescriptive"), "◱": _("Broad, descriptive"), "◲": _("Specific, descriptive"),
};
const UNSTATED = "unstated";
const REST = 200;
const MOST = 4;
// The least height of a row in pixels: so many rows from the top are drawn at once, wherever the window is.
const LOW = 50;
// Ids of the cards that are to be compared, in the order in which they were ticked.
let picked = [];
let index;
let facets;
let titles;
let words;
let vocabulary;
// Each word that no card has, with those that are shown instead.
let meant = [];
let orders = {};
let found = [];
let page = 0;
let resting;
let undrawn = () => {};

// Each facet with its sets of values; a card has one set, so that cards are counted by set and not by value.
function facetOf([name, { values, sets, of }]) {
  const boxes = new Map([...form.querySelectorAll(`input[name="${CSS.escape(name)}"]`)].map((choice) => [choice.value, choice]));
  const choices = values.map((value) => boxes.get(value));
  return { sets, of: Uint32Array.from(of), choices, tallies: choices.map((choice) => choice?.closest("label")) };
}

// For each set of values whether it fits what is chosen; null where nothing is, so that everything fits.
function chosen({ sets, choices }) {
  const on = choices.map((choice) => choice?.checked);
  return on.includes(true) ? Uint8Array.from(sets, (set) => set.some((value) => on[value])) : null;
}

// Gives the number of each card that has a word in its title or its texts.
function* having(word) {
  for (const [n, title] of titles.entries()) if (title.includes(word)) yield n;
  for (const [w, known] of words?.words.entries() ?? []) {
    let n = -1;
    if (known.includes(word)) for (const gap of words.gaps[w]) yield (n += gap);
  }
}

// How many of the words that are asked for each card has, the first of them first; null where nothing is asked. For a
// word that no card has, those are looked for that it was probably meant to be.
function heard(asked) {
  meant = [];
  if (!asked.length) return null;
  const has = new Uint16Array(titles.length);
  for (const [turn, word] of asked.entries()) {
    let cards = [...having(word)];
    if (!cards.length && words?.words.length) {
      const like = nearest(word, known());
      cards = like.flatMap((one) => [...having(one)]);
      if (like.length) meant.push([word, like]);
    }
    for (const n of cards) if (has[n] === turn) has[n] = turn + 1;
  }
  return has.map((count) => count === asked.length);
}

// All words of the cards.
function known() {
  return (vocabulary ??= [...new Set([...words.words, ...titles.flatMap((title) => title.split(APART))])]);
}

// In one walk over the cards: which fit, and for each facet how many cards each set has given the other facets.
function sift(order, wanted, hears) {
  const active = facets.map(({ of }, f) => ({ of, f, wants: wanted[f] })).filter(({ wants }) => wants);
  const counts = facets.map(({ sets }) => new Uint32Array(sets.length));
  const fits = [];
  for (const n of order) {
    if (hears && !hears[n]) continue;
    let missed = 0;
    let last;
    for (const one of active) {
      if (one.wants[one.of[n]]) continue;
      missed += 1;
      last = one;
    }
    if (missed === 0) fits.push(n);
    else if (missed === 1) counts[last.f][last.of[n]] += 1;
  }
  facets.forEach(({ of }, f) => {
    for (const n of fits) counts[f][of[n]] += 1;
  });
  return [fits, counts];
}

function order() {
  const name = form.elements.sort.value;
  const keys = index.sorts[name];
  const compare = (a, b) => (keys[a] < keys[b] ? 1 : keys[a] > keys[b] ? -1 : a - b);
  orders[name] ??= keys ? titles.map((_, n) => n).sort(compare) : titles.map((_, n) => n);
  return orders[name];
}

function show() {
  const near = inSight();
  const asked = form.elements.words.value.toLowerCase().split(APART).filter(Boolean);
  const [fits, counts] = sift(order(), facets.map(chosen), heard(asked));
  found = fits;
  page = 0;
  counts.forEach(tally);
  count();
  chip();
  draw(near);
  clearTimeout(resting);
  resting = setTimeout(rest, REST);
}

// While choices follow each other, rows out of sight are not drawn, and the address stays: browsers refuse one that
// changes at every key.
function rest() {
  finish();
  remember();
}

function finish() {
  undrawn();
  undrawn = () => {};
}

function count() {
  const all = titles.length;
  const cards = _n("{count} card", "{count} cards", all, { count: all });
  if (found.length === 0) said.textContent = _("None of {cards} fits. Take a choice away, or show all cards.", { cards });
  else said.textContent = found.length === all ? cards : _("{found} of {cards}", { found: found.length, cards });
  for (const [word, like] of meant) {
    said.append(said.textContent.endsWith(".") ? " " : ". ", _("No card has “{word}”; looked for instead: {like}.", { word, like: like.map((one) => _("“{name}”", { name: one })).join(", ") }));
  }
}

function button(text, name, act) {
  const item = document.createElement("li");
  const made = document.createElement("button");
  made.type = "button";
  made.className = "ac-button";
  made.setAttribute("aria-label", name);
  const words = document.createElement("bdi");
  words.textContent = text;
  made.append(words, "×");
  made.addEventListener("click", act);
  item.append(made);
  return item;
}

// Each choice that is in use, to be taken back with one click; the focus stays with the list.
function chip() {
  const on = [...form.querySelectorAll("input[type=checkbox]:checked")];
  const made = on.map((choice) => {
    const group = choice.closest("fieldset").querySelector("legend").textContent;
    const name = choice.closest("label").querySelector(".ac-name").textContent;
    return [`${group}: ${name}`, () => (choice.checked = false)];
  });
  const query = form.elements.words.value.trim();
  if (query) made.push([_("Words: {query}", { query }), () => (form.elements.words.value = "")]);
  const undo = (act) => () => {
    act();
    show();
    (chips.querySelector("button") ?? said).focus();
  };
  chips.replaceChildren(...made.map(([text, act]) => button(text, _("Take away {choice}", { choice: text }), undo(act))));
  chips.hidden = made.length === 0;
}

// A tick in each row puts a card into the tray, from which up to four are compared.
function tick(row) {
  let box = row.querySelector(".ac-tick");
  if (!box) {
    box = document.createElement("input");
    box.type = "checkbox";
    box.className = "ac-tick";
    row.querySelector(".ac-cell").prepend(box);
  }
  box.setAttribute("aria-label", _("Compare {card}", { card: row.querySelector("a").textContent }));
  box.checked = picked.includes(row.dataset.id);
  box.disabled = !box.checked && picked.length >= MOST;
}

function pick(id, on) {
  picked = on ? [...picked, id] : picked.filter((one) => one !== id);
  trayed();
  remember();
}

function trayed() {
  for (const row of table.tBodies[0].rows) tick(row);
  const title = (id) => index.title[index.id.indexOf(id)];
  const few = picked.length < 2;
  const most = picked.length === MOST;
  tray.querySelector("span").textContent = few ? _("Tick one more card to compare.")
    : most ? _("{count} cards, the most there can be.", { count: MOST }) : _("{count} cards.", { count: picked.length });
  tray.querySelector("ul").replaceChildren(...picked.map((id) => button(title(id), _("Do not compare {card}", { card: title(id) }), () => {
    pick(id, false);
    (tray.querySelector("button") ?? said).focus();
  })));
  const link = tray.querySelector("a");
  link.href = `${link.href.split("?")[0]}?${new URLSearchParams(picked.map((id) => ["card", id]))}`;
  link.hidden = few;
  tray.hidden = picked.length === 0;
}

function changed(event) {
  if (!event.target.matches(".ac-tick")) show();
  else pick(event.target.closest("tr").dataset.id, event.target.checked);
}

function tally(counts, f) {
  const sums = new Uint32Array(facets[f].tallies.length);
  facets[f].sets.forEach((set, s) => set.forEach((value) => (sums[value] += counts[s])));
  facets[f].tallies.forEach((label, value) => {
    if (!label) return;
    write(label.lastElementChild, String(sums[value]));
    label.classList.toggle("ac-empty", sums[value] === 0);
  });
}

function write(place, text) {
  if (place.textContent !== text) place.textContent = text;
}

// The places of the rows that are in the window, or will be when what is above them grows by two lines; asked before
// anything is changed, while the layout still holds.
function inSight() {
  const sees = ({ top, bottom }) => bottom > -2 * LOW && top < innerHeight + 2 * LOW;
  return new Set([...table.tBodies[0].rows].flatMap((row, place) => (sees(row.getBoundingClientRect()) ? [place] : [])));
}

// Where it is said which rows are in sight, the others wait for `finish`.
function draw(near) {
  const last = Math.max(1, Math.ceil(found.length / SIZE));
  const body = table.tBodies[0];
  const shown = found.slice(page * SIZE, (page + 1) * SIZE);
  const put = (n, place) => {
    if (!body.rows[place]) body.append(empty.cloneNode(true));
    fill(body.rows[place], n);
    tick(body.rows[place]);
  };
  while (body.rows.length > shown.length) body.lastElementChild.remove();
  shown.forEach((n, place) => (!near || place < innerHeight / LOW || near.has(place)) && put(n, place));
  undrawn = near ? () => shown.forEach(put) : () => {};
  table.hidden = shown.length === 0;
  pages.hidden = last === 1;
  turner.querySelector("span").textContent = _("Page {page} of {last}", { page: page + 1, last });
  for (const button of turner.querySelectorAll("button")) {
    button.disabled = page + Number(button.dataset.turn) < 0 || page + Number(button.dataset.turn) >= last;
  }
}

function fill(row, n) {
  if (row.dataset.id === index.id[n]) return;
  const [sign, x, y, reach] = index.place[n];
  const { sentence, ...rest } = index.texts;
  const link = row.querySelector("a");
  row.dataset.id = index.id[n];
  link.href = `${catalogue.dataset.cards}${index.id[n]}/`;
  link.firstChild.textContent = index.title[n];
  write(row.querySelector(".ac-quadrant"), PLACES[sign] ?? _("Not placed"));
  write(row.querySelector("p bdi"), sentence.words[sentence.of[n]]);
  Object.values(rest).forEach((text, t) => write(row.cells[t + 1], text.words[text.of[n]]));
  const glyph = empty.querySelector("svg").cloneNode(true);
  if (sign) place(glyph, sign, x, y, reach);
  row.querySelector("svg").replaceWith(glyph);
}

function place(glyph, sign, x, y, reach) {
  glyph.setAttribute("class", `glyph q-${NAMES[sign]}`);
  glyph.prepend(shape("rect", { class: "glyph-quarter", x: CORNERS[sign][0], y: CORNERS[sign][1], width: 10, height: 10 }));
  if (reach) glyph.append(shape("path", { class: "glyph-range", d: reach }));
  if (x !== undefined) glyph.append(shape("circle", { class: "glyph-dot", cx: 4.5 + 15 * x, cy: 19.5 - 15 * y, r: 2.6 }));
}

function shape(name, attributes) {
  const made = document.createElementNS("http://www.w3.org/2000/svg", name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  return made;
}

function remember() {
  const query = new URLSearchParams();
  for (const [name, value] of new FormData(form)) if (value) query.append(name, value);
  for (const id of picked) query.append("card", id);
  const text = query.toString();
  history.replaceState(null, "", text ? `?${text}` : location.pathname);
}

function recall() {
  const query = new URLSearchParams(location.search);
  form.elements.words.value = query.get("words") ?? "";
  form.elements.sort.value = query.get("sort") in index.sorts ? query.get("sort") : "";
  picked = [...new Set(query.getAll("card"))].filter((id) => index.id.includes(id)).slice(0, MOST);
  for (const choice of form.querySelectorAll("input[type=checkbox]")) {
    choice.checked = query.getAll(choice.name).some((value) => value.toLowerCase() === choice.value.toLowerCase());
    if (choice.checked) unfold(choice);
  }
}

function unfold(choice) {
  for (let fold = choice.closest("details"); fold !== box; fold = fold.parentElement.closest("details")) fold.open = true;
}

// Summaries are fetched when somebody begins to search; until they are there, titles are searched.
async function listen() {
  if (words) return;
  words = { words: [], gaps: [] };
  try {
    const { words: known, gaps } = await read(catalogue.dataset.words);
    words = { words: known.split(" "), gaps };
  } catch {
    words = null;
    revived(searched);
  }
}

async function searched() {
  if (!words) await listen();
  if (form.elements.words.value || said.textContent === UNREACHED) show();
  if (!words) said.textContent = UNREACHED;
}

function turn(event) {
  const step = Number(event.target.dataset.turn);
  if (!step) return;
  page += step;
  draw();
  said.focus({ preventScroll: true });
  said.scrollIntoView();
}

// Codes of countries and languages by their names, as this browser knows them.
function named(group) {
  const known = names(group.dataset.codes);
  for (const label of group.querySelectorAll("label")) {
    const code = label.querySelector("input").value;
    if (code === UNSTATED) continue;
    try {
      label.querySelector("bdi").textContent = known.of(code);
    } catch {
      continue;
    }
  }
}

// A mark of several cards on the map leads here with its place, which is offered as one more choice.
function pinned() {
  const place = new URLSearchParams(location.search).get("at");
  const choice = form.querySelector("input[name=at]");
  choice.value = place ?? "";
  choice.closest("fieldset").hidden = !index.facets.at.values.includes(place);
}

function prepare() {
  pinned();
  titles = index.title.map((title, n) => `${title} ${index.id[n]}`.toLowerCase());
  facets = Object.entries(index.facets).map(facetOf);
  form.querySelectorAll("[data-codes]").forEach(named);
  pages.querySelector(".ac-plainlist").hidden = true;
  for (const place of [turner, form.elements.sort.parentElement]) place.hidden = false;
}

// Rows that the address leaves out are not shown while what fits is looked for.
async function start() {
  if (location.search) table.style.display = "none";
  try {
    index = await read(catalogue.dataset.index);
    await begin();
  } catch (error) {
    if (index) throw error;
    const counted = said.textContent;
    said.textContent = UNREACHED;
    revived(() => {
      said.textContent = counted;
      start();
    });
  } finally {
    table.style.display = "";
  }
}

async function begin() {
  prepare();
  recall();
  const asked = form.elements.words.value;
  if (asked) await searched();
  else if (location.search) show();
  else {
    found = order();
    draw();
  }
  box.open = wide.matches;
  box.hidden = false;
  if (picked.length) trayed();
  wide.addEventListener("change", () => (box.open ||= wide.matches));
  form.elements.words.addEventListener("focus", () => words || searched());
  catalogue.addEventListener("input", changed);
  form.addEventListener("reset", () => setTimeout(show));
  form.addEventListener("submit", (event) => event.preventDefault());
  turner.addEventListener("click", turn);
  for (const moves of ["scroll", "resize", "beforeprint"]) addEventListener(moves, finish, { passive: true });
}

if (catalogue) start();
