"""Everything that the program writes about a card, found in its own lists of formats, files and places."""

import itertools
from collections.abc import Iterable, Iterator
from functools import cache
from importlib import import_module
from pathlib import Path

from hostile import places
from hostile.strings import HARMLESS, turned

from alignmentcard.checker.check import Report, check
from alignmentcard.checker.collection import collect
from alignmentcard.cli import report as collecting
from alignmentcard.cli.export import FORMATS as EXPORTS
from alignmentcard.convert.anonymous import anonymous
from alignmentcard.diff import diff
from alignmentcard.document import Document, decode
from alignmentcard.loader import load
from alignmentcard.measurement.results.facts import Facts
from alignmentcard.model import Card
from alignmentcard.portal.build.placeholders import OF_CARDS
from alignmentcard.portal.build.shell import Shell, secure
from alignmentcard.portal.card import downloads
from alignmentcard.portal.card.metadata import head
from alignmentcard.portal.card.one_file import onefile
from alignmentcard.portal.card.page import page
from alignmentcard.portal.catalogue import feeds, search
from alignmentcard.portal.catalogue import page as catalogue
from alignmentcard.portal.collection.entry import CardEntry, wanted
from alignmentcard.portal.collection.record import record_of
from alignmentcard.portal.collection.site import Collection
from alignmentcard.portal.collection.summary import summary_of
from alignmentcard.profiles import load_profile
from alignmentcard.profiles.completeness import completeness
from alignmentcard.report import FORMATS as REPORTS
from alignmentcard.report.changes import FORMATS as CHANGES
from alignmentcard.report.changes import Comparison
from alignmentcard.report.completeness import FORMATS as ANSWERS
from alignmentcard.report.completeness import OVERVIEWS
from alignmentcard.report.glance import at_a_glance
from alignmentcard.report.page import as_page
from alignmentcard.text.writing import block_of_levels

KINDS = {"text": "txt", "concise": "txt", "sarif": "json", "gitlab": "json", "junit": "xml", "markdown": "md"}
"""What formats are, where their names do not say it."""
SHELL = Shell(
    "<!doctype html>\n<html><head><title>@@card-title@@</title>"
    '<meta name="description" content="@@card-description@@"></head><body>'
    "<!-- alignmentcard:card -->here<!-- /alignmentcard:card --></body></html>"
)
Output = tuple[str, str, str | bytes]
"""What was written: its name, its kind, and the text."""


def kind(name: str) -> str:
    """Return the kind of a format, or of a file by its ending."""
    return name.rpartition(".")[2] if "." in name else KINDS.get(name, name)


def document(data: object, name: str = "a.card.yaml") -> Document:
    """Write data as the text of a card, and read it."""
    return decode(block_of_levels(data, 0).encode("utf-8", "surrogatepass"), name)


@cache
def harmless(by: int = 0) -> Card:
    """Return a card with every field, and nothing odd in it."""
    card = load(document(places.card(turned(HARMLESS, by)))).card
    assert card is not None
    return card


def outputs(read: Document, facts: Facts | None = None) -> Iterator[Output]:
    """Yield all that is written about a card."""
    report = check(read, load_profile(), facts=facts)
    yield from _reports(report)
    yield from _portal(CardEntry(wanted(report), report))
    if report.card is not None:
        yield from _exports(report.card)
        yield from _comparisons(report.card)


def _joined(lines: Iterable[str]) -> str:
    return "\n".join(lines)


def _reports(report: Report) -> Iterator[Output]:
    for name, form in REPORTS.items():
        yield f"check --format {name}", kind(name), _joined(form([report]))
    held = completeness(report.document, load_profile())
    for title, forms in (("profiles", ANSWERS), ("profiles of cards", OVERVIEWS)):
        for name, shown in forms.items():
            yield f"{title} --format {name}", kind(name), _joined(shown([held]))
    yield "show", "txt", _joined(at_a_glance(report, held))
    found = collect([report])
    for name in collecting.FORMATS:
        yield f"report --format {name}", kind(name), getattr(collecting, f"as_{name}")(found)
    yield "report as a page", "html", as_page(collecting.as_markdown(found))


def _exports(card: Card) -> Iterator[Output]:
    blind = anonymous(card).card
    for name, form in EXPORTS.items():
        text = form.write(card)
        yield f"export --to {name}", kind(form.ending), text
        yield f"export --to {name} --anonymous", kind(form.ending), form.write(blind)
        if form.merge:
            yield f"export --to {name} --into", kind(form.ending), form.merge(card, form.write(harmless()))
            yield f"export of a harmless card --to {name} --into", kind(form.ending), form.merge(harmless(), text)


def _comparisons(card: Card) -> Iterator[Output]:
    for old, new in itertools.permutations((card, harmless())):
        found = Comparison(old.dataset.version, new.dataset.version, tuple(diff(old, new)))
        for name, form in CHANGES.items():
            yield f"diff --format {name}", kind(name), _joined(form(found))


def _portal(entry: CardEntry) -> Iterator[Output]:
    yield "render", "html", onefile(entry)
    yield (
        "page",
        "html",
        secure(SHELL.page("a", entry.title, entry.summary, head(entry, "https://x.example/"), page(entry))),
    )
    for name, text in downloads.files(entry):
        if name != "card.yaml":  # as the author wrote it
            yield f"beside the page: {name}", kind(name), text
    summary, record = summary_of(entry), record_of(entry)
    site = Collection([summary] * 3, [record] * 3, "https://x.example/", {})
    for name, text in itertools.chain(catalogue.files(site.cards * 20, SHELL), feeds.files(site)):
        yield f"portal: {name}", kind(name), text
    for name, place in OF_CARDS.items():
        yield f"place of a page: {name}", "html", place(site, "../")
    found = search._searched({"docs": []}, site.cards)
    yield "search", "json", downloads.compact(found)


def formats_of_the_program() -> set[str]:
    """Return the modules of the program that have a list of formats."""
    package = Path(import_module("alignmentcard").__path__[0])
    found = (path for path in package.rglob("*.py") if "\nFORMATS" in path.read_text("utf-8"))
    return {path.relative_to(package).with_suffix("").as_posix().removesuffix("/__init__") for path in found}
