"""alignmentcard import: a draft of a card from what exists already."""

import sys
from collections.abc import Iterator
from pathlib import Path

import click

from alignmentcard.cli import terminal
from alignmentcard.cli.columns import with_clear_columns
from alignmentcard.cli.measuring import read_columns
from alignmentcard.convert.imports import FORMATS, Draft, NotImportableError, decoded, draft, drafted
from alignmentcard.paths import path_of
from alignmentcard.profiles import DEFAULT, load_profile
from alignmentcard.saving import write_atomically

LIST = "\n".join(f"  {name:<{max(map(len, FORMATS)) + 2}}{form.about}" for name, form in FORMATS.items())
SHOWN = 60
ANSWERS = "answers"


@click.command("import", epilog=f"\b\nFormats:\n{LIST}")
@click.argument("file", type=click.Path(path_type=Path, allow_dash=True))
@click.option("-o", "--output", type=click.Path(dir_okay=False, path_type=Path), help="File to write the draft to.")
@click.option("--from", "form", type=click.Choice([*FORMATS, ANSWERS]), help="The format.  [default: found out]")
@click.option(
    "--quotes",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="With --from answers: the text that the answers quote. Only what it bears out is taken.",
)
@click.option(
    "--column",
    "columns",
    multiple=True,
    metavar="ROLE=NAME",
    help="Of a table: which column holds what, as for measure. May be repeated.  [default: guessed]",
)
@click.option("--layout", help="Of a table: what one row means, as for measure.  [default: found]")
@click.option("--yes", is_flag=True, help="Ask nothing; stop where it is not clear which column holds what.")
@click.option("--profile", default=DEFAULT, show_default=True, help="Whose expected fields are listed as gaps.")
@click.option("--force", is_flag=True, help="Write over a file that exists.")
def command(
    file: Path,
    output: Path | None,
    form: str | None,
    quotes: Path | None,
    columns: tuple[str, ...],
    layout: str | None,
    yes: bool,
    profile: str,
    force: bool,
) -> None:
    """Draft a card from FILE: a README of a hub, a Croissant file, a datasheet in Markdown, a table of ratings,
    the export of an annotation tool (a file, or the folder that it wrote).

    What the file states is taken, each value with the key or heading that it comes from. Text that only looks like an
    answer is kept as a comment where it may belong. What was taken and what was not is told on standard error. A lone
    dash reads standard input.

    With --from answers FILE is a list of proposed values, each with the words of the text under --quotes that say so,
    as a language model may write it. A value is taken where its quotation stands in that text, and a number where it
    stands in the quotation; everything else becomes a gap. The draft stays one until a person has confirmed it.
    """
    if output and output.exists() and not force:
        raise click.UsageError(f"{output} exists. Choose another name, or write over it with --force.")
    source = _standard_input() if str(file) == "-" else _existing(file)

    if (form == ANSWERS) != bool(quotes):
        raise click.UsageError("--from answers and --quotes FILE go together: values are held to the text they quote.")

    def work(named: tuple[str, ...]) -> Draft:
        if quotes:
            return drafted(_existing(file), quotes)
        return draft(source, form, columns=read_columns(named), layout=layout)

    said = ["alignmentcard", "import", str(file), *(("--output", str(output)) if output else ())]
    made = with_clear_columns(work, columns, said, yes=yes)
    text = made.text(expected_paths(made, profile))
    for line in lines(made):
        terminal.tell(line)
    if output is None:
        terminal.document(text)
        return
    write_atomically(output, text)
    terminal.tell(f"Written to {output}. Next: alignmentcard check {output}")


def _existing(path: Path) -> Path:
    if not path.exists():
        raise NotImportableError(f"{path} is not a file. Check the path.")
    return path


def _standard_input() -> str:
    try:
        return decoded("Standard input", sys.stdin.buffer.read())
    except UnicodeDecodeError as error:
        raise NotImportableError(f"Standard input is not UTF-8 text: byte {error.start + 1}.") from error


def expected_paths(made: Draft, profile: str) -> list[str]:
    """Return the paths that a profile expects of a draft."""
    return [path_of(made.data, route) for one in load_profile(profile).expects for route in one.routes(made.data)]


def lines(made: Draft) -> Iterator[str]:
    """Say what was taken, what was left as text, and what was not taken."""
    yield f"{made.name}: {made.about}"
    if made.whole:
        yield f"  The card under {made.whole.at} was taken as it is."
        return
    yield from _listed("taken", [f"{one.path}  from {one.at}" for one in made.taken])
    yield from _listed("left as text, for you to place", [f"{one.path}  perhaps in {one.at}" for one in made.left])
    reasons = dict.fromkeys(one.why for one in made.unread)
    told = [f"{', '.join(one.at for one in made.unread if one.why == why)}: {why}" for why in reasons]
    yield from _listed("not taken", told, len(made.unread))


def _listed(title: str, entries: list[str], count: int | None = None) -> Iterator[str]:
    yield f"  {len(entries) if count is None else count} {title}"
    yield from (f"    {entry}" for entry in entries[:SHOWN])
    if len(entries) > SHOWN:
        yield f"    and {len(entries) - SHOWN} more"
