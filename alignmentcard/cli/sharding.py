"""measure --shard and --merge: a large table in shards, by whatever starts the processes."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from alignmentcard.cli import terminal
from alignmentcard.cli.progress import progress
from alignmentcard.errors import AlignmentCardError

if TYPE_CHECKING:
    from alignmentcard.measurement.results.facts import Facts
    from alignmentcard.measurement.run import Machine
    from alignmentcard.measurement.settings import Settings
    from alignmentcard.measurement.shards.slices import Slice
    from alignmentcard.measurement.tables.loading import Source
    from alignmentcard.measurement.tables.ratings import Ratings
    from alignmentcard.model import Card


def shard_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add the options of shards."""
    options = (
        click.option(
            "--shard",
            metavar="I/N",
            help="Count the items of one shard only, such as 1/16, and write a part for --merge: each of 16 processes, "
            "on whatever machines, takes about a sixteenth of the items, and less memory.",
        ),
        click.option(
            "--merge",
            is_flag=True,
            help="CARD is the parts of all shards: make of them what one run would have measured, byte for byte.",
        ),
    )
    for option in reversed(options):
        command = option(command)
    return command


def refuse_beside(merging: bool, shard: str | None, given: Mapping[str, object]) -> None:
    """Refuse options that a shard or a merge has no use for; `given` are those by name that could be among them."""
    if merging and shard:
        raise AlignmentCardError("A part is counted with --shard or merged with --merge: use one of them.")
    beside = [f"--{name.replace('_', '-')}" for name, value in given.items() if value]
    if not beside or not (merging or shard):
        return
    why = (
        "the parts say how they were counted, so give such options with --shard"
        if merging
        else "rows of single items and raters are written by one run, without --shard"
    )
    raise AlignmentCardError(f"{'--merge' if merging else '--shard'} does not go with {', '.join(beside)}: {why}.")


def one_card(cards: Sequence[Path]) -> Path:
    """Return the only card or table; several are for --merge."""
    if len(cards) > 1:
        raise AlignmentCardError(
            f"measure takes one card or table, not {len(cards)}. To merge parts that --shard wrote, say --merge; for a "
            "table in several files, name their folder."
        )
    return cards[0]


def write_shard(
    sources: "Sequence[Source]",
    chosen: "Slice",
    card: "Card | None",
    settings: "Settings",
    place: Path,
    output: Path | None,
    *,
    machine: "Machine",
    dimension: str | None,
    look: "Callable[[Ratings], None]",
) -> Path:
    """Count one shard and write its part; return where it stands."""
    from alignmentcard.measurement.shards.count import count_shard
    from alignmentcard.measurement.shards.part import part_name, write_part

    with progress() as tell:
        shard = count_shard(
            sources, chosen, card, settings, machine=machine, dimension=dimension, place=place, progress=tell, look=look
        )
    target = output or place.with_name(part_name(place, chosen))
    write_part(shard.number, shard.head, shard.tallies, target)
    return target


def merged(parts: Sequence[Path], output: Path | None) -> "tuple[Facts, Path]":
    """Merge parts; return the facts and where to write them: beside where one works, if nothing else is said."""
    from alignmentcard.measurement.shards.merge import merge

    with progress() as tell:
        facts, name = merge(parts, tell)
    return facts, output or Path(name)


def tell_shard(target: Path, chosen: "Slice") -> None:
    """Say where the part is, and what comes next."""
    terminal.tell(f"Written to {target}. When all {chosen.of:,} parts are there: alignmentcard measure --merge PART …")
