// Write a card in the browser: this file draws the form, sends what is answered, and keeps the text; it knows no question and no rule.
import { _, UNREACHED } from "./texts.js";
import { editorIn } from "./editor.js";
import { fragmentOf, textOf } from "./link.js";
import { draw, released } from "./morph.js";
import { asking, download, make, missed, offer, packOf, textIn } from "./tab.js";

const PAUSE = 400;
const TYPING = 900;
const MOST_UNDONE = 100;
const page = document.querySelector(".ac-write");
const part = (selector) => page.querySelector(selector);
const instead = _("Use the program instead: alignmentcard new my-data.card.yaml. Its README says how to install it.");
const KEPT = `alignmentcard.write ${new URL(page?.dataset.pack ?? "", location.href).pathname}`;
const state = { text: "", profile: "", apart: [], more: [], refused: {}, pending: null, folded: null };
const undone = [];
const drawn = new Map();
let ask;
let area;
let editor;
let house = [];
let houses = 0;
let empty = "";
let name = "my-data.card.yaml";

const say = (text) => (part(".ac-tab-state").textContent = text);
const tell = (text) => (part(".ac-write-told").textContent = text);

// The browser's own storage: what is written outlives the page. It may be switched off or full.
function keep() {
  try {
    localStorage.setItem(KEPT, JSON.stringify({ ...state, profile: house.length ? "" : state.profile }));
  } catch {
    tell(_("This browser keeps nothing. Download the card before you leave the page."));
  }
}

function kept() {
  try {
    const found = JSON.parse(localStorage.getItem(KEPT));
    return typeof found?.text === "string" ? found : null;
  } catch {
    return null;
  }
}

// One thing after another, each upon the text that stands when its turn comes.
let before = Promise.resolve();
let waiting = 0;
function next(act) {
  waiting += 1;
  before = before.then(() => once(act)).catch((error) => {
    console.error(error);
    say(_("The program stopped. Your text is kept. Load the page again."));
  }).finally(() => (waiting -= 1));
  return before;
}

async function once(act) {
  const asked = state.text;
  const { text, refused, ...told } = await ask(
    { ask: "write", text: asked, profile: state.profile, act, refused: state.refused, apart: state.apart, more: state.more },
    { files: house },
  );
  if (told.error) return say(told.error);
  if (asked !== state.text) return act ? once(act) : undefined;
  if (act && act.path === state.pending?.path && act.said === state.pending.said) state.pending = null;
  state.refused = refused;
  if (text !== asked) put(text, asked);
  keep();
  await released();
  // While more answers wait, the page shows them already, and the form that comes would not yet.
  if (waiting > 1) return;
  if (told.unread) unread(told.unread);
  else show(told);
}

function put(text, old) {
  if (old !== undefined && old !== text) {
    undone.push(old);
    undone.splice(0, undone.length - MOST_UNDONE);
  }
  state.text = text;
  part("button[name=undo]").disabled = !undone.length;
  const shown = editor.text;
  if (shown !== text) editor.change([difference(shown, text)]);
  area.value = text;
}

// The stretch in which two texts differ, so that cursor and scrolling stay where they are.
function difference(old, text) {
  const most = Math.min(old.length, text.length);
  let from = 0;
  while (from < most && old[from] === text[from]) from += 1;
  let same = 0;
  while (same < most - from && old.at(-1 - same) === text.at(-1 - same)) same += 1;
  return [from, old.length - same, text.slice(from, text.length - same)];
}

function unread({ line, why }) {
  part(".ac-write-form").inert = true;
  part(".ac-write-form").classList.add("ac-write-waiting");
  // Beside the text, and in the line that stays in sight: on a phone the text is far below the questions.
  for (const place of ["#ac-write-hint", ".ac-write-strip"])
    part(place).textContent = _("Line {line}: {why} The questions wait until the text can be read.", { line, why });
  drawn.delete("strip");
}

function show({ parts, side, strip, name: called, findings, marks }) {
  editor.show(findings, marks);
  const form = part(".ac-write-form");
  form.inert = false;
  form.classList.remove("ac-write-waiting");
  part("#ac-write-hint").textContent = _("Both are the same card. It is kept in this browser only.");
  name = called;
  const places = new Map([...form.children].map((one) => [one.dataset.part, one]));
  const first = !places.size;
  for (const [key, html] of parts) {
    const section = places.get(key) ?? make("details", "", { "data-part": key, class: "ac-write-part" });
    places.delete(key);
    if (drawn.get(key) !== html || !section.isConnected) draw(section, html);
    drawn.set(key, html);
    if (!section.isConnected) {
      section.open = first ? !(state.folded ?? []).includes(key) : true;
      form.append(section);
    }
  }
  for (const [key, section] of places) {
    section.remove();
    drawn.delete(key);
  }
  parts.map(([key]) => form.querySelector(`:scope > [data-part="${key}"]`)).forEach((section, at) => {
    if (form.children[at] !== section) form.insertBefore(section, form.children[at]);
  });
  if (drawn.get("side") !== side) draw(part(".ac-write-side"), side);
  drawn.set("side", side);
  if (drawn.get("strip") !== strip) draw(part(".ac-write-strip"), strip);
  drawn.set("strip", strip);
}

const holder = (element) => element.closest("[data-path]");
const alike = (element) => "alike" in (holder(element)?.dataset ?? {});

function said(field) {
  const box = holder(field);
  if (field.type === "checkbox") return [...box.querySelectorAll("input[type=checkbox]:checked")].map((one) => one.value);
  return field.value;
}

function answer(field, more = {}) {
  const { path } = holder(field).dataset;
  return next({ do: "answer", path, said: said(field), alike: alike(field), ...more });
}

function changed({ target }) {
  const box = holder(target);
  if (!box) return;
  const { path } = box.dataset;
  typed(target);
  if (target.dataset.do === "gap") {
    if (target.value) next({ do: "gap", path, reason: target.value, alike: alike(target) });
    else next({ do: "clear", path, alike: alike(target) });
  } else if (target.dataset.do === "note") {
    next({ do: "gap", path, reason: target.dataset.reason, note: target.value, alike: alike(target) });
  } else if (target.dataset.do !== "add") {
    answer(target);
  }
}

// What was answered before is done before the whole text becomes another one.
async function settled() {
  typed();
  await before;
}

// What somebody stops typing is taken after a while, and before anything else is done.
let typing = {};
function typed(instead) {
  const { field, timer } = typing;
  clearTimeout(timer);
  typing = {};
  if (field && field !== instead) answer(field);
}

function writes({ target }) {
  const box = holder(target);
  if (!box || target.dataset.do || !/^(INPUT|TEXTAREA)$/.test(target.nodeName) || /^(radio|checkbox)$/.test(target.type)) return;
  state.pending = { do: "answer", path: box.dataset.path, said: target.value, alike: alike(target) };
  keep();
  typed(target);
  // Names make entries, so they are taken when all are written.
  if (box.dataset.kind !== "names") typing = { field: target, timer: setTimeout(typed, TYPING) };
}

const doing = {
  gap: (button, path) => {
    const pressed = button.getAttribute("aria-pressed") === "true";
    return next(pressed ? { do: "clear", path, alike: alike(button) } : { do: "gap", path, reason: button.dataset.reason, alike: alike(button) });
  },
  clear: (button, path) => next({ do: "clear", path, alike: alike(button) }),
  answer: (button, path) => next({ do: "answer", path, said: button.dataset.said, alike: alike(button) }),
  insist: (button, path) => next({ do: "answer", path, said: button.dataset.said, alike: alike(button), insists: true }),
  forget: (button, path) => {
    delete state.refused[path];
    state.pending = null;
    return next();
  },
  mend: (button, path) => next({ do: "mend", path, code: button.dataset.code, field: button.dataset.field }),
  remove: (button, path) => next({ do: "remove", path, entry: button.dataset.entry }),
  add: async (button, path) => {
    const field = button.parentElement.querySelector("input");
    const { value } = field;
    field.value = "";
    await next({ do: "add", path, said: value });
    part(`#add-${path} input`)?.focus();
  },
  share: (button, path) => {
    state.apart = state.apart.filter((one) => one !== button.closest("tr").dataset.pattern);
    return next({ do: "share", path });
  },
  apart: (button) => {
    state.apart = [...state.apart, button.closest("tr").dataset.pattern];
    return next();
  },
  less: async (button) => {
    state.more = state.more.filter((one) => one !== button.dataset.more);
    await next();
    look(true);
  },
};

// Fields that nobody asks about: found by words, put into the form, and shown there.
let looks = 0;
async function look(goes = false) {
  const [box, words] = [part(".ac-write-further"), part("#ac-write-words")];
  box.open = box.open || goes;
  if (goes) words.focus();
  const number = ++looks;
  await settled();
  const { text, profile, more } = state;
  const told = await ask({ ask: "further", text, profile, more, words: words.value }, { files: house });
  if (number === looks && !told.error) draw(part(".ac-write-offered"), told.html);
}

async function more({ target }) {
  const button = target.closest("button[data-more]");
  if (!button) return;
  await settled();
  state.more = [...state.more, button.dataset.more];
  await next();
  reach(document.getElementById(button.dataset.go));
  look();
}

function pressed(event) {
  const button = event.target.closest("button[data-do]");
  if (!button) return;
  event.preventDefault();
  typed(holder(button).querySelector("input, textarea"));
  doing[button.dataset.do](button, holder(button).dataset.path);
}

function go(event) {
  const link = event.target.closest("a[data-go]");
  const target = link && document.getElementById(link.dataset.go);
  if (!target) return;
  event.preventDefault();
  reach(target);
}

function reach(target) {
  if (!target) return;
  for (let box = target.closest("details"); box; box = box.parentElement.closest("details")) box.open = true;
  target.scrollIntoView({ block: "center" });
  target.querySelector("input, textarea, select")?.focus({ preventScroll: true });
}

function folded() {
  state.folded = [...part(".ac-write-form").children].filter((one) => !one.open).map((one) => one.dataset.part);
  keep();
}

async function begin(text) {
  await settled();
  const old = state.text;
  state.refused = {};
  state.apart = [];
  state.more = [];
  state.pending = null;
  put(text, old);
  await next();
}

async function take(file) {
  const text = await textIn(file);
  if (text === undefined) return tell(_("{name} is not UTF-8 text. Save it as UTF-8 and choose it again.", { name: file.name }));
  const made = await ask({ ask: "take", text, name: file.name });
  if (made.error) return tell(made.error);
  await begin(made.text);
  if (made.about) tell(_("Begun from {name}: {about}. Look at each answer.", { name: file.name, about: made.about }));
}

// The profile of an organisation is tried before it is offered.
async function takeProfile(file) {
  const value = `/house/${++houses}/${file.name}`;
  const files = [...house, { name: value, bytes: new Uint8Array(await file.arrayBuffer()) }];
  const tried = await ask({ ask: "write", text: state.text, profile: value }, { files });
  if (tried.error) return tell(tried.error.replaceAll(value, file.name));
  house = files;
  part("#ac-write-profile").append(make("option", file.name, { value }));
  part("#ac-write-profile").value = state.profile = value;
  await next();
}

async function handOver(where) {
  const fragment = await fragmentOf(state.text);
  if (!fragment) return tell(_("This card is too long for a link. Download it and choose the file there."));
  keep();
  location.assign(new URL(where, location.href).href + fragment);
}

const buttons = {
  undo: async () => {
    await settled();
    const text = undone.pop();
    if (text === undefined) return;
    state.refused = {};
    put(text);
    return next();
  },
  save: () => download(name, state.text),
  check: () => handOver(page.dataset.check),
  review: () => handOver(page.dataset.review),
  nothing: () => begin(empty),
  starter: async () => {
    const made = await ask({ ask: "starter", name: part("#ac-write-starter").value });
    if (made.error) return tell(made.error);
    await begin(made.text);
    tell(_("This is a starter: its data is invented. Replace everything."));
  },
};

// Somebody wrote in the text; what a program writes there is known already.
let timer;
function byHand() {
  const { text } = editor;
  if (text === state.text) return;
  if (!timer) undone.push(state.text);
  state.text = area.value = text;
  part("button[name=undo]").disabled = false;
  keep();
  clearTimeout(timer);
  timer = setTimeout(() => {
    timer = 0;
    next();
  }, PAUSE);
}

function listen() {
  const form = part(".ac-write-form");
  form.addEventListener("change", changed);
  form.addEventListener("input", writes);
  form.addEventListener("click", pressed);
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("toggle", (event) => event.target.parentElement === form && folded(), true);
  form.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.target.nodeName !== "INPUT" || event.target.type !== "text") return;
    event.preventDefault();
    if (event.target.dataset.do === "add") doing.add(event.target, holder(event.target).dataset.path);
    else if (!event.target.dataset.do) answer(event.target);
    else changed(event);
  });
  part(".ac-write-side").addEventListener("click", go);
  part(".ac-write-offered").addEventListener("click", more);
  part("#ac-write-words").addEventListener("input", () => look());
  part(".ac-write-further").addEventListener("toggle", ({ target }) => target.open && look());
  part("#ac-write-profile").addEventListener("change", ({ target }) => {
    state.profile = target.value;
    next();
  });
  part("#ac-write-file").addEventListener("change", ({ target }) => {
    if (target.files[0]) take(target.files[0]);
    target.value = "";
  });
  part("#ac-write-house").addEventListener("change", async ({ target }) => {
    const [file] = target.files;
    if (file) await takeProfile(file);
    target.value = "";
  });
  for (const [key, does] of Object.entries(buttons)) {
    part(`button[name=${key}]`).addEventListener("click", () => {
      tell("");
      does();
    });
  }
  page.addEventListener("dragover", (event) => event.preventDefault());
  page.addEventListener("drop", (event) => {
    const [file] = event.dataTransfer.files;
    if (!file) return;
    event.preventDefault();
    take(file);
  });
  addEventListener("storage", ({ key }) => key === KEPT && tell(_("This card was changed in another tab. Load the page again to see it.")));
}

// A card in the address is shown once; after that the address is that of the page, so that a reload shows what was written.
async function given() {
  try {
    const text = await textOf(location.hash);
    if (text) history.replaceState(null, "", location.pathname + location.search);
    return text;
  } catch {
    tell(_("The card in this link is damaged. Ask for the link again."));
    return "";
  }
}

async function start() {
  const folder = await packOf(page);
  if (folder === null) return missed(say, `${UNREACHED} ${instead}`, start);
  if (!folder) return say(`${_("This portal was built without the program for browsers.")} ${instead}`);
  say(_("The form is starting. The first time it is loaded, about 13 MB."));
  area = part("#ac-write-text");
  ask = asking(folder);
  const known = await ask({ ask: "begin" });
  if (known.error) return missed(say, `${known.error} ${instead}`, start);
  const earlier = kept();
  offer(part("#ac-write-profile"), known.profiles, known.profile);
  offer(part("#ac-write-starter"), known.starters);
  empty = known.text;
  Object.assign(state, { ...earlier, profile: known.profile });
  if (known.profiles.some(([one]) => one === earlier?.profile)) state.profile = earlier.profile;
  part("#ac-write-profile").value = state.profile;
  const shared = await given();
  area.value = shared || state.text || empty;
  part(".ac-write-all").hidden = false;
  const about = () => ({ name, profile: state.profile });
  editor = await editorIn(area, { folder, ask, about, changed: byHand });
  const old = state.text;
  put(shared || old || empty, shared && old ? old : undefined);
  if (shared) Object.assign(state, { refused: {}, apart: [], pending: null });
  listen();
  await next(state.pending ?? undefined);
  say(earlier && !shared ? _("This is the card that you began in this browser.") : _("Ready."));
}

if (page) start();
