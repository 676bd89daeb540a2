"""Does what was done with several answers fit what they mean? (AC601 to AC608)"""

import re
from collections.abc import Iterator

from alignmentcard.messages.retold import worded
from alignmentcard.model import Card, Dimension
from alignmentcard.model.release import Aggregation, Filter
from alignmentcard.once import once
from alignmentcard.rules.rule import Problem, rule
from alignmentcard.rules.subjectivity import could_be_asked, disagreement_of, only_programs

ONE_ANSWER = {
    "majority_vote": worded("a majority vote decides"),
    "wawa": worded("a weighted majority vote decides"),
    "dawid_skene": worded("a model decides that takes the minority to be mistaken"),
    "one_coin_dawid_skene": worded("a model decides that takes the minority to be mistaken"),
    "glad": worded("a model decides that takes the minority to be mistaken"),
    "mace": worded("a model decides that takes the minority to be mistaken"),
    "mmsr": worded("a model decides that takes the minority to be mistaken"),
    "kos": worded("a model decides that takes the minority to be mistaken"),
    "mean": worded("their mean stands for all of them"),
    "median": worded("the one in the middle stands for all of them"),
    "threshold": worded("what too few said is dropped"),
    "adjudication": worded("somebody decides who is right"),
    "bradley_terry": worded("one order of strengths stands for all of them"),
    "noisy_bradley_terry": worded("one order of strengths stands for all of them"),
    "elo": worded("one order of strengths stands for all of them"),
}
"""Methods that make one answer or number of several; models of rater error estimate one true answer."""
REWARD_MODEL = re.compile(r"\breward[- ]?(model|score)", re.IGNORECASE)
"""Words for a method that no word of the vocabulary says, and that makes one number of many beliefs too."""

KEEPS_ALL = frozenset({"none", "soft_label", "vote_count"})
"""Methods after which it can still be seen how many raters gave each answer."""

NOT_ABOUT_OTHERS = re.compile(
    r"""
      (strongly|somewhat)\ (dis)?agree
    | \b(no|any|without|regardless\ of|irrespective\ of|not\ (because|for))\ [^.;]{0,20}disagree
    | \b(sign\w*|users?|usage|consent|licen[cs]e)\b[^.;]{0,12}\ agreement | age\ of\ majority
    | disagree\w*[^.;]{0,20}\b(gold|expert|known|own|themsel|himself|herself|earlier|first\ answer)
    """,
    re.VERBOSE,
)
"""Words about agreement that are not about raters who differ from each other."""

DISSENT = re.compile(
    r"""
      \bdisagree
    | \b(inconsistent|deviat\w+|differ\w*)\ (from|with)\ (the\ )?(majority|others?|other\ raters|mean|median|mode)\b
    | \b(stray\w*|far|apart)\ (too\ |very\ )?(far\ )?from\ (those\ of\ )?(the\ )?(rest|others?|majority|median|mean)\b
    | \b(no|without|lack\w*|not\ reach\w*)\ [^.;]{0,40}?\b(agreement|consensus|majority)\b
    | \b(below|less\ than|fewer\ than|under)\ [^.;]{0,40}?\b(agree\w*|consensus|majority(?!\ vot))\b
    | \b(low|lower|little|insufficient)\ (\S+\ ){0,2}(agreement|consensus)\b
    | \b(agreement|consensus|alpha|kappa)\b\ [^.;]{0,20}?(below|under|less\ than|lower\ than|<)
    | \b(not|non)[-\ ]unanimous
    | \bsplit\ votes?\b
    | \bminority\ (vote|answer|rating|label|opinion)s?\b
    """,
    re.VERBOSE,
)
"""Words for the removal of what raters differed about."""


def covered(card: Card, ids: list[str]) -> list[Dimension]:
    """Return the dimensions with these ids; all of them where none are named."""
    if not ids:
        return list(card.dimensions)
    found = {position: one for name in dict.fromkeys(ids) for position, one in by_id(card).get(name, ())}
    return [found[position] for position in sorted(found)]


@once
def by_id(card: Card) -> dict[str, list[tuple[int, Dimension]]]:
    """Return the dimensions with their positions by id, of which several may have one."""
    found: dict[str, list[tuple[int, Dimension]]] = {}
    for position, dimension in enumerate(card.dimensions):
        found.setdefault(dimension.id, []).append((position, dimension))
    return found


def names_of(dimensions: list[Dimension]) -> str:
    """Name dimensions by their ids, as in `harmful`, `rude`."""
    return ", ".join(f"`{dimension.id}`" for dimension in dimensions)


def signal_in(card: Card, dimensions: list[Dimension]) -> list[Dimension]:
    """Return those dimensions whose disagreement is taken as signal."""
    return [dimension for dimension in dimensions if disagreement_of(card, dimension) == "signal"]


def kept_whole(card: Card, dimension: Dimension) -> bool:
    """Say whether some step of aggregation keeps all answers to a dimension."""
    everything, named = _kept(card)
    return everything or dimension.id in named


@once
def _kept(card: Card) -> tuple[bool, frozenset[str]]:
    """Say whether a step keeps all answers to all dimensions, and to which dimensions some step does."""
    steps = [step.dimensions for step in card.aggregation if step.method in KEEPS_ALL]
    return any(not ids for ids in steps), frozenset(name for ids in steps for name in ids)


@rule("AC601", "only-aggregates-released", "warning")
def only_aggregates_released(card: Card) -> Iterator[Problem]:
    """Disagreement counts as signal, and only one label or score an item is released.

    Whoever gets the data gets it without the part that the card calls information. They cannot ask who differed from
    whom, cannot train on more than one view, and cannot undo what the aggregation did.

    Bad:
        release:
          level: aggregate
    Good:
        release:
          level: distribution
    Source: Xu et al. 2025, arXiv:2510.12817, on releasing annotator-level preferences
    """
    signal = signal_in(card, card.dimensions)
    if card.release.level == "aggregate" and signal:
        message = worded(
            "Disagreement about {names} counts as signal, and only one label an item is released.",
            names=names_of(signal),
        )
        help_ = worded("Release each rating, or at least how many raters gave each answer; or accept this and say why.")
        yield Problem(("release", "level"), message, help_)


@rule("AC602", "majority-over-beliefs", "warning")
def majority_over_beliefs(card: Card) -> Iterator[Problem]:
    """Raters answered from their own beliefs or in their own reading, and one answer or number is made of it.

    A vote settles what is the case when there is something to be right about. About beliefs it settles who was more
    numerous in the pool. A mean, a threshold, somebody who decides, an order of strengths or a reward model do no less:
    groups that are small in the pool lose every time, and the label does not show it.

    Bad:
        aggregation:
          - {dimensions: [harmful], method: majority_vote, ties: random}
    Good:
        aggregation:
          - {dimensions: [harmful], method: soft_label}
    Source: Xu et al. 2025, arXiv:2510.12817; Kirk et al. 2023, section 2.1
    """
    for position, step in enumerate(card.aggregation):
        own = [
            dimension
            for dimension in covered(card, step.dimensions)
            if _is_own_view(card, dimension) and not kept_whole(card, dimension)
        ]
        decided = _one_answer(step)
        if decided and own:
            message = worded(
                "Raters answered {names} from their own view, and {decided}.", names=names_of(own), decided=decided
            )
            help_ = worded(
                "Keep the answers as a distribution, beside the label or instead of it, and add that step here; "
                "or accept this with the reason why one answer is needed."
            )
            yield Problem(("aggregation", position, "method"), message, help_)


def _one_answer(step: Aggregation) -> str | None:
    """Say in words how a step makes one answer of many; None where it does not."""
    if step.method == "other" and REWARD_MODEL.search(step.rationale or ""):
        return worded("one reward model stands for all of them")
    if step.ties == "adjudicate" and step.method not in KEEPS_ALL:
        return ONE_ANSWER.get(step.method or "", ONE_ANSWER["adjudication"])
    return ONE_ANSWER.get(step.method or "")


def _is_own_view(card: Card, dimension: Dimension) -> bool:
    """Say whether there is no one right answer, by the level of subjectivity or by the stance of the card."""
    if only_programs(card, dimension):
        return False
    if dimension.subjectivity == "latent_projective":
        return True
    return card.framework.definitions == "descriptive" and dimension.subjectivity != "manifest"


@rule("AC603", "ties-unstated", "warning")
def ties_unstated(card: Card) -> Iterator[Problem]:
    """A vote decides, and nothing says what happened when values had equally many votes.

    Tied items are the ones that people disagree about most. Drawn at random, dropped, or given to the value that
    stands first in a list, they make three different datasets. (Silent where no tie can happen: two values, and always
    the same odd number of ratings.)

    Bad:
        dimensions:
          - id: harmful
            subjectivity: manifest
            disagreement: noise
        aggregation:
          - method: majority_vote
    Good:
        dimensions:
          - id: harmful
            subjectivity: manifest
            disagreement: noise
        aggregation:
          - method: majority_vote
            ties: random
    Source: ours
    """
    for position, step in enumerate(card.aggregation):
        open_ = step.method == "majority_vote" and step.ties is None
        if open_ and not card.is_gap(f"aggregation.{position}.ties") and _can_tie(card, step):
            message = worded("A majority vote decides, and the card does not say what happened with ties.")
            help_ = worded(
                "Say under ties what became of them: random, no_label, adjudicate, first or keep; or list it as a gap."
            )
            yield Problem(("aggregation", position, "ties"), message, help_)


def _can_tie(card: Card, step: Aggregation) -> bool:
    """Say whether two values can get equally many votes; yes where the card does not say enough to rule it out."""
    counts = [pool.ratings_per_item for pool in card.raters]
    if not counts or any(count.min is None or count.min != count.max for count in counts):
        return True
    votes = sum(count.min or 0 for count in counts)
    most = max((len(dimension.scale.values) or 3 for dimension in covered(card, step.dimensions)), default=3)
    return votes > 1 and (votes % 2 == 0 or most > 2)


@rule("AC604", "raters-not-linked", "warning")
def raters_not_linked(card: Card) -> Iterator[Problem]:
    """Each rating is released, and nobody can see which ratings come from the same rater.

    Without an id a rater is a different person on every item. Nobody can follow a perspective through the data, tell
    a strict rater from a hard item, or leave out one who clicked at random. A pseudonym is enough.

    Bad:
        release:
          level: individual
          rater_ids: none
    Good:
        release:
          level: individual
          rater_ids: pseudonymous
    Source: Xu et al. 2025, arXiv:2510.12817, on releasing annotator-level preferences
    """
    several = len(card.raters) > 1 or any(pool.size != 1 and pool.kind != "synthetic" for pool in card.raters)
    if card.release.level == "individual" and card.release.rater_ids == "none" and several:
        message = worded("Each rating is released, and ratings by the same rater cannot be recognised.")
        help_ = worded(
            "Add a column of pseudonyms that are used nowhere else; or accept this and say whom it protects."
        )
        yield Problem(("release", "rater_ids"), message, help_)


@rule("AC605", "dissent-filtered", "warning")
def dissent_filtered(card: Card) -> Iterator[Problem]:
    """Items or ratings were removed because raters disagreed, while disagreement counts as signal.

    What is left agrees more than the people did. The items on which views differ are the ones that data about views is
    for; a model never sees them, and every statistic of agreement comes out too high.

    Bad:
        aggregation:
          - method: soft_label
            filters:
              - {rule: items on which fewer than half of the raters agreed (no majority), items_removed: 40}
    Good:
        aggregation:
          - method: soft_label
            filters:
              - {rule: raters who failed two attention checks, ratings_removed: 120}
    Source: Xu et al. 2025, arXiv:2510.12817; Kirk et al. 2023, note 6
    """
    for position, step in enumerate(card.aggregation):
        signal = signal_in(card, covered(card, step.dimensions))
        if signal and step.irreconcilable == "dropped":
            message = worded(
                "Disagreement about {names} is signal, and what could not be agreed on was dropped.",
                names=names_of(signal),
            )
            help_ = worded("Keep those items and mark them; or say that disagreement about them is noise.")
            yield Problem(("aggregation", position, "irreconcilable"), message, help_)
        for number, entry in enumerate(step.filters):
            if signal and removes_dissent(entry):
                message = worded(
                    "Disagreement about {names} counts as signal, and was removed: {rule}.",
                    names=names_of(signal),
                    rule=entry.rule,
                )
                help_ = worded(
                    "Keep what was removed and mark it; or give disagreement the meaning here that the filter gives it."
                )
                yield Problem(("aggregation", position, "filters", number, "rule"), message, help_)


def removes_dissent(entry: Filter) -> bool:
    """Say whether a filter took out what raters differed about; one that removed nothing did not."""
    text = entry.rule.lower()
    removed = entry.items_removed != 0 or bool(entry.ratings_removed)
    return removed and bool(DISSENT.search(text)) and not NOT_ABOUT_OTHERS.search(text)


@rule("AC606", "reasoning-missing", "info")
def reasoning_missing(card: Card) -> Iterator[Problem]:
    """Many beliefs are to be captured, and nobody was asked why they answered as they did.

    Two raters can give the same answer for opposite reasons. A sentence from each, even on a part of the items, lets
    readers tell a different value from a different reading of the question.

    Bad:
        release:
          reasoning: none
    Good:
        release:
          reasoning: released
    Source: Xu et al. 2025, arXiv:2510.12817, on documenting pluralistic reasoning
    """
    people = could_be_asked(card) and any(pool.kind == "human" for pool in card.raters)
    reasoned = all(dimension.feedback == "critique" for dimension in card.dimensions)
    if card.intent.beliefs != "many" or not people or reasoned or card.is_gap("release.reasoning"):
        return
    route = ("release", "reasoning")
    if card.release.reasoning is None:
        message = worded(
            "A diversity of beliefs is to be captured, and the card does not say whether raters gave reasons."
        )
        yield Problem(
            route, message, worded("Say under reasoning whether reasons were collected or released; or list a gap.")
        )
    elif card.release.reasoning == "none":
        message = worded("A diversity of beliefs is to be captured, and raters were not asked for reasons.")
        yield Problem(
            route, message, worded("Next time, ask for a sentence of reasons, on a part of the items at least.")
        )


@rule("AC607", "distribution-without-counts", "warning")
def distribution_without_counts(card: Card) -> Iterator[Problem]:
    """Shares of answers are released without the number of ratings behind them.

    Half of two raters and half of two hundred are the same share. Who trains on the shares weighs chance as much as
    opinion, and nobody can give an interval or compute agreement from them.

    Bad:
        aggregation:
          - method: soft_label
        release:
          level: distribution
        pools:
          - id: us-panel
    Good:
        aggregation:
          - method: soft_label
        release:
          level: distribution
        pools:
          - id: us-panel
            ratings_per_item: {min: 90, median: 100, max: 110}
    Source: ours
    """
    if card.release.level not in ("distribution", "aggregate") or _tells_counts(card):
        return
    for position, step in enumerate(card.aggregation):
        if step.method == "soft_label":
            message = worded("Shares of answers are released, and the number of ratings behind them is not given.")
            help_ = worded(
                "Release a count beside the shares and name its column under release.files; or give ratings_per_item."
            )
            yield Problem(("aggregation", position, "method"), message, help_)


def _tells_counts(card: Card) -> bool:
    """Say whether a reader can know, at least roughly, how many ratings an item has."""
    in_file = any(file.columns.count for file in card.release.files)
    overall = bool(card.dataset.items and card.dataset.ratings)
    per_item = any(
        pool.ratings_per_item.model_fields_set or card.is_gap(f"pools.{pool.id}.ratings_per_item")
        for pool in card.raters
    )
    return in_file or overall or per_item or any(step.method == "vote_count" for step in card.aggregation)


@rule("AC608", "gold-under-descriptive", "warning")
def gold_under_descriptive(card: Card) -> Iterator[Problem]:
    """Raters bring their own meaning, and their answers are held against a gold answer.

    A gold answer says that there is a right one. Raters who are checked with it, warned or paid by it, learn to give
    that answer, and those who see things differently are the ones who are turned away. (Silent where some dimension is
    manifest, since the gold answers may be for that one.)

    Bad:
        collection:
          quality_controls: [gold_items]
    Good:
        collection:
          quality_controls: [attention_check]
    Source: Kirk et al. 2023, section 2.1
    """
    if card.framework.definitions != "descriptive" or any(d.subjectivity == "manifest" for d in card.dimensions):
        return
    controls = card.collection.quality_controls
    if "gold_items" in controls:
        route = ("collection", "quality_controls", controls.index("gold_items"))
        help_ = worded(
            "Use questions that anybody answers the same way (attention_check); or say what the gold items asked."
        )
        yield Problem(
            route, worded("Raters bring their own meaning, and were checked by items with a known answer."), help_
        )
    for position, file in enumerate(card.release.files):
        if file.columns.gold:
            message = worded(
                "Raters bring their own meaning, and the column `{gold}` holds a gold answer.", gold=file.columns.gold
            )
            help_ = worded(
                "If experts gave it, make them a pool and their answers ratings; or accept this and say what it is for."
            )
            yield Problem(("release", "files", position, "columns", "gold"), message, help_)
