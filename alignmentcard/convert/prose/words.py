"""The words of the vocabularies as they stand in a sentence, without codes and without definitions in brackets."""

import re
from collections.abc import Iterable, Sequence
from functools import cache

from alignmentcard.codes.registry import registry
from alignmentcard.words import several

REGION = 2
STOPS = (".", "!", "?", ".”", "!”", "?”")
WITH_ARTICLE = re.compile(r"United |.*(Republic|Islands|Emirates)$|(Netherlands|Philippines|Bahamas|Gambia|Maldives)$")
DATE = re.compile(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?")
MONTHS = "January February March April May June July August September October November December".split()
SMALL = frozenset("and of the".split())

CHANNELS = {
    "crowd_platform": "through a crowdsourcing platform",
    "panel": "from a survey panel",
    "employees": "among the employees of the organisation that made the data",
    "contractors": "as contractors",
    "experts": "as experts in the subject",
    "volunteers": "as unpaid volunteers",
    "product_users": "among the users of a product or site, who answered there for their own ends",
    "students": "among students",
    "authors": "among the authors themselves",
}
SAMPLINGS = {
    "convenience": "They were a convenience sample",
    "quota": "They were chosen by quota, until each group had its number",
    "stratified": "They were drawn at random within each group",
    "probability": "They were a probability sample",
    "census": "Everybody who could take part did",
    "self_selected": "They selected themselves",
}
PER = {"hour": "an hour", "item": "for each item", "session": "for each session"}
CONSENTS = {
    "informed": "were told what the data is for and agreed",
    "terms_of_service": "agreed to the terms of service of the product or platform, and to nothing beyond them",
    "none": "were not asked for consent",
}
ROLES = {
    "rater": "judged items",
    "guideline_author": "wrote the guidelines",
    "adjudicator": "decided where raters differed",
    "prompter": "wrote the prompts or texts that were judged",
    "prompt_writer": "wrote the prompts that others replied to",
    "generator": "wrote the replies that were judged",
    "assistant": "answered first, and raters saw or corrected the answers",
}
USES = {
    "reward_model": "training reward models",
    "fine_tuning": "fine-tuning models on demonstrations or preferences",
    "evaluation": "comparing models with the judgements of people",
    "red_teaming": "finding behaviour of a model that should not occur",
    "guardrail": "training or testing classifiers that let text through or stop it",
    "opinion_study": "studying how people differ in their judgements",
    "moderation": "enforcing or studying a content policy",
}
SETTINGS = {
    "online_panel": "in an online panel",
    "crowd_platform": "on a crowdsourcing platform",
    "lab": "in a laboratory, with somebody present",
    "field": "in person, where people live or work",
    "product_use": "while people used a product",
    "workplace": "at the workplace of employees or contractors",
    "web_archive": "afterwards, from what people had done on the web",
}
TRAININGS = {
    "instructions": "read written instructions",
    "video": "watched a video",
    "practice_round": "practised on items that do not count",
    "qualification_test": "had to pass a qualification test",
    "feedback_loop": "were told how they did while the work went on",
}
CONTROLS = {
    "attention_check": "attention checks",
    "gold_items": "items with a known answer",
    "time_limit": "limits on how fast or slow an answer may be",
    "consistency_check": "questions that were asked again",
    "manual_review": "a review of the answers by hand",
}
METHODS = {
    "none": "Ratings were not aggregated; each stands for itself",
    "majority_vote": "Labels were made by majority vote",
    "mean": "Labels are the mean of the ratings",
    "median": "Labels are the median of the ratings",
    "soft_label": "Labels are the shares of each value among the ratings of an item",
    "vote_count": "Labels are counts of votes",
    "dawid_skene": "Labels were made with the model of Dawid and Skene (1979)",
    "one_coin_dawid_skene": "Labels were made with the one-coin model of Dawid and Skene (1979)",
    "glad": "Labels were made with GLAD (Whitehill et al. 2009)",
    "mace": "Labels were made with MACE (Hovy et al. 2013)",
    "mmsr": "Labels were made with MMSR (Ma and Olshevsky 2020)",
    "wawa": "Labels were made by majority vote, weighted by each rater's agreement with it",
    "kos": "Labels were made with the algorithm of Karger, Oh and Shah (2014)",
    "bradley_terry": "Scores were made from paired comparisons with the model of Bradley and Terry (1952)",
    "noisy_bradley_terry": "Scores were made with the model of Bradley and Terry and the skill of raters",
    "elo": "Scores are Elo ratings, updated after each comparison",
    "adjudication": "Somebody decided where raters differed",
    "threshold": "A label was given when enough raters chose it",
}
TIES = {
    "random": "Ties were broken at random",
    "no_label": "Items with a tie got no label",
    "adjudicate": "Somebody decided ties",
    "first": "Ties went to the first value in a fixed order",
    "keep": "A tie is itself a label",
}
IRRECONCILABLE = {
    "kept_apart": "Where answers could not be brought together, they stand beside each other",
    "labels_by_group": "Where groups differed, each has a label of its own",
    "escalated": "Where answers could not be brought together, somebody else was asked or the definition was changed",
    "dropped": "Items whose answers could not be brought together were left out",
}
LEVELS = {
    "individual": "Each single rating is released",
    "distribution": "For each item, the number of raters who chose each value is released",
    "aggregate": "One label or score for each item is released, without the single ratings",
    "none": "No ratings are released",
}
ACCESS = {
    "open": "Anybody can get the data without asking",
    "gated": "Anybody who accepts the conditions can get the data",
    "on_request": "The data is given on request, to those whom its holders approve",
    "closed": "The data is not available to others",
}
ATTRIBUTES = {
    "individual": "The release has attributes of each single rater",
    "pooled": "The release says who the raters are only for the pool as a whole",
    "none": "The release says nothing about who the raters are",
}
RELATIONS = {
    "subset": "is a part of",
    "relabelled": "gives new judgements of the items of",
    "translated": "is a translation of",
    "merged": "was merged with",
    "filtered": "was filtered from",
    "generated_from": "was generated from",
}
BASES = {
    "self_reported": "as they reported themselves",
    "inferred": "as somebody inferred",
    "platform": "as the platform reported",
}
FEEDBACK = {
    "rating": "ratings or labels of single items",
    "comparison": "choices between two items",
    "pairwise_strength": "choices between two items with how much better one is",
    "ranking": "rankings of several items",
    "best_worst": "choices of the best and the worst of several items",
    "reply_choice": "choices of one of several replies",
    "vote": "votes for or against an item",
    "demonstration": "written demonstrations of a good output",
    "edit": "edits of an output",
    "critique": "critiques in words",
    "span": "marked parts of a text",
    "interpretation": "interpretations in words",
    "opinion": "opinions in words",
    "red_teaming": "attempts to make a model misbehave, with a judgement of what came of them",
}
DETAILS = {
    "none": "Raters saw neither a name nor a definition of {}",
    "label": "{} was put to raters by a word or a question alone, without an explanation",
    "brief": "{} was explained to raters in a few sentences",
    "detailed": "{} was explained to raters in a detailed definition that goes into cases or limits",
}
WRITERS = {"people": "written by people", "models": "written by models", "both": "written by people and by models"}
AUTHORITIES = {
    "organisation": "the organisation that made the data",
    "designers": "the designers of the task",
    "experts": "experts in the subject",
    "raters": "the raters, each for themselves",
    "community": "the community that the data concerns",
    "law": "a law, regulation or standard",
    "users": "the users of the product",
    "model": "a model that was asked without a definition",
}
DISAGREEMENTS = {
    "noise": "Disagreement between raters is treated as error",
    "signal": "Disagreement between raters is treated as information and kept",
    "mixed": "Disagreement between raters is partly error and partly information",
}
REASONS = {
    "not_recorded": "it was not recorded at the time",
    "not_published": "it was recorded, and no public source states it",
    "withheld": "it is known and withheld to protect somebody",
    "not_applicable": "the question does not arise for this data",
    "unknown": "it was looked for and could not be found out",
    "not_consulted": "a source that may answer was not read",
    "to_do": "nobody has been asked yet",
}


def ended(text: str) -> str:
    """Return a text on one line that ends as a sentence does, and begins with a capital letter."""
    line = " ".join(text.split())
    line = line if line.endswith(STOPS) else f"{line.rstrip(' ,;:')}."
    return line[:1].upper() + line[1:]


def inside(text: str) -> str:
    """Return a text as it stands within a sentence: on one line, without a full stop at its end."""
    return " ".join(text.split()).rstrip(".")


def listed(texts: Iterable[str]) -> str:
    """Join texts as in a sentence, with semicolons where they have commas."""
    known: Sequence[str] = [inside(text) for text in texts]
    return "; ".join(known) if any("," in text or ". " in text for text in known) else several(known)


def count(value: float) -> str:
    """Write a number with commas between thousands, as English papers do."""
    return f"{value:,.0f}" if float(value).is_integer() else f"{value:,.6g}"


def counted(value: int, one: str, more: str) -> str:
    """Write a number with its noun."""
    return f"{count(value)} {one if value == 1 else more}"


def country(code: str) -> str:
    """Return the name of a country; the code itself where nobody has named it."""
    return _shortest("regions").get(code.lower(), code)


def in_country(code: str) -> str:
    """Return the name of a country as it stands after `in`, with its article where it has one."""
    name = country(code)
    return f"the {name}" if WITH_ARTICLE.match(name) else name


def plain_date(text: str) -> str:
    """Write a date as in `29 December 2023`, as far as it is known; other texts stay as they are."""
    found = DATE.fullmatch(text)
    if not found or int(found[2] or 1) not in range(1, len(MONTHS) + 1):
        return text
    parts = (str(int(found[3])) if found[3] else "", MONTHS[int(found[2]) - 1] if found[2] else "", found[1])
    return " ".join(part for part in parts if part)


def dated(text: str) -> str:
    """Write a date with the word that stands before it: on a day, in a month or year."""
    return f"{'on' if text.count('-') > 1 else 'in'} {plain_date(text)}"


def language(tag: str) -> str:
    """Return the name of a language by its tag, as in `Portuguese of Brazil`; the tag where nobody has named it."""
    first, _, rest = tag.partition("-")
    name = _shortest("languages").get(first.lower())
    if name is None:
        return tag
    return f"{name} of {country(rest)}" if len(rest) == REGION else name


@cache
def _shortest(kind: str) -> dict[str, str]:
    """Return a name for each code: the shortest where there are several, without what stands in brackets."""
    known = registry()
    named = known.region_names if kind == "regions" else known.language_names
    found: dict[str, str] = {}
    for name, code in named.items():
        told = " ".join(word if word in SMALL else word.title() for word in re.sub(r"\(.*?\)", "", name).split())
        found[code.lower()] = min(found.get(code.lower(), told), told, key=len)
    return found
