"""A card as answers to the questions of a profile, in Markdown: a datasheet, CrowdWorkSheets, a data statement."""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from itertools import groupby
from typing import Any

from alignmentcard.convert.ac_block import as_data
from alignmentcard.convert.exports.huggingface import plain_text
from alignmentcard.convert.format import Format
from alignmentcard.convert.prose.authored import going_on, is_sentence
from alignmentcard.convert.prose.silence import NEVER, SEE, SILENT, unstated
from alignmentcard.convert.prose.statements import said_once, statements
from alignmentcard.convert.prose.words import capital, ended, inside
from alignmentcard.document import parse
from alignmentcard.model import Card
from alignmentcard.paths import value_at
from alignmentcard.profiles import Question, load_profile
from alignmentcard.profiles.completeness import Answer, Place, completeness
from alignmentcard.report.forms.filled import NOBODY, verdict_of
from alignmentcard.report.forms.narrowed import less, mentions
from alignmentcard.report.forms.users import only_models
from alignmentcard.report.forms.written import VERDICTS
from alignmentcard.resources import visible
from alignmentcard.text.writing import block_of_levels

NOT_DOCUMENTED = "this was not documented"
ASKS = re.compile(r"(?:Is|Are|Was|Were|Does|Do|Did|Has|Have|Will|Can) ")
"""How a question begins that is answered by yes or no."""
CHOICE = re.compile(r"\bor (?:is|does|did|was|were|obtain) ?(?:it|they)\b")
"""What a question has that asks which of two things is so; a no to it would claim the second."""
LONG = 60
"""Letters from which an answer is not said again."""
TOGETHER = "Other questions of this section"
"""The heading above questions that stand together, because a card says the same to all of them: nothing."""


def questionnaire(card: Card, profile: str) -> str:
    """Write every question of a profile with what the card answers, gaps with their reasons, and what is left open."""
    return "\n\n".join(filter(None, _blocks(card, profile))) + "\n"


def _blocks(card: Card, name: str) -> Iterator[str]:
    profile = load_profile(name)
    held = completeness(parse(block_of_levels(as_data(card), 0)), profile)
    yield f"# {profile.title or profile.name}: {_text(card.dataset.title)}"
    told: dict[str, str] = {}
    for section, answers in groupby(held.answers, key=lambda answer: answer.question.section):
        if section:
            yield f"## {plain_text(section)}"
        found = [(plain_text(answer.question.text), list(_paragraphs(card, answer))) for answer in answers]
        silent = [question for question, paragraphs in found if not paragraphs]
        together = silent if len(silent) > 1 else []
        for question, paragraphs in found:
            if question not in together:
                yield f"### {question}"
                yield _once("\n\n".join(paragraphs or [f"Not answered: {NOT_DOCUMENTED}."]), question, told)
        if together:
            yield f"### {TOGETHER if section else TOGETHER.removesuffix(' of this section')}"
            yield "\n".join([f"Not answered, as {NOT_DOCUMENTED}:", "", *(f"- {question}" for question in together)])


def _once(answer: str, question: str, told: dict[str, str]) -> str:
    """Return an answer, or where it stands already word for word; what is soon said is said again."""
    first = told.setdefault(answer, question)
    if first == question or len(answer) < LONG or answer == NOBODY:
        return answer
    return f"{SEE}“{first.partition(' (')[0].rstrip('?')}”."


def _paragraphs(card: Card, answer: Answer) -> Iterator[str]:
    """Yield what the card answers, then what it does not, with the reason; nothing where it says neither."""
    if (answer.question.of_people or answer.question.yes) and only_models(card):
        yield NOBODY
        return
    told = list(map(_text, _answers(card, answer) if answer.paths("answered") else ()))
    yield from told
    left = _left(card, answer) if not (told and answer.question.mentions) else []
    gaps = [place for place in answer.places if place.state == "gap" and _counts(place, answer, bool(left))]
    reasons = _reasons(card, gaps) if answer.state != "not asked" else ("The question does not arise for this data.",)
    yield from dict.fromkeys([_no(answer.places), *left] if _is_no(answer) else [*reasons, *left])


def _is_no(answer: Answer) -> bool:
    """Say whether there is nothing of what is asked for: a question about the data that begins with its verb."""
    question = answer.question
    never = all(place.state == "gap" and place.reason == NEVER for place in answer.places)
    by_verb = ASKS.match(question.text) and not CHOICE.search(question.text)
    return never and bool(answer.places and by_verb) and not (question.of_people or question.yes)


def _no(places: Sequence[Place]) -> str:
    """Say no, with the reason where there is one that can stand behind it."""
    notes = list(dict.fromkeys(place.note for place in places if place.note))
    if len(notes) == 1 and is_sentence(notes[0]):
        return _text(f"No, as {going_on(ended(notes[0]))}")
    if len(notes) == 1 and "(" not in notes[0] and ". " not in notes[0]:
        return _text(f"No ({going_on(inside(notes[0]))}).")
    return _text(" ".join(["No, the question does not arise for this data.", *map(ended, notes)]))


def _counts(place: Place, answer: Answer, left: bool) -> bool:
    """Say whether a gap is told: not one without a word where others answer, or where what is asked is told beside."""
    others = any(one.reason != NEVER or one.note or one.state == "answered" for one in answer.places)
    return bool(place.note) or not (left or (place.reason == NEVER and others))


def _left(card: Card, answer: Answer) -> list[str]:
    """Return a sentence about what a question asks beside its fields, unless an author says that."""
    own = any(path.startswith("extensions.") for path in answer.paths("answered"))
    known = answer.paths("answered") or answer.paths("gap")
    noted = any(place.note for place in answer.places if place.state == "gap")
    silent = own or noted or not answer.question.leaves or not known
    return [] if silent or answer.state == "not asked" else [_text(capital(f"{SILENT} {answer.question.leaves}."))]


def _answers(card: Card, answer: Answer) -> Iterator[str]:
    question, data, word = answer.question, as_data(card), verdict_of(card, answer)
    if question.yes and not word:
        return
    meant = _meant(question, data)
    paths = (*(expected.path for expected in question.expects), *question.adds)
    texts = said_once(dict.fromkeys(text for path in paths for text in statements(card, path, meant)))
    yield from (f"{VERDICTS[word]} {text}".strip() for text in texts if mentions(question, text))
    for expected in question.expects:
        if expected.path.startswith("extensions."):
            yield from _own_words(data, expected.path)


def _meant(question: Question, data: dict[str, Any]) -> Mapping[str, Any]:
    """Leave out the entries of lists that the question is not about, such as pools of models."""
    kept: dict[str, set[str | int]] = {}
    for expected in question.expects:
        section, star, _ = expected.path.partition(".*")
        if star and "." not in section:
            kept.setdefault(section, set()).update(route[1] for route in expected.routes(data))
    lists = {name: [one for n, one in enumerate(data.get(name, [])) if n in found] for name, found in kept.items()}
    return less(question.without, {**data, **lists})


def _own_words(data: dict[str, Any], path: str) -> Iterator[str]:
    """Yield what stands under an organisation's name: free text, or words with their explanations."""
    try:
        value = value_at(data, tuple(path.split(".")))
    except (KeyError, TypeError):
        return
    if isinstance(value, dict):
        yield from (f"{word}: {said}" for word, said in value.items())
    else:
        yield from (str(one) for one in (value if isinstance(value, list) else [value]))


def _reasons(card: Card, places: list[Place]) -> Iterator[str]:
    """Yield a sentence for each reason and note, which names what is not said and for whom."""
    gaps = [{"field": place.path, "reason": place.reason, "note": place.note} for place in places]
    yield from map(_text, unstated({**as_data(card), "gaps": gaps}))


def _text(text: str) -> str:
    return plain_text(visible(text))


FORMATS: dict[str, Format] = {
    "datasheet": Format(
        partial(questionnaire, profile="datasheets"),
        ".datasheet.md",
        "Datasheet: Gebru et al., all questions",
    ),
    "crowdworksheets": Format(
        partial(questionnaire, profile="crowdworksheets"), ".crowdworksheets.md", "CrowdWorkSheets: Díaz et al."
    ),
    "data-statement": Format(
        partial(questionnaire, profile="data-statements"), ".data-statement.md", "Data statement, version 3"
    ),
}
"""Questionnaires that cards are exported to; their questions stand in the profiles."""
