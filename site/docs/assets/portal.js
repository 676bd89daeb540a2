// Small mends of the theme for keyboard and screen reader, and print. Their texts are fetched with those of the pages.
const texts = import("./texts.js").catch(() => ({ _: (text) => text }));
let whole = "";

for (const box of document.querySelectorAll(".md-typeset__scrollwrap, .md-typeset pre > code")) {
  box.setAttribute("tabindex", "0");
  if (!box.matches("code")) {
    box.setAttribute("role", "region");
    texts.then(({ _ }) => box.setAttribute("aria-label", _("Table")));
  }
}

// The search of the header does not hold the cards of a large portal: it hands what is asked to the catalogue.
const asked = document.querySelector(".md-search__input");
const hand = document.querySelector("[data-catalogue]");
if (hand) asked?.addEventListener("input", async () => {
  const { _ } = await texts;
  const query = asked.value.trim();
  hand.href = hand.href.split("?")[0] + (query ? `?${new URLSearchParams({ words: query })}` : "");
  hand.textContent = query ? _("Search all cards for “{query}”", { query }) : _("Search all cards in the catalogue");
});

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
