"""What a card says in plain words: quadrants, the sentence at its head, names of fields."""

from collections.abc import Sequence
from functools import cache, lru_cache
from typing import Any

from alignmentcard.model import Card
from alignmentcard.model import terms as vocabularies
from alignmentcard.model.base import Vocabulary

CAPTIONS = {
    "◰": ("Broad, prescriptive", "One general judgement, spelt out by somebody"),
    "◳": ("Specific, prescriptive", "Named traits, spelt out by somebody"),
    "◱": ("Broad, descriptive", "One general judgement, left to the raters"),
    "◲": ("Specific, descriptive", "Named traits, left to the raters"),
}
"""For each quadrant its name and what it means."""

NAMES = {"◰": "broad-prescriptive", "◳": "specific-prescriptive", "◱": "broad-descriptive", "◲": "specific-descriptive"}
UNPLACED = ("Not placed", "The card does not say where it stands")

NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
FEW = 3
"""So many dimensions are named in the sentence; more are counted."""

WHOSE = {
    "organisation": "the organisation",
    "designers": "the designers",
    "experts": "experts",
    "raters": "the raters",
    "community": "a community",
    "law": "a law or standard",
    "users": "users",
    "model": "a model",
}
WHO = {"human": "people", "synthetic": "models", "mixed": "people and models", "unknown": "raters"}
ONE = {"human": "person", "synthetic": "model", "mixed": "rater", "unknown": "rater"}
KINDS = {"broad": ("general judgement", "general judgements"), "specific": ("named trait", "named traits")}
DISAGREEMENT = {
    "signal": "Where raters differ, that counts as information",
    "noise": "Where raters differ, that counts as error",
    "mixed": "Where raters differ, some of it counts as information",
}
RELEASE = {
    "individual": "every single rating is released",
    "distribution": "the counts of answers for each item are released",
    "aggregate": "only one label or score for each item is released",
    "none": "no ratings are released",
}
RELEASED = {
    "individual": "every rating",
    "distribution": "counts for each item",
    "aggregate": "one label for each item",
    "none": "no ratings",
}
STANCE = {"noise": "error (noise)", "signal": "information (signal)", "mixed": "some of both (mixed)"}
LABELS = {
    "asks": "Question as asked",
    "at": "Place",
    "doi": "DOI",
    "id": "Id",
    "license": "Licence",
    "not_for": "Do not use for",
    "orcid": "ORCID",
    "sha256": "SHA-256",
    "url": "Address",
    "uses": "Made for",
    "arxiv": "arXiv",
}
TERMS = {
    "fine_tuning": "fine-tuning",
    "best_worst": "best and worst",
    "pairwise_strength": "comparison with strength",
    "reply_choice": "choice of a reply",
    "span": "marked parts",
    "red_teaming": "red teaming",
    "latent_pattern": "shared pattern",
    "latent_projective": "the rater's own view",
    "manifest": "on the surface",
    "krippendorff_alpha": "Krippendorff's alpha",
    "fleiss_kappa": "Fleiss' kappa",
    "cohen_kappa": "Cohen's kappa",
    "conger_kappa": "Conger's kappa",
    "gwet_ac1": "Gwet's AC1",
    "gwet_ac2": "Gwet's AC2",
    "brennan_prediger": "Brennan and Prediger's coefficient",
    "pearson": "Pearson's correlation",
    "spearman": "Spearman's correlation",
    "kendall_tau": "Kendall's tau",
    "kendall_w": "Kendall's W",
    "weighted_kappa": "weighted kappa",
    "scott_pi": "Scott's pi",
    "percent_agreement": "percent agreement",
    "ex_ante": "before the collection",
    "ex_post": "afterwards, from what was published",
    "glad": "GLAD",
    "mace": "MACE",
    "elo": "Elo",
    "bradley_terry": "Bradley-Terry",
    "dawid_skene": "Dawid-Skene",
}


@lru_cache(1024)
def label(name: str) -> str:
    """Return the name of a field for readers."""
    return LABELS.get(name) or name.replace("_", " ").capitalize()


def term(word: str | None) -> str:
    """Return a word of a vocabulary as readers would write it."""
    return TERMS.get(word or "") or (word or "").replace("_", " ")


def meaning(vocabulary: str, word: str | None) -> str:
    """Return the definition of a word; empty where the vocabulary does not have it."""
    return meaning_in(words_of(vocabulary), word)


def meaning_in(vocabulary: Vocabulary, word: str | None) -> str:
    """Return the definition of a word of a vocabulary."""
    found = vocabulary.terms.get(word or "")
    return found.definition if found else ""


@cache
def words_of(name: str) -> Vocabulary:
    """Return a vocabulary by the name that the module of vocabularies gives it, such as `Subjectivity`."""
    annotated: Any = getattr(vocabularies, name)
    return next(extra for extra in annotated.__metadata__ if isinstance(extra, Vocabulary))


def number(value: int) -> str:
    """Write a number: small ones as words, large ones with thin spaces between thousands."""
    return NUMBERS[value] if value < len(NUMBERS) else f"{value:,}".replace(",", "\u202f")


def figure(value: float) -> str:
    """Write a figure with digits, without digits that say nothing."""
    return f"{value:,.0f}".replace(",", "\u202f") if float(value).is_integer() else f"{value:.6g}"


def percent(share: float) -> str:
    """Write a share of a whole in whole percent."""
    return f"{100 * share:.0f}\u202f%"


def several(items: Sequence[str], joiner: str = "and") -> str:
    """Join words as in a sentence."""
    return f" {joiner} ".join(filter(None, [", ".join(items[:-1]), items[-1]])) if items else ""


def rater_count(card: Card) -> int | None:
    """Return how many people or models judged, None where no pool says so."""
    sizes = [pool.size for pool in card.raters if pool.size]
    return sum(sizes) if sizes else None


def crowd(kind: str, count: int | None = None) -> str:
    """Name the raters of a kind: people or a person, models or a model."""
    return ONE[kind] if count == 1 else WHO[kind]


def judges(card: Card) -> str:
    """Return `human`, `synthetic`, `mixed`, or `unknown`: what kind of raters gave the judgements."""
    kinds = {pool.kind for pool in card.raters if pool.kind}
    return "mixed" if len(kinds) > 1 else next(iter(kinds), "unknown")


def glance(card: Card) -> str:
    """Return the sentences at the head of a card: judgement, disagreement, release."""
    parts = [f"{_subject(card)}, {_whose(card)}"]
    parts.append(DISAGREEMENT.get(card.intent.disagreement or "", "What disagreement means is not said"))
    parts.append(f"{_crowd(card)}; {RELEASE.get(card.release.level or '', 'what is released is not said')}")
    return ". ".join(part[0].upper() + part[1:] for part in parts) + "."


def _subject(card: Card) -> str:
    names = [f"“{dimension.name or dimension.id}”" for dimension in card.dimensions]
    if not names:
        return "Something that the card does not name"
    counted = _counted(card)
    return f"{counted}, {several(names)}" if len(names) <= FEW else counted


def _counted(card: Card) -> str:
    """Count the dimensions of each kind; one that does not say its kind has that of the framework."""
    kinds = [dimension.breadth or card.framework.dimensions or "" for dimension in card.dimensions]
    counts = {kind: kinds.count(kind) for kind in dict.fromkeys(kinds)}
    names = {kind: KINDS.get(kind, ("question", "questions")) for kind in counts}
    return several([f"{number(n)} {names[kind][n > 1]}" for kind, n in counts.items()])


def _whose(card: Card) -> str:
    who = WHO[judges(card)]
    it = "it" if len(card.dimensions) <= 1 else "them"
    if card.framework.definitions == "prescriptive":
        fixed = several([WHOSE[one] for one in card.framework.authority]) or "somebody who is not named"
        return f"as {fixed} defined {it} and {who} applied {it}"
    if card.framework.definitions == "descriptive":
        return f"as {who} themselves understood {it}"
    return f"as {who} judged {it}"


def _crowd(card: Card) -> str:
    kinds = [kind for kind in ("human", "synthetic") if any(pool.kind == kind for pool in card.raters)]
    parts = [_judged(card, kind) for kind in kinds or ["unknown"]]
    if all(parts):
        return f"{several([part for part in parts if part])} judged"
    return f"how many {WHO[judges(card)]} judged is not known"


def _judged(card: Card, kind: str) -> str:
    """Return how many of a kind judged, or the names of models where their number is not told."""
    pools = [pool for pool in card.raters if pool.kind == kind or kind == "unknown"]
    count = sum(pool.size or 0 for pool in pools)
    if count and all(pool.size for pool in pools):
        return f"{number(count)} {crowd(kind, count)}"
    named = list(dict.fromkeys(pool.model.name for pool in pools if pool.model and pool.model.name))
    return several(named) or (f"at least {number(count)} {crowd(kind, count)}" if count else "")
