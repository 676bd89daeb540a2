"""How texts, numbers, dates and names stand within a sentence."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from alignmentcard.codes.countries import country_name, is_country
from alignmentcard.codes.languages import is_tag, language_name
from alignmentcard.convert.prose.judges import Judges, said_of
from alignmentcard.words import several

Record = Mapping[str, Any]
STOPS = (".", "!", "?", ".”", "!”", "?”", "…", "。", "！", "？", "।", "۔", "؟")
WITH_ARTICLE = re.compile(
    r"United |Republic of |.*(Republic|Islands|Emirates)$|(Netherlands|Philippines|Bahamas|Gambia|Maldives)$"
)
DATE = re.compile(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?")
MONTHS = "January February March April May June July August September October November December".split()
ONE = re.compile(r"(?<![\d,.])1 (item|rating|rater|member|page|minute|day|time|turn|token|single judgement)s\b")
SINGLE = {"There are 1 ": "There is 1 ", "There were 1 ": "There was 1 ", " 1 item that were ": " 1 item that was "}
"""Verbs of several beside one."""
VERB = re.compile("|".join(SINGLE))
SINGLE_MARKS = str.maketrans("“”", "‘’")
SEVERAL = "several languages"
SPECIAL = {"mul": SEVERAL, "und": "languages that are not known", "mis": "languages without a code"}
"""Tags that stand for no single language."""
TAKES_ARTICLE = re.compile(
    r"\b(?:Team|Group|Project|Consortium|Foundation|Initiative|Collective|API|Fund|Commission|Council"
    r"|Agency|Government|Trust|Union|Academy|Bank|Programme|Program|team|project)$"
    r"|^(?:[A-Z][\w-]+ )*(?:Institute|University|Centre|Center|Department|Ministry) (?:for|of)\b"
)
"""How names end, or go on, that have an article before them."""
HAS_ARTICLE = re.compile(r"(?:the|an?|our|their|its) |.*'s? |.*[,&(] ", re.IGNORECASE)
"""What has an article, a possessive or a list before its last word."""
OWN_LICENCE = "LicenseRef-"
OF_COUNTRIES = re.compile(r"\b(?:countr(?:y|ies)|nation(?:s|ality)?|residence)\b")
OF_LANGUAGES = re.compile(r"\b(?:languages?|tongues?)\b")
BETWEEN_WORDS = re.compile(r"(?<=[^\W\d_])_+(?=[^\W_])|(?<=[^\W_])_+(?=[^\W\d_])")
"""What programs put between words, and people do not."""


OWN = {
    "The definition of {it}": "Its definition",
    "The guidelines for {it}": "Its guidelines",
    "the guidelines for {it}": "its guidelines",
}
"""What a sentence says shorter where its subject has just been named."""


@dataclass(frozen=True)
class Subject:
    """Whom and what sentences are about: pronouns where a title has named them, else their names."""

    who: str = "they"
    """Members of a pool."""
    group: str = ""
    """Which of several pools they are in, to stand behind their number."""
    nouns: tuple[str, str] | None = None
    """What one and several of them are called."""
    what: str = "it"
    """A dimension."""
    every: bool = False
    """Whether these are all dimensions that there are, which need no name where a sentence is true of all."""
    judges: Judges = "raters"
    """Who judged: sentences about raters call them so."""
    one: bool = False
    """Whether one thing was judged only."""
    alone: bool = False
    """Whether there is one person in a pool."""
    explained: bool = True
    """Whether raters got more than a word or a question."""

    @lru_cache(4096)  # noqa: B019 (subjects are few and small, and every card says the same phrases)
    def put_into(self, phrase: str) -> str:
        """Fill the places of a phrase where the subject stands."""
        on = "" if self.what == "it" else f"On {self.what}, "
        phrase = said_of(phrase, self.judges, self.one)
        if not self.explained:
            phrase = phrase.replace("The definition of {it} has these", "{It} has these")
        phrase = phrase.replace("{On some}", "" if self.every else on)
        for whole, short in OWN.items() if self.what == "it" else ():
            phrase = phrase.replace(whole, short)
        phrase = phrase.replace("{They}", capital(self.who)).replace("{they}", self.who).replace("{On it}", on)
        return capital(phrase.replace("{It}", capital(self.what)).replace("{it}", self.what))


NAMED_BEFORE = Subject()


def capital(text: str) -> str:
    """Return a text with a capital letter at its start."""
    return text[:1].upper() + text[1:]


def plain(value: Any) -> str:
    """Write a number or a text on one line; counts have commas between thousands."""
    if type(value) is str:
        return " ".join(value.split())
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, int):
        return f"{value:,}"
    return f"{value:.15g}" if isinstance(value, float) else " ".join(str(value).split())


NOUN = r"(?:rater|voter|adjudicator|assistant|author of the (?:guidelines|prompts|replies))(?: in the group “[^”]*”)?"
OF_ONE = (
    *(
        (rf"\b([Tt]he {NOUN}) {many}\b", rf"\1 {one}")
        for many, one in (("are", "is"), ("were", "was"), ("have", "has"))
    ),
    (rf"\b([Tt]he {NOUN}) speak\b", r"\1 speaks"),
    (r"\bauthors of the data\b", "an author of the data"),
    (r"\bas contractors\b", "as a contractor"),
    (r"\bas volunteers\b", "as a volunteer"),
    (r"\bas experts in the subject\b", "as an expert in the subject"),
)
"""What is said of several people, and the same of one; “they” is said of one person as well."""


def of_one(text: str) -> str:
    """Say of one person what is said of several."""
    for many, one in OF_ONE:
        text = re.sub(many, one, text)
    return text


def ended(text: str) -> str:
    """End a sentence with a point, unless it has an end or is nothing; it begins with a capital letter."""
    line = " ".join(text.split())
    return capital(line if not line or line.endswith(STOPS) else f"{line.rstrip(' ,;:')}.")


def in_a_row(texts: Iterable[str]) -> str:
    """Put sentences one after the other; an address that ends one has a stop where another follows."""
    known = [text for text in texts if text]
    return " ".join([*(text if text.endswith(STOPS) else f"{text}." for text in known[:-1]), *known[-1:]])


def with_one(text: str) -> str:
    """Return a text in which one of a thing is not called several."""
    return VERB.sub(lambda found: SINGLE[found[0]], ONE.sub(r"1 \1", text)) if "1 " in text else text


def within(text: str) -> str:
    """Return a text as it stands within marks of quotation, where its own are single ones."""
    return text.translate(SINGLE_MARKS)


def inside(text: Any) -> str:
    """Return a text as it stands within a sentence: on one line, without a full stop at its end."""
    return plain(text).rstrip(".")


def with_the(name: str) -> str:
    """Return the name of a group or an interface with its article, which other names do not take."""
    takes = TAKES_ARTICLE.search(name) and not HAS_ARTICLE.match(name)
    return f"the {name}" if takes else name


def joined(parts: Iterable[str], joiner: str = ", ") -> str:
    """Join those of some parts that are there."""
    return joiner.join(part for part in parts if part)


def listed(texts: Iterable[str]) -> str:
    """Join texts as in a sentence: with semicolons where they have commas, with numbers where they have sentences."""
    known: Sequence[str] = list(texts)
    if any(text.endswith(".") or ". " in text for text in known):
        each = [ended(text) for text in known]
        return numbered(each, " ") if len(each) > 1 else each[0]
    apart = any(", " in text for text in known) or (len(known) > 1 and any(" and " in text for text in known))
    return "; ".join(known) if apart else several(known)


def numbered(texts: Iterable[str], joiner: str = "; ") -> str:
    """Join texts with a number before each."""
    return joiner.join(f"({number}) {text}" for number, text in enumerate(texts, 1))


def counted(value: Any, more: str) -> str:
    """Write a number with its noun, which is given for several."""
    return with_one(f"{plain(value)} {more}")


def share(value: float) -> str:
    """Write a share between 0 and 1 as a percentage."""
    return f"{100 * value:.6g} %"


def groups(one: Record) -> Iterator[str]:
    """Yield each group of a record with its number or share."""
    for group, number in one.get("counts", {}).items():
        yield f"{group_name(group, one)} ({plain(number)})"
    for group, part in one.get("shares", {}).items():
        yield f"{group_name(group, one)} ({share(part)})"
    if one.get("undisclosed"):
        yield f"{plain(one['undisclosed'])} did not say"


def group_name(group: str, one: Record) -> str:
    """Call a group as people do: codes of countries and languages by what they stand for, where these part people."""
    axis = spaced(one.get("axis", "")).lower()
    if OF_COUNTRIES.search(axis) and is_country(group):
        return country_name(group)
    return language_name(group) if OF_LANGUAGES.search(axis) and is_tag(group) else spaced(group)


def spaced(name: Any) -> str:
    """Return a name that programs gave as people write it."""
    return inside(BETWEEN_WORDS.sub(" ", plain(name)))


def plain_date(text: str) -> str:
    """Write a date as in `29 December 2023`, as far as it is known; other texts stay as they are."""
    found = DATE.fullmatch(text)
    if not found or int(found[2] or 1) not in range(1, len(MONTHS) + 1):
        return text
    parts = (str(int(found[3])) if found[3] else "", MONTHS[int(found[2]) - 1] if found[2] else "", found[1])
    return joined(parts, " ")


def dated(text: str) -> str:
    """Write a date with the word that stands before it: on a day, in a month or year."""
    return f"{'on' if text.count('-') > 1 else 'in'} {plain_date(text)}"


def in_country(code: str) -> str:
    """Return the name of a country as it stands after `in`, with its article where it has one."""
    name = country_name(code)
    return f"the {name}" if WITH_ARTICLE.match(name) else name


def in_languages(tags: Sequence[str]) -> list[str]:
    """Return the names of languages as they stand after `in`; a tag for several has words of its own."""
    others = [tag for tag in tags if tag not in SPECIAL]
    known = [SPECIAL[tag] for tag in tags if tag in SPECIAL]
    return [*map(_in_language, others), *("other languages" if others and one == SEVERAL else one for one in known)]


def _in_language(tag: str) -> str:
    name = language_name(tag)
    return name if name != tag else f"the language with the code “{tag}”"


def licence(name: str) -> str:
    """Return what a licence is called, or several of an expression; one of somebody's own is called so."""
    parts = re.split(r"\s+(AND|OR|WITH)\s+", name.replace("(", "").replace(")", "")) if " " in name else [name]
    return " ".join(part.lower() if part in ("AND", "OR", "WITH") else _licence(part) for part in parts)


def _licence(name: str) -> str:
    if name.startswith(OWN_LICENCE):
        return f"a licence of its own, “{name.removeprefix(OWN_LICENCE).replace('-', ' ')}”"
    return name if name.startswith("CC") or "licen" in name.lower() else f"the {name} licence"
