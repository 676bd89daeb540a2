// Check a card in the browser: this file moves texts between the page and the checker, and knows no rule itself.
import { _, _n } from "./texts.js";
import { editorIn } from "./editor.js";
import { asking, download, make, offer, offline, packOf } from "./tab.js";

const PAUSE = 250;
const LONGEST_LINK = 60000;
const SEVERITIES = { error: _("error"), warning: _("warning"), info: _("question") };

const page = document.querySelector(".ac-check");
const part = (selector) => page.querySelector(selector);
const instead = _("Use the program instead: alignmentcard check my.card.yaml. Its README says how to install it.");
let ask;
let editor;
let name = "card.yaml";
let latest = 0;

function say(text) {
  part(".ac-check-state").textContent = text;
}

function finding(one, [from, to]) {
  const item = make("li", "", { class: `ac-check-${one.severity}` });
  const place = make("button", _("Line {line}", { line: one.line }), { type: "button" });
  place.addEventListener("click", () => editor.goTo(from, to));
  item.append(place, ` ${SEVERITIES[one.severity] ?? one.severity} `, one.url ? make("a", one.code, { href: one.url }) : one.code, ` ${one.message}`);
  if (one.help) item.append(make("p", one.help));
  return item;
}

function show(told) {
  const { findings } = JSON.parse(told.report);
  part(".ac-check-found").hidden = false;
  part(".ac-check-level").textContent = _("{title}. {place}. Level: {conformance}.", told);
  part("ol").replaceChildren(...findings.map((one, number) => finding(one, told.marks[number])));
  part(".ac-check-map").innerHTML = told.map;
  editor.show(findings, told.marks);
  say(findings.length ? _n("{count} finding.", "{count} findings.", findings.length) : _("Nothing to mend."));
}

async function check() {
  const { text } = editor;
  const number = ++latest;
  if (!text.trim()) return;
  const told = await ask({ ask: "check", text, name, profile: part("#ac-check-profile").value });
  if (number !== latest) return;
  if (told.error) say(told.error);
  else show(told);
}

async function take(file) {
  let text = await file.text();
  name = file.name;
  if (/\.json(ld)?$/i.test(name)) {
    const made = await ask({ ask: "import", text, name });
    if (made.error) return say(made.error);
    [text, name] = [made.text, "card.yaml"];
  }
  editor.text = text;
}

async function through(stream, bytes) {
  return new Response(new Blob([bytes]).stream().pipeThrough(stream)).arrayBuffer();
}

async function share() {
  const packed = new Uint8Array(await through(new CompressionStream("deflate-raw"), editor.text));
  const letters = btoa(Array.from(packed, (byte) => String.fromCharCode(byte)).join(""));
  const fragment = letters.replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "");
  if (fragment.length > LONGEST_LINK) return _("This card is too long for a link. Download it and send the file.");
  history.replaceState(null, "", `#card=${fragment}`);
  try {
    await navigator.clipboard.writeText(location.href);
    return _("Copied. The card is in the link itself; it was sent nowhere.");
  } catch {
    return _("The address of this page now holds the card. Copy it from there.");
  }
}

async function shared() {
  const found = /^#card=([\w-]+)$/.exec(location.hash);
  if (!found) return "";
  try {
    const letters = atob(found[1].replaceAll("-", "+").replaceAll("_", "/"));
    const bytes = Uint8Array.from(letters, (letter) => letter.charCodeAt(0));
    return new TextDecoder().decode(await through(new DecompressionStream("deflate-raw"), bytes));
  } catch {
    say(_("The card in this link is damaged. Ask for the link again."));
    return "";
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
  clearTimeout(timer);
  timer = setTimeout(check, PAUSE);
};

function listen() {
  part("#ac-check-profile").addEventListener("change", check);
  part("#ac-check-file").addEventListener("change", ({ target }) => target.files[0] && take(target.files[0]));
  const text = part(".ac-check-form");
  text.addEventListener("dragover", (event) => event.preventDefault(), true);
  text.addEventListener("drop", (event) => {
    const [file] = event.dataTransfer.files;
    if (!file) return;
    event.preventDefault();
    event.stopPropagation();
    take(file);
  }, true);
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
  if (!folder) return say(`${_("This portal was built without the checker for browsers.")} ${instead}`);
  say(_("The checker is starting. The first time it is loaded, about 14 MB."));
  ask = asking(folder);
  const known = await ask({ ask: "choices" });
  if (known.error) return say(`${known.error} ${instead}`);
  offer(part("#ac-check-profile"), known.profiles.map((one) => [one, one]), known.profile);
  offer(part("#ac-check-format"), known.formats.map((one) => [one.name, one.about]));
  part("form").hidden = false;
  const about = () => ({ name, profile: part("#ac-check-profile").value });
  part("textarea").value = await shared();
  editor = await editorIn(part("textarea"), { folder, ask, about, changed: later });
  part("form").dataset.ready = "";
  say(_("Ready."));
  listen();
  await check();
  await offline();
}

if (page) start();
