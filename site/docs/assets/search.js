// Where the search of the header finds nothing, what was probably meant is offered. It is fetched when somebody searches.
import { _ } from "./texts.js";
import { APART, nearest } from "./slips.js";

const asked = document.querySelector(".md-search__input");
const told = document.querySelector(".md-search-result__meta");
const NONE = JSON.parse(document.getElementById("__config").textContent).translations["search.result.none"];
const MARKS = /<[^>]*>|&#?\w+;/g;
const LEAST = 3;
const likely = document.createElement("p");
likely.className = "ac-likely";
likely.setAttribute("role", "status");
let vocabulary;

// All words of what the search knows, those of titles first.
async function known() {
  const place = new URL("../search/search_index.json", import.meta.url);
  const answer = await fetch(place).catch(() => fetch(place));
  const { docs } = await answer.json();
  const words = (part) => docs.flatMap((one) => one[part].replace(MARKS, " ").toLowerCase().split(APART));
  return [...new Set([...words("title"), ...words("text")])].filter((word) => word.length >= LEAST);
}

// Each word that nothing has is replaced; where it may have been several, each is offered.
async function offer() {
  likely.replaceChildren();
  const query = asked.value.trim();
  if (!query || told.textContent.trim() !== NONE) return;
  vocabulary ??= known().catch((error) => {
    vocabulary = undefined; // the next query asks for it again
    throw error;
  });
  const words = await vocabulary;
  if (query !== asked.value.trim()) return offer();
  const each = query.toLowerCase().split(APART).filter(Boolean).map((word) => {
    const like = words.some((one) => one.startsWith(word)) ? [] : nearest(word, words);
    return like.length ? like : [word];
  });
  const most = Math.max(...each.map((like) => like.length));
  const offers = Array.from({ length: most }, (_, n) => each.map((like) => like[n] ?? like[0]).join(" "));
  const meant = offers.filter((one) => one !== query.toLowerCase());
  if (meant.length) likely.replaceChildren(_("Did you mean:"), ...meant.map(choice));
}

function choice(text) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "ac-button";
  button.textContent = text;
  button.addEventListener("click", () => {
    asked.value = text;
    for (const event of ["input", "keyup"]) asked.dispatchEvent(new Event(event, { bubbles: true }));
    asked.focus();
  });
  return button;
}

told.after(likely);
new MutationObserver(() => offer().catch(() => {})).observe(told, { childList: true, characterData: true, subtree: true });
