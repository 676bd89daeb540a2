// The map shows which cards have a value: the others fade, and a mark of several cards counts those that have it. The
// address holds the value.
import { _ } from "./texts.js";

const asked = document.querySelector(".ac-show");
const marks = [...document.querySelectorAll(".map .mark")];

function having(mark, value) {
  if (!value) return Number(mark.dataset.cards ?? 1);
  const found = mark.dataset.values.split(" ").find((one) => one.startsWith(`${value}:`));
  return Number(found?.slice(value.length + 1) ?? 0);
}

function show(mark, value) {
  const count = having(mark, value);
  mark.classList.toggle("mark-faded", count === 0);
  if (!mark.dataset.cards) return;
  mark.querySelector(".crowd-number").textContent = `×${count}`;
  mark.setAttribute("aria-label", mark.getAttribute("aria-label").replace(/^×\d+/, `×${count}`));
}

function choose(value) {
  for (const mark of marks) show(mark, value);
  asked.querySelector("[role=status]").textContent = value ? _("Cards that do not have it are pale.") : "";
}

if (asked) {
  const list = asked.querySelector("select");
  asked.hidden = false;
  list.value = new URLSearchParams(location.search).get("show") ?? "";
  if (list.selectedIndex < 0) list.value = "";
  if (list.value) choose(list.value);
  asked.addEventListener("change", () => {
    choose(list.value);
    history.replaceState(null, "", list.value ? `?${new URLSearchParams({ show: list.value })}` : location.pathname);
  });
}
