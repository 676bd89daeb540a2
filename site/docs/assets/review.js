// Review cards in the browser: this file moves texts and shows what the program says of them; it knows no rule itself.
import { _, _n, UNREACHED } from "./texts.js";
import { inTab } from "./kept.js";
import { textOf } from "./link.js";
import { draw } from "./morph.js";
import { asking, download, make, missed, offer, packOf, textIn } from "./tab.js";

const MOST = 3;
const page = document.querySelector(".ac-review");
const part = (selector) => page.querySelector(selector);
const instead = _("Use the program instead: alignmentcard check my.card.yaml --profile arr. Its README says how to install it.");
const cards = [];
let house = [];
let houses = 0;
let ask;
let result;
let latest = 0;
let link = "";
const held = inTab(page, "review");

const say = (text) => (part(".ac-tab-state").textContent = text);
const buttons = () => ["report", "json", "print"].map((name) => part(`button[name=${name}]`));

function list(titles = []) {
  part(".ac-review-cards").replaceChildren(...cards.map((card, number) => {
    const item = make("li", `${titles[number] ?? card.name} `);
    const button = make("button", _("Take out"), { type: "button", "aria-label": _("Take out {name}", { name: titles[number] ?? card.name }) });
    button.addEventListener("click", () => {
      cards.splice(number, 1);
      review();
      part("#ac-review-files").focus();
    });
    item.append(button);
    return item;
  }));
}

async function review() {
  const number = ++latest;
  held.put({ cards, link, profile: part("#ac-review-profile").value });
  for (const button of buttons()) button.disabled = true;
  list();
  if (!cards.length) {
    draw(part(".ac-review-found"), "");
    return say(_("Choose a card."));
  }
  say(_("Reading the cards."));
  const told = await ask({ ask: "review", cards, profile: part("#ac-review-profile").value }, { files: house });
  if (number !== latest) return;
  if (told.error) return say(told.error);
  result = told;
  draw(part(".ac-review-found"), told.html);
  list(told.titles);
  for (const button of buttons()) button.disabled = false;
  say(_n("{count} card.", "{count} cards, side by side.", cards.length));
}

async function take(files) {
  for (const file of files) {
    if (cards.length === MOST) {
      await review();
      return say(_("There is room for {most} cards. Take one out first.", { most: MOST }));
    }
    const text = await textIn(file);
    if (text === undefined) {
      await review();
      return say(_("{name} is not UTF-8 text. Save it as UTF-8 and choose it again.", { name: file.name }));
    }
    cards.push({ name: file.name, text });
  }
  await review();
}

// The profile of an organisation is tried before it is offered.
async function takeProfile(file) {
  const value = `/house/${++houses}/${file.name}`;
  const files = [...house, { name: value, bytes: new Uint8Array(await file.arrayBuffer()) }];
  const tried = await ask({ ask: "review", cards: [{ name: file.name, text: "" }], profile: value }, { files });
  if (tried.error) return say(tried.error.replaceAll(value, file.name));
  house = files;
  part("#ac-review-profile").append(make("option", file.name, { value }));
  part("#ac-review-profile").value = value;
  await review();
}

function listen() {
  part("#ac-review-files").addEventListener("change", async ({ target }) => {
    await take([...target.files]);
    target.value = "";
  });
  part("#ac-review-profile").addEventListener("change", review);
  part("#ac-review-house").addEventListener("change", async ({ target }) => {
    const [file] = target.files;
    if (file) await takeProfile(file);
    target.value = "";
  });
  page.addEventListener("dragover", (event) => event.preventDefault());
  page.addEventListener("drop", (event) => {
    event.preventDefault();
    take([...event.dataTransfer.files]);
  });
  document.addEventListener("paste", (event) => {
    const text = event.clipboardData.getData("text");
    if (/^\s*(INPUT|TEXTAREA)$/.test(event.target.nodeName) || !/^\s*(#.*\n\s*)*alignmentcard\s*:/.test(text)) return;
    take([new File([text], `pasted-${cards.length + 1}.card.yaml`)]);
  });
  part("button[name=report]").addEventListener("click", () => download("review.md", result.report));
  part("button[name=json]").addEventListener("click", () => download("review.json", result.json));
  part("button[name=print]").addEventListener("click", () => print());
}

async function start() {
  const folder = await packOf(page);
  if (folder === null) return missed(say, `${UNREACHED} ${instead}`, start);
  if (!folder) return say(`${_("This portal was built without the program for browsers.")} ${instead}`);
  say(_("The review is starting. The first time it is loaded, about 13 MB."));
  ask = asking(folder);
  const known = await ask({ ask: "venues" });
  if (known.error) return missed(say, `${known.error} ${instead}`, start);
  offer(part("#ac-review-profile"), known.profiles, known.profile);
  part("form").hidden = false;
  listen();
  await again(known.profiles.map(([name]) => name));
}

// The card of a link, or what was chosen before a reload. The profile of an organisation has to be chosen again.
async function again(profiles) {
  const kept = held.get();
  link = location.hash;
  try {
    if (kept?.cards?.length && (kept.link === link || !link)) {
      cards.push(...kept.cards);
      if (profiles.includes(kept.profile)) part("#ac-review-profile").value = kept.profile;
      return await review();
    }
    const text = await textOf(link);
    if (text) await take([new File([text], "card.yaml")]);
    else say(_("Choose a card."));
  } catch {
    say(_("The card in this link is damaged. Ask for the link again."));
  }
}

if (page) start();
