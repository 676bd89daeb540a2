"""Records about people and models: recruitment, pay, review by a board, who they are, which model it was."""

import re
from collections.abc import Callable, Sequence
from typing import Any

from alignmentcard.convert.prose.articles import DETERMINED, with_article, with_the
from alignmentcard.convert.prose.authored import going_on, is_sentence
from alignmentcard.convert.prose.denials import denial
from alignmentcard.convert.prose.judges import MANY
from alignmentcard.convert.prose.phrases.people import CHANNELS, PHRASES
from alignmentcard.convert.prose.words import (
    NAMED_BEFORE,
    Record,
    Subject,
    ended,
    groups,
    in_a_row,
    in_groups,
    inside,
    joined,
    listed,
    plain,
    spaced,
    within,
)

BASES = {
    "self_reported": "as they reported themselves",
    "inferred": "as somebody inferred",
    "platform": "as the platform reported",
}
PER = {"hour": " an hour", "item": " for each item", "session": " for each session"}
BOARD = {
    "approved": "{} approved the work with {}",
    "exempt": "{} determined that the work with {} is exempt",
    "none": "No ethics board was asked about the work with {1}",
}
BOARDS = re.compile(r"\b(?:boards?|committees?|councils?|panel|IRB|REB|REC|review)\b", re.IGNORECASE)
"""What the name of a board says itself, and that of the institution behind it does not."""
GENERIC_BOARD = re.compile(
    r"^(?:Ethics|Review|Ethical|Research|Institutional|Institutional review|Research ethics)"
    r" (?:board|committee|council|panel)\b"
)
"""A name of a board that has a capital letter only because it begins with it."""
NAMED = re.compile(r"(?:the|an?|our|their|its) |[^,(]*?(?:'s|s') ", re.IGNORECASE)
"""What needs no article before it."""
DESCRIBED = re.compile(r"(?<![\w-])models?(?![\w-])|, | and |^\d+ |^an? |^the ", re.IGNORECASE)
"""What the name of a model has where it describes one or lists several."""
OF_ONE = {
    "contractors": "as a contractor",
    "experts": "as an expert in the subject",
    "volunteers": "as an unpaid volunteer",
}
"""Channels as they are said of a single person, where that differs."""
MODELS = frozenset(("model", "classifier", "filter", "judge", "checker", "detector", "ensemble", "system", "program"))
"""What models are called that have no name."""
MOST_CENTS = 2
TIMES = {1: "once", 2: "twice"}


def recruitment(one: Record, subject: Subject) -> str:
    """Say how people were reached and chosen, and what they had to fulfil."""
    they, channel, texts = subject.put_into("{They}"), one.get("channel"), []
    firm = inside(one["platform"]) if "platform" in one else ""
    if channel == "authors":
        texts.append(f"{they} are {'an author' if subject.single else 'authors'} of the data.")
    elif channel == "product_users":
        texts.append(ended(f"{they} were not recruited, but used a product or site for their own ends{_beside(firm)}"))
    elif channel:
        how = OF_ONE.get(channel, CHANNELS[channel]) if subject.single else CHANNELS[channel]
        texts.append(ended(f"{they} were recruited {how}{_beside(firm)}"))
    elif firm:
        texts.append(ended(f"{they} were recruited through {firm}"))
    they, subject = ("They", NAMED_BEFORE) if texts else (they, subject)
    sampling, criteria = PHRASES["pools.*.recruitment.sampling"], one.get("criteria")
    if "sampling" in one and isinstance(sampling, dict):
        texts.append(subject.put_into(sampling[one["sampling"]]))
    return " ".join([*texts, *([_criteria(they, criteria)] if criteria else [])])


def _criteria(they: str, those: Sequence[str]) -> str:
    if nothing := denial("pools.*.recruitment.criteria", those):
        return ended(nothing[0].replace("{They}", they) + nothing[1])
    return ended(f"{they} had to meet {'these criteria' if len(those) > 1 else 'this criterion'}: {listed(those)}")


def _beside(firm: str) -> str:
    """Return the name of a firm to stand behind a channel; brackets never stand in brackets."""
    return (f": {firm}" if "(" in firm else f" ({firm})") if firm else ""


def pay(one: Record, subject: Subject) -> str:
    """Say what work was paid, and by which standard."""
    they, amount = subject.put_into("{They}"), one.get("amount")
    if amount == 0:
        told = f"{they} were not paid."
    else:
        money = joined((one.get("currency", ""), _money(amount) if amount is not None else ""), " ")
        told = ended(f"{they} were paid {money}{PER.get(one.get('per', ''), '')}") if money or "per" in one else ""
    return _by_standard(told, inside(one["standard"]), they) if "standard" in one else told


def _by_standard(told: str, standard: str, they: str) -> str:
    """Say by which standard an amount was set: a sentence of the author by itself, all else behind the amount."""
    if is_sentence(standard):
        return joined((told, ended(standard)), " ")
    beside = f": {going_on(standard)}" if "(" in standard else f" ({going_on(standard)})"
    return ended(f"{told.rstrip('.')}{beside}" if told else f"{they} were paid as follows: {standard}")


def _money(amount: float) -> str:
    digits = len(f"{amount:.15g}".partition(".")[2])
    return f"{amount:,.{MOST_CENTS}f}".removesuffix(".00") if digits <= MOST_CENTS else plain(amount)


def ethics(one: Record, subject: Subject) -> str:
    """Say what an ethics board said."""
    body = inside(one["body"]) if "body" in one else ""
    if "status" not in one:
        return ended(f"The ethics board was {body}") if body else ""
    return ended(BOARD[one["status"]].format(_board(body), "them" if subject.who == "they" else subject.who))


def _board(body: str) -> str:
    """Call a board by its name, or by that of its institution."""
    if not BOARDS.search(body):
        return f"An ethics board ({body})" if body else "An ethics board"
    return body if NAMED.match(body) else f"The {GENERIC_BOARD.sub(lambda found: found[0].lower(), body)}"


def composition(one: Record, subject: Subject) -> str:
    """Say who the members of a pool are by one attribute."""
    axis, basis = spaced(one.get("axis", "group")), BASES.get(one.get("basis", ""), "")
    found, silent = list(groups({**one, "undisclosed": 0})), one.get("undisclosed")
    if found:
        more = f"; {_untold(silent, one.get('basis', ''))}" if silent else ""
        told = [ended(f"By {axis}, {_are(one, subject)}{in_groups(found)}{more}")]
    else:
        told = [ended(joined((f"{axis} was recorded", basis, "without numbers here")))]
    told += [f"{plain(one['asked'])} of them {'was' if one['asked'] == 1 else 'were'} asked."] if "asked" in one else []
    told += [ended(f"The question was “{within(plain(one['question']))}”")] if "question" in one else []
    told += [ended(f"The classification is {plain(one['scheme'])}")] if "scheme" in one else []
    return " ".join(told)


def _untold(number: int, basis: str) -> str:
    """Say of how many an attribute is not known; only those who were asked can have kept it to themselves."""
    return f"{plain(number)} did not say" if basis in ("", "self_reported") else f"it is not known of {plain(number)}"


def compositions(those: Sequence[Record], subject: Subject) -> str:
    """Say who the members of a pool are, attribute after attribute; whom it is about stands in the first sentence."""
    told: list[str] = []
    for before, one in zip((None, *those), those, strict=False):
        text = composition(one, subject)
        if before and before.get("basis") == one.get("basis") and list(groups(before)) and list(groups(one)):
            text = text.replace(f", {_are(one, subject)}", ": ", 1)
        told.append(text)
    return in_a_row(told)


def _are(one: Record, subject: Subject) -> str:
    basis = BASES.get(one.get("basis", ""), "")
    into = "divide into" if len(list(groups({**one, "undisclosed": 0}))) > 1 else "belong to one group:"
    return f"{f'{basis}, ' if basis else ''}{subject.who} {into} "


def target_composition(one: Record, _: Subject) -> str:
    """Say the shares in the population that a pool should stand for."""
    told = in_groups(list(groups(one)))
    return ended(f"By {spaced(one.get('axis', 'group'))}, that population has{f': {told}' if told else ' groups'}")


def model_name(one: Record) -> str:
    """Call a model at the start of a sentence."""
    name = with_article(inside(one.get("name", "A model")), MODELS)
    version = f" (version {inside(one['version'])})" if "version" in one else ""
    provider = f" of {with_the(inside(one['provider']))}" if "provider" in one else ""
    kind = "" if DESCRIBED.search(name) else "The model "
    if MANY.match(name) and name[:1].islower() and "model" not in name and not DETERMINED.match(name):
        kind = "The models "
    return f"{kind}{name}{version}{provider}"


def runs(number: int) -> str:
    """Say how often a model was asked for each item."""
    return f"It was asked {TIMES.get(number, f'{plain(number)} times')} for each item."


def prompt(text: str) -> str:
    """Say what a model was told, or where that can be read."""
    if plain(text).startswith(("https://", "http://")):
        return f"Its prompt can be read at {plain(text)}."
    return ended(f"Its prompt was “{within(plain(text))}”")


VALUES: dict[str, Callable[[Any], str]] = {"pools.*.model.runs_per_item": runs, "pools.*.model.prompt": prompt}
LISTS: dict[str, Callable[[Sequence[Record], Subject], str]] = {"pools.*.composition": compositions}
WRITERS: dict[str, Callable[[Record, Subject], str]] = {
    "pools.*.recruitment": recruitment,
    "pools.*.pay": pay,
    "pools.*.ethics": ethics,
    "pools.*.target.composition": target_composition,
}
