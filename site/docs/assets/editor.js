// An editor for the text of a card, with what the language server knows: findings, meanings, choices, repairs, layout.
//
// How a page uses it. The page has a textarea with a label; it stays what readers use where the editor cannot be loaded.
//
//   const editor = await editorIn(textarea, { folder, ask, about: () => ({ name, profile }), changed });
//
// `folder` is that of the pack, as `packOf` gives it; `ask` asks the worker, as `asking` gives it; `about` gives the name
// of the file and of the profile; `changed` is called after each change, also by `editor.text = "…"`. What it gives:
//
//   editor.text                  the text; setting it is one step that can be undone
//   editor.goTo(from, to)        select a stretch, show it, and put the cursor there; offsets are those of JavaScript
//   editor.show(findings, marks) mark findings, as `ask({ ask: "check", … })` gives them: `findings` of its report, `marks`
//   editor.change(edits)         change stretches, `[[from, to, text], …]`, in one step that can be undone
//   editor.layOut()              lay the text out; gives a sentence where that cannot be
//   editor.place                 the element that stands in the page: the editor, or the textarea
//
// It stands in a shadow root: there its styles are adopted sheets, which the policy of the portal allows, and no style
// is put into the page.
import { make } from "./tab.js";
import { _ } from "./texts.js";

const PARTS = [
  ...["state", "view", "language", "commands", "search", "lint", "autocomplete", "lang-yaml"].map((name) => `codemirror-${name}`),
  "lezer-highlight",
];
const SEVERITIES = { error: "error", warning: "warning", question: "info" };
const KINDS = { field: "property", term: "enum", constant: "constant", reference: "variable", path: "property", rule: "keyword" };
const COLOURS = {
  "&": { color: "var(--ac-ink)", backgroundColor: "var(--ac-ground)", border: "1px solid var(--ac-quiet)", fontSize: ".7rem" },
  "&.cm-focused": { outline: ".12rem solid var(--ac-accent)", outlineOffset: ".12rem" },
  ".cm-scroller": { fontFamily: "ui-monospace, Menlo, Consolas, monospace", lineHeight: "1.5", minHeight: "24em", maxHeight: "36rem" },
  ".cm-content": { caretColor: "var(--ac-ink)" },
  ".cm-cursor": { borderLeftColor: "var(--ac-ink)" },
  ".cm-gutters": { color: "var(--ac-quiet)", backgroundColor: "var(--ac-ground)", borderRight: "1px solid var(--ac-rule)" },
  ".cm-activeLine, .cm-activeLineGutter": { backgroundColor: "transparent" },
  "&.cm-focused .cm-selectionBackground, .cm-selectionBackground, .cm-content ::selection": { backgroundColor: "color-mix(in srgb, var(--ac-accent) 25%, var(--ac-ground)) !important" },
  ".cm-tooltip, .cm-panels": { color: "var(--ac-ink)", backgroundColor: "var(--ac-paper)", border: "1px solid var(--ac-quiet)", fontSize: ".7rem", lineHeight: "1.5" },
  ".cm-tooltip-hover, .cm-completionInfo": { maxWidth: "30rem", maxHeight: "20rem", overflow: "auto", padding: "0 .5rem" },
  ".cm-tooltip.cm-tooltip-autocomplete > ul > li[aria-selected]": { color: "var(--ac-paper)", backgroundColor: "var(--ac-accent)" },
  ".cm-completionDetail": { color: "inherit" },
  ".cm-diagnostic-error": { borderLeftColor: "var(--ac-error)" },
  ".cm-diagnostic-warning": { borderLeftColor: "var(--ac-warning)" },
  ".cm-diagnosticAction, .cm-button, .ac-repairs button": { color: "var(--ac-ink)", background: "var(--ac-ground)", border: "1px solid var(--ac-quiet)", borderRadius: ".2rem", padding: ".1rem .4rem", font: "inherit", cursor: "pointer" },
  ".cm-textfield": { color: "var(--ac-ink)", backgroundColor: "var(--ac-ground)", border: "1px solid var(--ac-quiet)" },
  ".ac-repairs": { padding: ".4rem" },
  ".ac-repairs button": { display: "block", margin: ".2rem 0", textAlign: "left" },
};

// What the editor itself says, by the words that it asks for. Two of its sentences it puts together from parts: these
// are cut out of whole sentences, so that a translation has the sentence before it.
function phrases() {
  const [folded, to] = _("Folded lines {from} to {to}").split(/\s*\{\w+\}/);
  const [unfolded] = _("Unfolded lines {from} to {to}").split(/\s*\{\w+\}/);
  const [, online] = _("{text} on line {line}").split(/\s*\{\w+\}\s*/);
  return {
    Find: _("Find in the card"), Replace: _("Replace with"), next: _("next match"), previous: _("match before"),
    all: _("select all matches"), "match case": _("match upper and lower case"), regexp: _("regular expression"),
    "by word": _("whole words only"), replace: _("replace this match"), "replace all": _("replace all matches"),
    close: _("Close this panel"), "current match": _("This match"), "on line": online,
    "replaced match on line $": _("Replaced the match on line $"), "replaced $ matches": _("Matches replaced: $"),
    "Go to line": _("Go to line number"), go: _("Go there"), "Selection deleted": _("Selection deleted"),
    "Folded lines": folded, "Unfolded lines": unfolded, to: to.trim(), "folded code": _("folded lines"),
    unfold: _("unfold these lines"), "Fold line": _("Fold these lines"), "Unfold line": _("Unfold these lines"),
    Diagnostics: _("Findings in the text"), "No diagnostics": _("No findings in the text"),
    Completions: _("What can be written here"), "Control character": _("Character without a sign of its own"),
  };
}

// The names of its buttons beside findings it does not ask for; they are called what stands on them.
function named(root) {
  const rename = () => {
    for (const button of root.querySelectorAll(".cm-diagnosticAction"))
      if (button.hasAttribute("aria-label")) button.removeAttribute("aria-label");
  };
  new MutationObserver(rename).observe(root, { childList: true, subtree: true });
}

const coloured = ({ HighlightStyle, tags }) => HighlightStyle.define([
  { tag: [tags.propertyName, tags.definition(tags.propertyName)], color: "var(--ac-accent)" },
  { tag: [tags.comment, tags.meta], color: "var(--ac-quiet)", fontStyle: "italic" },
]);

// Markdown as the language server writes it: paragraphs, lists, strong, emphasis, code and links; all else is text.
function told(markdown) {
  const place = make("div", "", { class: "ac-told" });
  for (const part of markdown.split("\n\n")) {
    const lines = part.split("\n");
    const listed = lines.every((line) => line.startsWith("- "));
    const block = make(listed ? "ul" : "p", "");
    for (const line of lines) {
      const target = listed ? block.appendChild(make("li", "")) : block;
      target.append(...inline(listed ? line.slice(2) : `${line} `));
    }
    place.append(block);
  }
  return place;
}

function inline(text) {
  const parts = text.matchAll(/\*\*(.+?)\*\*(?!\*)|`([^`]*)`|\[([^\]]*)\]\((https?:[^)\s]*|\.\.?\/[^)\s]*)\)|(?<!\\)\*(.+?)(?<!\\)\*|\\(.)|([^*`[\\]+|.)/gs);
  return Array.from(parts, ([, strong, code, link, href, soft, sign, plain]) => {
    if (strong !== undefined) return withParts("strong", strong);
    if (code !== undefined) return make("code", code);
    if (link !== undefined) return make("a", link, { href, rel: "noopener" });
    if (soft !== undefined) return withParts("em", soft);
    return document.createTextNode(sign ?? plain);
  });
}

function withParts(tag, text) {
  const element = make(tag, "");
  element.append(...inline(text));
  return element;
}

// The modules of the editor; who asks early has them when Python has started.
export const editorParts = (folder) => Promise.all(PARTS.map((name) => import(`${folder}${name}.mjs`)));

export async function editorIn(textarea, given) {
  try {
    const parts = await editorParts(given.folder);
    return rich(textarea, given, Object.assign({}, ...parts));
  } catch (error) {
    console.warn("The editor could not be loaded; the plain field takes its place.", error);
    return plain(textarea, given);
  }
}

function plain(textarea, { changed, ask, about }) {
  textarea.addEventListener("input", changed);
  const change = (edits) => {
    for (const [from, to, text] of edits.toReversed()) textarea.setRangeText(text, from, to, "preserve");
    changed();
  };
  return {
    place: textarea,
    get text() { return textarea.value; },
    set text(text) {
      textarea.value = text;
      changed();
    },
    goTo(from, to) {
      textarea.focus();
      textarea.setSelectionRange(from, to);
      const above = textarea.value.slice(0, from).split("\n").length;
      textarea.scrollTop = (above - 4) * parseFloat(getComputedStyle(textarea).lineHeight);
    },
    show() {},
    change,
    layOut: () => laidOut(ask, about, textarea.value, change),
  };
}

async function laidOut(ask, about, text, change) {
  const found = await ask({ ask: "lay out", text, name: about().name });
  if (found.edits?.length) change(found.edits);
  return found.error ?? "";
}

function rich(textarea, { ask, about, changed }, cm) {
  const label = textarea.labels[0]?.textContent.trim() ?? "";
  const place = make("div", "", { class: "ac-editor" });
  const root = place.attachShadow({ mode: "open" });
  const asked = (view, what, more) => ask({ ask: what, text: view.state.doc.toString(), name: about().name, ...more });
  const change = (view, edits) => view.dispatch({ changes: edits.map(([from, to, insert]) => ({ from, to, insert })), userEvent: "input" });

  const hover = cm.hoverTooltip(async (view, offset) => {
    const found = await asked(view, "hover", { offset });
    return found.markdown ? { pos: found.from, end: found.to, above: true, create: () => ({ dom: told(found.markdown) }) } : null;
  });

  async function choices(context) {
    const { choices: found, ...span } = await asked({ state: context.state }, "complete", { offset: context.pos });
    if (!found?.length || context.aborted) return null;
    const options = found.map((one, number) => ({
      label: one.label, type: KINDS[one.kind], detail: one.detail, apply: one.insert, boost: -number / found.length,
      info: one.about ? () => told(one.about) : undefined,
    }));
    return { ...span, options, validFor: /^[\w.-]*$/ };
  }

  // The ways out of what was found here, as buttons below the text.
  const repairs = cm.StateEffect.define();
  const panel = cm.StateField.define({
    create: () => null,
    update: (shown, { effects, docChanged }) => {
      for (const effect of effects) if (effect.is(repairs)) return effect.value;
      return docChanged ? null : shown;
    },
    provide: (field) => cm.showPanel.from(field, (found) => found && ((view) => offered(view, found))),
  });
  const away = (view) => {
    view.dispatch({ effects: repairs.of(null) });
    view.focus();
    return true;
  };
  function offered(view, found) {
    const dom = make("div", found.length ? _("Ways out:") : _("There is no way out to offer here."), { class: "ac-repairs", role: "group", "aria-label": _("Ways out") });
    for (const { title, edits } of found) {
      const button = dom.appendChild(make("button", title, { type: "button" }));
      button.addEventListener("click", () => {
        change(view, edits);
        view.focus();
      });
    }
    const close = dom.appendChild(make("button", _("Leave it as it is"), { type: "button" }));
    close.addEventListener("click", () => away(view));
    dom.addEventListener("keydown", ({ key }) => key === "Escape" && away(view));
    return { dom, mount: () => dom.querySelector("button").focus() };
  }
  function mend(view, from, to) {
    asked(view, "mend", { profile: about().profile, start: from, end: to })
      .then((found) => view.dispatch({ effects: repairs.of(found.repairs ?? []) }));
    return true;
  }
  const layOut = (view) => laidOut(ask, about, view.state.doc.toString(), (edits) => change(view, edits));

  const keys = [
    { key: "Mod-.", run: (view) => mend(view, view.state.selection.main.from, view.state.selection.main.to) },
    { key: "Shift-Alt-f", run: (view) => Boolean(layOut(view)) },
    ...cm.closeBracketsKeymap, ...cm.defaultKeymap, ...cm.historyKeymap, ...cm.searchKeymap, ...cm.completionKeymap,
    ...cm.lintKeymap, ...cm.foldKeymap,
  ];
  const view = new cm.EditorView({
    root,
    parent: root,
    doc: textarea.value,
    extensions: [
      cm.lineNumbers(), cm.foldGutter(), cm.lintGutter(), cm.history(), cm.drawSelection(), cm.bracketMatching(),
      cm.closeBrackets(), cm.yaml(), cm.indentUnit.of("  "), cm.EditorState.tabSize.of(2),
      cm.syntaxHighlighting(coloured(cm)), panel, hover, cm.EditorState.phrases.of(phrases()),
      cm.autocompletion({ override: [choices] }), cm.keymap.of(keys), cm.EditorView.theme(COLOURS),
      cm.EditorView.contentAttributes.of({ "aria-label": label, spellcheck: "false", tabindex: "0" }),
      cm.EditorView.updateListener.of(({ docChanged }) => docChanged && changed()),
    ],
  });
  named(root);
  textarea.hidden = true;
  textarea.after(place);
  textarea.labels[0]?.addEventListener("click", () => view.focus());

  return {
    place,
    view,
    get text() { return view.state.doc.toString(); },
    set text(text) { view.dispatch({ changes: { from: 0, to: view.state.doc.length, insert: text } }); },
    goTo(from, to) {
      const end = view.state.doc.length;
      view.dispatch({ selection: { anchor: Math.min(from, end), head: Math.min(to, end) }, scrollIntoView: true });
      view.focus();
    },
    show(findings, marks) {
      const end = view.state.doc.length;
      const shown = findings.map((one, number) => ({
        from: Math.min(marks[number][0], end), to: Math.min(marks[number][1], end), severity: SEVERITIES[one.severity] ?? "info",
        source: one.code, message: one.help ? `${one.message}\n${one.help}` : one.message,
        actions: [{ name: _("Ways out"), apply: mend }],
      }));
      view.dispatch(cm.setDiagnostics(view.state, shown));
    },
    change: (edits) => change(view, edits),
    layOut: () => layOut(view),
  };
}
