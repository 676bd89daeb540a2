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
    from alignmentcard.measurement.shards.slices import Slices
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
            "on whatever machines, takes about a sixteenth of the items, and less memory. One process counts several "
            "shards after reading the table once: 1-16/16 all of them, 1-4/16 some; --output is then their folder.",
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


def write_shards(
    sources: "Sequence[Source]",
    chosen: "Slices",
    card: "Card | None",
    settings: "Settings",
    place: Path,
    output: Path | None,
    *,
    machine: "Machine",
    dimension: str | None,
    look: "Callable[[Ratings], None]",
) -> list[Path]:
    """Count shards and write the part of each as soon as it is counted; return where they stand."""
    from alignmentcard.measurement.shards.count import count_shards
    from alignmentcard.measurement.shards.part import part_name, write_part

    slices = list(chosen)
    folder = _folder(output) if output and len(slices) > 1 else place.parent
    targets = [folder / part_name(place, one) for one in slices] if len(slices) > 1 or not output else [output]
    with progress() as tell:
        shards = count_shards(
            sources, chosen, card, settings, machine=machine, dimension=dimension, place=place, progress=tell, look=look
        )
        for shard, target in zip(shards, targets, strict=True):
            write_part(shard.number, shard.head, shard.tallies, target)
    return targets


def _folder(output: Path) -> Path:
    """Return the folder of several parts, made where it is not there."""
    try:
        output.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise AlignmentCardError(
            f"{output} cannot be the folder of several parts: {error.strerror or error}. Name a folder with --output."
        ) from error
    return output


def merged(parts: Sequence[Path], output: Path | None) -> "tuple[Facts, Path]":
    """Merge parts; return the facts and where to write them: beside where one works, if nothing else is said."""
    from alignmentcard.measurement.shards.merge import merge

    with progress() as tell:
        facts, name = merge([part for one in parts for part in _parts_in(one)], tell)
    return facts, output or Path(name)


def _parts_in(place: Path) -> list[Path]:
    """Return the parts in a folder, or the part that is named."""
    found = sorted(place.glob("*.json")) if place.is_dir() else [place]
    if not found:
        raise AlignmentCardError(
            f"The folder {place} holds no parts (*.json) to merge. Write them with measure TABLE --shard 1-16/16 "
            f"--output {place}."
        )
    return found


def tell_shards(targets: Sequence[Path], chosen: "Slices") -> None:
    """Say where the parts are, and what comes next."""
    written = f"{targets[0]} … {targets[-1].name}" if len(targets) > 1 else targets[0]
    terminal.tell(f"Written to {written}. When all {chosen.of:,} parts are there: alignmentcard measure --merge PART …")
