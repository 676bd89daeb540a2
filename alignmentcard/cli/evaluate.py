"""alignmentcard evaluate: systems against the people."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from alignmentcard.cli import measuring as show

if TYPE_CHECKING:
    from alignmentcard.measure.systems import Difference, Scores

NAMES = {
    "accuracy": "accuracy",
    "macro_f1": "macro F1",
    "cohen_kappa": "Cohen's kappa",
    "jensen_shannon": "Jensen-Shannon divergence (bits)",
    "cross_entropy": "cross-entropy (bits)",
}


@click.command()
@click.argument("card", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option("--system", "systems", multiple=True, required=True, metavar="NAME=FILE", help="A system's answers.")
@show.table_options
def command(
    card: Path,
    systems: tuple[str, ...],
    data: str | None,
    columns: tuple[str, ...],
    dimension: str | None,
    engine: str,
    master: str | None,
    memory: str | None,
    temporary: Path | None,
    seed: int | None,
    replicates: int | None,
) -> None:
    """Say how near systems are to the people whose ratings CARD describes, and which is nearer.

    A system's FILE has an item column and a label, or a column for each value of the scale with its share.
    """
    from alignmentcard.measure.files import find
    from alignmentcard.measure.run import opened
    from alignmentcard.measure.settings import Settings
    from alignmentcard.measure.sources import sources_of
    from alignmentcard.measure.systems import evaluate

    read = show.read_card(card)
    given = {"seed": seed, "replicates": replicates, "minimum_cell": read.release.minimum_cell}
    settings = Settings(**{name: value for name, value in given.items() if value is not None})  # type: ignore[arg-type]
    files = {name: find(path) for name, path in map(_named, systems)}
    sources = sources_of(read, card.parent, data, show.read_columns(columns))
    machine = show.machine(engine, master, memory, temporary)
    with (
        show.progress() as tell,
        opened(sources, read, settings, systems=files, machine=machine, dimension=dimension) as (study, relations),
    ):
        tell("comparing")
        scores, differences = evaluate(study, relations)
    for line in lines(scores, differences):
        click.echo(line)


def _named(text: str) -> tuple[str, str]:
    name, equals, path = text.partition("=")
    if not (name and equals and path):
        raise click.BadParameter(f"“{text}” is not of the form NAME=FILE.", param_hint="--system")
    return name, path


def lines(scores: "list[Scores]", differences: "list[Difference]") -> Iterator[str]:
    """Write comparisons for a terminal."""
    for score in scores:
        yield f"{score.system}: {score.items:,} items, {score.ties:,} of them without a single most frequent answer"
        yield from show.rows(
            [(NAMES[name], show.estimate(value)) for name, value in {**score.hard, **score.soft}.items()]
        )
        for group, soft in score.groups.items():
            named = [(f"{group}, {NAMES[name]}", show.estimate(value)) for name, value in soft.items()]
            yield from show.rows(named, "    ")
    for difference in differences:
        first, second = difference.systems
        yield f"{first} against {second}, on {difference.items:,} items; above zero, {first} is nearer to the people"
        yield from show.rows([(NAMES[name], show.estimate(value)) for name, value in difference.closer.items()])
