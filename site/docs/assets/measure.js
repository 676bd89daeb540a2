// Measure a table in the browser: this file moves files and answers, and knows no statistic itself.
import { _, _n, revived, UNREACHED } from "./texts.js";
import { asking, download, make, missed, offer, offline, packOf } from "./tab.js";

const PATIENCE = 600000;
const FOLDER = "/measured";
const NONE = "";
const page = document.querySelector(".ac-measuring");
const part = (selector) => page.querySelector(selector);
const instead = _("Use the program instead: alignmentcard measure ratings.csv. Its README says how to install it.");
// What a column may hold; the words of the program itself are those of the card.
const ROLES = {
  item: _("Column of items"), rater: _("Column of raters"), value: _("Column of answers"),
  dimension: _("Column of dimensions"), occasion: _("Column of occasions"), condition: _("Column of conditions"),
  count: _("Column of numbers of ratings"), label: _("Column of released labels"), gold: _("Column of expert labels"),
};
const given = {};
let ask;
let result;
let latest = 0;

const say = (text) => {
  part(".ac-tab-state").textContent = text;
};

const question = (what, columns) => ({
  ask: what, folder: FOLDER, table: given.table.name, card: given.card?.name ?? "", columns,
});

// What a person said of the columns; what the program guesses stays a guess, also in the file.
const said = new Map();
const chosen = () => Object.fromEntries(said);

function roles(told) {
  const open = told.unclear ?? {};
  const shown = ["item", "rater", "value", "dimension", ...told.roles.filter((role) => told.named?.[role])];
  return [...new Set(shown)].map((role) => {
    const id = `ac-measure-${role}`;
    const select = make("select", "", { id, name: role });
    const reasons = new Map(open[role] ?? []);
    const names = told.columns.map((name) => [name, reasons.get(name) ? `${name} (${reasons.get(name)})` : name]);
    const now = told.named?.[role] ?? NONE;
    if (now && !told.columns.includes(now)) names.push([now, told.made?.[now] ?? now]);
    offer(select, [[NONE, role in open ? _("choose a column") : _("no column")], ...names], now);
    select.addEventListener("change", () => {
      if (select.value === NONE) said.delete(role);
      else said.set(role, select.value);
      look();
    });
    const line = make("p", "");
    line.append(make("label", ROLES[role] ?? role, { for: id }), " ", select, told.guessed?.includes(role) ? ` ${_("guessed")}` : "");
    return line;
  });
}

function ratings({ head, rows }) {
  part("thead tr").replaceChildren(...head.map((name) => make("th", name, { scope: "col" })));
  part("tbody").replaceChildren(...rows.map((row) => {
    const line = make("tr", "");
    line.append(...row.map((cell) => make("td", cell)));
    return line;
  }));
}

async function look() {
  if (!given.table) return;
  const number = ++latest;
  part(".ac-tab-found").hidden = true;
  say(_("Reading the table."));
  const files = Object.values(given).map(({ name, bytes }) => ({ name: `${FOLDER}/${name}`, bytes }));
  const told = await ask(question("look", chosen()), { files, patience: PATIENCE });
  if (number !== latest) return;
  if (told.unloaded) revived(look);
  if (told.error) return say(told.error);
  part(".ac-tab-mapping").hidden = false;
  part(".ac-tab-roles").replaceChildren(...roles(told));
  part(".ac-tab-mapping .ac-scroll").hidden = Boolean(told.unclear);
  part("button[name=measure]").disabled = Boolean(told.unclear);
  if (told.unclear) {
    part(".ac-tab-means").textContent = told.why;
    return say(_("Say which column holds what."));
  }
  ratings(told.ratings);
  const unread = told.unread.length ? ` ${_("Not read: {columns}.", { columns: told.unread.join(", ") })}` : "";
  part(".ac-tab-means").textContent = `${_n("{count} row, read like this: {means}.", "{count} rows, read like this: {means}.", told.rows, { means: told.means })} ${told.notes.join(" ")}${unread}`;
  say(_("See whether the columns are right, then measure."));
}

async function measure() {
  const button = part("button[name=measure]");
  button.disabled = true;
  const far = (what) => say(_("Measuring: {what}.", { what }));
  far(_("reading the table"));
  result = await ask({ ...question("measure", chosen()), far: true }, { patience: PATIENCE, far });
  button.disabled = false;
  if (result.error) return say(result.error);
  part(".ac-tab-numbers").innerHTML = result.html;
  part("button[name=save]").textContent = _("Download {file}", { file: result.name });
  part(".ac-tab-found").hidden = false;
  say(_("Measured."));
}

async function take(file, what) {
  given[what] = { name: file.name, bytes: new Uint8Array(await file.arrayBuffer()) };
  if (what === "table") said.clear();
}

async function takeAll(files) {
  for (const file of files) await take(file, /\.(ya?ml|md)$/i.test(file.name) ? "card" : "table");
  await look();
}

// The page of a card leads here with its card.
async function linked() {
  const address = new URLSearchParams(location.search).get("card");
  if (!address || !/^[\w.-]+$/.test(address)) return;
  const place = new URL(`../../cards/${address}/card.yaml`, new URL(page.dataset.pack, location.href));
  const answer = await fetch(place).catch(() => null);
  if (!answer) {
    say(UNREACHED);
    return revived(linked);
  }
  if (!answer.ok) return say(_("The card of this link is not in this portal. Choose it from your files."));
  await take(new File([await answer.text()], `${address}.card.yaml`), "card");
  part(".ac-measure-given").textContent = _("The card {name} is here already. Choose its table.", { name: address });
}

function listen() {
  for (const what of ["table", "card"]) {
    part(`#ac-measure-${what}`).addEventListener("change", async ({ target }) => {
      if (target.files[0]) await take(target.files[0], what);
      await look();
    });
  }
  page.addEventListener("dragover", (event) => event.preventDefault());
  page.addEventListener("drop", (event) => {
    event.preventDefault();
    takeAll(event.dataTransfer.files);
  });
  part("button[name=measure]").addEventListener("click", measure);
  part("button[name=save]").addEventListener("click", () => download(result.name, result.json));
}

async function start() {
  const folder = await packOf(page);
  if (folder === null) return missed(say, `${UNREACHED} ${instead}`, start);
  if (!folder) return say(`${_("This portal was built without the program for browsers.")} ${instead}`);
  say(_("Measuring is starting. The first time it is loaded, about 24 MB."));
  ask = asking(folder);
  const known = await ask({ ask: "choices" });
  if (known.error) return missed(say, `${known.error} ${instead}`, start);
  part("form").hidden = false;
  say(_("Ready."));
  listen();
  await linked();
  await offline("measure");
}

if (page) start();
