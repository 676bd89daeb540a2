"""What a model says, read as a value of the scale: `[[A]]`, `Answer: B`, `A is better`, `Rating: 4`, `4/5`.

Only what can be nothing else is read so: one value is named, in one of the ways in which programs and prompts ask for
it, and the values of the scale do not differ in capitals alone. A sentence in which two values stand is no answer.
"""

import json
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Literal

from alignmentcard.measurement.tables.numbers import read_number
from alignmentcard.measurement.tables.words import bare

Kind = Literal["refusal", "failure", "empty", "other"]
MOST_CHARACTERS = 20_000
"""Of a longer text only the end is read, where a verdict stands."""
MOST_OF_A_SENTENCE = 200
THING = (
    r"(?:assistant|response|reply|answer|model|option|output|completion|candidate|choice|summary|text|system|chatbot)"
)
KEYS = (
    "answer", "final_answer", "verdict", "winner", "label", "rating", "score", "choice", "preference", "decision",
    "judgment", "judgement", "prediction", "result", "better", "preferred",
)  # fmt: skip
NAMED = re.compile(
    r"(?:^|(?<=[\s*_#.!?]))(?:answer|verdict|rating|score|label|choice|decision|judge?ment|winner|preference"
    r"|prediction|class(?:ification)?|category|result|grade|rate)"
    r"\s*(?:is\s*:?|:|=|->|→)\s*(?P<value>[^\n]{1,80})",
    re.IGNORECASE,
)
MARKED = (
    re.compile(r"\[\[\s*([^\[\]\n]{1,60}?)\s*\]\]"),
    re.compile(r"\\boxed\{(?:\\text\{)?([^{}\n]{1,60})\}"),
    re.compile(r"<(?:answer|verdict|rating|score|label|choice|winner)>\s*([^<>\n]{1,60}?)\s*</", re.IGNORECASE),
)
WHOLE = (
    rf"(?:the\s+)?{THING}[\s_-]*(?P<value>\S{{1,20}})",
    rf"(?:i\s+(?:would\s+)?(?:think|believe|say)\s+(?:that\s+)?)?(?:the\s+)?(?:{THING}[\s_-]*)?(?P<value>\S{{1,20}})"
    r"\s+(?:is|was)\s+(?:much\s+|slightly\s+|clearly\s+|significantly\s+)?(?:the\s+)?"
    rf"(?:better|best|preferred|winner)(?:\s+(?:one|{THING}))?"
    rf"(?:\s+than\s+(?:{THING}[\s_-]*)?\S{{1,20}})?",
    rf"(?:the\s+)?(?:{THING}[\s_-]*)?(?P<value>\S{{1,20}})\s+(?:wins|won|win)",
    rf"i\s+(?:would\s+)?(?:prefer|choose|pick|select)\s+(?:{THING}[\s_-]*)?(?P<value>\S{{1,20}})",
    rf"the\s+(?:better|best|preferred)\s+(?:{THING}|one)\s+is\s+(?:{THING}[\s_-]*)?(?P<value>\S{{1,20}})",
    r"(?:i\s+(?:would\s+)?(?:rate|give|score)\s+(?:this|it)?(?:\s+\w+)?\s*(?:as\s+|a\s+|an\s+)*)?"
    r"(?P<value>-?\d+(?:\.\d+)?)\s*(?:/|out\s+of)\s*(?P<most>\d+)(?:\s+(?:stars|points))?",
    r"(?P<value>\d+(?:\.\d+)?)\s+(?:stars?|points?)",
)
SENTENCES = tuple(re.compile(pattern, re.IGNORECASE) for pattern in WHOLE)
FIRST = re.compile(
    r"(?P<value>\d[\d.]{0,9}(?=[,:;\n–—]|\s-\s)|[^.,:;\n–—\d]{1,40})(?:[.,:;\n–—]|\s-\s)(?P<rest>.+)", re.DOTALL
)
"""A value before a mark; a number before a full stop may be that of a list."""
PREFIX = re.compile(rf"{THING}[\s_-]*(?P<letter>[a-z0-9])", re.IGNORECASE)
AROUND = " \t\r\n*_`\"'“”‘’().,;:!#"
TIES = frozenset({"tie", "same", "equal", "both", "draw", "neither", "tied", "no preference", "equally good"})

REFUSED = re.compile(
    r"\b(?:i'?m|i am|we are) (?:very |so |really )?(?:sorry|unable|not able)|\bsorry,|\bi apologi[sz]e\b"
    r"|\bi (?:can'?t|cannot|can not|won'?t|will not|decline|must decline|do not feel comfortable)\b"
    r"|\bas an? (?:ai|large|language)\b|\b(?:unable to|cannot) (?:rate|judge|assist|help|answer|comply|provide|compare)"
    r"|^\W*(?:refus\w*|declin\w*|blocked|content.?filter\w*|safety)\W*$|content (?:policy|filter)",
    re.IGNORECASE,
)
FAILED = re.compile(
    r"(?<![a-z])error|exception|traceback|pars(?:e|ing)\W*(?:error|fail)|failed|failure|time[d ]?-?\s?out"
    r"|rate.?limit|unpars|invalid|context.?length|max.?tokens|no.?answer|not.?found"
    r"|^\W*(?:nan|none|null|undefined|n/?a|unknown|empty)?\W*$|^\s*-1\s*$",
    re.IGNORECASE,
)


def kind_of(text: str | None) -> Kind:
    """Say what an answer is that is not on the scale: a refusal, a failure to answer or to read it, nothing, other."""
    if text is None or not text.strip():
        return "empty"
    plain = text.replace("’", "'")
    return "refusal" if REFUSED.search(plain) else "failure" if FAILED.search(plain) else "other"


@dataclass
class Verdicts:
    """Reads texts as values of a scale; `label` reads one value as people's are read. What was read is kept."""

    values: Sequence[str]
    label: Callable[[object], str | None]
    _by_name: dict[str, str] = field(init=False)
    _by_letter: dict[str, str] = field(init=False)
    _most: float | None = field(init=False)

    def __post_init__(self) -> None:
        names = [bare(value) for value in self.values]
        self._by_name = dict(zip(names, self.values, strict=True)) if len({*names}) == len(names) else {}
        self._by_letter = dict(self._letters()) if self._by_name else {}
        numbers = [read_number(value) for value in self.values]
        known = [float(number) for number in numbers if number is not None]
        self._most = max(known) if len(known) == len(numbers) and known else None

    def _letters(self) -> Iterator[tuple[str, str]]:
        """Yield what values such as `model_a` and `Response 2` are called in a verdict."""
        found = {
            value: match["letter"].casefold() for value in self.values if (match := PREFIX.fullmatch(value.strip()))
        }
        if len({*found.values()}) == len(found) and not any(letter in self._by_name for letter in found.values()):
            yield from ((letter, value) for value, letter in found.items())

    def read(self, text: str) -> str | None:
        """Return the value that a text names, None where it may be none or another one."""
        if not self._by_name:
            return None
        text = text[-MOST_CHARACTERS:].strip()
        for way in (self._plain, self._as_json, self._marked, self._sentence, self._named, self._first):
            if value := way(text):
                return value
        return None

    def _plain(self, text: str) -> str | None:
        """Read a value, with marks around it and in any capitals."""
        text = text.strip(AROUND) or text
        known = self.label(text)
        if known in self.values:
            return known
        return self._by_name.get(bare(text)) or self._by_letter.get(bare(text))

    def _as_json(self, text: str) -> str | None:
        text = re.sub(r"^```(?:json)?\s*|\s*```$", "", text)
        if not (text.startswith("{") and text.endswith("}")):
            return None
        try:
            found = json.loads(text)
        except (ValueError, RecursionError):
            return None
        given = {key.lower().replace(" ", "_"): one for key, one in found.items()} if isinstance(found, dict) else {}
        return self._one(str(given[key]) for key in KEYS if isinstance(given.get(key), str | int | float))

    def _marked(self, text: str) -> str | None:
        for pattern in MARKED:
            if given := pattern.findall(text):
                return self._one(given) or self._tie(given)
        return None

    def _tie(self, given: Sequence[str]) -> str | None:
        """Read `[[C]]`, with which prompts for two answers ask for a tie."""
        ties = [value for value in self.values if bare(value) in TIES]
        pair = {"a", "b"} <= {*self._by_name, *self._by_letter}
        return ties[0] if pair and len(ties) == 1 and {one.strip().casefold() for one in given} == {"c"} else None

    def _sentence(self, text: str) -> str | None:
        if len(text) > MOST_OF_A_SENTENCE:
            return None
        for pattern in SENTENCES:
            found = pattern.fullmatch(text.strip(AROUND))
            if found and (value := self._plain(found["value"])) and self._fits(found.groupdict().get("most")):
                return value
        return None

    def _named(self, text: str) -> str | None:
        """Read what stands after `Answer:` or `the rating is`; where it is said several times, all must be one."""
        given = [found["value"] for found in NAMED.finditer(text)]
        read = [self._plain(one) or self._sentence(one) or self._first(one) for one in given]
        return read[0] if read and len({*read}) == 1 else None

    def _first(self, text: str) -> str | None:
        """Read `Yes, it is harmful`: a value and a mark, and no other value in what follows."""
        found = FIRST.fullmatch(text.lstrip(AROUND))
        value = self._plain(found["value"]) if found else None
        if not (found and value):
            return None
        others = [
            one
            for one in (*self._by_name, *self._by_letter)
            if self._by_name.get(one, self._by_letter.get(one)) != value
        ]
        rest = f" {bare(found['rest'])} "
        return None if any(re.search(rf"(?<!\w){re.escape(other)}(?!\w)", rest) for other in others) else value

    def _one(self, given: Iterator[str] | Sequence[str]) -> str | None:
        read = {self._plain(one) or self._sentence(one) for one in given}
        return read.pop() if len(read) == 1 else None

    def _fits(self, most: str | None) -> bool:
        """Say whether `4/5` is of this scale and not of another one."""
        return most is None or self._most == float(most)
