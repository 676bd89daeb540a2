"""alignmentcard evaluate: systems against the people."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from alignmentcard.cli import measuring as show
from alignmentcard.cli import terminal
from alignmentcard.cli.progress import progress
from alignmentcard.measurement.tables.telling import counted

if TYPE_CHECKING:
    from alignmentcard.measurement.results.values import Estimate
    from alignmentcard.measurement.settings import Settings
    from alignmentcard.measurement.statistics.systems import Difference, Scores
    from alignmentcard.measurement.tables.verdicts import Kind
    from alignmentcard.model import Card
    from alignmentcard.report.every_eval_ever import Relationship

NAMES = {
    "accuracy": "accuracy",
    "macro_f1": "macro F1",
    "cohen_kappa": "Cohen's kappa",
    "jensen_shannon": "Jensen-Shannon divergence (bits)",
    "cross_entropy": "cross-entropy (bits)",
    "manhattan": "Manhattan distance",
    "wasserstein": "Wasserstein distance",
    "calibration_error": "calibration error",
}


@click.command()
@click.argument("card", type=click.Path(path_type=Path, exists=True))
@click.option("--system", "systems", multiple=True, required=True, metavar="NAME=FILE", help="A system's answers.")
@click.option(
    "--epsilon",
    type=click.FloatRange(0, 1, max_open=True),
    default=0.2,
    show_default=True,
    help="How much better a person must be than a system to be worth their cost: 0.2 experts, 0.1 crowds.",
)
@click.option(
    "--results",
    type=click.Path(file_okay=False, path_type=Path),
    metavar="FOLDER",
    help="Also write a file for each system, in the format of Every Eval Ever.",
)
@click.option("--evaluator", metavar="NAME", help="With --results: the organisation or person who compares.")
@click.option(
    "--relationship",
    type=click.Choice(["first_party", "third_party", "collaborative", "other"]),
    default="other",
    show_default=True,
    help="With --results: what the evaluator is to the makers of the systems.",
)
@show.table_options
def command(
    card: Path,
    systems: tuple[str, ...],
    epsilon: float,
    results: Path | None,
    evaluator: str | None,
    relationship: "Relationship",
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
) -> None:
    """Say how near systems are to the people whose ratings CARD describes, and which is nearer.

    CARD may also be a table that no card describes yet. A system's FILE has an item column and a label, or a column for
    each value of the scale with its share. It may be the table of the people: NAME is the column of the system there,
    or what it is called among the raters.
    """
    from alignmentcard.cli.columns import with_clear_columns
    from alignmentcard.measurement.run import opened
    from alignmentcard.measurement.statistics.systems import evaluate
    from alignmentcard.measurement.tables.account import notes_on
    from alignmentcard.measurement.tables.files import find
    from alignmentcard.measurement.tables.sources import sources_of

    if results and not evaluator:
        raise click.UsageError("--results needs --evaluator NAME: the format asks who compared.")
    read, data = show.read_card(card, data)
    settings = _settings(read, seed=seed, replicates=replicates, layout=layout, one_set=one_set)
    files = {name: find(path) for name, path in map(_named, systems)}
    machine = show.machine(engine, master, memory, temporary)

    def work(named: tuple[str, ...]) -> "tuple[list[Scores], list[Difference], list[str]]":
        sources = sources_of(read, card.parent, data, show.read_columns(named), outside=outside)
        with (
            progress() as tell,
            opened(sources, read, settings, systems=files, machine=machine, dimension=dimension) as (study, relations),
        ):
            tell("comparing")
            return *evaluate(study, relations, epsilon), [*study.table.told, *notes_on(study)]

    said = [*(part for one in systems for part in ("--system", one)), *(("--data", data) if data and read else ())]
    scores, differences, told = with_clear_columns(
        work, columns, ["alignmentcard", "evaluate", str(card), *said], yes=yes
    )
    for sentence in told:
        terminal.tell(sentence)
    for line in lines(scores, differences):
        terminal.say(line)
    if results and evaluator:
        _write(results, read, card, scores, settings, (evaluator, relationship))


def _settings(card: "Card | None", **given: Any) -> "Settings":
    """Return the settings of the call, with the smallest cell that the card promises."""
    from alignmentcard.measurement.settings import Settings

    given["minimum_cell"] = card.release.minimum_cell if card else None
    return Settings(**{name: value for name, value in given.items() if value is not None})


def _write(
    folder: Path,
    card: "Card | None",
    source: Path,
    scores: "list[Scores]",
    settings: "Settings",
    who: "tuple[str, Relationship]",
) -> None:
    """Write what was found about each system to a file of its own."""
    import time

    from alignmentcard import __version__
    from alignmentcard.report.every_eval_ever import Run, every_eval_ever, named
    from alignmentcard.saving import write_atomically

    folder.mkdir(parents=True, exist_ok=True)
    run = Run(*who, int(time.time()), __version__, settings)
    for name, score in named(scores).items():
        write_atomically(folder / name, every_eval_ever(card, source.stem, score, run).encode())
        terminal.say(f"Wrote {folder / name}.", err=True)


def _named(text: str) -> tuple[str, str]:
    name, equals, path = text.partition("=")
    if not (name and equals and path):
        raise click.BadParameter(f"“{text}” is not of the form NAME=FILE.", param_hint="--system")
    return name, path


BOUNDED = ("accuracy", "macro_f1", "cohen_kappa", "jensen_shannon", "calibration_error")
"""Measures between 0 and 1, which are drawn; kappa below 0 is drawn at 0."""


def lines(scores: "list[Scores]", differences: "list[Difference]") -> Iterator[str]:
    """Write comparisons for a terminal, drawn from 0 to 1 and differences from -1 to 1."""
    for score in scores:
        items, outside = counted(score.items, "item"), counted(score.outside, "item")
        yield f"{score.system}: {items}, {score.ties:,} of them without a single most frequent answer"
        yield from _read_as(score)
        if score.outside:
            yield f"  On {outside} it gave an answer outside of the scale, which counts as a wrong one."
            yield from _strange(score)
        if score.missing:
            have = "has" if score.missing == 1 else "have"
            yield f"  {counted(score.missing, 'item')} that people rated {have} no answer of {score.system}."
        yield from _scores({**score.hard, **score.soft})
        if score.where_answered:
            rest = counted(score.items - score.outside, "item")
            yield f"  accuracy on the {rest} with answers on the scale: {show.estimate(score.where_answered)}"
        for group, soft in score.groups.items():
            yield from _scores(soft, f"{group}, ", "    ")
        yield from _ceiling(score)
        yield from _as_rater(score)
        yield from _powered(score)
    for difference in differences:
        first, second = difference.systems
        yield f"{first} against {second}, on {counted(difference.items, 'item')}"
        yield f"right of the middle, {first} is nearer to the people:"
        yield from _scores(difference.closer, start=-1)


def _read_as(score: "Scores") -> Iterator[str]:
    """Say which answers were read as a value of the scale, and that a system among the raters is none of the people."""
    found = score.given.read_as.most_common()
    if found:
        shown = ", ".join(f"“{_end(text)}” as “{value}”" for (text, value), _ in found[:3])
        many = _many(sum(count for _, count in found), "answer is", "answers are")
        yield f"  {many} read as the value in the text: {shown}."
    if score.among_raters:
        yield f"  {score.system} is one of the raters of the table. Its answers there are not counted as people's."


KINDS: "dict[Kind, tuple[str, str]]" = {
    "refusal": ("refusal", "refusals"),
    "failure": ("failed or unread answer", "failed or unread answers"),
    "empty": ("empty answer", "empty answers"),
    "other": ("other text", "other texts"),
}


def _strange(score: "Scores") -> Iterator[str]:
    """Say of which kinds the answers are that are not on the scale, and name the most frequent."""
    kinds = score.given.kinds
    yield "  " + ", ".join(_many(kinds[kind], *names) for kind, names in KINDS.items() if kinds[kind]) + "."
    strange = score.given.strange
    often = sorted(strange, key=lambda answer: (-strange[answer], answer))
    if often:
        yield "  " + ", ".join(f"“{_end(answer)}” ({strange[answer]:,})" for answer in often[:4])


def _many(count: int, one: str, more: str) -> str:
    return f"{count:,} {one if count == 1 else more}"


def _end(text: str) -> str:
    """Return a text, or the end of a long one, where a verdict stands."""
    plain = " ".join(text.split())
    return plain if len(plain) <= SHOWN else f"…{plain[-SHOWN:]}"


SHOWN = 40


def _ceiling(score: "Scores") -> Iterator[str]:
    """Write what people reach who are held against other people, and the system beside them."""
    if score.ceiling:
        yield "  against one half of the people:"
        pairs = [
            (f"{NAMES[name]}, {who}", show.estimate(value))
            for name, both in score.ceiling.items()
            for who, value in zip(("the other half", score.system), both, strict=True)
        ]
        yield from show.lined_up(pairs, "    ")


def _as_rater(score: "Scores") -> Iterator[str]:
    """Write the alternative annotator test."""
    found = score.as_rater
    if found is None:
        return
    if found.why:
        yield f"  As a rater it was not tested: {found.why}."
        return
    verdict = "may stand in for one of these raters" if found.passed else "may not stand in for one of these raters"
    yield f"  By the alternative annotator test (ε = {found.epsilon:g}), {score.system} {verdict}:"
    wins = f"{found.winning_rate:.2f}, against {found.wins} of {counted(found.raters, 'rater')}"
    yield from show.lined_up([("winning rate", wins), ("advantage", show.estimate(found.advantage))], "    ")
    if found.too_few:
        more = "rater" if found.too_few == 1 else "raters"
        yield f"    {found.too_few:,} more {more} answered too few of the items to be tested against."


def _powered(score: "Scores") -> Iterator[str]:
    """Write what people would say of all items, where the system judged more of them than people did."""
    found = score.powered
    if found.numbers:
        yield f"  all items, of which people judged {found.items:,} and the system {found.more:,} more:"
        pairs = [
            (f"{name if name == 'mean' else f'share of {name}'}, {who}", show.estimate(value))
            for name, both in found.numbers.items()
            for who, value in zip(("people alone", f"with {score.system}"), both, strict=True)
        ]
        yield from show.lined_up(pairs, "    ")


def _scores(found: "Mapping[str, Estimate]", prefix: str = "", indent: str = "  ", start: float = 0) -> Iterator[str]:
    drawn = [(prefix + NAMES[name], value) for name, value in found.items() if name in BOUNDED]
    told = [(prefix + NAMES[name], show.estimate(value)) for name, value in found.items() if name not in BOUNDED]
    yield from show.plots(drawn, start, 1, indent)
    yield from show.lined_up(told, indent)
