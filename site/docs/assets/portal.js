// Small mends of the theme for keyboard and screen reader, and print.
for (const box of document.querySelectorAll(".md-typeset__scrollwrap, .md-typeset pre > code")) {
  box.setAttribute("tabindex", "0");
  if (!box.matches("code")) {
    box.setAttribute("role", "region");
    box.setAttribute("aria-label", "Table");
  }
}

addEventListener("beforeprint", () => {
  for (const details of document.querySelectorAll("details:not(.ac-source, .ac-filterbox)")) details.open = true;
});

// A link may lead into something folded: unfold what holds its target.
function unfold() {
  const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  for (let box = target?.closest("details"); box; box = box.parentElement.closest("details")) box.open = true;
  target?.scrollIntoView();
}

if (location.hash) unfold();
addEventListener("hashchange", unfold);
