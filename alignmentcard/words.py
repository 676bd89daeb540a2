"""What a card says in plain words: quadrants, the sentence at its head, names of fields."""

from collections.abc import Sequence
from functools import cache
from typing import Any

from alignmentcard.messages import _, _n, kept, later, spoken
from alignmentcard.messages.retold import told
from alignmentcard.model import Card, Pool
from alignmentcard.model import terms as vocabularies
from alignmentcard.model.base import Vocabulary
from alignmentcard.model.statistics import Agreement, WorkedOutOn

CAPTIONS = {
    "◰": (later("Broad, prescriptive"), later("One general judgement, spelt out by somebody")),
    "◳": (later("Specific, prescriptive"), later("Named traits, spelt out by somebody")),
    "◱": (later("Broad, descriptive"), later("One general judgement, left to the raters")),
    "◲": (later("Specific, descriptive"), later("Named traits, left to the raters")),
}
"""For each quadrant its name and what it means."""

NAMES = {"◰": "broad-prescriptive", "◳": "specific-prescriptive", "◱": "broad-descriptive", "◲": "specific-descriptive"}
UNPLACED = (later("Not placed"), later("The card does not say where it stands"))

NUMBERS = (
    *("no", "one", later("two"), later("three"), later("four"), later("five"), later("six"), later("seven")),
    *(later("eight"), later("nine"), later("ten"), later("eleven"), later("twelve")),
)
"""Small numbers; a language whose words would have to agree with a noun translates them with digits."""
FEW = 3
"""So many dimensions are named in the sentence; more are counted."""

WHOSE = {
    "organisation": later("the organisation"),
    "designers": later("the designers"),
    "experts": later("experts"),
    "raters": later("the raters"),
    "community": later("a community"),
    "law": later("a law or standard"),
    "users": later("users"),
    "model": later("a model"),
}
MANY = {"designers", "experts", "raters", "users"}
"""Those of `WHOSE` that are more than one, which some languages tell by the verb."""
WHO = {
    "human": later("people"),
    "synthetic": later("models"),
    "mixed": later("people and models"),
    "unknown": later("raters"),
}
ONE = {"human": later("person"), "synthetic": later("model"), "mixed": later("rater"), "unknown": later("rater")}
DISAGREEMENT = {
    "signal": later("Where raters differ, that counts as information"),
    "noise": later("Where raters differ, that counts as error"),
    "mixed": later("Where raters differ, some of it counts as information"),
}
RELEASE = {
    "individual": later("every single rating is released"),
    "distribution": later("the counts of answers for each item are released"),
    "aggregate": later("only one label or score for each item is released"),
    "none": later("no ratings are released"),
}
RELEASED = {
    "individual": later("every rating"),
    "distribution": later("counts for each item"),
    "aggregate": later("one label for each item"),
    "none": later("no ratings"),
}
STANCE = {
    "noise": later("error (noise)"),
    "signal": later("information (signal)"),
    "mixed": later("some of both (mixed)"),
}
SEVERITIES = {"error": later("error"), "warning": later("warning"), "info": later("question")}
LABELS = {
    "asks": later("Question as asked"),
    "at": later("Place"),
    "doi": later("DOI"),
    "id": later("Id"),
    "license": later("Licence"),
    "missing": later("Codes for missing values"),
    "not_for": later("Do not use for"),
    "orcid": later("ORCID"),
    "sha256": later("SHA-256"),
    "url": later("Address"),
    "uses": later("Made for"),
    "arxiv": later("arXiv"),
}
TERMS = {
    "fine_tuning": later("fine-tuning"),
    "best_worst": later("best and worst"),
    "pairwise_strength": later("comparison with strength"),
    "reply_choice": later("choice of a reply"),
    "span": later("marked parts"),
    "red_teaming": later("red teaming"),
    "latent_pattern": later("shared pattern"),
    "latent_projective": later("the rater's own view"),
    "manifest": later("on the surface"),
    "krippendorff_alpha": later("Krippendorff's alpha"),
    "fleiss_kappa": later("Fleiss' kappa"),
    "cohen_kappa": later("Cohen's kappa"),
    "conger_kappa": later("Conger's kappa"),
    "gwet_ac1": later("Gwet's AC1"),
    "gwet_ac2": later("Gwet's AC2"),
    "brennan_prediger": later("Brennan and Prediger's coefficient"),
    "pearson": later("Pearson's correlation"),
    "spearman": later("Spearman's correlation"),
    "kendall_tau": later("Kendall's tau"),
    "kendall_w": later("Kendall's W"),
    "weighted_kappa": later("weighted kappa"),
    "scott_pi": later("Scott's pi"),
    "percent_agreement": later("percent agreement"),
    "ex_ante": later("before the collection"),
    "ex_post": later("afterwards, from what was published"),
    "glad": later("GLAD"),
    "mace": later("MACE"),
    "elo": later("Elo"),
    "bradley_terry": later("Bradley-Terry"),
    "dawid_skene": later("Dawid-Skene"),
    "counted": later("counted"),
    "all": later("all"),
    "last": later("last"),
    "one_order": later("one order"),
    "as_stored": later("as stored"),
}


ATTRIBUTES = (
    *(later("age"), later("age group"), later("country"), later("education"), later("employment"), later("ethnicity")),
    *(later("gender"), later("income"), later("language"), later("nationality"), later("occupation")),
    *(
        later("political view"),
        later("race"),
        later("region"),
        later("religion"),
        later("sex"),
        later("student status"),
    ),
)
"""What tables and cards mostly call attributes of raters. They are words of others, and these are known ones."""


def caption(sign: str | None) -> tuple[str, str]:
    """Return the name of a quadrant by its character, and what it means; that there is none for None."""
    name, means = CAPTIONS.get(sign or "", UNPLACED)
    return _(name), _(means)


@kept(1024)
def label(name: str) -> str:
    """Return the name of a field for readers."""
    return _(english_label(name))


def english_label(name: str) -> str:
    """Return the name of a field in English, which is the key of its message."""
    return LABELS.get(name) or name.replace("_", " ").capitalize()


def severities() -> dict[str, str]:
    """Return what findings of each severity are called."""
    return {name: _(word) for name, word in SEVERITIES.items()}


def amid(text: str) -> str:
    """Write a label as it stands inside a sentence: in small letters, but for a language whose nouns have capitals."""
    return text if spoken().tag.partition("-")[0] == "de" else text.lower()


def term(word: str | None) -> str:
    """Return a word of a vocabulary as readers would write it."""
    return told(english_term(word)) if word else ""


def english_term(word: str) -> str:
    """Return a word of a vocabulary in English, which is the key of its message."""
    return TERMS.get(word) or word.replace("_", " ")


def coefficient(stated: Agreement) -> str:
    """Name a coefficient that the authors state: in their own words where it has no word of its own."""
    own = stated.metric_name or _("another coefficient")
    return own if stated.metric == "other" else term(stated.metric)


STAGES = {"before_filters": later("before anything was removed"), "after_filters": later("after filtering")}


def part_of(stated: Agreement) -> str:
    """Say between whom, or on which part of the data, a stated coefficient was worked out; empty where on all of it."""
    of = stated.of or WorkedOutOn()
    named = [_("“{name}”", name=pool) for pool in stated.between]
    parts = [
        _("between {groups}", groups=several(named)) if named else "",
        _("ratings of “{pool}”", pool=of.pool) if of.pool else "",
        _n("{count} item", "{count} items", of.items) if of.items else "",
        *(f"{column}: {value}" for column, value in of.subset.items()),
        *of.files,
        _(STAGES.get(of.stage or "", "")),
        (of.note or "").rstrip("."),
    ]
    return ", ".join(filter(None, parts))


def meaning(vocabulary: str, word: str | None) -> str:
    """Return the definition of a word; empty where the vocabulary does not have it."""
    return meaning_in(words_of(vocabulary), word)


def meaning_in(vocabulary: Vocabulary, word: str | None) -> str:
    """Return the definition of a word of a vocabulary."""
    found = vocabulary.terms.get(word or "")
    return _(found.definition) if found else ""


@cache
def words_of(name: str) -> Vocabulary:
    """Return a vocabulary by the name that the module of vocabularies gives it, such as `Subjectivity`."""
    annotated: Any = getattr(vocabularies, name)
    return next(extra for extra in annotated.__metadata__ if isinstance(extra, Vocabulary))


def number(value: int) -> str:
    """Write a number, a small one as a word; none and one have to agree with a noun in most languages."""
    if value >= len(NUMBERS) or (value < NUMBERS.index("two") and not spoken().is_source):
        return figure(value)
    return _(NUMBERS[value])


def figure(value: float) -> str:
    """Write a figure with digits, without digits that say nothing."""
    return spoken().figure(value)


def tallied(count: int) -> str:
    """Write a count as terminals show it: in English with commas between thousands."""
    return f"{count:,}" if spoken().is_source else figure(count)


def several(items: Sequence[str], *, either: bool = False) -> str:
    """Join words as in a sentence, with “and”, or “or” where only one of them holds."""
    return spoken().listed(items, either=either)


def percent(share: float) -> str:
    """Write a share of a whole in whole percent."""
    return spoken().percent(share)


def rater_count(card: Card) -> int | None:
    """Return how many people or models judged, None where no pool says so."""
    sizes = [pool.size for pool in card.raters if pool.size]
    return sum(sizes) if sizes else None


ABOUT, LEAST = "about", "least"
"""How sure a number of raters is that is not exact."""


def headcount(pools: Sequence[Pool]) -> tuple[int | None, str]:
    """Return how many raters pools have, None where none says so, and whether these are all, about all, or at least."""
    sizes = [_size(pool) for pool in pools]
    known = [count for count, _sure in sizes if count]
    kinds = {sure for _count, sure in sizes}
    return (sum(known), next((sure for sure in (LEAST, ABOUT) if sure in kinds), "")) if known else (None, "")


def _size(pool: Pool) -> tuple[int | None, str]:
    """Return the size of a pool, and how sure it is; one that is not known leaves a sum at the least."""
    stated = pool.size_stated
    if pool.size:
        return pool.size, ""
    return (stated.about, ABOUT) if stated and stated.about else (stated.at_least if stated else None, LEAST)


def unsure(said: str, sure: str) -> str:
    """Say of a number in words how sure it is, inside a sentence."""
    return {LEAST: _("at least {count}", count=said), ABOUT: _("about {count}", count=said)}.get(sure, said)


def counted_crowd(kind: str, count: int, sure: str = "") -> str:
    """Say how many raters of a kind there are, inside a sentence."""
    return unsure(f"{figure(count)} {crowd(kind, count)}", sure)


def crowd(kind: str, count: int | None = None) -> str:
    """Name the raters of a kind: people or a person, models or a model."""
    return _(ONE[kind] if count == 1 else WHO[kind])


def judges(card: Card) -> str:
    """Return `human`, `synthetic`, `mixed`, or `unknown`: what kind of raters gave the judgements."""
    kinds = {pool.kind for pool in card.raters if pool.kind}
    return "mixed" if len(kinds) > 1 else next(iter(kinds), "unknown")


def glance(card: Card) -> str:
    """Return the sentences at the head of a card: judgement, disagreement, release."""
    parts = [_judgement(card)]
    parts.append(_(DISAGREEMENT.get(card.intent.disagreement or "", UNSAID)))
    parts.append(f"{_crowd(card)}; {_(RELEASE.get(card.release.level or '', UNRELEASED))}")
    return ". ".join(part[0].upper() + part[1:] for part in parts) + "."


UNSAID = later("What disagreement means is not said")
UNRELEASED = later("what is released is not said")


def _judgement(card: Card) -> str:
    return _("{what}, {whose}", what=_subject(card), whose=_whose(card))


def _subject(card: Card) -> str:
    names = [_("“{name}”", name=dimension.name or dimension.id) for dimension in card.dimensions]
    if not names:
        return _("Something that the card does not name")
    counted = _counted(card)
    return f"{counted}, {several(names)}" if len(names) <= FEW else counted


def _counted(card: Card) -> str:
    """Count the dimensions of each kind; one that does not say its kind has that of the framework."""
    kinds = [dimension.breadth or card.framework.dimensions or "" for dimension in card.dimensions]
    return several([_kind(kind, kinds.count(kind)) for kind in dict.fromkeys(kinds)])


def _kind(kind: str, count: int) -> str:
    if kind == "broad":
        return _n("{count} general judgement", "{count} general judgements", count, count=number(count))
    if kind == "specific":
        return _n("{count} named trait", "{count} named traits", count, count=number(count))
    return _n("{count} question", "{count} questions", count, count=number(count))


def _whose(card: Card) -> str:
    who, one = _(WHO[judges(card)]), len(card.dimensions) <= 1
    if card.framework.definitions == "prescriptive":
        fixed, many = fixers(card.framework.authority)
        if one:
            return _n(
                "as {authority} defined it and {who} applied it",
                "as {authority} defined it and {who} applied it",
                many,
                authority=fixed,
                who=who,
            )
        return _n(
            "as {authority} defined them and {who} applied them",
            "as {authority} defined them and {who} applied them",
            many,
            authority=fixed,
            who=who,
        )
    if card.framework.definitions == "descriptive":
        return (
            _("as {who} themselves understood it", who=who)
            if one
            else _("as {who} themselves understood them", who=who)
        )
    return _("as {who} judged it", who=who) if one else _("as {who} judged them", who=who)


def fixers(authority: Sequence[str]) -> tuple[str, int]:
    """Name those who fixed what is meant, inside a sentence, and say how many they are: one, or more."""
    named = several([_(WHOSE[name]) for name in authority]) or _("somebody who is not named")
    return named, 2 if MANY.intersection(authority) else max(len(authority), 1)


def _crowd(card: Card) -> str:
    kinds = [kind for kind in ("human", "synthetic") if any(pool.kind == kind for pool in card.raters)]
    parts = [_judged(card, kind) for kind in kinds or ["unknown"]]
    who = [part for said, _count in parts for part in said]
    if all(said for said, _count in parts):
        return _n("{who} judged", "{who} judged", sum(count for _said, count in parts), who=several(who))
    return _("how many {who} judged is not known", who=_(WHO[judges(card)]))


def _judged(card: Card, kind: str) -> tuple[list[str], int]:
    """Return how many of a kind judged, or the names of models where their number is not told; and the count."""
    pools = [pool for pool in card.raters if pool.kind == kind or kind == "unknown"]
    count, sure = headcount(pools)
    if count and not sure:
        return [_numbered(kind, count)], count
    named = list(dict.fromkeys(pool.model.name for pool in pools if pool.model and pool.model.name))
    if named:
        return [_model(name) for name in named], len(named)
    return ([unsure(_numbered(kind, count), sure)] if count else []), count or 0


def _numbered(kind: str, count: int) -> str:
    """Count raters of a kind inside a sentence."""
    said = number(count)
    if kind == "human":
        return _n("{count} person", "{count} people", count, count=said)
    if kind == "synthetic":
        return _n("{count} model", "{count} models", count, count=said)
    return _n("{count} rater", "{count} raters", count, count=said)


def _model(name: str) -> str:
    """Name a model inside a sentence, as one: in other languages than English its name may be words of a card."""
    return name if spoken().is_source else _("the model “{name}”", name=name)
