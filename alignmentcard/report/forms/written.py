"""A filled form as text: Markdown, plain text for the boxes of a submission system, or LaTeX with a venue's macros."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import groupby

from alignmentcard.convert.exports.huggingface import plain_text
from alignmentcard.convert.exports.latex_text import MACROS as COMMANDS
from alignmentcard.convert.exports.latex_text import latex
from alignmentcard.convert.prose.words import capital, inside, listed, within
from alignmentcard.messages import SOURCE, speaking
from alignmentcard.model import Card
from alignmentcard.profiles import Form, Profile
from alignmentcard.report.forms.filled import OPTIONAL, UNANSWERED, CardAnswer, Filled, filled
from alignmentcard.report.forms.overall import left_over, overall
from alignmentcard.resources import visible
from alignmentcard.words import several

NOT_ALL, NOT_OF_ALL = "No, not all of it.", "No, not for all of them."
"""What is no yes, though a part of it is there."""
WORDS = {"answered": "Yes.", "partly": NOT_ALL, "open": "", "not applicable": "N/A.", "elsewhere": ""}
VERDICTS = {"yes": "Yes.", "no": "No.", "some": NOT_OF_ALL, "": ""}
MACROS = {"Yes.": r"\answerYes{}", "No.": r"\answerNo{}", "No, ": r"\answerNo{}", "N/A.": r"\answerNA{}"}
OPEN = r"\answerTODO{}"
"""What the template of the venue has where authors still have to answer; it is printed in red."""
FEW = 3
"""So many titles are always named; of more, those of which most is true may be counted."""
TO_SECTIONS = "Where the form asks for a section of the paper, name the one that says what stands here."


def write_form(profile: Profile, cards: Sequence[Card], style: str = "") -> str:
    """Write a form filled from one card or several, in the style that it is handed in with unless another is named."""
    form = profile.form or Form()
    with speaking(SOURCE):  # answers are English sentences, in whichever language a program speaks beside them
        return STYLES[style or form.written](profile, cards)


def _markdown(profile: Profile, cards: Sequence[Card]) -> str:
    blocks = [f"# {_heading(profile.title)}", *map(_safe, _head(profile, cards))]
    for section, questions in groupby(filled(profile, cards), key=lambda one: one.question.section):
        blocks.append(f"## {_heading(section)}")
        for one in questions:
            blocks.append(f"### {_numbered(one, section)}{_heading(one.question.text)}")
            blocks.extend(_safe(text) for text in _answers(profile, one, cards, "- **{}**: {}"))
    return "\n\n".join(blocks) + "\n"


def _text(profile: Profile, cards: Sequence[Card]) -> str:
    blocks = [profile.title, *_head(profile, cards)]
    for section, questions in groupby(filled(profile, cards), key=lambda one: one.question.section):
        blocks.append(section)
        blocks.extend(
            "\n".join([f"{_numbered(one, section)}{one.question.text}", *_answers(profile, one, cards, "{}: {}")])
            for one in questions
        )
    return "\n\n".join(map(visible, blocks)) + "\n"


def _latex(profile: Profile, cards: Sequence[Card]) -> str:
    lines = [rf"\section*{{{latex(profile.title)}}}", *(f"% {line}" for line in _head(profile, cards))]
    lines.append(r"\begin{enumerate}")
    for one in filled(profile, cards):
        answer = " ".join(_answers(profile, one, cards, "{}: {}"))
        word = next((word for word in MACROS if answer.startswith(word)), "")
        lines += [
            "",
            rf"\item {{\bf {latex(one.question.section)}}}",
            rf"    \item[] Question: {latex(one.question.text)}",
        ]
        lines.append(rf"    \item[] Answer: {MACROS.get(word, OPEN)}")
        lines.append(rf"    \item[] Justification: {latex(capital(answer.removeprefix(word).strip()))}")
    text = "\n".join([*lines, "", r"\end{enumerate}"]) + "\n"
    return COMMANDS + text if r"\ac" in text else text


STYLES: Mapping[str, Callable[[Profile, Sequence[Card]], str]] = {
    "markdown": _markdown,
    "text": _text,
    "latex": _latex,
}


def _head(profile: Profile, cards: Sequence[Card]) -> Iterator[str]:
    """Yield which data the answers are about, and where the questions come from."""
    form = profile.form or Form()
    about = listed([f"“{within(inside(card.dataset.title))}”" for card in cards])
    many = f"{len(cards)} datasets: " if len(cards) > FEW else ""
    yield f"The answers are about the data of {many}{about}." if about else "There are no cards to answer from."
    source = f"Source of the questions: {inside(profile.source)}; version: {form.version}; read on {form.read}."
    yield f"{_second_hand(form)}{source}"
    if form.answers == "yes_no":
        yield TO_SECTIONS


def _second_hand(form: Form) -> str:
    """Say which questions stand in the words of somebody who reproduces the form."""
    some = [one.number for one in form.questions if one.second_hand]
    which = "the questions" if form.second_hand else f"question{'s' if len(some) > 1 else ''} {several(some)}"
    return f"The wording of {which} is second-hand. " if form.second_hand or some else ""


def _answers(profile: Profile, one: Filled, cards: Sequence[Card], entry: str) -> Iterator[str]:
    if not one.told:
        yield f"Left to the {_who(profile)}: the question is about the {one.question.about}, not about its data."
        return
    together = overall(one, cards)
    yield from [together] if together else []
    meant = [told for told in one.told if told.meant] if len(one.told) > 1 else list(one.told)
    over = left_over(one, cards) if together else None
    if over is not None:
        meant = over
    elif OPTIONAL in one.question.text.lower():
        meant = [told for told in meant if told.answers] or meant
    texts = [(told, " ".join(filter(None, (_word(profile, one, told), told.text)))) for told in meant]
    if together:
        texts = [(told, capital(text.removeprefix(UNANSWERED))) for told, text in texts]
    if len(one.told) == 1:
        yield texts[0][1]
    else:
        yield from (entry.format(titles, text) for titles, text in _grouped(texts, len(one.told)))
    if others := [told for told in one.told if not told.meant and len(one.told) > 1]:
        yield _left_out(others, len(one.told))
    if one.left:
        yield f"Left to the {_who(profile)}: {one.left}."


def _grouped(texts: Sequence[tuple[CardAnswer, str]], every: int) -> Iterator[tuple[str, str]]:
    """Yield titles and what is true of them: answers first; more than half of all are counted, as the last."""
    alike: dict[str, list[CardAnswer]] = {}
    for told, text in texts:
        alike.setdefault(text, []).append(told)
    many = next((text for text, those in alike.items() if len(those) > max(FEW, every / 2) and len(texts) == every), "")
    for text, those in sorted(alike.items(), key=lambda one: (one[0] == many, not one[1][0].answers)):
        titles = listed([told.title for told in those])
        counted = f"All {every} datasets" if len(those) == every else f"The other {len(those)} datasets"
        yield counted if text == many else titles, text


def _left_out(others: Sequence[CardAnswer], every: int) -> str:
    """Say how many datasets a list of what others can get does not have, and why."""
    out = sum(told.state == "not applicable" for told in others)
    unknown = len(others) - out
    told = [f"{out} that others cannot get"] if out else []
    told += [f"{unknown} of which it is not known whether others can get them"] if unknown else []
    return f"Not listed, of the {every} datasets: {several(told)}."


def _word(profile: Profile, one: Filled, told: CardAnswer) -> str:
    """Return yes, no or not applicable; nothing where a card does not say enough to tell yes from no."""
    asked = one.question
    if asked.yes or asked.no is not None:
        return VERDICTS[told.verdict] if told.state != "not applicable" else _plain(profile, told)
    word = _plain(profile, told)
    if asked.leaves:
        return {"Yes.": "", NOT_ALL: "No."}.get(word, word)
    return word


def lacks_word(profile: Profile, one: Filled) -> bool:
    """Say whether a form wants a yes or no, and a card tells about it without telling which."""
    wants = bool(profile.form and profile.form.answers == "yes_no")
    return wants and bool(one.told) and not any(_word(profile, one, told) for told in one.told)


def _plain(profile: Profile, told: CardAnswer) -> str:
    return WORDS[told.state] if profile.form and profile.form.answers == "yes_no" else ""


def _who(profile: Profile) -> str:
    """Return who hands the form in, and so knows what no card says."""
    form = profile.form or Form()
    return "authors of the paper" if form.answers == "yes_no" else "provider or developer"


def _numbered(one: Filled, section: str) -> str:
    number = one.question.number
    return "" if not number or section.startswith(f"{number}.") else f"{number}. "


def _heading(text: str) -> str:
    """Write a text as a heading, in which a number at the start begins no list and needs no escape."""
    return plain_text(f"# {text}").removeprefix("\\# ")


def _safe(text: str) -> str:
    start = "- " if text.startswith("- **") else ""
    if not start:
        return plain_text(visible(text))
    title, _, rest = text.removeprefix("- **").partition("**: ")
    return f"- **{plain_text(visible(title))}**: {plain_text(visible(rest))}"
