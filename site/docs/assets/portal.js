// Small mends of the theme for keyboard and screen reader, and print.
for (const box of document.querySelectorAll(".md-typeset__scrollwrap, .md-typeset pre > code")) {
  box.setAttribute("tabindex", "0");
  if (!box.matches("code")) {
    box.setAttribute("role", "region");
    box.setAttribute("aria-label", "Table");
  }
}

addEventListener("beforeprint", () => {
  for (const details of document.querySelectorAll("details:not(.ac-source)")) details.open = true;
});
