// What scripts say, in the language of the portal. English texts are the keys; a portal in another language brings
// texts.json with what they become, and with the form of the plural that belongs to each count below 200.
const { lang, dataset: { unread } } = document.documentElement;
const COUNTED = 200;

async function read(cache) {
  try {
    const answer = await fetch(new URL("texts.json", import.meta.url), { cache });
    return answer.ok ? await answer.json() : null;
  } catch {
    return null;
  }
}

// What could not be loaded is tried again when the browser is connected again, without a reader who asks for it.
export function revived(again) {
  addEventListener("online", again, { once: true });
}

// A page whose scripts need these texts holds a sentence for when they do not come, not even when asked for once more.
// The scripts then never begin: what stands in the page stays as it is, and nothing is said in English.
async function never() {
  revived(() => location.reload());
  const line = Object.assign(document.createElement("p"), { className: "ac-notice", role: "alert", textContent: unread });
  (document.querySelector(".md-content__inner") ?? document.body).prepend(line);
  await new Promise(() => {});
}

const brought = (lang || "en") === "en" ? null : (await read("default")) ?? (unread ? (await read("reload")) ?? (await never()) : null);
const { texts = {}, plurals = {}, forms = "", spoken = "en" } = brought ?? {};
// The language that scripts speak: English where the program has no texts in that of the page.
export const language = brought ? lang : "en";
const fill = (text, gaps) => text.replace(/\{(\w+)\}/g, (gap, name) => gaps[name] ?? gap);

// A number as it is written in the language that is spoken; in English as the pages do it, with a thin blank between
// thousands.
const THIN = "\u202f";
const told = (value) => (Number.isInteger(value) ? value : Number(value.toPrecision(6)));
const english = (value) => (Number.isInteger(value) ? value.toLocaleString("en").replaceAll(",", THIN) : String(value));
export const figure = (value) => (spoken === "en" ? english(told(value)) : told(value).toLocaleString(spoken, { maximumFractionDigits: 9 }));

// A day, or a month as a whole, as readers of the language write it; what is neither stays as it is, and so does English.
const MONTH = { year: "numeric", month: "long" };
export function day(text) {
  const date = new Date(`${text.padEnd(10, "-01")}T00:00:00Z`);
  if (spoken === "en" || !/^\d{4}-\d\d(-\d\d)?$/.test(text) || Number.isNaN(date.getTime())) return text;
  return date.toLocaleDateString(spoken, { timeZone: "UTC", ...(text.length === 7 ? MONTH : { dateStyle: "medium" }) });
}
// Names of countries or languages in that language.
export const names = (type) => new Intl.DisplayNames(spoken, { type });

// A text, with what goes into its gaps.
export function _(text, gaps = {}) {
  return fill(texts[text] ?? text, gaps);
}

export const UNREACHED = _("A file of this portal could not be loaded. See whether you are connected, then reload the page.");

// A text of one thing or of more; its gap {count} is the number.
export function _n(one, more, count, gaps = {}) {
  const form = Number(forms[count < COUNTED ? count : 100 + (count % 100)]);
  const text = plurals[one]?.[form] ?? (count === 1 ? one : more);
  return fill(text, { count: figure(count), ...gaps });
}
