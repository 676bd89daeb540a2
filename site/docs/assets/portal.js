// Small mends of the theme for keyboard and screen reader, and print. Their texts are fetched with those of the pages.
// Where they cannot be had, what stands in the page stays as it is, and the page says its own sentence about that.
const { unread } = document.documentElement.dataset;
const texts = import("./texts.js").catch(() => (unread ? never() : { _: (text) => text }));
let whole = "";

function never() {
  const line = Object.assign(document.createElement("p"), { className: "ac-notice", role: "alert", textContent: unread });
  (document.querySelector(".md-content__inner") ?? document.body).prepend(line);
  return new Promise(() => {});
}

for (const box of document.querySelectorAll(".md-typeset__scrollwrap, .md-typeset pre > code")) {
  box.setAttribute("tabindex", "0");
  if (!box.matches("code")) {
    box.setAttribute("role", "region");
    texts.then(({ _ }) => box.setAttribute("aria-label", _("Table")));
  }
}

// The search of the header does not hold the cards of a large portal: it hands what is asked to the catalogue.
const asked = document.querySelector(".md-search__input");
asked?.addEventListener("focus", () => import("./search.js"), { once: true });
const hand = document.querySelector("[data-catalogue]");
if (hand) asked?.addEventListener("input", async () => {
  const query = asked.value.trim();
  hand.href = hand.href.split("?")[0] + (query ? `?${new URLSearchParams({ words: query })}` : "");
  const { _ } = await texts;
  hand.textContent = query ? _("Search all cards for “{query}”", { query }) : _("Search all cards in the catalogue");
});

// On a narrow page the theme folds navigation and search behind labels of checkboxes that no keyboard reaches, and what is
// folded can be stepped into unseen. Here what opens them is a button, and what is closed is out of reach.
const narrow = { drawer: matchMedia("(max-width: 76.2344em)"), search: matchMedia("(max-width: 59.9844em)") };
const folded = {
  drawer: document.querySelector(".md-sidebar--primary"),
  search: document.querySelector(".md-search"),
};
const sections = [...document.querySelectorAll(".md-sidebar--primary .md-nav__item--nested")];

function reach() {
  for (const [name, box] of Object.entries(folded)) {
    const toggle = document.getElementById(`__${name}`);
    if (!box || !toggle) continue;
    box.inert = narrow[name].matches && !toggle.checked;
    document.querySelector(`button[data-opens=${name}]`)?.setAttribute("aria-expanded", toggle.checked);
  }
  for (const section of sections) {
    const open = section.querySelector(":scope > .md-nav__toggle")?.checked;
    const inner = section.querySelector(":scope > nav");
    if (inner) inner.inert = narrow.drawer.matches && !open;
  }
  const open = narrow.drawer.matches && sections.find((one) => one.querySelector(":scope > .md-nav__toggle")?.checked);
  for (const item of sections[0]?.parentElement.children ?? []) item.inert = Boolean(open) && item !== open;
}

function button(name) {
  const label = document.querySelector(`.md-header .md-header__button[for=__${name}]`);
  const toggle = document.getElementById(`__${name}`);
  if (!label || !toggle || !folded[name]) return;
  const made = document.createElement("button");
  made.type = "button";
  made.className = label.className;
  made.dataset.opens = name;
  made.setAttribute("aria-label", (folded[name].querySelector("nav[aria-label]") ?? folded[name]).getAttribute("aria-label"));
  made.append(...label.childNodes);
  label.replaceWith(made);
  made.addEventListener("click", () => {
    toggle.click();
    if (toggle.checked) folded[name].querySelector("a[href], input").focus({ preventScroll: true });
  });
  folded[name].addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !narrow[name].matches) return;
    if (toggle.checked) toggle.click();
    made.focus();
  });
}

for (const name of Object.keys(folded)) button(name);
for (const title of document.querySelectorAll(".md-sidebar--primary .md-nav .md-nav .md-nav__title[for]")) {
  title.tabIndex = 0;
  title.setAttribute("role", "button");
}
for (const query of Object.values(narrow)) query.addEventListener("change", reach);
document.addEventListener("change", (event) => event.target.matches?.(".md-toggle") && reach());
reach();

// The theme unfolds everything for paper; what is only looked up is printed where a reader had unfolded it.
document.addEventListener("click", (event) => {
  const box = event.target.closest?.("summary")?.parentElement;
  box?.classList.toggle("ac-kept", !box.open);
});

// On paper there is nothing to unfold, and a last line says where the page stands.
addEventListener("beforeprint", () => {
  for (const details of document.querySelectorAll("details:not(.ac-source, .ac-filterbox)")) details.open = true;
  const content = document.querySelector(".md-content__inner");
  const line = content.querySelector(":scope > .ac-printed") ?? content.appendChild(document.createElement("p"));
  line.className = "ac-printed";
  line.textContent = `${location.href.split("#")[0]} ${whole}`.trim();
});
if (document.querySelector(".ac-card")) texts.then(({ _ }) => (whole = _("There, every field stands with its source.")));

// A link may lead into something folded: unfold what holds its target.
function unfold() {
  const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  for (let box = target?.closest("details"); box; box = box.parentElement.closest("details")) {
    box.open = true;
    box.classList.add("ac-kept");
  }
  target?.scrollIntoView();
}

if (location.hash) unfold();
addEventListener("hashchange", unfold);

// In a large portal a card can be shown field by field; only there the script for it is fetched.
if (document.querySelector(".ac-fieldwise")) import("./fields.js");
