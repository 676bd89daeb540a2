// The page of a card in a large portal holds the card as it was written. On request it is shown field by field, as pages of
// small portals are built: what each field means, who says so, or why it is empty. The names and meanings of the fields
// come from one file for all cards.
import { _, day, figure, revived, UNREACHED } from "./texts.js";
import { read, unpacked } from "./read.js";

const place = document.querySelector(".ac-fieldwise");
const button = place?.querySelector("button");
const written = place?.parentElement.querySelector("pre");
// What a text must be to become a link: the same four kinds as on all pages.
const SCHEME = /^(https?:\/\/[^\s/]|mailto:[^\s@]+@)\S*$/i;
const DOI = /^(?:doi:\s*)?(10\.\d{4,9}\/\S+)$/i;
const ARXIV = /^(?:arxiv:\s*)?(\d{4}\.\d{4,5}(?:v\d+)?)$/i;
const MAIL = /^[^\s@:/<>"]+@[^\s@:/<>"]+\.[^\s@:/<>"]+$/;
const UNSEEN = /\p{C}|[^\S ]/u;
// Characters that nobody sees and that could make a page read differently from its text; what flags need is none of them.
const HIDDEN = new RegExp(
  "(?<flag>\\u{1f3f4}[\\u{e0030}-\\u{e0039}\\u{e0061}-\\u{e007a}]{1,6}\\u{e007f})|"
    + "[\\0-\\x08\\x0b-\\x1f\\x7f-\\x9f\\u180e\\u2028-\\u202e\\u2060-\\u206f\\ud800-\\udfff\\ufeff\\ufff9-\\ufffb\\u{e0000}-\\u{e007f}]",
  "gu",
);
const CODES = ["id", "sha256", "path"];
let standard;

const isTable = (value) => value !== null && typeof value === "object" && !Array.isArray(value);
const last = (path) => path.slice(path.lastIndexOf(".") + 1);
const label = (name) => standard.labels[name] ?? upper(name.replaceAll("_", " ").toLowerCase());
const visible = (text) => text.replace(HIDDEN, (one, flag) => flag ?? `‹U+${one.codePointAt(0).toString(16).toUpperCase().padStart(4, "0")}›`);
const upper = (text) => text.slice(0, 1).toUpperCase() + text.slice(1);

// Evidence and gaps by the fields that they speak about, and the paths of all that holds one of those.
function notesOf(card) {
  const titles = new Map((card.sources ?? []).map((one) => [one.id, one.title]));
  const gaps = new Map((card.gaps ?? []).map((one) => [one.field, one]));
  const evidence = new Map();
  for (const one of card.evidence ?? []) {
    const proof = { ...one, title: titles.get(one.source) ?? one.source };
    evidence.set(one.field, [...(evidence.get(one.field) ?? []), proof]);
  }
  const above = new Set();
  for (const path of [...gaps.keys(), ...evidence.keys()]) {
    for (let end = path.lastIndexOf("."); end > 0; end = path.lastIndexOf(".", end - 1)) above.add(path.slice(0, end));
  }
  return { evidence, gaps, above, of: (path) => ({ path, proofs: evidence.get(path) ?? [], gap: gaps.get(path) }) };
}

function nodeOf(path, value, known, notes) {
  const below = inside(path, value, known, notes, false);
  const values = below.children.length ? [] : valuesOf(value, known, last(path));
  return { ...notes.of(path), ...below, values, known, label: known?.name ?? label(last(path)), refers: known?.path };
}

function inside(path, value, known, notes, entry) {
  const none = { children: [], unstated: [] };
  if (Array.isArray(value) && value.some(isTable)) return { ...none, children: value.map((one, n) => listed(path, one, n, known, notes)) };
  const fields = known && (entry || known.shape === "record") ? known.inside : undefined;
  const blank = (value ?? null) === null;
  if (fields && (isTable(value) || (blank && notes.above.has(path)))) return recordOf(path, value ?? {}, fields, notes);
  if (!isTable(value)) return none;
  return { ...none, children: Object.entries(value).map(([key, one]) => entryOf(`${path}.${key}`, one, undefined, notes, key)) };
}

function listed(path, one, n, known, notes) {
  const key = isTable(one) ? (one.id ?? n) : n;
  const part = isTable(one) ? standard.titles.find((name) => typeof one[name] === "string") : undefined;
  const named = part ? one[part] : "";
  return entryOf(`${path}.${key}`, one, known, notes, named || _("No. {position}", { position: n + 1 }), `${path}.${key}.${part ?? ""}`);
}

// The part that the name of an entry is taken from is left out unless there is more to say about it.
function entryOf(path, value, known, notes, name, titled = "") {
  const below = inside(path, value, known, notes, true);
  const children = below.children.filter((one) => one.path !== titled || one.proofs.length || one.gap);
  const values = below.children.length ? [] : valuesOf(value, known, last(path));
  const told = children.length < below.children.length ? titled : "";
  return { ...notes.of(path), children, unstated: below.unstated, values, label: name, titled: told };
}

function recordOf(path, value, fields, notes) {
  const children = [];
  const unstated = [];
  for (const [name, known] of Object.entries(fields)) {
    const one = nodeOf(`${path}.${name}`, value[name] ?? null, known, notes);
    if (one.values.length || one.children.length || one.gap || one.proofs.length) children.push(one);
    else unstated.push([name, known]);
  }
  for (const [name, one] of Object.entries(value)) {
    if (!(name in fields)) children.push(nodeOf(`${path}.${name}`, one, undefined, notes));
  }
  return { children, unstated };
}

function valuesOf(value, known, name) {
  if (Array.isArray(value)) return value.flatMap((one) => valuesOf(one, known, name));
  if ((value ?? null) === null || isTable(value)) return [];
  if (typeof value === "boolean") return [{ text: value ? _("yes") : _("no") }];
  if (typeof value === "number") return [{ text: figure(value) }];
  const word = known?.words && (standard.words[known.words][value] ?? [value.replaceAll("_", " "), ""]);
  if (word) return [{ text: word[0], meaning: word[1] }];
  if (standard.dates.includes(known?.key)) return [{ text: day(value) }];
  return [{ text: value, href: linkOf(value, known?.key), code: CODES.includes(known?.key) }];
}

function linkOf(value, key) {
  const text = value.trim();
  const paper = key === "arxiv" && ARXIV.exec(text);
  if (paper) return `https://arxiv.org/abs/${paper[1]}`;
  if (UNSEEN.test(text)) return "";
  if (SCHEME.test(text)) return text;
  const doi = DOI.exec(text);
  if (doi) return `https://doi.org/${doi[1]}`;
  return MAIL.test(text) ? `mailto:${text}` : "";
}

function make(tag, attributes, ...parts) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) if (value) made.setAttribute(name, visible(value));
  made.append(...parts.filter((part) => part !== "").map((part) => (typeof part === "string" ? visible(part) : part)));
  return made;
}

function drawn(node) {
  const values = node.values.map(drawnValue);
  const list = values.length > 1 ? [make("ul", {}, ...values.map((parts) => make("li", {}, ...parts)))] : (values[0] ?? []);
  const proofs = node.proofs.map(drawnProof);
  return [...list, ...(node.gap ? [drawnGap(node.gap)] : []), ...proofs, ...node.children.map(drawnField), ...drawnUnstated(node)];
}

function drawnValue({ text, href, code, meaning }) {
  const said = href ? make("a", { href, rel: "noopener" }, text) : code ? make("code", {}, text) : make("bdi", { class: "ac-text" }, text);
  return meaning ? [said, " ", make("span", { class: "ac-meaning" }, meaning)] : [said];
}

function drawnGap({ reason, note }) {
  const why = standard.reasons[reason]?.[1] ?? "";
  return make("p", { class: "ac-gap" }, make("strong", {}, _("Gap.")), ` ${why}`, ...(note ? [" ", make("bdi", {}, note)] : []));
}

function drawnProof({ source, title, at, note }) {
  const link = make("a", { href: `#field-sources.${source}` }, title);
  return make("p", { class: "ac-proof" }, link, at ? `, ${at}` : "", ...(note ? [": ", make("bdi", {}, note)] : []));
}

function drawnField(node) {
  const id = `field-${node.path}`;
  const name = node.known
    ? make("a", { class: "ac-label", href: `${place.dataset.reference}#${node.refers}`, title: node.known.about }, node.label)
    : make("bdi", { class: "ac-label", id: node.titled && `field-${node.titled}` }, node.label);
  const anchor = make("a", { class: "ac-anchor", href: `#${id}`, "aria-label": _("Link to {path}", { path: node.path }) }, "#");
  return make(
    "div", { class: node.children.length ? "ac-field ac-group" : "ac-field", id },
    make("div", { class: "ac-name" }, name, anchor), make("div", { class: "ac-value" }, ...drawn(node)),
  );
}

function drawnUnstated({ path, unstated }) {
  if (!unstated?.length) return [];
  const names = unstated.flatMap(([name, { name: said, about }], n) => [
    ...(n ? [", "] : []), make("span", { id: `field-${path}.${name}`, title: about }, said),
  ]);
  return [make("p", { class: "ac-unstated" }, _("Not stated:"), " ", ...names, ".")];
}

function section(node) {
  const summary = make("summary", {}, make("h3", {}, node.label), " ", make("span", { class: "ac-meaning" }, node.known?.about ?? ""));
  return make("details", { class: "ac-section", id: `field-${node.path}` }, summary, make("div", { class: "ac-value" }, ...drawn(node)));
}

// Each field of the standard knows its own path, in which a star stands for an entry of a list or table.
function pathed(fields, before) {
  for (const [key, field] of Object.entries(fields)) {
    field.key = key;
    field.path = before + key;
    if (field.inside) pathed(field.inside, `${field.path}.${field.shape === "record" ? "" : "*."}`);
  }
}

function sections(card) {
  const notes = notesOf(card);
  const known = Object.entries(standard.fields).filter(([name]) => !standard.apart.includes(name));
  const others = Object.keys(card).filter((name) => !(name in standard.fields)).map((name) => [name]);
  const nodes = [...known, ...others].map(([name, field]) => nodeOf(name, card[name] ?? null, field, notes));
  return nodes.filter((one) => one.children.length || one.values.length || one.gap).map(section);
}

async function show() {
  button.disabled = true;
  try {
    const [card, told] = await Promise.all([unpacked(place.dataset.archive, "card.json"), read(place.dataset.words)]);
    standard = told;
    pathed(standard.fields, "");
    // What is linked to is the field from now on, and the text of the card is folded.
    for (const anchor of written.querySelectorAll("[id]")) anchor.removeAttribute("id");
    const source = make("details", { class: "ac-source" }, make("summary", {}, written.getAttribute("aria-label")));
    written.replaceWith(source);
    source.append(written);
    const made = sections(card);
    place.replaceWith(...made);
    made[0].querySelector("summary").focus({ preventScroll: true });
    const target = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    (target?.closest(".ac-section") ?? made[0]).open = true;
    // Where the address named a place in the text, it now names the field.
    if (target) location.replace(location.hash);
  } catch {
    button.disabled = false;
    place.querySelector("[role=status]").textContent = UNREACHED;
    revived(show);
  }
}

if (button) {
  place.hidden = false;
  button.addEventListener("click", show);
}
