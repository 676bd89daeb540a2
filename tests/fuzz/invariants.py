"""What holds for any bytes that somebody puts in: checked by the tests for the corpus, and by `make fuzz` for hours."""

from pathlib import Path

from hypothesis import strategies as st

from alignmentcard.check import check, mend
from alignmentcard.convert.from_ import FORMATS as IMPORTS
from alignmentcard.convert.from_ import draft
from alignmentcard.convert.to import FORMATS as EXPORTS
from alignmentcard.document import Document, decode
from alignmentcard.edit import Fix, apply, edits_of
from alignmentcard.errors import AlignmentCardError
from alignmentcard.load import load
from alignmentcard.portal.entry import Entry, wanted
from alignmentcard.portal.onefile import onefile
from alignmentcard.profiles import load_profile
from alignmentcard.report import FORMATS as REPORTS
from alignmentcard.resources import folder
from alignmentcard.rules.example import SOUND

HERE = Path(__file__).parent
CORPUS = HERE / "corpus"
PROFILE = "standard"
PAGE_LIMIT = 50_000
"""Bytes of a card from which on its page is not drawn: drawing a megabyte takes seconds, and is no other case."""


def holds(content: bytes) -> None:
    """Put bytes through the whole program; AssertionError or any other exception is a mistake of ours."""
    document = decode(content, "any.card.yaml")
    report = check(document, load_profile(PROFILE))
    for name in ("text", "json", "sarif", "github"):
        list(REPORTS[name]([report]))
    fixes = [finding.fix for finding in report.findings if finding.fix]
    for fix in fixes:
        _only_its_span(document, fix)
    _mended(document)
    if len(content) < PAGE_LIMIT:
        onefile(Entry(wanted(report), report))
    if report.card is not None:
        for form in EXPORTS.values():
            form.write(report.card)


def _only_its_span(document: Document, fix: Fix) -> None:
    """A repair changes what its edits say and no other character."""
    text, done = apply(document, [fix])
    if not done:
        assert text == document.text
        return
    expected, end = [], 0
    for edit in sorted(edits_of(document, fix), key=lambda edit: (edit.start, edit.end)):
        expected += [document.text[end : edit.start], edit.text]
        end = edit.end
    assert _bare(text) == _bare("".join((*expected, document.text[end:])))


def _bare(text: str) -> str:
    """Leave out line ends: two entries at one place share the one between them."""
    return text.replace("\r", "").replace("\n", "")


def _mended(document: Document) -> None:
    """Mending keeps a valid card valid and comes to an end; a second time there is nothing to do."""
    for every in (False, True):
        mended, _ = mend(document, lambda fix, every=every: fix.safe or every, profile=load_profile(PROFILE))
        assert len(mended.faults) <= len(document.faults)
        assert load(document).card is None or load(mended).card is not None
        again, done = mend(mended, lambda fix, every=every: fix.safe or every, profile=load_profile(PROFILE))
        assert (again.text, done) == (mended.text, [])


def imports(text: str) -> None:
    """Import a text under every format: a draft whose card has no error of form, or one sentence."""
    for name in (None, *IMPORTS):
        if name == "table":
            continue
        try:
            made = draft(text, name)
        except AlignmentCardError:
            continue
        assert not decode(made.text().encode()).faults


def seeds() -> list[bytes]:
    """Return the corpus, and a sound card to start from."""
    sound = (folder("templates") / SOUND).read_bytes()
    return [sound, *(path.read_bytes() for path in sorted(CORPUS.iterdir()))]


PIECES = [
    *(
        "\x00",
        "\ufeff",
        "\u202e",
        "\u2028",
        "\x85",
        "\t",
        "\r\n",
        "\r",
        "\\ud800",
        "ｉd: x",
        "dаtaset: x",
        "é",
        "\x1b[31m",
    ),
    *("&a ", "*a", "<<: *a", "!!python/object:os.system ", "!x ", "---\n", "...\n", "? ", "? [a]: b", "%YAML 1.1\n"),
    *(
        "{",
        "}",
        "[",
        "]",
        "'",
        '"',
        "|\n",
        ">-\n",
        "|+\n",
        "# ",
        ": ",
        "- ",
        "~",
        "null",
        "yes",
        "0x1F",
        "1e999",
        ".nan",
    ),
    *("-0", "1_000", "2024-02-30", "9" * 400, "x" * 5000, "[" * 70, "<script>", "javascript:x", "{{ 7*7 }}", "../../x"),
]
"""What is put into cards: characters and words of YAML that mean something somewhere."""


@st.composite
def mutated(draw: st.DrawFn) -> bytes:
    """Change one of the seeds: cut, double, take out and put in, a few times."""
    lines = draw(st.sampled_from([seed for seed in seeds() if len(seed) < PAGE_LIMIT])).splitlines(keepends=True)
    for _ in range(draw(st.integers(0, 4))):
        at = draw(st.integers(0, max(len(lines) - 1, 0)))
        piece = draw(st.sampled_from(PIECES)).encode("utf-8", "surrogatepass")
        line = lines[at] if lines else b""
        column = draw(st.integers(0, len(line)))
        match draw(st.integers(0, 5)):
            case 0:
                lines[at : at + 1] = []
            case 1:
                lines[at:at] = [line] * 2
            case 2:
                lines[at : at + 1] = [line[:column] + piece + line[column:]]
            case 3:
                lines[at : at + 1] = [line.split(b":")[0] + b": " + piece + b"\n"]
            case 4:
                lines[at : at + 1] = [line[:column]]
            case 5:
                lines[at : at + 1] = [b"  " + line]
    return b"".join(lines)
