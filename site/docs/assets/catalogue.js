// Filters of the catalogue: OR within a facet, AND across facets and words; the state is in the address.
const catalogue = document.querySelector(".ac-catalogue");
const box = catalogue?.querySelector(".ac-filterbox");
const form = catalogue?.querySelector(".ac-filters");
const said = catalogue?.querySelector(".ac-count");
const body = catalogue?.querySelector("tbody");
const empty = catalogue?.querySelector("template")?.content.querySelector("tr");
const pages = catalogue?.querySelector(".ac-pages");
const turner = catalogue?.querySelector(".ac-turn");
const SIZE = Number(catalogue?.dataset.rows);
const CORNERS = { "◰": [2, 2], "◳": [12, 2], "◱": [2, 12], "◲": [12, 12] };
const NAMES = { "◰": "broad-prescriptive", "◳": "specific-prescriptive", "◱": "broad-descriptive", "◲": "specific-descriptive" };
const PLACES = { "◰": "Broad, prescriptive", "◳": "Specific, prescriptive", "◱": "Broad, descriptive", "◲": "Specific, descriptive" };
let index;
let words;
let found = [];
let page = 0;

async function read(address) {
  const answer = await fetch(new URL(address, location.href));
  if (!answer.ok) throw new Error(`${answer.status} ${address}`);
  return answer.json();
}

// For each facet a flag for each of its values; null where nothing is chosen, so that everything fits.
function chosen() {
  const data = new FormData(form);
  return Object.entries(index.facets).map(([name, facet]) => {
    const wanted = new Set(data.getAll(name));
    return wanted.size ? facet.values.map((value) => wanted.has(value)) : null;
  });
}

function spoken() {
  const asked = form.elements.q.value.toLowerCase().split(/\s+/).filter(Boolean);
  return index.id.map((_, n) => asked.every((word) => index.lower[n].includes(word) || words?.[n]?.includes(word)));
}

// In one walk over the cards: which fit, and for each facet how many cards each value has given the other facets.
function sift(wanted) {
  const facets = Object.values(index.facets);
  const counts = facets.map((facet) => new Array(facet.values.length).fill(0));
  const fits = [];
  const heard = spoken();
  for (let n = 0; n < index.id.length; n += 1) {
    if (!heard[n]) continue;
    let missed = -1;
    let misses = 0;
    for (let f = 0; f < facets.length; f += 1) {
      if (wanted[f] && !facets[f].of[n].some((value) => wanted[f][value])) {
        missed = f;
        misses += 1;
      }
    }
    if (misses === 0) fits.push(n);
    if (misses === 0) facets.forEach((facet, f) => facet.of[n].forEach((value) => (counts[f][value] += 1)));
    if (misses === 1) facets[missed].of[n].forEach((value) => (counts[missed][value] += 1));
  }
  return [fits, counts];
}

function show() {
  const [fits, counts] = sift(chosen());
  found = fits;
  page = 0;
  tally(counts);
  const all = index.id.length;
  said.textContent = found.length === all ? `${all} ${all === 1 ? "card" : "cards"}` : `${found.length} of ${all} cards`;
  draw();
  remember();
}

function tally(counts) {
  for (const [f, [name, facet]] of Object.entries(index.facets).entries()) {
    for (const place of index.tallies[name]) {
      const count = counts[f][facet.values.indexOf(place.dataset.value)];
      place.textContent = count;
      place.parentElement.classList.toggle("ac-empty", count === 0);
    }
  }
}

function draw() {
  const last = Math.max(1, Math.ceil(found.length / SIZE));
  body.replaceChildren(...found.slice(page * SIZE, (page + 1) * SIZE).map(row));
  pages.hidden = last === 1;
  turner.querySelector("span").textContent = `Page ${page + 1} of ${last}`;
  for (const button of turner.querySelectorAll("button")) {
    button.disabled = page + Number(button.dataset.turn) < 0 || page + Number(button.dataset.turn) >= last;
  }
}

function row(n) {
  const made = empty.cloneNode(true);
  const [sign, x, y] = index.place[n];
  made.dataset.id = index.id[n];
  const link = made.querySelector("a");
  link.href = `${catalogue.dataset.cards}${index.id[n]}/`;
  link.firstChild.textContent = index.title[n];
  made.querySelector(".ac-quadrant").textContent = PLACES[sign] ?? "Not placed";
  made.querySelector("p bdi").textContent = index.sentence[n];
  Object.values(index.texts).forEach((text, t) => (made.cells[t + 1].textContent = text.words[text.of[n]]));
  if (sign) place(made.querySelector("svg"), sign, x, y);
  return made;
}

function place(glyph, sign, x, y) {
  glyph.setAttribute("class", `glyph q-${NAMES[sign]}`);
  glyph.prepend(shape("rect", { class: "glyph-quarter", x: CORNERS[sign][0], y: CORNERS[sign][1], width: 10, height: 10 }));
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
  const text = query.toString();
  history.replaceState(null, "", text ? `?${text}` : location.pathname);
}

function recall() {
  const query = new URLSearchParams(location.search);
  form.elements.q.value = query.get("q") ?? "";
  for (const choice of form.querySelectorAll("input[type=checkbox]")) {
    choice.checked = query.getAll(choice.name).includes(choice.value);
  }
}

// Summaries are fetched when somebody begins to search; until they are there, titles are searched.
async function listen() {
  if (words) return;
  words = [];
  words = await read(catalogue.dataset.words);
  if (form.elements.q.value) show();
}

function turn(event) {
  const step = Number(event.target.dataset.turn);
  if (!step) return;
  page += step;
  draw();
  said.scrollIntoView();
}

function prepare() {
  index.lower = index.title.map((title) => title.toLowerCase());
  index.tallies = Object.fromEntries(
    Object.keys(index.facets).map((name) => [name, [...form.querySelectorAll(`[data-facet="${name}"] .ac-tally`)]]),
  );
  pages.querySelector(".ac-plainlist").hidden = true;
  turner.hidden = false;
}

async function start() {
  index = await read(catalogue.dataset.index);
  prepare();
  recall();
  box.open = matchMedia("(min-width: 60em)").matches || location.search !== "";
  box.hidden = false;
  if (location.search) show();
  else {
    found = index.id.map((_, n) => n);
    draw();
  }
  form.elements.q.addEventListener("focus", listen);
  form.addEventListener("input", show);
  form.addEventListener("reset", () => setTimeout(show));
  form.addEventListener("submit", (event) => event.preventDefault());
  turner.addEventListener("click", turn);
  if (form.elements.q.value) listen();
}

if (catalogue) start();
