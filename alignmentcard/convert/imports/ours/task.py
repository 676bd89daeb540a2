"""Sentences about what was asked, when and how, as the values that they were written from."""

import re
from collections.abc import Mapping
from typing import Any, cast

from alignmentcard.convert.imports.ours import lists
from alignmentcard.convert.imports.ours.sentence import NAMES, PLACES, Said, Sentence, Values, pools_in, sentence
from alignmentcard.convert.imports.values import slug
from alignmentcard.convert.prose.judges import variants
from alignmentcard.convert.prose.phrases.task import PHRASES
from alignmentcard.convert.prose.records.task import DESCRIBED, WHOLE
from alignmentcard.convert.prose.words import capital

SETTINGS = cast("Mapping[str, str]", PHRASES["collection.setting"])
ON = PLACES["{On it}"]
LEVELS = "nominal|ordinal|interval|ratio|text"
OF = rf"(?: \((?P<level>{LEVELS}) scale\))?"
NUMBERS = rf"{WHOLE.pattern}(?:(?:, | and ){WHOLE.pattern}){{0,200}}"
NUMBER = r"-?\d[\d,]*(?:\.\d+)?"
CHOSEN = {
    told: word
    for phrase, word in (
        *(("raters chose one of them", "one"), ("raters could choose several of them", "several")),
        *(("raters chose one answer", "one"), ("raters could choose several answers", "several")),
    )
    for told in variants(phrase)
}
DATED = r"(?:\d{1,2} )?(?:[A-Z][a-z]{2,8} )?\d{4}"


def values(said: Said) -> Values:
    """Read which answers there were, of which level, and how many of them a rater could choose.

    Numbers that are not quoted are also from where to where answers ran.
    """
    found: dict[str, Any] = {"values": list(lists.quoted(said.match["values"])), "level": said.match["level"]}
    if not found["values"]:
        found["values"] = re.findall(WHOLE.pattern, said.match["values"])
        numbers = list(map(int, found["values"]))
        found |= {"min": min(numbers), "max": max(numbers)}
    more = said.match["more"] or ""
    found["select"] = next((word for words, word in CHOSEN.items() if words in more), None)
    found |= {name: lists.number(one) for name, one in re.findall(r"at (least|most) (\d[\d,]*)", more)}
    for name, value in found.items():
        yield from ((one, value) for one in said.at(f"dimensions.*.scale.{name}") if value is not None)


def ends(said: Said) -> Values:
    """Read from where to where answers ran."""
    for name in ("min", "max", "level"):
        if text := said.match[name]:
            value: Any = text if name == "level" else _number(text)
            yield from ((one, value) for one in said.at(f"dimensions.*.scale.{name}"))


def _number(text: str) -> float:
    number = float(text.replace(",", ""))
    return int(number) if number.is_integer() else number


def level(said: Said) -> Values:
    """Read of which level answers are."""
    found = "text" if "free text" in said.match[0] else said.match["level"]
    yield from ((one, found) for one in said.at("dimensions.*.scale.level"))


def abstain(said: Said) -> Values:
    """Read how having no view is expressed."""
    yield from ((one, list(lists.quoted(said.match[0].partition(" by ")[2])))
                for one in said.at("dimensions.*.scale.abstain"))  # fmt: skip


def chosen(said: Said) -> Values:
    """Read how many answers a rater could choose, where the answers are not listed."""
    yield from ((one, CHOSEN[said.match["words"].lower()]) for one in said.at("dimensions.*.scale.select"))


def judged(said: Said) -> Values:
    """Read the names of what was judged."""
    yield from ((f"dimensions.{slug(name)}.name", name) for name in lists.quoted(said.match[0]))


def period(said: Said) -> Values:
    """Read when answers were collected."""
    start, end = said.match["start"], said.match["end"] or said.match["until"]
    at = said.match["at"]
    found = {"start": lists.date(start or at or ""), "end": lists.date(end or at or "")}
    yield from [("collection.period", {name: one for name, one in found.items() if one})]


DONE = re.compile(r"(?:^|(?<=[.!?”] ))Done by ([^.:]{1,300})\. ?")
"""Where older sheets say who did a step."""


def done_by(text: str) -> tuple[str, str]:
    """Return what is said of a step without who did it, and who did it."""
    found = DONE.search(text)
    return (f"{text[: found.start()]}{text[found.end() :]}", found[1]) if found else (text, "")


def _parted(text: str) -> tuple[str, str]:
    """Return a text without the sentence that says what a step concerned, and what that was."""
    before, *after = re.split(r"(?:It|This step) concerned ", text, maxsplit=1)
    return before, after[0] if after else ""


def stage(said: Said) -> Values:
    """Read a step of the collection."""
    text, done = done_by(said.text)
    words = said.match["who"] or done
    who = list(pools_in(words)) or [slug(one) for one in lists.parted(words) if one]
    asks, _, more = text.partition("The rule was: ")
    (asks, part), (rule, other) = _parted(asks), _parted(more)
    if quoted := re.match(r"“([^“”]{1,2000})”\.? ?", asks):
        asks, rule = quoted[1], capital(rule or asks[quoted.end() :])
    share = re.match(r"(?:(?P<part>[\d.]{1,10}) % of the|all) items", part or other)
    told = {"asks": asks.strip().removesuffix("."), "rule": rule.strip().removesuffix(".")}
    part_of = {"share": round(float(share["part"] or 100) / 100, 8)} if share else {}
    found = {"id": slug(said.match["name"]), "who": who, **told, **part_of}
    yield "collection.stages", [{name: one for name, one in found.items() if one}]


MEANS = r"(?:[^().]|\.(?=\S)){1,300}?(?:\([^()]{1,200}\)(?:[^().]|\.(?=\S)){0,300}?){0,4}"


def beside(text: str) -> tuple[str, str]:
    """Part what stands in brackets behind a setting: the platform, or in older sheets also the tool or it alone."""
    platform, _, tool = text.partition("; ")
    return ("", platform) if not tool and DESCRIBED.match(platform) else (platform, tool)


def _setting(word: str, phrase: str) -> Sentence:
    """Return the sentence about a setting with the platform and the tool behind it."""

    def read(said: Said) -> Values:
        yield "collection.setting", word
        platform, then = beside(said.match["in"] or "")
        names = {"platform": platform or said.match["on"], "tool": said.match["tool"] or then}
        yield from ((f"collection.{name}", text) for name, text in names.items() if text)

    platform = rf"(?: \((?P<in>{MEANS})\)|, on (?P<on>{DESCRIBED.pattern}{MEANS}))?"
    tool = rf"(?:, with (?:their (?=own ))?(?P<tool>{MEANS}))?"
    return sentence(rf"{re.escape(phrase.removesuffix('.'))}{platform}{tool}\.", read, "collection.setting")


def _any_case(words: str) -> str:
    return f"[{words[0].upper()}{words[0].lower()}]{words[1:]}"


SENTENCES: tuple[Sentence, ...] = (
    sentence(
        rf"{ON}(?:{_any_case('the possible answers were')}|{_any_case('the only possible answer was')}) "
        rf"(?P<values>{NAMES.replace('{0,80}', '{0,200}')}|{NUMBERS}){OF}"
        r"(?:, and (?P<more>(?:(?:raters|voters|the models?) c[^.]{1,120}|an answer has at [^.]{1,80}){1,2}))?\.",
        values,
        "dimensions.*.scale",
    ),
    sentence(
        rf"{ON}{_any_case('answers ran')}(?: from (?P<min>{NUMBER}))?(?: to (?P<max>{NUMBER}))?{OF}\.",
        ends,
        "dimensions.*.scale",
    ),
    sentence(rf"{ON}{_any_case('answers are free text')}\.", level, "dimensions.*.scale"),
    sentence(rf"{ON}{_any_case('answers are on')} an? (?P<level>{LEVELS}) scale\.", level, "dimensions.*.scale"),
    sentence(
        rf"{ON}{_any_case('having no view is expressed by')} {NAMES.replace(' and ', ' or ')}\.",
        abstain,
        "dimensions.*.scale",
    ),
    sentence(rf"{ON}(?P<words>(?i:{'|'.join(CHOSEN)}))\.", chosen, "dimensions.*.scale"),
    *(_setting(word, phrase) for word, phrase in SETTINGS.items() if phrase),
    sentence(
        r"(?:Step|There was a step) “(?P<name>[^“”]{1,200})”"
        r"(?:(?:,| was) done by (?P<who>[^.:]{1,300}?))?(?:(?:,? and)? asked)?(?:: |\. )",
        stage,
        "collection.stages",
        goes_on=True,
    ),
    sentence(rf"(?:(?:Raters|The models?) judged|The votes count as) {NAMES}\.", judged, "dimensions"),
    sentence(
        rf"Answers were collected (?:from (?P<start>{DATED})(?: to (?P<end>{DATED})| on)|until (?P<until>{DATED})"
        rf"|(?:in|on) (?P<at>{DATED}))\.",
        period,
        "collection.period",
    ),
)
