"""Answers that a reader may take for something else than what is counted, in sentences for people.

They are asked about only where no card lists the answers: then nobody has said yet what they are.
"""

import re
import shlex
from collections.abc import Collection, Iterator, Mapping, Sequence
from decimal import Decimal

from alignmentcard.measurement.tables.numbers import read_number
from alignmentcard.measurement.tables.telling import counted, word_for
from alignmentcard.measurement.tables.words import bare
from alignmentcard.messages import later
from alignmentcard.messages.retold import worded

EXAMPLES = 4
LEAST_NUMBERS = 3
"""Two numbers have the same agreement as two words."""
BEGINS_WITH_NUMBER = re.compile(r"[^\w+-]{0,2}([+-]?\d?[\d.,' \u00a0\u202f]*[\d¼-¾])(.*)", re.DOTALL)
DATE = re.compile(r"\d{1,4}([-/.])\d{1,2}\1\d{1,4}.*")
SAME_SIGNS = re.compile(r"(\S)\1*([☆✩○]*)")
STEPS = re.compile(
    r"(strongly|somewhat|slightly|moderately|extremely|completely|mostly|partly|rather|very|quite) \w.*|not at all.*"
    r"|never|rarely|seldom|sometimes|often|always|usually"
    r"|a (little|lot)|somewhat|slightly|moderately|very|extremely|completely"
    r"|lowest|very low|low|medium|moderate|high|very high|highest|poor|fair|good|excellent|terrible|perfect",
    re.IGNORECASE,
)
"""Words that stand on a scale of steps."""
NUMBER_WORDS = frozenset(
    "zero one two three four five six seven eight nine ten first second third fourth fifth null eins zwei drei vier "
    "fünf sechs sieben uno dos tres cuatro cinco seis siete un deux trois quatre cinq i ii iii iv v vi vii".split()
)
"""Words for the steps of a scale; from three of them on, another word is hardly meant."""
YES = frozenset({"yes", "true", "ja", "wahr", "sí", "si", "verdadero", "oui", "vrai", "sim", "да", "是", "はい"})
NO = frozenset({"no", "false", "nein", "falsch", "falso", "non", "faux", "não", "нет", "否", "いいえ"})
SHORT = (("y", "n"), ("t", "f"), ("j", "n"), ("1", "0"))
"""Signs for yes and no that are also letters and numbers of other scales."""
ORDER = re.compile(r"[^<>=]+(\s*[>=]\s*[^<>=]+)*>[^<>=]+(\s*[>=]\s*[^<>=]+)*")
SPAN = re.compile(
    r"\[\s*[\[(]\s*[\"']?\d+[\"']?\s*,\s*[\"']?\d+.*|\(\s*\d+\s*,\s*\d+\s*(\)|,\s*[^\d\s]).*"
    r"|.*\b(start|begin)(_offset|_char)?[\"']?\s*[:=]\s*\d.*",
    re.DOTALL,
)
"""Where in a text a mark begins and ends: [[0, 4, "PER"]], (0, 4) or {"start": 0, "end": 4}; (2, 1, 3) is a ranking."""
TAG = re.compile(r"[BIESLU][-_]\w+")
BETWEEN_TAGS = re.compile(r"[\s,;|\[\]\"']+")
MARKS = (";", ",", "|", "/", "+", "&")
MISSING_NUMBERS = frozenset(
    Decimal(sign * int(code)) for code in ("7", "8", "9", "77", "88", "97", "98", "99", "777", "888", "998", "999")
    for sign in (1, -1)
) | {Decimal(-1), Decimal(-2)}  # fmt: skip
"""Numbers that surveys write for no answer, where they lie outside of the scale."""


def without_card(counts: Mapping[str, int], doubtful: Sequence[str], *, sets: bool) -> Iterator[str]:
    """Ask about answers that no card lists: codes for no answer, words beside numbers, numbers with words around."""
    for label in doubtful:
        yield worded(
            "“{label}” ({count:,}) may stand for no answer, and is counted as one. If it does, say {option}, or list "
            "it under columns.missing of the card.",
            label=label,
            count=counts.get(label, 0),
            option=_missing([label]),
        )
    yield from _marks_on_parts(counts)
    if not sets:
        yield from _words_beside_numbers(counts, doubtful)
        yield from _numbers_in_words(counts)
        yield from _steps(counts)
        yield from _same_meaning(counts)
        yield from _orders(counts)
        yield from _several_at_once(counts)


def far_off(label: str, numbers: Mapping[str, Decimal]) -> bool:
    """Say whether a number is a usual code for no answer, and a scale of whole numbers in a row ends before it.

    The codes of surveys count only where nothing else lies outside of the scale: -2 to 2 is one, 1, 2, 3, 8 and 9 has
    two codes.
    """
    scale: list[Decimal] = []
    for number in sorted(number for number in numbers.values() if number >= 0):
        if scale and number != scale[-1] + 1:
            break
        scale.append(number)
    outside = {*numbers.values()} - {*scale}
    if len(scale) < LEAST_NUMBERS or numbers[label] not in outside:
        return False
    return outside <= MISSING_NUMBERS and -min(outside) != scale[-1]


def _marks_on_parts(counts: Mapping[str, int]) -> Iterator[str]:
    """Tell of answers that mark parts of a text, or that hold a tag for each word of it."""
    marks = [label for label in sorted(counts) if SPAN.fullmatch(label) or _are_tags(label)]
    if marks and 2 * sum(counts[label] for label in marks) > sum(counts.values()):
        yield worded(
            "Answers such as {answers} look like marks on parts of a text. Each is compared as one answer, so that two "
            "marks a character apart count as different, and tags in another order may count as the same. To compare "
            "parts, write a row for each part (a word or a sentence) with its label, and name both as the item: "
            "--column item=TEXT,PART.",
            answers=_listed(marks, counts),
        )


def _are_tags(label: str) -> bool:
    """Say whether an answer is tags such as B-PER and O."""
    tags = [one for one in BETWEEN_TAGS.split(label) if one and one != "O"]
    return bool(tags) and all(TAG.fullmatch(one) for one in tags)


def _words_beside_numbers(counts: Mapping[str, int], doubtful: Sequence[str]) -> Iterator[str]:
    """Tell of words that make words of numbers."""
    numbers = [label for label in counts if read_number(label) is not None]
    words = sorted(label for label in counts if label not in numbers)
    if len(numbers) < LEAST_NUMBERS or not words or sum(counts[n] for n in numbers) < sum(counts[w] for w in words):
        return
    number = sum(counts[label] for label in words)
    named = {
        "answers": counted(number, "answer"),
        "words": _listed(words, counts),
        "options": _missing([word for word in words if word not in doubtful] or words),
    }
    yield word_for(
        number,
        worded(
            "{answers} is no number, all others are: {words}. So all are read as words without an order (nominal). "
            "Write them as numbers, or say that they are no answers: {options}; answers such as don't know belong "
            "under scale.abstain of a card.",
            **named,
        ),
        worded(
            "{answers} are no numbers, all others are: {words}. So all are read as words without an order (nominal). "
            "Write them as numbers, or say that they are no answers: {options}; answers such as don't know belong "
            "under scale.abstain of a card.",
            **named,
        ),
    )


def _missing(words: Sequence[str]) -> str:
    return " ".join(f"--column {shlex.quote(f'missing={word}')}" for word in words[:EXAMPLES])


def _numbers_in_words(counts: Mapping[str, int]) -> Iterator[str]:
    """Tell of answers that all begin with a number, another one each but for blanks, or are so many stars."""
    labels = sorted(counts)
    places = [_place(label) for label in labels]
    if len(set(places)) < LEAST_NUMBERS or None in places:
        return
    if len({bare(label) for label in labels}) > len(set(places)):
        return
    if all(read_number(label) is not None for label in labels):
        return
    yield worded(
        "Answers such as {answers} look like numbers with something around them. They are read as words without an "
        "order (nominal). {advice}",
        answers=_listed(labels, counts),
        advice=worded(ORDERED),
    )


ORDERED = later(
    "If they have an order, write them as plain numbers, or list them in their order in a card, under scale.values "
    "with level: ordinal."
)


def _place(label: str) -> str | None:
    """Return the number that a label begins with, or how many signs it repeats."""
    found = BEGINS_WITH_NUMBER.fullmatch(label.strip())
    if found:
        return None if DATE.fullmatch(label.strip()) else found[1].strip()
    signs = SAME_SIGNS.fullmatch(label.strip())
    return str(len(label.strip()) - len(signs[2])) if signs and not label.strip()[0].isalnum() else None


def _steps(counts: Mapping[str, int]) -> Iterator[str]:
    """Tell of words that are steps of a scale, whose order only people know."""
    steps = [label for label in sorted(counts) if STEPS.fullmatch(label.strip())]
    numbers = [label for label in sorted(counts) if label.strip().casefold() in NUMBER_WORDS]
    if len(numbers) >= LEAST_NUMBERS and 2 * len(numbers) >= len(counts):
        steps = numbers
    if len(counts) >= LEAST_NUMBERS and len(steps) >= max(2, len(counts) / 3):
        yield worded(
            "Answers such as {answers} look like steps of a scale. They are read as words without an order (nominal). "
            "{advice}",
            answers=_listed(steps, counts),
            advice=worded(ORDERED),
        )


def _same_meaning(counts: Mapping[str, int]) -> Iterator[str]:
    """Tell of words that mean yes or no in several spellings, whatever other answers there are."""
    words = {label: label.strip().casefold() for label in sorted(counts)}
    yes, no = (frozenset(two) for two in zip(*SHORT, strict=True))
    if not {*words.values()} <= YES | NO | yes | no:
        pairs = [pair for pair in SHORT if {*pair} <= {*words.values()} and _beside_words(pair, {*words.values()})]
        yes, no = (frozenset(pair[place] for pair in pairs) for place in (0, 1))
    for same in (YES | yes, NO | no):
        group = [label for label, word in words.items() if word in same]
        if len(group) > 1:
            yield worded(
                "{answers} are counted as different answers. If they mean the same, write them alike.",
                answers=_listed(group, counts),
            )


def _beside_words(pair: tuple[str, str], words: Collection[str]) -> bool:
    """Say whether two signs stand beside words for yes or no, and are not two of more numbers or single letters."""
    others = {word for word in words if word not in {sign for two in SHORT for sign in two}}
    return bool(others & (YES | NO)) and not any(len(word) == 1 or read_number(word) is not None for word in others)


def _orders(counts: Mapping[str, int]) -> Iterator[str]:
    """Tell of orders of preference that count as names."""
    orders = [label for label in sorted(counts) if ORDER.fullmatch(label)]
    if len(orders) == len(counts) > 1:
        yield worded(
            "Answers such as {answers} look like orders of preference. Each counts as a name, so that orders which are "
            "close to each other do not count as close. A card whose dimension has feedback: ranking has them measured "
            "as orders.",
            answers=_listed(orders, counts),
        )


def _several_at_once(counts: Mapping[str, int]) -> Iterator[str]:
    """Tell of answers with a mark between parts, of which at least half are answers alone as well."""
    for mark in MARKS:
        cut = {label: [part.strip() for part in label.split(mark)] for label in sorted(counts) if mark in label}
        parts = {part for several in cut.values() for part in several}
        alone = sum(part in counts for part in parts)
        if len(parts) > 1 and 2 * alone >= len(parts) and not any(map(read_number, parts)):
            yield worded(
                "Answers such as {answers} look like several labels at once. Each counts as a label of its own; if "
                "they are several, say --separator '{mark}'.",
                answers=_listed(list(cut), counts),
                mark=mark,
            )
            return


def _listed(labels: Sequence[str], counts: Mapping[str, int]) -> str:
    shown = ", ".join(f"“{_short(label)}” ({counts[label]:,})" for label in labels[:EXAMPLES])
    return shown + (" …" if len(labels) > EXAMPLES else "")


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= 40 else f"{line[:39]}…"
