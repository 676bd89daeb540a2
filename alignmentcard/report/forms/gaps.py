"""What a card leaves open of a question, in sentences: for whom, why, and what its author has put off."""

from collections.abc import Iterator, Mapping, Sequence

from alignmentcard.convert.ac_block import as_data
from alignmentcard.convert.prose.silence import NEVER, SILENT, are_all, asked_of, clause, is_about, silent
from alignmentcard.convert.prose.subjects import called, named, together
from alignmentcard.convert.prose.words import capital
from alignmentcard.model import Card
from alignmentcard.profiles.completeness import Answer, Place
from alignmentcard.report.forms.left import SCALE, TO_DO, meaning_left, to_write
from alignmentcard.report.forms.users import WROTE_RULES, is_about_users, only_models

Sentences = Mapping[str, tuple[str, ...]]
"""What a card says at each path that a question asks for."""
WITHOUT = ("none", "label")
"""How much raters were told where there was no definition, and so no text of one."""
OF_PEOPLE = frozenset("recruitment pay consent ethics countries languages composition target".split())
"""What pools of people have, and models have not."""
OF_RATERS = ("release.rater_attributes", "release.rater_ids", "release.withdrawal")
"""What a release tells or leaves to people who judged."""


def gaps_of(card: Card, answer: Answer, sentences: Sentences) -> Iterator[str]:
    """Yield a sentence for each reason why something is not said, and one for what is still to be written."""
    if answer.question.mentions:
        yield from [] if any(sentences.values()) else [capital(f"{SILENT} {answer.question.leaves}.")]
        return
    enough = answer.question.either and any(sentences.values())
    if not (enough and is_about_users(answer.question)):
        yield from _gaps(card, answer, sentences, enough)
    if SCALE in sentences:
        yield from meaning_left(card)
    if not enough:
        yield from to_write(card, answer.places)


def _gaps(card: Card, answer: Answer, sentences: Sentences, enough: bool) -> Iterator[str]:
    """Yield a sentence for each reason why fields are gaps, and one for all that are open; what is known is `enough`
    where one of them answers, and then only notes tell more.
    """
    stated: dict[tuple[str, str, str], list[str]] = {}
    for expected in answer.question.expects:
        if _is_pointless(card, expected.path):
            continue
        name = asked_of(as_data(card), clause(tuple(expected.path.split("."))))
        places = [place for place in answer.places if _belongs(place, expected.path)]
        gaps = [place for place in places if place.state == "gap" and not _is_empty(place, places)]
        reasons = dict.fromkeys((place.reason, place.note) for place in gaps if place.reason != TO_DO)
        for reason, note in (one for one in reasons if one[1] or not enough):
            alike = [place for place in gaps if (place.reason, place.note) == (reason, note)]
            what = clause(tuple(expected.path.split(".")), note) if is_about(expected.path, note) else name
            stated.setdefault((_whom(card, alike, places), reason, note), []).append(what)
        still = [place for place in places if place.state == "open" and _is_missed(place, sentences[expected.path])]
        if not enough and (still or (not gaps and not sentences[expected.path])):
            stated.setdefault((_whom(card, still, places), "", ""), []).append(name)
    known = sorted(stated.items(), key=lambda one: (one[0][1] == NEVER, not one[0][1]))
    yield from (silent(names, reason, note, whom) for (whom, reason, note), names in known)


def _is_empty(place: Place, places: Sequence[Place]) -> bool:
    """Say whether a place only says that the question does not arise for some, where others answer or lack it."""
    return place.reason == NEVER and not place.note and any(one.reason != NEVER for one in places)


def _is_missed(place: Place, sentences: tuple[str, ...]) -> bool:
    """Say whether an empty field is a gap: every pool and question counts, of other lists one entry."""
    return not sentences or place.route[0] in ("pools", "dimensions")


def _whom(card: Card, some: list[Place], every: list[Place]) -> str:
    """Name the pools or dimensions that some places belong to, where they are not all that there are."""
    names = [_owner(card, place) for place in some]
    if not some or (len(some) == len(every) and are_all(as_data(card), names)):
        return ""
    return f"For {together(names)}, " if any(names) else ""


def _owner(card: Card, place: Place) -> str:
    match place.route:
        case ("pools", int(position), *_):
            return called(as_data(card), as_data(card)["pools"][position])
        case ("dimensions", int(position), *_):
            return named(as_data(card)["dimensions"][position])
    return ""


def _belongs(place: Place, path: str) -> bool:
    """Say whether a place is one of those that a path stands for; a list without entries stands for all in it."""
    wanted = path.split(".")
    if len(place.route) < len(wanted):
        return list(place.route) == wanted[: len(place.route)] and wanted[len(place.route)] == "*"
    pairs = zip(place.route, wanted, strict=False)
    return len(place.route) == len(wanted) and all(isinstance(part, int) or part == want for part, want in pairs)


def field_of(place: Place) -> str:
    """Return the path of the field of a place, with `*` for entries of lists."""
    return ".".join("*" if isinstance(part, int) else part for part in place.route)


def cannot_arise(card: Card, place: Place) -> bool:
    """Say whether a place is a definition that nobody got, a standard of no pay, or what only participants have."""
    match place.route:
        case ("dimensions", int(position), "definition", "text"):
            return place.state != "answered" and card.dimensions[position].definition.detail in WITHOUT
        case ("pools", int(position), "pay", "standard"):
            pay = card.pools[position].pay
            return place.state != "answered" and (pay is None or not pay.amount)
        case ("pools", int(position), name, *_) if name in OF_PEOPLE:
            pool = card.pools[position]
            return place.state != "answered" and (pool.kind == "synthetic" or pool.role == WROTE_RULES)
        case ("release", str(name)) if f"release.{name}" in OF_RATERS:
            return place.state != "answered" and not place.note and only_models(card)
    return False


def _is_pointless(card: Card, path: str) -> bool:
    """Say whether nothing that a card has could answer: no definition, no pay, or only models that took part."""
    if path == "dimensions.*.definition.text":
        return bool(card.dimensions) and all(one.definition.detail in WITHOUT for one in card.dimensions)
    if path == "pools.*.pay.standard":
        return not any(pool.pay and pool.pay.amount for pool in card.pools)
    return only_models(card) and (path in OF_RATERS or path.removeprefix("pools.*.") in OF_PEOPLE)
