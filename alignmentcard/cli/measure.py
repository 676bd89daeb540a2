"""alignmentcard measure: what the ratings themselves say, written beside the card."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from alignmentcard.cli import measuring as show
from alignmentcard.cli import terminal
from alignmentcard.cli.measured import lines
from alignmentcard.cli.progress import progress
from alignmentcard.cli.sharding import merged, one_card, refuse_beside, shard_options, tell_shards, write_shards
from alignmentcard.measurement.results.values import EXTRAS

if TYPE_CHECKING:
    from alignmentcard.measurement.results.facts import Facts
    from alignmentcard.measurement.run import Machine
    from alignmentcard.measurement.settings import Settings
    from alignmentcard.measurement.shards.slices import Slices
    from alignmentcard.measurement.tables.loading import Source
    from alignmentcard.measurement.tables.ratings import Ratings
    from alignmentcard.measurement.tables.study import Study
    from alignmentcard.model import Card


@click.command()
@click.argument("cards", metavar="CARD", nargs=-1, required=True, type=click.Path(path_type=Path, exists=True))
@show.table_options
@click.option(
    "--repeats",
    type=click.Choice(["first", "last", "all"]),
    help="Which answer counts where a rater was asked again.  [default: first]",
)
@click.option("--separator", help="Text between several labels in one answer; each becomes its own question.")
@click.option(
    "--pair",
    nargs=4,
    metavar="FIRST SECOND WIN1 WIN2",
    help="Two columns that name what was compared, and the values by which one of them wins: puts pairs in one order.",
)
@click.option(
    "--with",
    "extras",
    multiple=True,
    metavar="NAME[,NAME]",
    help=f"Also measure what is not always measured: {', '.join(EXTRAS)}. What the card states is measured anyway.",
)
@click.option("-o", "--output", type=click.Path(path_type=Path), help="Where to write.  [default: beside the card]")
@click.option(
    "--soft-labels", type=click.Path(path_type=Path), help="Also write the answers of every item, as Parquet."
)
@click.option(
    "--items",
    type=click.Path(path_type=Path),
    help="Also write a row for each item, the most divided first, as CSV or Parquet.",
)
@click.option(
    "--raters",
    type=click.Path(path_type=Path),
    help="Also write a row for each rater with enough answers, as CSV, and their pairs beside it. It holds their ids.",
)
@shard_options
def command(
    cards: tuple[Path, ...],
    data: str | None,
    outside: bool,
    columns: tuple[str, ...],
    layout: str | None,
    yes: bool,
    one_set: bool,
    dimension: str | None,
    engine: str,
    master: str | None,
    memory: str | None,
    temporary: Path | None,
    seed: int | None,
    replicates: int | None,
    repeats: str | None,
    separator: str | None,
    pair: tuple[str, str, str, str] | None,
    extras: tuple[str, ...],
    output: Path | None,
    soft_labels: Path | None,
    items: Path | None,
    raters: Path | None,
    shard: str | None,
    merge: bool,
) -> None:
    """Measure the ratings that CARD describes, and write what they say beside it.

    The table comes from release.files of the card, or from --data. CARD may also be a table, or a folder of tables,
    that no card describes yet. Nothing is written when it cannot be read.

    A table that is too large for one process is counted in shards and merged: measure TABLE --shard 1/16 --output
    parts/1.json and so on up to 16/16, or all of them by one process, measure TABLE --shard 1-16/16 --output parts;
    then measure --merge parts/*.json.
    """
    from alignmentcard.cli.columns import with_clear_columns
    from alignmentcard.measurement.results.facts import facts_path
    from alignmentcard.measurement.shards.slices import Slices

    beside = {"soft_labels": soft_labels, "items": items, "raters": raters}
    refuse_beside(merge, shard, {**beside, **(_options_given(click.get_current_context()) if merge else {})})
    if not shard:
        show.refuse_nowhere({"output": output, **beside})
    if merge:
        _show(*merged(cards, output))
        return
    place = one_card(cards)
    chosen = Slices.read(shard) if shard else None
    card, data = show.read_card(place, data)
    settings = _settings(
        pair, extras, seed=seed, replicates=replicates, repeats=repeats, separator=separator, layout=layout,
        one_set=one_set,
    )  # fmt: skip
    wanted = _Wanted(
        place, card, data, outside, settings, show.machine(engine, master, memory, temporary), dimension
    )  # fmt: skip
    said = ["alignmentcard", "measure", str(place), *(("--data", data) if data and card else ())]
    if chosen:
        count = partial(_write_shards, wanted, chosen, output)
        tell_shards(with_clear_columns(count, columns, [*said, "--shard", str(shard)], yes=yes), chosen)
        return
    _show(with_clear_columns(partial(_measured, wanted, beside), columns, said, yes=yes), output or facts_path(place))


@dataclass(frozen=True)
class _Wanted:
    """What is to be measured, with which settings and where; without a card, `data` is the table at `place`."""

    place: Path
    card: "Card | None"
    data: str | None
    outside: bool
    settings: "Settings"
    machine: "Machine"
    dimension: str | None

    def sources(self, columns: tuple[str, ...]) -> "list[Source]":
        """Return the tables, read as the card and these columns (ROLE=NAME) say."""
        from alignmentcard.measurement.tables.sources import sources_of

        named = show.read_columns(columns)
        return sources_of(self.card, self.place.parent, self.data, named, outside=self.outside)


def _measured(wanted: _Wanted, beside: Mapping[str, Path | None], columns: tuple[str, ...]) -> "Facts":
    """Measure, and write the tables that are wanted beside the facts."""
    from alignmentcard.measurement.run import as_card_says, opened, run

    sources = wanted.sources(columns)
    with progress() as tell:
        facts = run(
            sources, wanted.card, wanted.settings, root=wanted.place.parent, progress=tell, look=show_back,
            machine=wanted.machine, dimension=wanted.dimension,
        )  # fmt: skip
        if any(beside.values()):
            settings = as_card_says(wanted.settings, wanted.card)
            with opened(
                sources, wanted.card, settings, machine=wanted.machine, dimension=wanted.dimension
            ) as (study, _):  # fmt: skip
                _write_beside(study, **beside)
    return facts


def _write_shards(wanted: _Wanted, chosen: "Slices", output: Path | None, columns: tuple[str, ...]) -> list[Path]:
    """Count some shards of the table; return where their parts stand."""
    return write_shards(
        wanted.sources(columns), chosen, wanted.card, wanted.settings, wanted.place, output, look=show_back,
        machine=wanted.machine, dimension=wanted.dimension,
    )  # fmt: skip


def _settings(pair: tuple[str, str, str, str] | None, extras: tuple[str, ...], **given: Any) -> "Settings":
    """Return what is to be measured; what is not given is as it always is."""
    from alignmentcard.measurement.settings import Pair, Settings

    names = tuple(name for text in extras for name in text.split(","))
    stated = {name: value for name, value in given.items() if value is not None}
    return Settings(**stated, extras=names, pair=Pair(*pair) if pair else None)


def _write_beside(study: "Study", *, soft_labels: Path | None, items: Path | None, raters: Path | None) -> None:
    """Write the tables that are wanted beside the facts."""
    from alignmentcard.measurement.statistics.items import write_items
    from alignmentcard.measurement.statistics.rater_tables import write_raters
    from alignmentcard.measurement.statistics.soft_labels import write_soft_labels

    if soft_labels:
        write_soft_labels(study, soft_labels)
    if raters:
        write_raters(study, raters)
    if items:
        write_items(study, items)


def _options_given(context: click.Context) -> dict[str, object]:
    """Return the options of a command that were given on its line, but for those that a merge takes."""
    taken = ("cards", "merge", "output", "shard", "yes")
    given = (name for name in context.params if name not in taken)
    stated = {name: context.get_parameter_source(name) == click.core.ParameterSource.COMMANDLINE for name in given}
    return {NAMED.get(name, name): said for name, said in stated.items()}


NAMED = {"columns": "column", "outside": "allow-outside", "extras": "with"}


def _show(facts: "Facts", target: Path) -> None:
    """Write facts, and show them."""
    from alignmentcard.measurement.results.facts import write_facts

    write_facts(facts, target)
    for line in lines(facts):
        terminal.say(line)
    terminal.tell(f"Written to {target}.")


def show_back(table: "Ratings") -> None:
    """Show how a table is read, unless all of it was said and one row is one answer."""
    from alignmentcard.measurement.tables.showing import reading

    if table.layout.guessed or table.layout.shape != "long":
        for line in reading(table):
            terminal.say(line, err=True)
