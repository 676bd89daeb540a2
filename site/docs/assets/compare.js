// Cards side by side: the choice is in the address, each card is fetched when it is chosen.
const sides = document.querySelector(".ac-compare");
const chooser = sides?.querySelector("form");
const table = sides?.querySelector("table");
const said = sides?.querySelector("[role=status]");
const MOST = 4;
const fetched = new Map();
let latest = 0;

async function read(address) {
  const answer = await fetch(new URL(address, location.href));
  if (!answer.ok) throw new Error(`${answer.status} ${address}`);
  return answer.json();
}

function card(id) {
  if (!fetched.has(id)) fetched.set(id, read(`${sides.dataset.cards}${id}/compare.json`));
  return fetched.get(id);
}

function make(tag, text, attributes = {}) {
  const element = document.createElement(tag);
  if (text) element.append(text);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  return element;
}

function selects(cards) {
  for (let n = 1; n <= MOST; n += 1) {
    const place = make("div");
    const select = make("select", "", { name: "card", id: `ac-card-${n}` });
    place.append(make("label", `Card ${n}${n > 2 ? ", if you like" : ""}`, { for: select.id }), select);
    select.append(new Option("none", ""));
    for (const [id, title] of cards) select.append(new Option(title, id));
    chooser.querySelector(".ac-choices").append(place);
  }
}

function chosen() {
  return [...new Set([...chooser.elements.card].map((select) => select.value).filter(Boolean))];
}

function differs(texts) {
  return new Set(texts.map((list) => JSON.stringify(list))).size > 1;
}

function cell(texts, silence) {
  const place = make("td");
  if (!texts.length) place.append(make("span", silence, { class: "ac-none" }));
  else if (texts.length === 1) place.append(make("bdi", texts[0]));
  else {
    const list = make("ul");
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

function* lines(names, cards) {
  yield ["At a glance", "In one sentence", cards.map((one) => [one.sentence])];
  yield ["At a glance", "Place", cards.map((one) => [one.place])];
  yield ["At a glance", "Level", cards.map((one) => [one.level])];
  for (const [n, [section, name]] of names.entries()) yield [section, name, cards.map((one) => one.lines[n])];
}

function draw(names, cards) {
  const only = chooser.elements.differences.checked;
  const all = [...lines(names, cards)];
  const shown = only ? all.filter(([, , texts]) => differs(texts)) : all;
  const body = [];
  for (const [section, name, texts] of shown) {
    if (body.at(-1)?.dataset.section !== section) {
      const group = make("tbody", "", { "data-section": section });
      const row = make("tr");
      row.append(make("th", section, { scope: "rowgroup", colspan: cards.length + 1 }));
      group.append(row);
      body.push(group);
    }
    const row = make("tr", "", differs(texts) ? {} : { class: "ac-same" });
    row.append(make("th", name, { scope: "row" }), ...texts.map((list) => cell(list, section === "Measured" ? "not measured" : "not stated")));
    body.at(-1).append(row);
  }
  table.style.setProperty("--cards", cards.length);
  table.replaceChildren(head(cards), ...body);
  const count = all.filter(([, , texts]) => differs(texts)).length;
  said.textContent = `${cards.length} cards. ${count} of ${all.length} lines differ.`;
}

function remember(ids) {
  const query = new URLSearchParams(ids.map((id) => ["card", id]));
  if (chooser.elements.differences.checked) query.set("differences", "1");
  const text = query.toString();
  history.replaceState(null, "", text ? `?${text}` : location.pathname);
}

async function show(names) {
  const ids = chosen();
  const turn = (latest += 1);
  remember(ids);
  table.parentElement.hidden = ids.length < 2;
  if (ids.length < 2) {
    said.textContent = ids.length ? "Choose one more card." : "Choose two cards to begin.";
    return;
  }
  try {
    const cards = await Promise.all(ids.map(card));
    if (turn === latest) draw(names, cards);
  } catch {
    said.textContent = "A card could not be loaded. Reload the page to try again.";
  }
}

function recall() {
  const query = new URLSearchParams(location.search);
  const wanted = query.getAll("card");
  for (const [n, select] of [...chooser.elements.card].entries()) {
    select.value = [...select.options].some((option) => option.value === wanted[n]) ? wanted[n] : "";
  }
  chooser.elements.differences.checked = query.has("differences");
}

async function compare() {
  const { lines: names, cards } = await read(sides.dataset.index);
  selects(cards);
  recall();
  sides.hidden = false;
  chooser.addEventListener("change", () => show(names));
  chooser.addEventListener("reset", () => setTimeout(() => show(names)));
  chooser.addEventListener("submit", (event) => event.preventDefault());
  show(names);
}

if (sides) compare();
