"""A form filled from cards: each question with the sentences that answer it, or the reasons why nothing does."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Literal

from alignmentcard.convert.ac_block import as_data
from alignmentcard.convert.prose.records.data import called_by_id
from alignmentcard.convert.prose.silence import NEVER, is_about
from alignmentcard.convert.prose.statements import UNKNOWN, models_wrote, said_once, statements
from alignmentcard.convert.prose.subjects import resumed
from alignmentcard.convert.prose.words import ended, inside, within
from alignmentcard.document import Document, parse
from alignmentcard.model import Card
from alignmentcard.once import once
from alignmentcard.paths import value_at
from alignmentcard.profiles import Expected, Form, Profile, Question
from alignmentcard.profiles.completeness import Answer, completeness
from alignmentcard.report.forms.gaps import cannot_arise, field_of, gaps_of
from alignmentcard.report.forms.left import SCALE, unexplained
from alignmentcard.report.forms.narrowed import SOURCES, answers, narrowed, no_other, told_of_part
from alignmentcard.report.forms.users import SETTING, from_users, is_about_users, only_models
from alignmentcard.text.writing import block_of_levels

NOBODY = "No people took part as raters, so the question does not arise."
"""What is said to a question about participants where only models judged."""
UNANSWERED = "Not answered: "
"""How a text begins that only says why there is no answer."""
OPTIONAL = "(optional)"
"""What a form says where nothing has to be answered."""
LONG = 150
"""Characters of a sentence that nobody wants to read twice in one form."""
Verdict = Literal["yes", "no", "some", ""]
State = Literal["answered", "partly", "open", "not applicable", "elsewhere"]


@dataclass(frozen=True)
class CardAnswer:
    """What one card says to one question: sentences, and sentences about what it leaves open and why."""

    title: str
    state: State
    sentences: tuple[str, ...] = ()
    gaps: tuple[str, ...] = ()
    verdict: Verdict = ""
    """What the words of the card mean, where the form says which words mean yes and which no."""
    about: bool = False
    """Whether what is left open is known about: a note tells how large a number is."""
    lacks: tuple[str, ...] = ()
    """Paths of the fields in which an author may still answer."""
    meant: bool = True
    """Whether the question concerns the card, as far as its words say; else a list over several cards leaves it out."""

    @property
    def answers(self) -> bool:
        """Whether there is more to read than why there is no answer."""
        return bool(self.sentences or self.about)

    @property
    def text(self) -> str:
        """All of it, as it stands in the form."""
        if self.state == "not applicable" and not self.gaps:
            return NOBODY
        if self.sentences or self.about or self.state == "not applicable":
            return " ".join((*self.sentences, *self.gaps))
        return f"{UNANSWERED}{_lower(' '.join(self.gaps))}"


@dataclass(frozen=True)
class Filled:
    """One question of a form and what each card says to it; a question about something else has no card."""

    question: Question
    told: tuple[CardAnswer, ...]

    @property
    def state(self) -> State:
        """Answered where each card answers that is asked; open where none does."""
        states = {one.state for one in self.told} - {"not applicable"}
        if self.question.about:
            return "elsewhere"
        if not states:
            return "not applicable"
        return states.pop() if len(states) == 1 else "partly"

    @property
    def left(self) -> str:
        """What is left to those who hand the form in; nothing where the cards say no, or are not concerned."""
        if self.question.mentions and any(one.sentences for one in self.told):
            return ""
        if any(self.question.leaves.rstrip(".") in gap for one in self.told for gap in one.gaps):
            return ""
        decided = all(one.verdict in ("no", "some") or one.state == "not applicable" for one in self.told)
        return "" if decided else self.question.leaves


def filled(profile: Profile, cards: Sequence[Card]) -> tuple[Filled, ...]:
    """Fill every question of a form from some cards, in the order of the form."""
    form = profile.form or Form(questions=profile.questions)
    answers = [iter(completeness(document_of(card), profile).answers) for card in cards]
    found = (
        Filled(question, tuple(_answer_of_card(card, next(held)) for card, held in zip(cards, answers, strict=True)))
        if question.expects
        else Filled(question, ())
        for question in form.questions
    )
    return tuple(_each_once(map(partial(_with_titles, cards=cards), found), len(cards), form.answers == "sentences"))


def _with_titles(one: Filled, cards: Sequence[Card]) -> Filled:
    """Call datasets by their titles where the form is filled from their cards, too, and another names them by an id."""
    known = {
        called_by_id(card.dataset.id): f"“{within(inside(card.dataset.title))}”" for card in cards if len(cards) > 1
    }

    def titled(text: str) -> str:
        return next((text.replace(name, title) for name, title in known.items() if name in text), text)

    return replace(one, told=tuple(replace(told, sentences=tuple(map(titled, told.sentences))) for told in one.told))


def _each_once(found: Iterable[Filled], number: int, refers: bool) -> Iterator[Filled]:
    """Yield questions; an optional one says only what is new, and long sentences above are referred to, not repeated.

    Forms with boxes for a yes or no are pasted box by box, so that nothing in them refers to another box.
    """
    above: list[dict[str, str]] = [{} for _ in range(number)]
    for one in found:
        told = one.told
        if OPTIONAL in one.question.text.lower():
            told = tuple(_more(answer, said) for answer, said in zip(told, above, strict=False))
        elif refers:
            told = tuple(_referring(answer, said) for answer, said in zip(told, above, strict=False))
        for answer, said in zip(one.told, above, strict=False):
            for text in answer.sentences if one.question.number else ():
                said.setdefault(text, one.question.number)
        yield replace(one, told=told)


def _referring(answer: CardAnswer, said: Mapping[str, str]) -> CardAnswer:
    """Return an answer that names the question where a long sentence of it already stands, each question once."""
    texts = (_place(said[text]) if len(text) > LONG and text in said else text for text in answer.sentences)
    return replace(answer, sentences=tuple(dict.fromkeys(texts)))


def _place(number: str) -> str:
    return f"See the answer to {'question ' if number.isdecimal() else ''}{number}."


def _more(answer: CardAnswer, said: Mapping[str, str]) -> CardAnswer:
    sentences = tuple(text for text in answer.sentences if text not in said)
    return replace(answer, sentences=sentences, gaps=(), state="answered") if sentences else answer


@once
def document_of(card: Card) -> Document:
    """Return a card as the document that a profile is held to."""
    return parse(block_of_levels(as_data(card), 0))


def _answer_of_card(card: Card, answer: Answer) -> CardAnswer:
    title = inside(card.dataset.title)
    if not answer.places or _concerns_nobody(card, answer.question):
        return CardAnswer(title, "not applicable")
    if other := _not_meant(card, answer.question):
        return replace(other, title=title, meant=False)
    answer = replace(answer, places=tuple(place for place in answer.places if not cannot_arise(card, place)))
    if not answer.places:
        return CardAnswer(title, "not applicable")
    paths = dict.fromkeys(expected.path for expected in answer.question.expects)
    silent_ = _is_decided(answer.question) and all(place.state != "answered" for place in answer.places)
    data = narrowed(card, answer.question)
    sentences = {path: tuple(statements(card, path, data)) for path in (*paths, *answer.question.adds)}
    sentences |= dict.fromkeys(paths, ()) if silent_ else {}
    sentences = {path: tuple(answers(answer.question, found)) for path, found in sentences.items()}
    if is_about_users(answer.question):
        sentences[SETTING] = tuple(from_users(card, sentences[SETTING]))
    if answer.question.either and not any(sentences.values()):
        sentences[SOURCES] = tuple(no_other(card, answer.question))
    gaps = tuple(gaps_of(card, answer, sentences))
    said = told_of_part(
        card, answer.question, dict.fromkeys(sentence for found in _apart(sentences) for sentence in found)
    )
    enough = answer.question.either and said
    missed = gaps and not enough and any(place.reason != NEVER for place in answer.places if place.state != "answered")
    about = any(is_about(field_of(place), place.note) for place in answer.places if place.state == "gap")
    unsaid = [SOURCES] if any(text.endswith(UNKNOWN) for text in said) else []
    unsaid += [f"dimensions.{one.id}.scale.values" for one in unexplained(card)] if SCALE in sentences else []
    state: State = "open" if not (said or about) else "partly" if missed or unsaid else "answered"
    if (
        gaps
        and not answer.question.mentions
        and all(place.state == "gap" and place.reason == "not_applicable" for place in answer.places)
    ):
        state = "not applicable"
    texts = tuple(resumed(said_once(map(ended, said))))
    verdict = verdict_of(card, answer) or _of_part(answer, state)
    lacks = (*_lacking(answer), *unsaid) if gaps and not enough else tuple(unsaid)
    return CardAnswer(title, state, texts, gaps, verdict, about, lacks)


def _lacking(answer: Answer) -> tuple[str, ...]:
    """Return the paths of the fields that would answer; a question that does not arise has no answer to write."""
    places = (place for place in answer.places if place.state != "answered" and place.reason != NEVER)
    return tuple(dict.fromkeys(place.path for place in places))


def _not_meant(card: Card, question: Question) -> CardAnswer | None:
    """Return why a question does not concern a card: its words rule that out, or the words that decide are missing."""
    for path, words in question.given:
        asked = Question("", (Expected(path),))
        [answer] = completeness(document_of(card), Profile("given", questions=(asked,))).answers
        if not set(_words(card, answer)) & set(words):
            told = _answer_of_card(card, answer)
            ruled_out = CardAnswer("", "not applicable", gaps=told.sentences)
            return ruled_out if told.state == "answered" else told
    return None


def _apart(sentences: Mapping[str, tuple[str, ...]]) -> Iterator[tuple[str, ...]]:
    """Yield the sentences of each path, without those that a path above says as well."""
    above = [f"{path}." for path, found in sentences.items() if found]
    yield from (found for path, found in sentences.items() if not path.startswith(tuple(above)))


def _is_decided(question: Question) -> bool:
    """Say whether words of a vocabulary decide between yes and no; then what stands beside them does not answer."""
    return bool(question.yes) or question.no is not None


def _concerns_nobody(card: Card, question: Question) -> bool:
    """Say whether a question is about participants, and none are known: those who wrote the rules are none."""
    return question.of_people and only_models(card)


def verdict_of(card: Card, answer: Answer) -> Verdict:
    """Say what the words of a card mean: beside a no, a yes is one for some; without a list, all else is a no."""
    question = answer.question
    if not _is_decided(question):
        return ""
    given = set(_words(card, answer))
    if given - set(question.yes) if question.no is None else given & set(question.no):
        return "some" if given & set(question.yes) else "no"
    complete = question.no is not None or all(place.state == "answered" for place in answer.places)
    return "yes" if given & set(question.yes) and complete else ""


def _of_part(answer: Answer, state: State) -> Verdict:
    """Say that it is not so for all where only a part is known, and every word but those that mean yes is a no."""
    return "some" if state == "partly" and answer.question.yes and answer.question.no is None else ""


def _words(card: Card, answer: Answer) -> Iterator[str]:
    """Yield the words that a card gives to a question, and who wrote the items where the question adds that."""
    for place in answer.places:
        if place.state == "answered":
            word = value_at(place.document.data, place.route)
            yield str(word.get("status") if isinstance(word, dict) else word)
    if "dataset.sources_of_items" in answer.question.adds:
        yield from (f"written by {one.written_by}" for one in card.dataset.sources_of_items if one.written_by)
        yield from ["written by models"] if models_wrote(card) else []


def _lower(text: str) -> str:
    return text[:1].lower() + text[1:]
