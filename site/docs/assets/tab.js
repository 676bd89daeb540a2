import { _, language, revived } from "./texts.js";

// What the pages share that run the program itself: the worker that is asked, and small parts of a page.
const PATIENCE = 60000;
const PAUSE = 250;

export function make(tag, text, attributes = {}) {
  const element = document.createElement(tag);
  if (text) element.append(text);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  return element;
}

// Names of fields and what is to be typed stand between backticks.
export const coded = (text) => text.split(/`([^`]+)`/).map((part, n) => (n % 2 ? make("code", part) : part)).filter(Boolean);

export function offer(select, names, chosen) {
  select.replaceChildren(...names.map(([value, text]) => make("option", text, { value })));
  if (chosen !== undefined) select.value = chosen;
}

// The text of a file that somebody chose; nothing where it is none, or in an encoding of its own.
export async function textIn(file) {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(await file.arrayBuffer());
  } catch {
    return undefined;
  }
}

export function download(file, text) {
  const link = make("a", "", { href: URL.createObjectURL(new Blob([text])), download: file });
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), PAUSE);
}

let kept;

// What the worker tells by a word, since it has no page and so no texts.
const FAILED = {
  unable: _("This browser does not run WebAssembly here."),
  unloaded: _("A part of the program could not be loaded. See whether you are connected, then try again."),
  stopped: _("The program stopped. Load the page again."),
};

// One worker answers numbered questions; none may be silent for ever, and what takes long tells how far it is.
export function asking(folder) {
  const worker = new Worker(new URL("check-worker.js", import.meta.url), { type: "module" });
  const waiting = new Map();
  let count = 0;
  worker.addEventListener("message", ({ data }) => {
    const one = waiting.get(data.number);
    if (data.far) return one?.far(data.far);
    waiting.delete(data.number);
    const told = data.answer ?? { error: FAILED[data.failed], unloaded: data.failed === "unloaded" };
    if (!told.error) kept ??= offline();
    one?.answer(told);
  });
  worker.addEventListener("error", () => {
    for (const one of waiting.values()) one.answer({ error: _("The program could not be started.") });
  });
  return (question, { files = [], patience = PATIENCE, far = () => {} } = {}) => new Promise((answer) => {
    const number = ++count;
    let timer;
    const wait = () => {
      clearTimeout(timer);
      timer = setTimeout(() => answer({ error: _("The program gave no answer. Load the page again.") }), patience);
    };
    const told = (what) => {
      wait();
      far(what);
    };
    wait();
    waiting.set(number, { answer: (given) => (clearTimeout(timer), answer(given)), far: told });
    const isFirst = navigator.serviceWorker?.controller === null;
    worker.postMessage({ number, folder, question, files, isFirst, language });
  });
}

// Keep the page for use without a connection, and of its parts those of a group; says so where the page has a place for it.
export async function offline(group = "check") {
  if (!navigator.serviceWorker) return;
  const script = new URL("../service-worker.js", import.meta.url);
  try {
    await navigator.serviceWorker.register(script, { updateViaCache: "none" });
  } catch (error) {
    return console.warn("This browser keeps no page for use without a connection.", error);
  }
  const { active } = await navigator.serviceWorker.ready;
  const { port1, port2 } = new MessageChannel();
  port1.addEventListener("message", ({ data }) => {
    const place = document.querySelector(".ac-tab-offline");
    const told = data && place && (place.dataset.group ?? "check") === group;
    if (told) place.textContent = _("This page now works without a connection too.");
  });
  port1.start();
  active.postMessage({ group }, [port2]);
}

// Say what kept a page from starting, and start it again once there is a connection.
export function missed(say, why, again) {
  say(why);
  revived(again);
}

// The folder of the pack; nothing where the portal was built without it, and null where it cannot be reached.
export async function packOf(page) {
  const base = new URL(page.dataset.pack, location.href);
  const answer = await fetch(new URL("pack.json", base)).catch(() => null);
  if (!answer) return null;
  const { pack } = answer.ok ? await answer.json() : {};
  if (!pack) return "";
  const folder = new URL(`${pack}/`, base).href;
  if (page.querySelector(".ac-licences")) return folder;
  const line = make("p", "", { class: "ac-small ac-licences" });
  line.append(make("a", _("Licences of the program of this page, and of its parts by others"), { href: `${folder}licences.txt` }));
  page.append(line);
  return folder;
}
