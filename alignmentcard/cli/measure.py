"""alignmentcard measure: what the ratings themselves say, written beside the card."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from alignmentcard.cli import measuring as show
from alignmentcard.cli import terminal
from alignmentcard.cli.measured_extras import extra_rows
from alignmentcard.cli.progress import progress
from alignmentcard.cli.sharding import merged, one_card, refuse_beside, shard_options, tell_shards, write_shards
from alignmentcard.measurement.results.definitions import single_numbers, withheld
from alignmentcard.measurement.results.values import EXTRAS

if TYPE_CHECKING:
    from alignmentcard.measurement.results.facts import Facts
    from alignmentcard.measurement.results.values import Agreement, Convergence, DimensionFacts, PoolFacts
    from alignmentcard.measurement.settings import Settings
    from alignmentcard.measurement.tables.ratings import Ratings
    from alignmentcard.measurement.tables.study import Study


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
    from alignmentcard.measurement.results.facts import Facts, facts_path
    from alignmentcard.measurement.run import as_card_says, opened, run
    from alignmentcard.measurement.shards.slices import Slices
    from alignmentcard.measurement.tables.sources import sources_of

    beside = {"soft_labels": soft_labels, "items": items, "raters": raters}
    refuse_beside(merge, shard, {**beside, **(_options_given(click.get_current_context()) if merge else {})})
    if merge:
        _show(*merged(cards, output))
        return
    card = one_card(cards)
    chosen = Slices.read(shard) if shard else None
    read, data = show.read_card(card, data)
    settings = _settings(
        pair, extras, seed=seed, replicates=replicates, repeats=repeats, separator=separator, layout=layout,
        one_set=one_set,
    )  # fmt: skip
    machine = show.machine(engine, master, memory, temporary)

    def work(named: tuple[str, ...]) -> Facts:
        sources = sources_of(read, card.parent, data, show.read_columns(named), outside=outside)
        with progress() as tell:
            facts = run(
                sources, read, settings, machine=machine, dimension=dimension, root=card.parent, progress=tell,
                look=show_back,
            )  # fmt: skip
            if any(beside.values()):
                shown = as_card_says(settings, read)
                with opened(sources, read, shown, machine=machine, dimension=dimension) as (study, _):
                    _write_beside(study, **beside)
        return facts

    def count(named: tuple[str, ...]) -> list[Path]:
        sources = sources_of(read, card.parent, data, show.read_columns(named), outside=outside)
        return write_shards(
            sources, chosen or Slices(1, 1, 1), read, settings, card, output, machine=machine, dimension=dimension,
            look=show_back,
        )  # fmt: skip

    said = ["alignmentcard", "measure", str(card), *(("--data", data) if data and read else ())]
    if chosen:
        tell_shards(with_clear_columns(count, columns, [*said, "--shard", str(shard)], yes=yes), chosen)
        return
    _show(with_clear_columns(work, columns, said, yes=yes), output or facts_path(card))


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


def lines(facts: "Facts") -> Iterator[str]:
    """Write facts for a terminal."""
    if facts.table.tool:
        yield f"Recognised as {facts.table.tool}."
    if facts.table.guessed:
        columns = ", ".join(f"{role} is {facts.table.columns[role]}" for role in facts.table.guessed)
        yield f"Guessed from names and contents of columns: {columns}."
    yield from show.account_lines(facts.account)
    yield from facts.told
    for name, dimension in facts.dimensions.items():
        yield name
        yield from show.lined_up(list(_dimension(dimension)))
        yield from (f"  {line}" for line in dimension.sizes.told or ())
        yield from _plot(dimension.convergence)
    yield from _pool(facts.pool)


def _dimension(found: "DimensionFacts") -> Iterator[tuple[str, str]]:
    size, agreed = found.sizes, found.agreement
    raters = f"{size.raters:,} raters, " if size.raters is not None else ""
    yield "sizes", f"{size.items:,} items, {raters}{size.ratings:,} ratings"
    per = size.ratings_per_item
    if not size.items_rated_twice:
        yield "note", "no item has two answers by different people, so their agreement cannot be measured"
    yield "ratings per item", f"{per.min:g} to {per.max:g}, median {per.median:g}; {size.single:.1%} of items have one"
    if size.outside_scale:
        yield "not on the scale", ", ".join(f"{label} ({count:,})" for label, count in _first(size.outside_scale))
    yield from _agreement(agreed)
    for variant in found.variants:
        if (
            variant.abstentions == "dropped"
            and (alpha := variant.coefficients.get(f"alpha_{agreed.level}")) is not None
        ):
            yield "  without abstentions", f"alpha {show.number(alpha)} ({variant.repeats} answers of each rater)"
    yield from _labels(found)
    yield (
        "unanimous items",
        show.number(found.spread.unanimous) + show.interval_text(found.spread.intervals.get("unanimous")),
    )
    yield "share: item", show.estimate(found.components.item)
    yield "share: rater", show.estimate(found.components.rater)
    yield "share: rest", show.estimate(found.components.rest)
    yield from _consistency(found)
    for effect in found.groups.effects:
        told = f"{show.estimate(effect.effect)} {effect.unit.replace('_', ' ')}, {effect.metric}"
        yield f"{effect.axis}: {' – '.join(effect.groups)}", told
    for axis in found.groups.overruled:
        for group, share in axis.share.items():
            told = show.number(share) + show.interval_text(axis.share_intervals.get(group))
            yield f"{axis.axis}: {group} overruled", f"{told} of the answers, by the {axis.label} label"
    if found.aggregation.reproduced is not None:
        yield "label reproduced", f"{found.aggregation.reproduced:.1%} of {found.aggregation.items:,} items"
    for title, number in single_numbers(found):
        yield title.lower(), show.estimate(number)
    yield from extra_rows(found)


def _agreement(agreed: "Agreement") -> Iterator[tuple[str, str]]:
    yield f"alpha ({agreed.level})", show.estimate(agreed.krippendorff_alpha)
    for level, value in agreed.alpha.items():
        if level != agreed.level:
            yield f"alpha ({level})", show.estimate(value)
    yield "percent agreement", show.estimate(agreed.percent_agreement)
    yield "Fleiss' kappa", show.estimate(agreed.fleiss_kappa)
    yield "Gwet's AC1", show.estimate(agreed.gwet_ac1)
    yield "Cohen's kappa", show.estimate(agreed.cohen_kappa)
    alpha = agreed.krippendorff_alpha
    if alpha.no_both:
        yield "note", f"intervals are over items, with the raters as they are: {withheld(alpha.no_both)}"


def _labels(found: "DimensionFacts") -> Iterator[tuple[str, str]]:
    for label, of_label in found.labels.items():
        if "masi" in of_label.alpha:
            yield "alpha (MASI, sets)", show.estimate(of_label.alpha["masi"])
        else:
            yield f"  label {label}", f"alpha {show.estimate(of_label.krippendorff_alpha)}"


def _first(counts: Mapping[str, int]) -> list[tuple[str, int]]:
    """Return the most frequent of some counts."""
    return sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))[:5]


def _consistency(found: "DimensionFacts") -> Iterator[tuple[str, str]]:
    for name, pairs in (("asked again", found.consistency.same), ("asked another way", found.consistency.across)):
        if pairs is not None:
            yield name, f"{show.estimate(pairs.agreement)} of {pairs.pairs:,} pairs agree"
    if found.consistency.signal is not None:
        yield "non-attitudes", show.estimate(found.consistency.signal.non_attitude)
        if found.consistency.across is not None:
            yield "genuine", show.estimate(found.consistency.signal.genuine)
            yield "constructed", show.estimate(found.consistency.signal.constructed)


def _plot(found: "Convergence") -> Iterator[str]:
    """Draw the divergence between two halves as bars."""
    pairs = zip(found.raters, found.between_halves, strict=True)
    known = [(k, half.value) for k, half in pairs if half.value is not None]
    if not known:
        return
    yield "  Divergence between two groups of k raters (bits):"
    most = max(value for _, value in known)
    yield from (f"  {k:>6}  {value:.4f}  {'█' * round(40 * value / most) if most else ''}" for k, value in known)
    reached = f"at k = {found.reached}" if found.reached else "not reached"
    yield f"  Under {found.tolerance:g}: {reached}."


def _pool(found: "PoolFacts") -> Iterator[str]:
    for axis in found.axes:
        groups = ", ".join(f"{name} {count:,}" for name, count in axis.raters.items())
        yield f"raters by {' and '.join(axis.axes)}: {groups}; {axis.undisclosed:,} did not say"
    for distance in found.distances:
        absent = f"; absent: {', '.join(distance.absent)}" if distance.absent else ""
        yield f"distance to target, {distance.axis}: {distance.total_variation:.3f} (total variation){absent}"
