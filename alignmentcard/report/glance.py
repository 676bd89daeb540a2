"""A card at a glance, in the width of a terminal: its sentence, its place, its people, and what is missing."""

from collections.abc import Iterable, Iterator
from textwrap import wrap

from alignmentcard.checker.check import Report
from alignmentcard.checker.levels import NAMES, Level
from alignmentcard.coordinates import MIDDLE, Position, placed, quadrant
from alignmentcard.measurement.results.definitions import UNDEFINED
from alignmentcard.measurement.results.facts import Facts
from alignmentcard.measurement.results.values import DimensionFacts
from alignmentcard.model import Card, Dimension, Pool
from alignmentcard.model.pools import Composition
from alignmentcard.model.statistics import Agreement
from alignmentcard.model.terms import GapReason
from alignmentcard.profiles.completeness import Completeness
from alignmentcard.report.text import Paint, plain, visible
from alignmentcard.words import (
    CAPTIONS,
    UNPLACED,
    WHO,
    coefficient,
    figure,
    glance,
    label,
    number,
    part_of,
    several,
    term,
)

NARROW, WIDE = 30, 100
"""Lines are never shorter or longer than this, whatever the terminal."""
CELL, ROWS = 12, 3
"""Columns and rows of one quadrant of the drawn square."""
MOST_NAMED = 6
"""So many missing fields are named; the rest is counted."""


def at_a_glance(report: Report, answers: Completeness, width: int = 80, paint: Paint = plain) -> Iterator[str]:
    """Yield the lines about a card that can be read."""
    card = report.card
    if card is None:
        return
    width = min(max(width, NARROW), WIDE)
    version = f" {card.dataset.version}" if card.dataset.version else ""
    yield from _wrapped(
        f"{card.dataset.title} ({card.dataset.id}{version})", width, "", lambda text: paint(text, "place")
    )
    yield from _wrapped(glance(card), width)
    for title, lines in (
        ("Place", _place(card, width)),
        ("Level", _level(report.level, width)),
        ("Dimensions", _dimensions(card, width)),
        ("Pools", _pools(card, width)),
        ("Agreement", _agreements(card, report.facts, width)),
        ("Missing", _missing(card, answers, width)),
    ):
        yield ""
        yield paint(title, "place")
        yield from lines


def _wrapped(text: str, width: int, indent: str = "", shown: object = None) -> Iterator[str]:
    lines = wrap(visible(text), width - len(indent), break_on_hyphens=False) or [""]
    yield from (indent + (shown(line) if callable(shown) else line) for line in lines)


def _place(card: Card, width: int) -> Iterator[str]:
    sign = quadrant(card)
    name, meaning = CAPTIONS[sign] if sign else UNPLACED
    yield from _square(placed(card), min(CELL, (width - 6) // 2))
    yield from _wrapped(f"{sign or '□'} {name}. {meaning}.", width, "  ")


def _square(position: Position, cell: int) -> Iterator[str]:
    """Draw the unit square with a mark where the card stands; without one where a coordinate is not known."""
    across, down = 2 * cell + 1, 2 * ROWS + 1
    column = None if position.x is None else _cell(position.x, cell)
    row = None if position.y is None else _cell(1 - position.y, ROWS)
    yield f"  {'prescriptive':^{across + 2}}".rstrip()
    yield f"  ┌{'─' * cell}┬{'─' * cell}┐"
    for number_ in range(down):
        line = list("─" * cell + "┼" + "─" * cell if number_ == ROWS else " " * cell + "│" + " " * cell)
        if number_ == row and column is not None:
            line[column] = "●"
        edge = ("├", "┤") if number_ == ROWS else ("│", "│")
        yield f"  {edge[0]}{''.join(line)}{edge[1]}"
    yield f"  └{'─' * cell}┴{'─' * cell}┘"
    yield f"  {'descriptive':^{across + 2}}".rstrip()
    yield f"   broad{'specific':>{across - 5}}"


def _cell(value: float, size: int) -> int:
    """Return where a coordinate falls among the cells of two halves and the line between them."""
    if value == MIDDLE:
        return size
    within = min(size - 1, int((value if value < MIDDLE else value - MIDDLE) * 2 * size))
    return within if value < MIDDLE else size + 1 + within


def _level(level: Level | None, width: int) -> Iterator[str]:
    if level is None:
        yield from _wrapped("None: the card does not fit the schema.", width, "  ")
        return
    yield from _wrapped(level.words, width, "  ")
    following = NAMES[level.number + 1] if level.number + 1 < len(NAMES) else ""
    if following and level.missing:
        yield from _wrapped(f"{following} takes: {'; '.join(level.missing)}.", width, "  ")


def _dimensions(card: Card, width: int) -> Iterator[str]:
    if not card.dimensions:
        yield "  not stated"
    for dimension in card.dimensions:
        yield from _wrapped(_dimension(dimension), width, "  ")
        if dimension.asks:
            yield from _wrapped(f"“{dimension.asks}”", width, "      ")


def _dimension(dimension: Dimension) -> str:
    said = [term(word) for word in (dimension.breadth, dimension.subjectivity, dimension.feedback) if word]
    return f"{dimension.name or dimension.id}{': ' if said else ''}{', '.join(said)}"


def _pools(card: Card, width: int) -> Iterator[str]:
    if not card.pools:
        yield "  not stated"
    for pool in card.pools:
        yield from _wrapped(_pool(pool), width, "  ")
        for composition in pool.composition:
            yield from _composition(pool, composition, width)


def _pool(pool: Pool) -> str:
    who = WHO[pool.kind or "unknown"]
    size = f"{number(pool.size)} {who}" if pool.size else f"{who}, number not stated"
    role = several([term(role) for role in pool.role])
    each = pool.ratings_per_item.median
    ratings = f"{figure(each)} rating{'' if each == 1 else 's'} an item" if each is not None else ""
    return f"{pool.id}: {', '.join(filter(None, (size, role, ratings)))}"


def _composition(pool: Pool, composition: Composition, width: int) -> Iterator[str]:
    """Draw a bar for each group: its share of those who told, and the target beside it."""
    told = sum(composition.counts.values())
    undisclosed = f", {figure(composition.undisclosed)} did not say" if composition.undisclosed else ""
    yield from _wrapped(f"{label(composition.axis)}{undisclosed}", width, "    ")
    target = {one.axis: one.shares for one in pool.target.composition} if pool.target else {}
    shares = target.get(composition.axis, {})
    names = dict.fromkeys((*composition.counts, *shares))
    longest = min(max((len(visible(name)) for name in names), default=0), max(8, width // 4))
    for name in names:
        count = composition.counts.get(name, 0)
        share = count / told if told else 0.0
        wanted = f" (target {shares[name]:.0%})" if name in shares else ""
        yield _bar(name, longest, share, f"{share:4.0%}{wanted}", width)


def _bar(name: str, longest: int, share: float, said: str, width: int) -> str:
    shown = visible(name)
    shown = shown if len(shown) <= longest else f"{shown[: longest - 1]}…"
    room = max(4, min(30, width - 6 - longest - 2 - 19))
    return f"      {shown:<{longest}} {'█' * round(share * room):<{room}} {said}"[:width]


def _agreements(card: Card, facts: Facts | None, width: int) -> Iterator[str]:
    names = {dimension.id: dimension.name or dimension.id for dimension in card.dimensions}
    if not card.statistics.agreement:
        yield "  not stated"
    for stated in card.statistics.agreement:
        yield from _wrapped(f"stated: {_agreement(stated, names)}", width, "  ")
    for name, found in facts.dimensions.items() if facts else ():
        yield from _wrapped(f"measured: {names.get(name, name)}: {_alpha(found)}", width, "  ")


def _alpha(found: DimensionFacts) -> str:
    """Say what was measured, or why agreement is not defined."""
    agreement, alpha = found.agreement, found.agreement.krippendorff_alpha
    if alpha.value is None:
        known = UNDEFINED.get(alpha.undefined) if alpha.undefined else None
        return f"Krippendorff's alpha {known.sentence if known else 'was not measured'}"
    interval = f" [{alpha.low:.2f}, {alpha.high:.2f}]" if alpha.low is not None and alpha.high is not None else ""
    return f"Krippendorff's alpha ({agreement.level}) {alpha.value:.2f}{interval}, {figure(agreement.items)} items"


def _agreement(stated: Agreement, names: dict[str, str]) -> str:
    of = f"{names.get(stated.dimension, stated.dimension)}: " if stated.dimension else ""
    ends = (stated.low, stated.high)
    interval = f" [{ends[0]:g}, {ends[1]:g}]" if ends[0] is not None and ends[1] is not None else ", no interval"
    sizes = [f"{figure(count)} {what}" for count, what in ((stated.items, "items"), (stated.raters, "raters")) if count]
    part = part_of(stated)
    called = f"{coefficient(stated)} ({part})" if part else coefficient(stated)
    return f"{of}{called} {stated.value:g}{interval}{', ' if sizes else ''}{', '.join(sizes)}"


GAP_REASONS = GapReason.__metadata__[0].terms  # type: ignore[attr-defined]
GAPS = (
    ("Nobody asked yet", ("to_do",)),
    ("Source not read", ("not_consulted",)),
    ("Listed as gaps", tuple(word for word in GAP_REASONS if word not in ("to_do", "not_consulted"))),
)
"""Fields that are empty on purpose, apart by whether somebody has looked."""


def _missing(card: Card, answers: Completeness, width: int) -> Iterator[str]:
    name = answers.profile.name
    yield from _wrapped(
        f"{answers.count('answered')} of {answers.asked} questions of {name} are answered.", width, "  "
    )
    open_ = [path for answer in answers.answers for path in answer.paths("open")]
    yield from _named("Open", dict.fromkeys(open_), width)
    for title, reasons in GAPS:
        yield from _named(title, dict.fromkeys(gap.field for gap in card.gaps if gap.reason in reasons), width)


def _named(title: str, paths: Iterable[str], width: int) -> Iterator[str]:
    paths = list(paths)
    if paths:
        more = f" and {len(paths) - MOST_NAMED} more" if len(paths) > MOST_NAMED else ""
        yield from _wrapped(f"{title}: {', '.join(paths[:MOST_NAMED])}{more}", width, "  ")
