// Check a card in the browser: this file moves texts between the page and the checker, and knows no rule itself.
import { _, _n, UNREACHED } from "./texts.js";
import { editorIn, editorParts } from "./editor.js";
import { inTab } from "./kept.js";
import { fragmentOf, textOf } from "./link.js";
import { asking, coded, download, make, missed, offer, packOf } from "./tab.js";

const PAUSE = 250;
const PATIENCE = 600000;
const LARGEST = 4e6;
const MOST = 500;
const SEVERITIES = { error: _("error"), warning: _("warning"), info: _("question") };

const page = document.querySelector(".ac-check");
const part = (selector) => page.querySelector(selector);
const instead = _("Use the program instead: alignmentcard check my.card.yaml. Its README says how to install it.");
let ask;
let editor;
let name = "card.yaml";
let link = "";
let latest = 0;
const held = inTab(page, "check");

function keep() {
  held.put({ text: editor.text, name, link, profile: part("#ac-check-profile").value, about: part(".ac-check-about").textContent });
}

function say(text) {
  part(".ac-check-state").textContent = text;
}

function finding(one, [from, to]) {
  const item = make("li", "", { class: `ac-check-${one.severity}` });
  const place = make("button", _("Line {line}", { line: one.line }), { type: "button" });
  place.addEventListener("click", () => editor.goTo(from, to));
  item.append(place, ` ${SEVERITIES[one.severity] ?? one.severity} `, one.url ? make("a", one.code, { href: one.url }) : one.code, " ", ...coded(one.message));
  if (one.help) {
    const help = make("p");
    help.append(...coded(one.help));
    item.append(help);
  }
  return item;
}

// The report is as the command line writes it; sentences are shown in the language of the page.
function show(told) {
  const found = JSON.parse(told.report).findings;
  const findings = found.map((one, number) => ({ ...one, message: told.said[number][0], help: told.said[number][1] }));
  part(".ac-check-found").hidden = false;
  part(".ac-check-level").textContent = _("{title}. {place}. Level: {conformance}.", told);
  part(".ac-check-found ol").replaceChildren(...findings.map((one, number) => finding(one, told.marks[number])));
  part(".ac-check-map").innerHTML = told.map;
  editor.show(findings, told.marks);
  say(findings.length ? _n("{count} finding.", "{count} findings.", findings.length) : _("Nothing to mend."));
}

async function check() {
  const { text } = editor;
  const number = ++latest;
  if (!text.trim()) {
    part(".ac-check-found").hidden = true;
    editor.show([], []);
    return;
  }
  const told = await ask({ ask: "check", text, name, profile: part("#ac-check-profile").value });
  if (number !== latest) return;
  if (told.error) say(told.error);
  else show(told);
}

// What was given is a card, or becomes the draft of one.
async function takeText(text, given) {
  const made = await ask({ ask: "take", text, name: given });
  if (made.error) return say(made.error);
  ({ name } = made);
  editor.text = made.text;
  part(".ac-check-about").textContent = made.about ? _("This is a draft from {name}: {about}. What it does not say is a gap.", { name: given, about: made.about }) : "";
}

async function take(file) {
  part(".ac-check-many").replaceChildren();
  await takeText(await file.text(), file.name);
}

// The files of a folder: every card of it is checked, and one is opened.
async function takeFolder(files) {
  const likely = files.filter(({ name: one, size }) => /\.(ya?ml|md|json|jsonld)$/i.test(one) && size < LARGEST).slice(0, MOST);
  say(_n("Checking {count} file.", "Checking {count} files.", likely.length));
  const given = await Promise.all(likely.map(async (file) => ({ name: file.webkitRelativePath || file.name, text: await file.text() })));
  const told = await ask({ ask: "gather", files: given, profile: part("#ac-check-profile").value }, { patience: PATIENCE });
  if (told.error) return say(told.error);
  part(".ac-check-many").replaceChildren(...told.cards.map((card) => {
    const item = make("li", "");
    const button = make("button", card.name, { type: "button" });
    button.addEventListener("click", () => takeText(card.text, card.name));
    const counts = [_n("{count} error", "{count} errors", card.errors), _n("{count} warning", "{count} warnings", card.warnings)];
    item.append(button, ` ${card.title}. ${_("Level: {level}.", { level: card.conformance })} ${counts.join(", ")}.`);
    return item;
  }));
  await takeText(told.cards[0].text, told.cards[0].name);
}

// The files below what was dropped; a browser gives them a hundred at a time.
async function below(entry) {
  if (entry.isFile) return [await new Promise((done, failed) => entry.file(done, failed))];
  const reader = entry.createReader();
  const found = [];
  for (;;) {
    const entries = await new Promise((done, failed) => reader.readEntries(done, failed));
    if (!entries.length || found.length > MOST) return found;
    for (const one of entries) if (!one.name.startsWith(".")) found.push(...await below(one));
  }
}

async function takeDropped(items) {
  const entries = [...items].map((item) => item.webkitGetAsEntry()).filter(Boolean);
  const files = (await Promise.all(entries.map(below))).flat();
  if (files.length === 1) await take(files[0]);
  else if (files.length) await takeFolder(files);
}

// A text that is pasted where nothing stands may be a README or a Croissant file.
function pasted(event) {
  const text = event.clipboardData.getData("text");
  const kind = [[/^\s*[{[]/, "croissant.json"], [/^\s*---\s*\n/, "README.md"]].find(([begins]) => begins.test(text));
  if (editor.text.trim() || !kind) return;
  event.preventDefault();
  event.stopPropagation();
  takeText(text, kind[1]);
}

async function share() {
  const fragment = await fragmentOf(editor.text);
  if (!fragment) return _("This card is too long for a link. Download it and send the file.");
  history.replaceState(null, "", fragment);
  link = location.hash;
  keep();
  try {
    await navigator.clipboard.writeText(location.href);
    return _("Copied. The card is in the link itself; it was sent nowhere.");
  } catch {
    return _("The address of this page now holds the card. Copy it from there.");
  }
}

// The card of a link, or what stood here before a reload: also what was changed after the link was opened or made.
async function before() {
  const kept = held.get();
  link = location.hash;
  if (typeof kept?.text === "string" && (kept.link === link || !link)) return kept;
  try {
    return { text: await textOf(link) };
  } catch {
    return { text: "", damaged: _("The card in this link is damaged. Ask for the link again.") };
  }
}

async function exported() {
  const made = await ask({ ask: "export", text: editor.text, name, to: part("#ac-check-format").value });
  if (made.error) return made.error;
  download(made.name, made.text);
  return made.lacks.join(" ");
}

let timer;
const later = () => {
  keep();
  clearTimeout(timer);
  timer = setTimeout(check, PAUSE);
};

function listen() {
  part("#ac-check-profile").addEventListener("change", later);
  part("#ac-check-file").addEventListener("change", ({ target }) => target.files[0] && take(target.files[0]));
  const text = part(".ac-check-form");
  text.addEventListener("dragover", (event) => event.preventDefault(), true);
  text.addEventListener("drop", (event) => {
    if (!event.dataTransfer.files.length) return;
    event.preventDefault();
    event.stopPropagation();
    takeDropped(event.dataTransfer.items);
  }, true);
  text.addEventListener("paste", pasted, true);
  part("#ac-check-folder").addEventListener("change", ({ target }) => target.files.length && takeFolder([...target.files]));
  const told = part(".ac-check-do [role=status]");
  const does = { share, export: exported, save: () => download(name, editor.text), layout: () => editor.layOut() };
  for (const [key, does_it] of Object.entries(does)) {
    part(`button[name=${key}]`).addEventListener("click", async () => {
      told.textContent = (await does_it()) ?? "";
    });
  }
}

async function start() {
  const folder = await packOf(page);
  if (folder === null) return missed(say, `${UNREACHED} ${instead}`, start);
  if (!folder) return say(`${_("This portal was built without the checker for browsers.")} ${instead}`);
  say(_("The checker is starting. The first time it is loaded, about 13 MB."));
  ask = asking(folder);
  editorParts(folder).catch(() => {});
  const known = await ask({ ask: "choices" });
  if (known.error) return missed(say, `${known.error} ${instead}`, start);
  offer(part("#ac-check-profile"), known.profiles.map((one) => [one, one]), known.profile);
  part("form").hidden = false;
  const about = () => ({ name, profile: part("#ac-check-profile").value });
  const earlier = await before();
  ({ name = name } = earlier);
  if (known.profiles.includes(earlier.profile)) part("#ac-check-profile").value = earlier.profile;
  part(".ac-check-about").textContent = earlier.about ?? "";
  part("textarea").value = earlier.text;
  editor = await editorIn(part("textarea"), { folder, ask, about, changed: later });
  part("form").dataset.ready = "";
  say(earlier.damaged ?? _("Ready."));
  listen();
  await check();
  const { formats } = await ask({ ask: "formats" });
  offer(part("#ac-check-format"), formats.map((one) => [one.name, one.about]));
}

if (page) start();
