"""Options and output that measure and evaluate share."""

import shlex
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from alignmentcard.card_files import ENDINGS
from alignmentcard.cli.files import no_card
from alignmentcard.errors import AlignmentCardError
from alignmentcard.measurement.results.definitions import NO_INTERVAL, UNDEFINED

if TYPE_CHECKING:
    from alignmentcard.measurement.results.account import FileAccount
    from alignmentcard.measurement.results.values import Estimate
    from alignmentcard.measurement.run import Machine
    from alignmentcard.model import Card
    from alignmentcard.model.release import Columns

TEXTS = (".md", ".markdown")
CARDS = (".yaml", ".yml", *TEXTS, "")
"""Endings of files that hold a card."""


TABLE_OPTIONS = (
    click.option("--data", help="File, folder or glob of ratings, in place of what the card names."),
    click.option(
        "--allow-outside",
        "outside",
        is_flag=True,
        help="Read what the card names outside of its folder, addresses included; only for cards that you trust.",
    ),
    click.option(
        "--column",
        "columns",
        multiple=True,
        metavar="ROLE=NAME",
        help="Which column holds what: item, rater, value, dimension, occasion, condition, count, label, gold or "
        "attributes.AXIS; @file is the name of the file, as in item=@file,id, and @folder that of its folder. "
        "dimensions.ID=NAME says what the table calls a dimension, only.COLUMN=VALUE which rows are meant (only.sheet "
        "and only.group: which part of a file), and missing=CODE names a code for missing values. Several columns of "
        "people are rater=maria,jo,chen or rater=label_*. May be repeated.",
    ),
    click.option(
        "--one-set",
        is_flag=True,
        help="An id in several files of the table is that of one item, whatever stands there.",
    ),
    click.option(
        "--layout",
        help="What one row of the table means: long, wide, questions, counts, count-columns, matrix, lists, "
        "nested or pairs.  [default: found]",
    ),
    click.option("--yes", is_flag=True, help="Ask nothing; stop where it is not clear which column holds what."),
    click.option("--dimension", help="Which dimension of the card the table is about."),
    click.option("--engine", type=click.Choice(["duckdb", "spark"]), default="duckdb", show_default=True),
    click.option("--master", help="Spark: the cluster, such as spark://host:7077.  [default: this machine]"),
    click.option("--memory", help="Limit of the engine's memory, such as 4GB."),
    click.option("--temporary", type=click.Path(path_type=Path, file_okay=False), help="Folder to spill to."),
    click.option("--seed", type=int, help="Seed of everything that is drawn."),
    click.option("--replicates", type=click.IntRange(0), help="Bootstrap replicates.  [default: 1000]"),
)
"""Where the ratings are and how to read them, in the order of --help."""


def table_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add the options that say where the ratings are and how to read them."""
    for option in reversed(TABLE_OPTIONS):
        command = option(command)
    return command


def read_card(path: Path, data: str | None) -> "tuple[Card | None, str | None]":
    """Load a card that can be measured, beside the table that is named in place of its own.

    Where the path is that of a table or of a folder of tables, there is no card.
    """
    from alignmentcard.document import read
    from alignmentcard.loader import load
    from alignmentcard.measurement.tables.files import find, form_of, refuse_table_in_markdown

    if path.is_dir() and not data:
        _refuse_cards_alone(path)
    form = form_of(path.name)
    card = None if path.is_dir() or form not in ("", "json") else load(read(str(path))).card
    if card is not None:
        return card, data
    if not (path.is_dir() or form):
        if path.suffix not in CARDS:
            find(path)  # which says what the file is, and what to do
        if path.suffix in TEXTS and path.is_file():
            refuse_table_in_markdown(path)
        raise no_card(path, "measured")
    if data:
        raise AlignmentCardError(f"{path} is a table, and so is {data}. Name one of them, or a card and --data.")
    return None, str(path)


def _refuse_cards_alone(folder: Path) -> None:
    """Refuse a folder that has cards and what was measured of them, and no table."""
    names = sorted(one.name for one in folder.iterdir() if one.is_file())
    cards = [name for name in names if name.endswith(ENDINGS)]
    if cards and all(name in cards or name.endswith(".measured.json") for name in names):
        raise AlignmentCardError(
            f"{folder} is a folder of cards; one card is measured at a time: alignmentcard measure {folder / cards[0]}"
        )


def read_columns(named: Sequence[str]) -> "Columns":
    """Read `--column ROLE=NAME` options."""
    from alignmentcard.measurement.tables.columns import ROLES
    from alignmentcard.model.release import Columns

    found: dict[str, Any] = {"attributes": {}, "dimensions": {}, "only": {}, "missing": []}
    for text in named:
        role, equals, name = text.partition("=")
        if not equals or not name:
            raise click.BadParameter(f"“{text}” is not of the form ROLE=NAME.", param_hint="--column")
        group, _, key = role.partition(".")
        if key and group in ("attributes", "dimensions", "only"):
            found[group][key] = name
        elif role == "missing":
            found["missing"].append(name)
        elif role in ROLES:
            found[role] = name
        else:
            raise click.BadParameter(f"“{role}” is not a role. Roles are: {', '.join(ROLES)}.", param_hint="--column")
    return Columns.model_validate(found)


def refuse_nowhere(outputs: Mapping[str, Path | None]) -> None:
    """Refuse files to write, by option, whose folder is not there: before a table is read for nothing."""
    for option, path in outputs.items():
        if path is not None and not path.parent.is_dir():
            raise AlignmentCardError(
                f"--{option.replace('_', '-')} {path}: there is no folder {path.parent}. Make it first "
                f"(mkdir -p {shlex.quote(str(path.parent))}), or name another. Nothing was read."
            )


def machine(engine: str, master: str | None, memory: str | None, temporary: Path | None) -> "Machine":
    """Say where the work is done."""
    from alignmentcard.measurement.run import Machine

    return Machine(engine, memory, temporary, master)


def number(value: float | None) -> str:
    """Write a number in three decimals, or as a whole."""
    if value is None:
        return "–"
    return f"{value:,.0f}" if float(value).is_integer() and abs(value) >= 2 else f"{value:.3f}"


def estimate(found: "Estimate") -> str:
    """Write an estimate with its intervals, or why there is none."""
    if found.undefined:
        known = UNDEFINED.get(found.undefined)
        return known.note if known else found.undefined
    text = number(found.value)
    if found.low is not None and found.high is not None:
        text += interval_text((found.low, found.high))
    if found.no_interval:
        text += f"  (no interval: {NO_INTERVAL.get(found.no_interval, found.no_interval)})"
    if found.rater_low is not None:
        text += f"  raters [{number(found.rater_low)}, {number(found.rater_high)}]"
    if found.both_low is not None:
        text += f"  items and raters [{number(found.both_low)}, {number(found.both_high)}]"
    return text


def interval_text(found: "tuple[float, float] | None") -> str:
    """Write an interval; nothing where there is none."""
    return f"  [{number(found[0])}, {number(found[1])}]" if found else ""


def account_lines(files: "Sequence[FileAccount]") -> Iterator[str]:
    """Say where the answers in the files went: a line where all count, else a short table."""
    from alignmentcard.measurement.results.account import total
    from alignmentcard.measurement.tables.telling import counted

    found = total(tuple(files))
    if found is None:
        return
    of = f" of {len(files)} files" if len(files) > 1 else ""
    read = f"Read {counted(found.answers, 'answer')} in {counted(found.rows, 'row')}{of}"
    if not found.set_aside:
        yield f"{read}: {'it counts' if found.answers == 1 else 'all count'}."
        return
    yield f"{read}:"
    pairs = [("count", found.used), *((f"set aside, {reason}", count) for reason, count in found.set_aside.items())]
    width = max(len(f"{count:,}") for _, count in pairs)
    yield from lined_up([(name, f"{count:>{width},}") for name, count in pairs])


def lined_up(pairs: Sequence[tuple[str, str]], indent: str = "  ") -> Iterator[str]:
    """Line up names and what is said about them."""
    width = max((len(name) for name, _ in pairs), default=0)
    yield from (f"{indent}{name:<{width}}  {text}" for name, text in pairs)


def plotted(found: "Estimate", start: float, end: float, width: int = 31) -> str:
    """Draw a value and its interval between two ends, such as `····├──●───┤····`; nothing where it is undefined."""
    if found.value is None:
        return ""
    spots = [found.low if found.low is not None else found.value, found.value]
    spots.append(found.high if found.high is not None else found.value)
    low, middle, high = (round((min(max(spot, start), end) - start) / (end - start) * (width - 1)) for spot in spots)
    line = ["·"] * width
    line[low : high + 1] = "─" * (high - low + 1)
    line[low], line[high], line[middle] = "├", "┤", "●"
    return "".join(line)


def plots(named: Sequence[tuple[str, "Estimate"]], start: float, end: float, indent: str = "  ") -> Iterator[str]:
    """Line up names, drawings and numbers."""
    width = max((len(name) for name, _ in named), default=0)
    for name, found in named:
        yield f"{indent}{name:<{width}}  {plotted(found, start, end)}  {estimate(found)}".rstrip()
