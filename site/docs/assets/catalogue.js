// Filters of the catalogue: OR within a facet, AND across facets and words; the state is in the address.
const catalogue = document.querySelector(".ac-catalogue");
const box = catalogue?.querySelector(".ac-filterbox");
const form = catalogue?.querySelector(".ac-filters");
const count = catalogue?.querySelector(".ac-count");
const rows = new Map([...(catalogue?.querySelectorAll("tbody tr") ?? [])].map((row) => [row.dataset.id, row]));

function chosen(facets) {
  const data = new FormData(form);
  return Object.fromEntries(facets.map((facet) => [facet, new Set(data.getAll(facet))]));
}

function fits(card, wanted, facets) {
  return facets.every((facet) => !wanted[facet].size || card[facet].some((value) => wanted[facet].has(value)));
}

function speaks(card, words) {
  return words.every((word) => card.text.includes(word));
}

function show(index) {
  const { facets, cards } = index;
  const wanted = chosen(facets);
  const words = form.elements.q.value.toLowerCase().split(/\s+/).filter(Boolean);
  const spoken = cards.filter((card) => speaks(card, words));
  const shown = new Set(spoken.filter((card) => fits(card, wanted, facets)).map((card) => card.id));
  for (const [id, row] of rows) row.hidden = !shown.has(id);
  for (const facet of facets) tally(facet, spoken, wanted, facets);
  count.textContent = shown.size === cards.length ? `${shown.size} cards` : `${shown.size} of ${cards.length} cards`;
  remember(facets);
}

// How many cards a choice would show, given what is chosen in the other facets.
function tally(facet, cards, wanted, facets) {
  const others = facets.filter((other) => other !== facet);
  const open = cards.filter((card) => fits(card, wanted, others));
  for (const place of form.querySelectorAll(`[data-facet="${facet}"] .ac-tally`)) {
    const found = open.filter((card) => card[facet].includes(place.dataset.value)).length;
    place.textContent = found;
    place.parentElement.classList.toggle("ac-empty", found === 0);
  }
}

function remember(facets) {
  const query = new URLSearchParams();
  for (const [name, value] of new FormData(form)) if (value) query.append(name, value);
  const text = query.toString();
  history.replaceState(null, "", text ? `?${text}` : location.pathname);
}

function recall() {
  const query = new URLSearchParams(location.search);
  form.elements.q.value = query.get("q") ?? "";
  for (const box of form.querySelectorAll("input[type=checkbox]")) {
    box.checked = query.getAll(box.name).includes(box.value);
  }
}

async function start() {
  const answer = await fetch(new URL(catalogue.dataset.index, location.href));
  const index = await answer.json();
  recall();
  box.open = matchMedia("(min-width: 60em)").matches || location.search !== "";
  box.hidden = false;
  show(index);
  form.addEventListener("input", () => show(index));
  form.addEventListener("reset", () => setTimeout(() => show(index)));
  form.addEventListener("submit", (event) => event.preventDefault());
}

if (catalogue) start();
