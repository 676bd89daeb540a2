"""alignmentcard check: findings of cards, on a terminal or for a machine."""

import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import click

from alignmentcard.cards import find_cards
from alignmentcard.check import Report, Selection, check, mend
from alignmentcard.cli import painter
from alignmentcard.document import Document, decode, read
from alignmentcard.edit import Fix, write_atomically
from alignmentcard.errors import AlignmentCardError
from alignmentcard.profiles import DEFAULT, Profile, load_profile, names
from alignmentcard.report import FORMATS
from alignmentcard.report.text import as_text
from alignmentcard.rules import catalogue

STYLES = {"error": "red", "warning": "yellow", "info": "blue"}
FAILING = {"error": ("error",), "warning": ("error", "warning"), "info": ("error", "warning", "info")}


def _codes(ctx: click.Context, param: click.Parameter, value: str | None) -> tuple[str, ...]:
    """Read a list of codes or beginnings of codes, such as AC2 for a family."""
    codes = tuple(code.strip().upper() for code in (value or "").split(",") if code.strip())
    for code in codes:
        if not any(rule.code.startswith(code) for rule in catalogue()):
            raise click.BadParameter(f"no rule's code begins with {code}; alignmentcard explain lists them.")
    return codes


@click.command()
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option(
    "--profile", default=DEFAULT, show_default=True, help=f"What is expected: {', '.join(names())}, or a file."
)
@click.option("--fix", is_flag=True, help="Mend what is certain, in the file.")
@click.option("--unsafe-fixes", is_flag=True, help="With --fix: also make the repairs that are only offered.")
@click.option("--select", callback=_codes, help="Only these rules: AC206, or AC2 for a family.")
@click.option("--ignore", callback=_codes, help="All but these rules.")
@click.option(
    "--fail-on",
    type=click.Choice(list(FAILING)),
    default="error",
    show_default=True,
    help="From which severity on the exit status is 1.",
)
@click.option("--format", "format_", type=click.Choice(list(FORMATS)), default="text", show_default=True)
def command(
    paths: tuple[Path, ...],
    profile: str,
    fix: bool,
    unsafe_fixes: bool,
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    fail_on: str,
    format_: str,
) -> None:
    """Check cards and say what is wrong, where, and what to do.

    PATHS are cards, folders of cards (files that end in .card.yaml), or - for standard input.
    """
    chosen = load_profile(profile)
    selects = _selection(select, ignore)
    if fix and Path("-") in paths:
        raise click.UsageError("--fix changes files, and standard input is none. Save the card to a file first.")
    documents: Iterable[Document] = _documents(paths)
    if fix:
        documents = (_mended(d, chosen, selects, lambda f: f.safe or unsafe_fixes) for d in documents)
    reports = [check(document, profile=chosen, selects=selects) for document in documents]
    for line in _lines(format_, reports):
        click.echo(line)
    if any(report.count(severity) for report in reports for severity in FAILING[fail_on]):
        sys.exit(1)


def _selection(select: tuple[str, ...], ignore: tuple[str, ...]) -> Selection:
    return lambda rule: (not select or rule.code.startswith(select)) and not (ignore and rule.code.startswith(ignore))


def _documents(paths: Iterable[Path]) -> Iterator[Document]:
    for path in paths:
        if str(path) == "-":
            yield decode(sys.stdin.buffer.read(), "<stdin>")
        else:
            yield from map(read, find_cards([path]))


def _mended(document: Document, profile: Profile, selects: Selection, wanted: Callable[[Fix], bool]) -> Document:
    """Mend a card and write it back, if there is anything to mend."""
    mended, done = mend(document, wanted, profile=profile, selects=selects)
    if done:
        try:
            write_atomically(Path(document.name), mended.text)
        except OSError as error:
            raise AlignmentCardError(
                f"{document.name} cannot be written: {error.strerror}. Nothing was changed."
            ) from error
        click.echo(f"{document.name}: mended {len(done)}: {', '.join(fix.title for fix in done)}.", err=True)
    return mended


def _lines(format_: str, reports: Iterable[Report]) -> Iterator[str]:
    if format_ == "text" and painter(sys.stdout):
        return as_text(reports, _paint)
    return FORMATS[format_](reports)


def _paint(text: str, style: str) -> str:
    if style in STYLES:
        return click.style(text, fg=STYLES[style], bold=True)
    return click.style(text, bold=style == "place", dim=style == "faint")
