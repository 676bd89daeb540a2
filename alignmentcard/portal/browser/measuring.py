"""Measuring in a page: the same steps as the command line, on files that the page puts into a folder of its own."""

from collections.abc import Callable, Mapping
from contextlib import closing
from pathlib import Path
from typing import Any

from alignmentcard.document import Document, parse, parse_readme
from alignmentcard.errors import AlignmentCardError
from alignmentcard.loader import load
from alignmentcard.measurement.engine.engines import Engine
from alignmentcard.measurement.results.facts import facts_path
from alignmentcard.measurement.run import Machine, run, scale_values
from alignmentcard.measurement.settings import Settings
from alignmentcard.measurement.tables.columns import ROLES
from alignmentcard.measurement.tables.files import Files
from alignmentcard.measurement.tables.guessing import UnclearTableError
from alignmentcard.measurement.tables.layouts import MEANS
from alignmentcard.measurement.tables.layouts.turning import KEY_OF, NAMED_SO
from alignmentcard.measurement.tables.loading import Source
from alignmentcard.measurement.tables.ratings import Ratings, open_ratings
from alignmentcard.measurement.tables.showing import first_ratings
from alignmentcard.measurement.tables.sources import sources_of
from alignmentcard.messages import _, later
from alignmentcard.messages.retold import say
from alignmentcard.model import Card
from alignmentcard.model.release import Columns
from alignmentcard.portal.card.measured.dimension import measured as shown
from alignmentcard.resources import template

UNKNOWN = 'alignmentcard: "1.1"\ndataset:\n  id: table\n  title: A table without a card\n'
"""What stands in the place of a card where there is none: numbers are shown beside no claim."""

HEADS = {
    "item": later("Item rated"),
    "rater": later("Who rated it"),
    "dimension": later("Dimension rated"),
    "value": later("Answer given"),
    "times": later("How many times"),
}
"""What stands above the first ratings of a table, by what they are called in the engine."""


def look(folder: str, table: str, columns: Mapping[str, str], card: str = "", machine: Machine | None = None) -> Any:
    """Say how a table is read: the column of each role, which were guessed, all columns, and ratings read from it.

    Where it is not clear, `unclear` holds the candidates of each role with the reason of each.
    """
    _, found = _card(folder, card)
    sources = _sources(folder, table, columns, found)
    try:
        with closing((machine or _page()).open()) as engine:
            return _reading(_opened(engine, sources, found))
    except UnclearTableError as error:
        likely = {role: [[one.column, say(one.reason)] for one in ones] for role, ones in error.open.items()}
        return {"unclear": likely, "why": say(error.args[0]), "columns": list(error.columns), "roles": list(ROLES)}


def measured(
    folder: str,
    table: str,
    columns: Mapping[str, str],
    card: str = "",
    dimension: str | None = None,
    machine: Machine | None = None,
    progress: Callable[[str], None] = lambda what: None,
) -> dict[str, Any]:
    """Measure a table: the bytes that the command line would write, their name, and the page that shows them."""
    document, found = _card(folder, card)
    sources = _sources(folder, table, columns, found)
    place, at = machine or _page(), Path(folder)
    try:
        facts = run(sources, found, Settings(), machine=place, dimension=dimension, root=at, progress=progress)
    except NotImplementedError:
        raise AlignmentCardError(
            _("This table is too large for a page. Measure it with the program: alignmentcard measure.")
        ) from None
    beside = found or _of(parse(UNKNOWN, table))
    part = {"measured": shown(document or parse(UNKNOWN, table), beside, facts)}
    html = template("card_measured.html.j2").render(card=part, root="../", entry=None)
    return {"json": facts.to_json(), "name": facts_path(Path(card or table)).name, "html": html}


def _page() -> Machine:
    from alignmentcard.measurement.in_page import Page

    return Page()


def _card(folder: str, name: str) -> tuple[Document | None, Card | None]:
    if not name:
        return None, None
    text = (Path(folder) / name).read_text("utf-8")
    document = parse_readme(text, name) if name.lower().endswith(".md") else parse(text, name)
    return document, _of(document)


def _of(document: Document) -> Card:
    card = load(document).card
    if card is None:
        raise AlignmentCardError(_("This card does not fit the standard yet. Check it first, or measure without it."))
    return card


def _sources(folder: str, table: str, columns: Mapping[str, str], card: Card | None) -> list[Source]:
    """Find the table, and only that: what else a card names is not at hand in a page."""
    path = str(Path(folder) / table)
    return sources_of(card, Path(folder), path, Columns.model_validate({**columns}))[:1]


def _opened(engine: Engine, sources: list[Source], card: Card | None) -> Ratings:
    engine.seal([path for source in sources if isinstance(source.data, Files) for path in source.data.paths])
    wanted = [one.id for one in card.dimensions] if card else []
    return open_ratings(engine, sources[0], wanted, None, (), scale_values(card), None)


def _reading(table: Ratings) -> dict[str, Any]:
    layout = table.layout
    named = {role: name for role, name in layout.columns.model_dump().items() if isinstance(name, str)}
    names, rows = first_ratings(table)
    return {
        "shape": layout.shape,
        "means": _(MEANS[layout.shape]),
        "columns": list(table.types),
        "roles": list(ROLES),
        "named": named,
        "guessed": list(layout.guessed),
        "made": {name: told for name in named.values() if (told := _made(name)) != name},
        "answers": dict(layout.answers),
        "notes": list(map(say, layout.notes)),
        "unread": list(layout.unread(table.types)) if layout.shape == "long" else [],
        "ratings": {"head": [_(HEADS[name]) for name in names], "rows": rows},
        "rows": table.rows,
    }


def _made(name: str) -> str:
    """Say what stands in the place of a column in the language of the page; names of columns stay as they are."""
    before, after = KEY_OF.split("{column}")
    if name == NAMED_SO:
        return _(NAMED_SO)
    return _(KEY_OF, column=name.removeprefix(before)) if name.startswith(before) and not after else name
