"""The Responsible NLP checklist, as submission systems keep it, as headings in words of its questions.

Each number may stand twice: with the answer in one word and with an elaboration, in either order, on one line or as a
heading with the answer below it, which some keep as code.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

QUESTIONS = {
    "b": "Did you use or create scientific artifacts?",
    "c": "Did you run computational experiments?",
    "d": "Did you use human annotators?",
    "e": "Did you use AI assistants?",
    "b1": "Did you cite the creators of artifacts you used?",
    "b2": "Did you discuss the license or terms for use of any artifacts?",
    "b3": "Was your use of existing artifacts consistent with their intended use?",
    "b4": "Does the data contain anything that names or uniquely identifies individual people or offensive content?",
    "b5": "Did you provide documentation of the artifacts?",
    "b6": "Did you report relevant statistics like the number of examples?",
    "d1": "Did you report the full text of instructions given to participants?",
    "d2": "Did you report how you recruited and paid participants?",
    "d3": "Did you discuss whether and how consent was obtained?",
    "d4": "Was the protocol approved by an ethics review board?",
    "d5": "Did you report the demographic and geographic characteristics of the annotator population?",
}
"""The letters and numbers of the checklist, with enough of each question to know it by."""
SPEAKS_OF = {
    "b1": r"cit(?:e|ing|ation)|creator",
    "b2": r"licen[sc]e|terms",
    "b3": r"intended|consistent",
    "b4": r"personal|identif|offensive",
    "b5": r"document",
    "b6": r"statistic|number",
    "d1": r"instruction|guideline",
    "d2": r"recruit|pay",
    "d3": r"consent",
    "d4": r"ethic|review|board",
    "d5": r"demographic|characteristic",
}
"""Words by which a heading of a few words is known to be of the checklist, and not of an appendix."""
NUMBER = r"(?P<number>[A-Ea-e][1-6])"
POINT = r"[ \t]*(?:[-*+•✓✔✗✘☑☒][ \t]+)?"
LINE = re.compile(
    rf"{POINT}(?P<bold>\*\*|__)?(?:Q\.?[ \t]*)?{NUMBER}(?P<name>[^\n:?|*_]{{0,80}})"
    r"(?::(?(bold)(?:\*\*|__))|(?(bold)(?:\*\*|__)[ \t]*[:.–—-]|:))[ \t]*(?P<answer>[^\n]*)"
)
"""`- **D2 (pay):** Yes, …` and `D2 Recruitment And Payment: Yes`; a question mark makes it a question as it is."""
BOLD_NUMBER = re.compile(
    rf"{POINT}(?:\*\*|__){NUMBER}[.):]?(?:\*\*|__)[.):]?[ \t]+"
    r"(?P<name>[^\n:?|—–]{2,80}?)[ \t]?(?::|\?[ \t]*[—–-]?|[—–])[ \t]*(?P<answer>\S[^\n]*)"
)
"""`**B2.** Licence: MIT`, where only the number is in bold; the words behind it are what is asked."""
HEADING = re.compile(
    rf"[ \t]*#{{2,6}}[ \t]+(?:\*\*|__)?{NUMBER}[.):]?(?P<name>(?:[ \t]+[^\n:?|*_]{{2,90}})?)(?:\*\*|__)?[ \t*]*"
    r"(?P<answer>)"
)
"""`### D2 Recruitment And Payment *`, with the mark of a field that has to be filled."""
SHORT = re.compile(
    rf"{POINT}(?:\*\*|__)?(?P<number>[BDbd][1-6])[.):]?[ \t]+(?P<name>[A-Z][^\n:?|*_]{{3,90}})(?:\*\*|__)?[ \t]*"
    r"(?P<answer>)"
)
"""A line that has a number and a few words, in place of the question."""
PART = re.compile(
    rf"(?:{POINT}(?:\*\*|__)?|(?P<sign>[ \t]*#{{2,6}}[ \t]+))"
    r"(?P<number>[B-E])[.):]?[ \t]+[A-Z][^\n:?|*_]{3,80}[ \t*_]*"
    r"(?(sign)(?P<open>)|:)[ \t*_]*(?P<answer>(?i:yes|no|n/?a))?\W*"
)
"""`C Computational Experiments: Yes`, which asks for a whole part of the checklist."""
ELABORATION = re.compile(r"\W*elaboration\W*", re.IGNORECASE)
ELABORATED = re.compile(r"[ \t]*(?:[-*+•][ \t]+)?(?:\*\*|__)?Elaboration(?:\*\*|__)?:(?:\*\*|__)?[ \t]*", re.IGNORECASE)
QUOTED = re.compile(r"[*_]?[\"“”](?P<told>[^\"“”]+)[\"“”][*_]?")
"""An elaboration in quotation marks, as drafts keep what is to be pasted."""
VERDICT = re.compile(r"(?:\W*(?:Form|Answer)\W+)?\W*(?P<word>yes|no|n/?a)\W*", re.IGNORECASE)
NUMBERED = re.compile(r"[ \t|*_+•✓✔✗✘☑☒-]{0,9}(?:Q\.?[ \t]*)?(?P<number>[BDbd][1-6])\b")
"""How lines of a checklist begin; those of two sections make a sheet of it."""
FENCE = re.compile(r"[ \t]*(?:`{3,}|~{3,})\w*[ \t]*")
ASKED = re.compile(
    rf"{POINT}(?P<mark>\*\*|__){NUMBER}[.):]?(?:[ \t]*[–—-])?[ \t]+"
    r"(?P<name>[^\n?|*_]{2,120})\?(?P=mark):?[ \t]+(?P<answer>\S[^\n]*)"
)
"""`**B1 – Creators cited?** Yes, …`, a question of few words in bold with its number."""
FORMS = (LINE, ASKED, BOLD_NUMBER, HEADING, SHORT, PART)
PARTS = ("b", "c", "d", "e")


@dataclass
class _Answer:
    """A question of the checklist, its answer in one word, and all that is told below it."""

    number: str = ""
    heading: str = ""
    verdict: str = ""
    told: list[str] = field(default_factory=list)

    def lines(self) -> Iterator[str]:
        """Yield the question as a heading, with its answer; one word for a whole part says nothing of its own."""
        says = any(line.strip() for line in self.told)
        if self.number:
            yield from ("", f"### {self.heading}", "")
        if (
            self.verdict
            and not (says and self.verdict == "N/A")
            and not (self.verdict == "Yes" and self.number in PARTS)
        ):
            yield f"{self.verdict}."
        yield from self.told


def is_checklist(lines: Iterable[str]) -> bool:
    """Say whether lines begin with numbers of both sections that are about data."""
    return {"b", "d"} <= {
        found["number"][0].lower()
        for line in lines
        if (found := NUMBERED.match(line) or ((some := HEADING.fullmatch(line)) and _is_asked(some) and some))
    }


def as_questions(lines: Iterable[str]) -> Iterator[str]:
    """Yield the lines of a checklist, where each number is one heading with all that is said to it below."""
    one = _Answer()
    for line in lines:
        if FENCE.fullmatch(line):
            continue
        found = next((some for form in FORMS if (some := form.fullmatch(line)) and _is_asked(some)), None)
        if found and found["number"].lower() != one.number:
            yield from one.lines()
            one = _begun(found)
        told = ELABORATED.sub("", (found["answer"] or "").strip() if found else line)
        quoted = QUOTED.fullmatch(told)
        _tell(one, quoted["told"] if quoted else told, first=found is not None)
    yield from one.lines()


def _is_asked(found: re.Match[str]) -> bool:
    """Say whether a heading or a line of a few words is one of the checklist, and not of something else."""
    number = found["number"].lower()
    if found.re is not HEADING or number not in SPEAKS_OF:
        return found.re is not SHORT or number in QUESTIONS
    return bool(re.search(rf"elaboration|{SPEAKS_OF[number]}", found["name"], re.IGNORECASE))


def _begun(found: re.Match[str]) -> _Answer:
    number = found["number"].lower()
    name = found["name"].strip(" .)") if number not in PARTS else ""
    asks = f"Did you tell: {name}?" if name and not ELABORATION.fullmatch(name) else "Did you tell?"
    return _Answer(number, QUESTIONS.get(number) or f"{number.upper()}. {asks}")


def _tell(one: _Answer, text: str, *, first: bool) -> None:
    """Add a line to an answer; one word, behind a number or as the `first` line, says yes or no to all of it."""
    word = VERDICT.fullmatch(text) if one.number and not one.verdict else None
    if word and (first or not any(one.told)):
        one.verdict = "N/A" if "a" in word["word"].lower() else word["word"].capitalize()
    elif text.strip() or one.told:
        one.told.append(text)
