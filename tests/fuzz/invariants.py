"""What holds for any bytes that somebody puts in: checked by the tests for the corpus, and by `make fuzz` for hours."""

import json
from contextlib import suppress
from dataclasses import asdict
from html.parser import HTMLParser
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import urlsplit

from fuzz.changed import SMALL

from alignmentcard.checker.check import Report, check, mend
from alignmentcard.convert.exports import FORMATS as EXPORTS
from alignmentcard.convert.imports import FORMATS as IMPORTS
from alignmentcard.convert.imports import Draft, draft
from alignmentcard.diff import diff
from alignmentcard.document import Document, decode
from alignmentcard.edit import Add, Append, Edit, Fix, Operation, Rename, Set, apply, edits_of
from alignmentcard.errors import AlignmentCardError
from alignmentcard.layout.text import formatted
from alignmentcard.loader import load
from alignmentcard.lsp.actions import all_safe
from alignmentcard.lsp.checking import Checking
from alignmentcard.lsp.completion import Style, complete
from alignmentcard.lsp.hover import hover
from alignmentcard.lsp.opened import OpenCard
from alignmentcard.measurement.measure import measure
from alignmentcard.measurement.results.facts import Facts
from alignmentcard.measurement.settings import Settings
from alignmentcard.model import Card
from alignmentcard.portal.card import metadata
from alignmentcard.portal.card.one_file import onefile
from alignmentcard.portal.collection.entry import CardEntry, wanted
from alignmentcard.portal.collection.record import record_of
from alignmentcard.portal.collection.summary import summary_of
from alignmentcard.profiles import load_profile
from alignmentcard.profiles.completeness import completeness
from alignmentcard.report import FORMATS as REPORTS
from alignmentcard.report.glance import at_a_glance
from alignmentcard.rules.example import whole_card

SOUND = decode(whole_card("").encode())
"""A card in order, to compare with and to have been there before somebody typed."""
STOPS = 7
"""Places in a text where an editor asks."""
SCHEMES = {"", "http", "https", "mailto", "data"}


def holds(content: bytes) -> None:
    """Put the bytes of a card through the whole program; any exception is a mistake of ours."""
    document = decode(content, "any.card.yaml")
    report = check(document, load_profile())
    for form in REPORTS.values():
        list(form([report]))
    for finding in report.findings:
        if finding.fix:
            _only_its_span(document, finding.fix)
    _mended(document)
    if len(content) < SMALL:
        _shown(report)
        _laid_out(document)
        _typed(content)
    assert report.card is not None or "error" in {finding.severity for finding in report.findings}
    if report.card is not None:
        _compared(report.card)
        _written(report.card)


def _only_its_span(document: Document, fix: Fix) -> None:
    """A repair changes what its edits say, and what it is about in the text, and no other character."""
    text, done = apply(document, [fix])
    assert _bare(text) == (_bare(carried_out(document.text, edits_of(document, fix))) if done else _bare(document.text))
    if done and len(fix.operations) == 1:
        _about(document, fix.operations[0], text)


def _about(document: Document, operation: Operation, after: str) -> None:
    """What is set or renamed changes between its key and its end; what is added leaves all that was there."""
    before, mark, key = document.text, document.mark(operation.route), document.key(operation.route)
    match operation:
        case Rename() if key:
            assert after.startswith(before[: key.start])
            assert after.endswith(before[key.end :])
        case Set() if mark:
            start, end = (key.end, max(key.end, mark.end)) if key else (mark.start, mark.end)
            assert after.startswith(before[:start])
            assert after.endswith(before[end:])
        case Add() | Append() if mark and mark.children:
            same = next(
                (at for at, pair in enumerate(zip(before, after, strict=False)) if len({*pair}) > 1), len(before)
            )
            assert after.endswith(before[same:])


def carried_out(text: str, edits: list[Edit]) -> str:
    """Carry out edits in the plainest way that there is."""
    pieces, end = [], 0
    for edit in sorted(edits, key=lambda edit: (edit.start, edit.end)):
        pieces += [text[end : edit.start], edit.text]
        end = edit.end
    return "".join((*pieces, text[end:]))


def _bare(text: str) -> str:
    """Leave out line ends: two entries at one place share the one between them."""
    return text.replace("\r", "").replace("\n", "")


def _mended(document: Document) -> None:
    """Mending keeps a valid card valid and comes to an end; a second time there is nothing to do.

    In a large card some repairs are left for the next time, so that nobody waits for it.
    """
    for every in (False, True):
        mended, _ = mend(document, lambda fix, every=every: fix.safe or every)
        assert len(mended.faults) <= len(document.faults)
        assert load(document).card is None or load(mended).card is not None
        if len(document.text) < SMALL:
            again, done = mend(mended, lambda fix, every=every: fix.safe or every)
            assert (again.text, done) == (mended.text, [])


def _shown(report: Report) -> None:
    """Pages are drawn of whatever there is, and no text of a card becomes markup on them."""
    entry = CardEntry(wanted(report), report)
    page = Page(onefile(entry))
    assert page.odd == []
    assert metadata.head(entry, "https://example.org/").count("<script") == (report.card is not None)
    record = record_of(entry)
    kept = {**asdict(record), "packed": [json.loads(text or "{}") for text in (record.row, record.dataset)]}
    assert json.dumps((asdict(summary_of(entry)), kept), allow_nan=False)
    list(at_a_glance(report, completeness(report.document, load_profile())))


class Page(HTMLParser):
    """Notes what a page without programs must not have."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.odd: list[str] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        odd = [tag] if tag in ("script", "iframe", "object", "embed", "base", "form") else []
        for name, value in attrs:
            if name.startswith("on") or (name in ("href", "src") and _scheme(value or "") not in SCHEMES):
                odd.append(f"{tag} {name}={value}"[:80])
        self.odd += odd


def _scheme(address: str) -> str:
    return "data:" if address.startswith("data:text/html") else urlsplit(address).scheme


def _laid_out(document: Document) -> None:
    """The layout of the standard keeps the data, and a text that has it stays as it is."""
    try:
        text = formatted(document)
    except AlignmentCardError:
        return
    after = document.again(text)
    assert _plain(after.data) == _plain(document.data)
    assert formatted(after) == text


def _plain(data: object) -> str:
    return json.dumps(data, sort_keys=True)


def _typed(content: bytes) -> None:
    """An editor that sends the text gets answers that lie inside of it, and repairs that are those of the program."""
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError:
        return
    card = OpenCard.of(text, "", "utf-16", 1, OpenCard.of(SOUND.text, "", "utf-16", 0, None))
    for offset in range(0, len(text) + 1, len(text) // STOPS + 1):
        offer, found = complete(card.draft, offset, Style(snippets=True, lines=True)), hover(card.draft, offset)
        for span in (offer and offer.span, found and found.span):
            assert span is None or 0 <= span.start <= span.end <= len(text)
    checking = Checking()
    edits = all_safe(card.checked(checking), checking)
    assert not edits or carried_out(text, list(edits)) == checking.mend(card.draft.document).text


def _compared(card: Card) -> None:
    sound = load(SOUND).card
    assert sound is not None
    assert list(diff(card, card)) == []
    assert bool(list(diff(sound, card))) == bool(list(diff(card, sound)))


def _written(card: Card) -> None:
    """A card is written in every format, alone and into what is there; formats that lose nothing give it back."""
    for name, form in EXPORTS.items():
        text = form.write(card)
        if form.lossless:
            assert draft(text, name).data
        if form.merge:
            assert form.merge(card, text)


def imports(content: bytes) -> None:
    """Import a text under every format: a draft whose card has no error, or one sentence."""
    text = content.decode("utf-8", "replace")
    for name in (None, *IMPORTS):
        if name != "table":
            try:
                made = draft(text, name)
            except AlignmentCardError:
                continue
            _drafted(made)


def _drafted(made: Draft) -> None:
    assert made.whole or [f.code for f in check(decode(made.text().encode())).findings if f.severity == "error"] == []


def measures(ending: str, content: bytes) -> None:
    """Import a table and measure it: a draft and facts that can be read again, or one sentence each."""
    with TemporaryDirectory() as folder:
        path = Path(folder, f"ratings{ending}")
        path.write_bytes(content)
        with suppress(AlignmentCardError):
            _drafted(draft(path))
        told = _measured(path)
        assert told is None or Facts.from_json(told).to_json() == told
        assert list(Path(folder).iterdir()) == [path]


def _measured(path: Path) -> str | None:
    try:
        return measure(path, settings=Settings(replicates=0)).to_json()
    except AlignmentCardError:
        return None
