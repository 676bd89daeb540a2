"""The report as Markdown, for a pull request: a table of the cards, then what was found, folded."""

import html
import re
from collections.abc import Iterable, Iterator
from itertools import chain, groupby

from alignmentcard.checker.check import Checked
from alignmentcard.report.silence import sentences
from alignmentcard.report.spool import several
from alignmentcard.report.text import visible
from alignmentcard.report.total import WORDS, Total, counted, level_words, total
from alignmentcard.rules.finding import Finding

ROOM = 60_000
"""Characters of a summary; GitHub takes 65,536 in a comment."""


def as_markdown(reports: Iterable[Checked]) -> Iterator[str]:
    """Yield a summary; whatever comes from a card is shown as text and never as Markdown, HTML, link or mention."""
    reports = several(reports)
    counts, noted = total(reports), sum(map(_noted, reports))
    yield f"### Alignment cards: {counts.found}\n"
    for sentence in sentences(counts.silenced):
        yield f"**{escaped(sentence)}**\n"
    if noted:
        yield "| card | level | errors | warnings | questions | accepted |"
        yield "| --- | --- | ---: | ---: | ---: | ---: |"
    left = ROOM
    for block in chain(map(_row, filter(_noted, reports)), chain.from_iterable(map(_details, filter(_noted, reports)))):
        left -= len(block)
        if left < 0:
            yield "\nThere is no room here for the rest; the log has it all."
            break
        yield block
    if noted < counts.cards:
        yield f"\n{counted(counts.cards - noted, 'card')} with nothing to report."


def _noted(report: Checked) -> bool:
    return bool(report.findings or report.accepted)


def _row(report: Checked) -> str:
    counts = Total() + report
    numbers = map(str, (counts.error, counts.warning, counts.info, counts.accepted))
    return f"| {' | '.join((escaped(report.document.name), escaped(level_words(report)), *numbers))} |"


def _details(report: Checked) -> Iterator[str]:
    """Yield a folded block for each rule that found something in a card, errors first."""
    ordered = sorted(report.findings, key=lambda f: (list(WORDS).index(f.severity), f.code))
    for _, group in groupby(ordered, key=lambda f: (f.severity, f.code)):
        findings = list(group)
        first = findings[0]
        times = f" ({len(findings)} times)" if len(findings) > 1 else ""
        head = f"<b>{WORDS[first.severity]} {first.code}</b> {first.name}{times} in {escaped(first.file)}"
        lines = "\n".join(_line(finding) for finding in findings)
        more = f"[What {first.code} is about]({first.url})"
        yield f"\n<details><summary>{head}</summary>\n\n{lines}\n\n{more}\n\n</details>"


def _line(finding: Finding) -> str:
    fix = f" *{'--fix' if finding.fix.safe else '--fix --unsafe-fixes'} does this.*" if finding.fix else ""
    return f"- line {finding.line}: {_prose(finding.message)} {_prose(finding.help)}".rstrip() + fix


def _prose(text: str) -> str:
    """Escape a message, and show what stands in its backticks as code."""
    parts = text.split("`")
    if len(parts) % 2 == 0:
        return escaped(text)
    return "".join(f"<code>{escaped(p)}</code>" if n % 2 else escaped(p) for n, p in enumerate(parts))


def escaped(text: str) -> str:
    """Make Markdown of a text that reads as the text and links, mentions and formats nothing."""
    plain = SPECIAL.sub(r"\\\1", html.escape(visible(text), quote=False))
    return LINKING.sub(r"\1<!-- -->", plain)


SPECIAL = re.compile(r"([\\`*_{}\[\]()#+!|~$^=@])")
LINKING = re.compile(r"(@|#|\bwww(?=\.)|\b[a-z][a-z+.-]*:(?=//)|\bmailto(?=:)|\bGH(?=-\d))", re.IGNORECASE)
"""Where GitHub would begin a link or notify somebody; an empty comment after it prevents that."""
