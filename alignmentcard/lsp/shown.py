"""Findings, choices, repairs and outlines as the protocol writes them."""

from collections.abc import Iterator

from lsprotocol import types as lsp

from alignmentcard.checker.check import Report
from alignmentcard.edit import Edit
from alignmentcard.lsp.actions import Repair, place
from alignmentcard.lsp.completion import Choice
from alignmentcard.lsp.folding import Fold
from alignmentcard.lsp.opened import OpenCard
from alignmentcard.lsp.places import Entry
from alignmentcard.resources import visible
from alignmentcard.rules.finding import Accepted, Finding
from alignmentcard.text.marks import Span

LANGUAGE = "alignmentcard"
MOST = 500
"""Findings of one card that are shown; nobody mends more at a time."""
SEVERITIES = {
    "error": lsp.DiagnosticSeverity.Error,
    "warning": lsp.DiagnosticSeverity.Warning,
    "info": lsp.DiagnosticSeverity.Information,
}
KINDS = {
    "field": lsp.CompletionItemKind.Field,
    "term": lsp.CompletionItemKind.EnumMember,
    "constant": lsp.CompletionItemKind.Constant,
    "reference": lsp.CompletionItemKind.Reference,
    "path": lsp.CompletionItemKind.Property,
    "rule": lsp.CompletionItemKind.Event,
}
SYMBOLS = {
    "section": lsp.SymbolKind.Object,
    "list": lsp.SymbolKind.Array,
    "entry": lsp.SymbolKind.Struct,
    "value": lsp.SymbolKind.Field,
}


def range_of(card: OpenCard, span: Span) -> lsp.Range:
    """Turn a span of the text into lines and columns as the editor counts them."""
    return lsp.Range(
        lsp.Position(*card.positions.position(span.start)), lsp.Position(*card.positions.position(span.end))
    )


def offset_of(card: OpenCard, position: lsp.Position) -> int:
    """Turn a position in the editor into an offset of the text."""
    return card.positions.offset(position.line, position.character)


def diagnostics(card: OpenCard) -> Iterator[lsp.Diagnostic]:
    """Yield what a check found, and what the author accepts."""
    report = card.report
    if report is None:
        return
    for finding in report.findings[:MOST]:
        yield diagnostic(card, finding)
    for accepted in report.accepted[:MOST]:
        yield hint(card, accepted)


def diagnostic(card: OpenCard, finding: Finding) -> lsp.Diagnostic:
    """Show a finding at its place."""
    return lsp.Diagnostic(
        range=range_of(card, place(card.draft.document, finding)),
        message=visible(f"{finding.message} {finding.help}".strip()),
        severity=SEVERITIES[finding.severity],
        code=finding.code,
        code_description=lsp.CodeDescription(finding.url),
        source=LANGUAGE,
    )


def hint(card: OpenCard, accepted: Accepted) -> lsp.Diagnostic:
    """Show a finding that the author accepts, in the quietest way there is."""
    shown = diagnostic(card, accepted.finding)
    shown.severity = lsp.DiagnosticSeverity.Hint
    shown.message = visible(f"{accepted.finding.message} Accepted: {accepted.reason}")
    return shown


def item(choice: Choice, spot: lsp.Range, number: int) -> lsp.CompletionItem:
    """Offer a choice for a stretch of the text, at its place in the list."""
    snippet, lines = choice.snippet, "\n" in choice.insert
    return lsp.CompletionItem(
        label=choice.label,
        kind=KINDS[choice.kind],
        detail=choice.detail or None,
        documentation=lsp.MarkupContent(lsp.MarkupKind.Markdown, choice.about) if choice.about else None,
        sort_text=f"{number:05}",
        text_edit=lsp.TextEdit(spot, choice.insert),
        insert_text_format=lsp.InsertTextFormat.Snippet if snippet else None,
        insert_text_mode=lsp.InsertTextMode.AsIs if lines else None,
    )


def symbol(card: OpenCard, entry: Entry) -> lsp.DocumentSymbol:
    """Show a line of the outline with what is below it."""
    return lsp.DocumentSymbol(
        name=entry.name,
        kind=SYMBOLS[entry.kind],
        range=range_of(card, entry.span),
        selection_range=range_of(card, entry.selection),
        children=[symbol(card, child) for child in entry.children],
    )


def client_wants(kind: str, only: object) -> bool:
    """Say whether a client that asks for certain kinds, by name or by the beginning of one, gets this one."""
    names = [str(getattr(entry, "value", entry)) for entry in only] if isinstance(only, list | tuple) else []
    return not names or any(kind == name or kind.startswith(f"{name}.") for name in names)


def fold(lines: Fold) -> lsp.FoldingRange:
    """Show lines that fold."""
    kind = lsp.FoldingRangeKind.Comment if lines.kind == "comment" else lsp.FoldingRangeKind.Region
    return lsp.FoldingRange(start_line=lines.first, end_line=lines.last, kind=kind)


def lens(card: OpenCard) -> lsp.CodeLens | None:
    """Show above a card what it has reached: level, share answered, and what the next level takes."""
    if card.report is None:
        return None
    document = card.draft.document
    line = document.position(document.root.start)[0] - 1 if document.in_readme else 0
    start = lsp.Position(line, 0)
    return lsp.CodeLens(lsp.Range(start, start), lsp.Command(level_in_a_line(card.report), ""))


def level_in_a_line(report: Report) -> str:
    """Say in one line what a card has reached."""
    counts = [f"{n:,} {word}{'' if n == 1 else 's'}" for word in ("error", "warning") if (n := report.count(word))]
    if report.level is None:
        return " · ".join(("No level yet: some parts do not fit the schema", *counts))
    missing = (f"next: {report.level.missing[0]}",) if report.level.missing else ()
    return visible(" · ".join((f"Level {report.level.words}", *counts, *missing)))[:LONGEST]


LONGEST = 200
"""Characters of a line above a card."""


def quick_fix(card: OpenCard, uri: str, repair: Repair) -> lsp.CodeAction:
    """Offer a repair for a finding."""
    return lsp.CodeAction(
        title=repair.title,
        kind=lsp.CodeActionKind.QuickFix,
        diagnostics=[diagnostic(card, finding) for finding in repair.findings[:MOST]],
        is_preferred=repair.safe,
        edit=changes(card, uri, repair.edits),
    )


def changes(card: OpenCard, uri: str, edits: tuple[Edit, ...]) -> lsp.WorkspaceEdit:
    """Change one file."""
    return lsp.WorkspaceEdit(changes={uri: text_edits(card, edits)})


def text_edits(card: OpenCard, edits: tuple[Edit, ...]) -> list[lsp.TextEdit]:
    """Write edits in the lines and columns of the editor."""
    return [lsp.TextEdit(range_of(card, Span(edit.start, edit.end)), edit.text) for edit in edits]
