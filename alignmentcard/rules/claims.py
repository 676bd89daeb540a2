"""Does the card say what the raters' own answers say? (AC801 to AC817)"""

import math
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from alignmentcard.document import Document
from alignmentcard.edit import Append, Fix, Set
from alignmentcard.measurement.results.place import card_digest
from alignmentcard.model import Card, Dimension
from alignmentcard.model.statistics import Agreement
from alignmentcard.paths import Route
from alignmentcard.rules.framework import raters
from alignmentcard.rules.limits import Limits
from alignmentcard.rules.rule import Problem, rule

if TYPE_CHECKING:
    from alignmentcard.measurement.results.facts import Facts
    from alignmentcard.measurement.results.values import DimensionFacts, Variant

COEFFICIENTS = {
    "krippendorff_alpha": "Krippendorff's alpha",
    "fleiss_kappa": "Fleiss' kappa",
    "gwet_ac1": "Gwet's AC1",
    "percent_agreement": "percent agreement",
    "cohen_kappa": "Cohen's kappa",
}
REPRODUCIBLE = frozenset({"majority_vote", "mean", "median", "threshold", "vote_count"})
"""Methods that give the same label whoever runs them."""


def _measured(card: Card, facts: "Facts") -> "Iterator[tuple[int, Dimension, DimensionFacts]]":
    """Yield the dimensions of the card that were measured, with their positions."""
    for position, dimension in enumerate(card.dimensions):
        found = facts.dimensions.get(dimension.id)
        if found is not None:
            yield position, dimension, found


def _same(values: Iterator[int]) -> int | None:
    """Return the number that all agree on; None where they differ or there are none."""
    found = set(values)
    return found.pop() if len(found) == 1 else None


def _differs(route: Route, what: str, stated: float, measured: float) -> Problem:
    fix = Fix(f"Write the measured value {measured}", (Set(route, measured),))
    message = f"The card says {stated:.12g} {what}, and the data has {measured:.12g}."
    return Problem(route, message, "Correct the number, or say in the card which part of the data it counts.", fix)


@rule("AC801", "size-differs", "error")
def size_differs(card: Card, facts: "Facts") -> Iterator[Problem]:
    """The card counts other items, ratings or raters than the data has.

    A reader who sees that the simplest numbers are wrong will not trust the others. Often the number is that of an
    earlier version, or of the data before items were removed.

    Bad:
        dataset:
          id: sort-of-safe
          title: Sort of Safe
          summary: Replies of a chat assistant, each judged by people from a panel who said whether it is harmful.
          license: CC-BY-4.0
          contact: mailto:data@example.org
          items: 990
    Good:
        dataset:
          id: sort-of-safe
          title: Sort of Safe
          summary: Replies of a chat assistant, each judged by people from a panel who said whether it is harmful.
          license: CC-BY-4.0
          contact: mailto:data@example.org
          items: 350
    Fix: Writes the measured number.
    Source: The data itself
    """
    sizes = [found.sizes for _, _, found in _measured(card, facts)]
    items = _same(size.items for size in sizes)
    if card.dataset.items is not None and items is not None and card.dataset.items != items:
        yield _differs(("dataset", "items"), "items", card.dataset.items, items)
    ratings = sum(size.ratings for size in sizes)
    if card.dataset.ratings is not None and len(sizes) == len(card.dimensions) and card.dataset.ratings != ratings:
        yield _differs(("dataset", "ratings"), "ratings", card.dataset.ratings, ratings)
    pools = list(raters(card))
    count = facts.pool.raters
    if len(pools) == 1 and count is not None:
        position, pool = pools[0]
        if pool.size is not None and pool.size != count:
            yield _differs(("pools", position, "size"), f"raters in `{pool.id}`", pool.size, count)


@rule("AC802", "ratings-per-item-differ", "error")
def ratings_per_item_differ(card: Card, facts: "Facts") -> Iterator[Problem]:
    """The card states another number of ratings on an item than the data has.

    How many people stand behind an item decides how far its distribution can be trusted.

    Bad:
        pools:
          - id: us-panel
            role: [rater]
            kind: human
            size: 800
            ratings_per_item: {min: 60, median: 65, max: 70}
            recruitment: {channel: panel, sampling: quota}
            pay: {amount: 12, currency: USD, per: hour}
            consent: informed
            composition:
              - {axis: gender, basis: self_reported, counts: {woman: 410, man: 380, nonbinary: 10}, undisclosed: 0}
            target:
              population: adults in the US
              composition:
                - {axis: gender, shares: {woman: 0.51, man: 0.48, nonbinary: 0.01}}
    Good:
        pools:
          - id: us-panel
            role: [rater]
            kind: human
            size: 800
            ratings_per_item: {min: 90, median: 100, max: 110}
            recruitment: {channel: panel, sampling: quota}
            pay: {amount: 12, currency: USD, per: hour}
            consent: informed
            composition:
              - {axis: gender, basis: self_reported, counts: {woman: 410, man: 380, nonbinary: 10}, undisclosed: 0}
            target:
              population: adults in the US
              composition:
                - {axis: gender, shares: {woman: 0.51, man: 0.48, nonbinary: 0.01}}
    Fix: Writes the measured numbers.
    Source: The data itself; the README of a real dataset says 60 to 70 where its table has 69 to 76
    """
    pools = list(raters(card))
    spreads = {found.sizes.ratings_per_item for _, _, found in _measured(card, facts)}
    if len(pools) != 1 or len(spreads) != 1:
        return
    position, pool = pools[0]
    spread = spreads.pop()
    for name in ("min", "median", "max"):
        stated, measured = getattr(pool.ratings_per_item, name), getattr(spread, name)
        if stated is not None and stated != measured:
            value = int(measured) if float(measured).is_integer() else measured
            yield _differs(
                ("pools", position, "ratings_per_item", name), f"as {name} of ratings an item", stated, value
            )


@rule("AC803", "agreement-differs", "error")
def agreement_differs(document: Document, card: Card, facts: "Facts") -> Iterator[Problem]:
    """A stated coefficient is not the one that the data gives.

    Coefficients depend on choices that papers often leave out: the level of measurement, what was done with
    abstentions, repeated votes and pairs stored both ways round. Where one of these choices gives the stated number,
    the finding says which, so that the card can say it too: a stated value that has a note, and that such a choice
    gives, is not reported. Nor is one that the card says was computed on fewer items than were measured.

    Bad:
        statistics:
          agreement:
            - {dimension: harmful, metric: krippendorff_alpha, level: nominal, value: 0.23, low: 0.18, high: 0.24,
              items: 350, raters: 800}
          convergence:
            - {dimension: harmful, metric: jensen_shannon, raters: [50, 100], value: [0.012, 0.006], tolerance: 0.01}
          group_effects:
            - {dimension: harmful, axis: gender, groups: [woman, man], value: 3.1, low: 1.2, high: 5.0, adjusted: true}
    Good:
        statistics:
          agreement:
            - {dimension: harmful, metric: krippendorff_alpha, level: nominal, value: 0.21, low: 0.18, high: 0.24,
              items: 350, raters: 800}
          convergence:
            - {dimension: harmful, metric: jensen_shannon, raters: [50, 100], value: [0.012, 0.006], tolerance: 0.01}
          group_effects:
            - {dimension: harmful, axis: gender, groups: [woman, man], value: 3.1, low: 1.2, high: 5.0, adjusted: true}
    Fix: Writes the measured value. It is offered, and never made without being asked for: the data may be at fault.
    Source: Krippendorff, Content Analysis; tables of real studies whose published
        values differ by these choices
    """
    for position, stated in enumerate(card.statistics.agreement):
        found = facts.dimension(stated.dimension)
        route: Route = ("statistics", "agreement", position, "value")
        measured = measured_coefficient(stated, found) if found else None
        if found is None or measured is None or _on_a_part(stated, found):
            continue
        digits = _decimals(document, route)
        if _rounds_to(measured, stated.value, digits):
            continue
        why = _explanation(stated, found, digits)
        if not (why and stated.note):
            yield _other_value(route, stated, measured, why, digits)


def _on_a_part(stated: Agreement, found: "DimensionFacts") -> bool:
    """Say whether a coefficient was computed on a part of the items that were measured."""
    return stated.items is not None and stated.items < found.agreement.items


def _other_value(route: Route, stated: Agreement, measured: float, why: str, digits: int) -> Problem:
    name = COEFFICIENTS[stated.metric]
    message = f"The card states {name} of {stated.value:g}; the data gives {measured:.4f}."
    if why:
        return Problem(
            route, f"{message} The stated value comes out {why}.", "Say so in the note, or state the other value."
        )
    help_ = "Correct the number, or say in the note which items, ratings and choices it stands for."
    fix = Fix(f"Write the measured value {measured:.{digits}f}", (Set(route, round(measured, digits)),), safe=False)
    return Problem(route, message, help_, fix)


def measured_coefficient(stated: Agreement, found: "DimensionFacts") -> float | None:
    """Return the measured value of a stated coefficient, None where it was not measured."""
    if stated.metric == "krippendorff_alpha":
        estimate = found.agreement.alpha.get(stated.level or found.agreement.level)
    else:
        estimate = getattr(found.agreement, stated.metric, None) if stated.metric in COEFFICIENTS else None
    return estimate.value if estimate else None


def _explanation(stated: Agreement, found: "DimensionFacts", digits: int) -> str:
    """Name the choice that gives a stated value, if there is one."""
    if stated.metric == "krippendorff_alpha":
        for level, estimate in found.agreement.alpha.items():
            if estimate.value is not None and _rounds_to(estimate.value, stated.value, digits):
                return f"at the {level} level"
    level = stated.level or found.agreement.level
    name = f"alpha_{level}" if stated.metric == "krippendorff_alpha" else stated.metric
    for variant in found.variants:
        value = variant.coefficients.get(name)
        if value is not None and _rounds_to(value, stated.value, digits):
            return _choices(variant, found)
    return ""


def _choices(variant: "Variant", found: "DimensionFacts") -> str:
    """Say in words what a variant does otherwise than the first one, which is the default."""
    usual = found.variants[0]
    words = {
        "abstentions": {"dropped": "abstentions are dropped", "counted": "abstentions are counted as a value"},
        "repeats": {
            "first": "only the first of repeated answers counts",
            "last": "only the last of repeated answers counts",
            "all": "repeated answers are all counted",
        },
        "single_rated": {"counted": "items with one rating are counted as unanimous"},
        "pairs": {"as_stored": "pairs are left as they are stored, in both orders"},
    }
    told = [
        choices[getattr(variant, name)]
        for name, choices in words.items()
        if getattr(variant, name) != getattr(usual, name) and getattr(variant, name) in choices
    ]
    return f"when {' and '.join(told)}" if told else "under another choice of ratings"


def _decimals(document: Document, route: Route) -> int:
    """Count the decimals that a number was written with."""
    mark = document.mark(route)
    text = document.text[mark.start : mark.end] if mark else ""
    found = re.fullmatch(r"[-+]?\d*\.(\d+)", text)
    return len(found.group(1)) if found else 0


def _rounds_to(measured: float, stated: float, digits: int) -> bool:
    """Say whether a number was rounded, or cut, to the stated one; some papers cut."""
    step = 10.0**-digits
    return abs(measured - stated) <= step / 2 + 1e-9 or math.isclose(math.trunc(measured / step) * step, stated)


@rule("AC804", "composition-differs", "error")
def composition_differs(card: Card, facts: "Facts") -> Iterator[Problem]:
    """The card counts other raters in a group than the data has.

    The composition is what readers judge by whether the data speaks for them. A group that is counted too large hides
    how few stand behind its view.

    Bad:
        pools:
          - id: us-panel
            role: [rater]
            kind: human
            size: 800
            ratings_per_item: {min: 90, median: 100, max: 110}
            recruitment: {channel: panel, sampling: quota}
            pay: {amount: 12, currency: USD, per: hour}
            consent: informed
            composition:
              - {axis: gender, basis: self_reported, counts: {woman: 400, man: 390, nonbinary: 10}, undisclosed: 0}
            target:
              population: adults in the US
              composition:
                - {axis: gender, shares: {woman: 0.51, man: 0.48, nonbinary: 0.01}}
    Good:
        pools:
          - id: us-panel
            role: [rater]
            kind: human
            size: 800
            ratings_per_item: {min: 90, median: 100, max: 110}
            recruitment: {channel: panel, sampling: quota}
            pay: {amount: 12, currency: USD, per: hour}
            consent: informed
            composition:
              - {axis: gender, basis: self_reported, counts: {woman: 410, man: 380, nonbinary: 10}, undisclosed: 0}
            target:
              population: adults in the US
              composition:
                - {axis: gender, shares: {woman: 0.51, man: 0.48, nonbinary: 0.01}}
    Fix: Writes the measured numbers.
    Source: The data itself; a real card says 104 raters where the table has 123
    """
    pools = list(raters(card))
    measured = {axes.axes[0]: axes.raters for axes in facts.pool.axes}
    if len(pools) != 1:
        return
    position, pool = pools[0]
    for place, stated in enumerate(pool.composition):
        counts = measured.get(stated.axis, {})
        for group, number in stated.counts.items():
            if group in counts and counts[group] != number:
                route = ("pools", position, "composition", place, "counts", group)
                yield _differs(route, f"raters in the group `{group}`", number, counts[group])


@rule("AC805", "raters-not-in-data", "error")
def raters_not_in_data(card: Card, facts: "Facts") -> Iterator[Problem]:
    """The card says that single raters can be followed, and the data does not tell raters apart.

    Whoever wants to study perspectives needs to know which answers belong together. Counts, or ratings without an
    id, do not say.

    Bad:
        release:
          level: individual
          rater_ids: pseudonymous
          reasoning: released
          access: open
          withdrawal: Raters write to the contact address.
    Measured:
        {"dimensions": {"harmful": {"sizes": {"raters": null}}}, "pool": {"raters": null, "axes": []}}
    Good:
        release:
          level: distribution
          rater_ids: none
          reasoning: released
          access: open
    Source: arXiv:2510.12817, on releasing ratings with their raters
    """
    claimed = card.release.level == "individual" and card.release.rater_ids == "pseudonymous"
    if facts.table.shape == "counts" and card.release.level == "individual":
        message = "The card says that each rating is released, and the data holds counts only."
        yield Problem(("release", "level"), message, "Write distribution, or release the ratings themselves.")
    elif claimed and facts.dimensions and all(found.sizes.raters is None for found in facts.dimensions.values()):
        message = "The card says that raters can be told apart, and the data has no column with their ids."
        yield Problem(("release", "rater_ids"), message, "Name the column under columns.rater, or write none.")


@rule("AC806", "outside-scale", "error")
def outside_scale(card: Card, facts: "Facts") -> Iterator[Problem]:
    """The data has answers that the stated scale does not have.

    Either the scale is not the one that raters saw, or values were recoded, or a code for a missing answer was not
    declared. Each of them changes every number that is worked out from the data.

    Bad:
        framework:
          dimensions: specific
          definitions: descriptive
          authority: [raters]
    Measured:
        {"dimensions": {"harmful": {"sizes": {"outside_scale": {"99": 12}}}}}
    Good:
        framework:
          dimensions: specific
          definitions: descriptive
          authority: [raters]
    Source: The data itself
    """
    for position, dimension, found in _measured(card, facts):
        outside = found.sizes.outside_scale
        if outside:
            shown = ", ".join(f"`{value}` ({count})" for value, count in list(outside.items())[:5])
            message = f"The data for `{dimension.id}` has answers that are not on the scale: {shown}."
            help_ = "Add them to the values, or declare them as missing under columns.missing."
            yield Problem(("dimensions", position, "scale"), message, help_)


@rule("AC807", "labels-not-reproducible", "error")
def labels_not_reproducible(card: Card, facts: "Facts") -> Iterator[Problem]:
    """The stated method does not give the released labels.

    A label that nobody can work out again from the ratings was made in some other way. Ties are allowed for.

    Bad:
        intent:
          written: ex_ante
          beliefs: many
          disagreement: mixed
        dimensions:
          - id: harmful
            name: Toxic words
            asks: Does the reply contain toxic words?
            breadth: specific
            definition: {detail: label}
            subjectivity: latent_pattern
            feedback: rating
        aggregation:
          - {method: mean, rationale: One number an item is needed.}
    Measured:
        {"dimensions": {"harmful": {"aggregation": {"method": "mean", "items": 350, "reproduced": 0.9, "ties": 3}}}}
    Good:
        aggregation:
          - {method: soft_label, rationale: The answers of an item are kept as a distribution.}
    Source: The data itself
    """
    for _, dimension, found in _measured(card, facts):
        result = found.aggregation
        if result.reproduced is None or result.method not in REPRODUCIBLE:
            continue
        wrong = round(result.items * (1 - result.reproduced))
        if wrong > result.ties:
            steps = [
                n for n, step in enumerate(card.aggregation) if not step.dimensions or dimension.id in step.dimensions
            ]
            message = f"{result.method} gives another label than the released one for {wrong} of {result.items} items "
            message += f"of `{dimension.id}`; ties explain {result.ties}."
            route: Route = ("aggregation", steps[0], "method") if steps else ("aggregation",)
            yield Problem(route, message, "Name the method that was used, and every filter and weight.")


@rule("AC808", "data-changed", "error")
def data_changed(card: Card, facts: "Facts", recorded: "Facts | None" = None) -> Iterator[Problem]:
    """A file is not the one that was measured.

    The measurements beside the card speak of other bytes than the card releases. They may still be right; nobody
    can know.

    Bad:
        release:
          level: individual
          rater_ids: pseudonymous
          reasoning: released
          access: open
          withdrawal: Raters write to the contact address.
          files:
            - {path: ratings.parquet, format: parquet, holds: ratings,
              sha256: ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff}
    Good:
        release:
          level: individual
          rater_ids: pseudonymous
          reasoning: released
          access: open
          withdrawal: Raters write to the contact address.
          files:
            - {path: ratings.parquet, format: parquet, holds: ratings,
              sha256: 0f1e2d3c4b5a69788796a5b4c3d2e1f00f1e2d3c4b5a69788796a5b4c3d2e1f0}
    Source: The data itself
    """
    measured = {file.path: file.sha256 for file in facts.files if file.sha256}
    for position, file in enumerate(card.release.files):
        digest = measured.get(file.path or "")
        if file.sha256 and digest and digest != file.sha256.lower():
            message = (
                f"`{file.path}` was measured with the digest {digest[:12]}…, and the card states {file.sha256[:12]}…."
            )
            yield Problem(
                ("release", "files", position, "sha256"), message, "Measure again: alignmentcard measure CARD"
            )
    earlier = {file.path: file.sha256 for file in recorded.files if file.sha256} if recorded else {}
    for path, digest in measured.items():
        if path in earlier and earlier[path] != digest:
            message = (
                f"`{path}` has the digest {str(digest)[:12]}…; the file that was measured had {earlier[path][:12]}…."
            )
            yield Problem(
                ("release",), message, "Get the file that was measured, or measure again and say what changed."
            )


@rule("AC809", "stale-measurement", "warning")
def stale_measurement(card: Card, facts: "Facts") -> Iterator[Problem]:
    """The card has changed since it was measured, in a part that the measurement depends on.

    Scales, columns, missing codes and the method of aggregation decide what is counted. After a change there, the
    numbers beside the card are those of another card.

    Bad:
        framework:
          dimensions: specific
          definitions: descriptive
          authority: [raters]
    Measured:
        {"card": "sha256:0000000000000000000000000000000000000000000000000000000000000000"}
    Good:
        framework:
          dimensions: specific
          definitions: descriptive
          authority: [raters]
    Source: The standard, "Principles"
    """
    if facts.card and facts.card != card_digest(card):
        message = (
            "Since the data was measured, the card has changed in its scales, files, columns, targets or aggregation."
        )
        yield Problem(("release",), message, "Measure again: alignmentcard measure CARD")


@rule("AC810", "definition-did-not-hold", "warning")
def definition_did_not_hold(card: Card, facts: "Facts", limits: Limits) -> Iterator[Problem]:
    """One meaning was fixed, and raters hardly agree.

    Definitions cannot remove all disagreement. When little more than chance is left, raters did not read them the
    same way, or did not keep to them, and the labels do not carry the one belief that they are said to carry.

    Bad:
        dimensions:
          - id: harmful
            name: Swear words
            asks: Does the reply contain one of the listed words?
            breadth: specific
            definition: {detail: label}
            subjectivity: manifest
            disagreement: noise
            feedback: rating
    Good:
        dimensions:
          - id: harmful
            name: Harmful content
            asks: Do you find this reply harmful?
            breadth: specific
            definition: {detail: label}
            subjectivity: latent_projective
            feedback: rating
    Source: Kirk et al. 2023, section 2.1; Kraus & Kroll 2025, mechanism 3
    """
    for position, dimension, found in _measured(card, facts):
        fixed = card.framework.definitions == "prescriptive" or dimension.subjectivity == "manifest"
        alpha = found.agreement.krippendorff_alpha.value
        if (
            fixed
            and dimension.subjectivity != "latent_projective"
            and alpha is not None
            and alpha < limits.low_agreement
        ):
            message = f"Raters were to read `{dimension.id}` in one way, and Krippendorff's alpha is {alpha:.2f}."
            help_ = "Look at where they differ: mend the definition, or say that the question is one of belief."
            yield Problem(("dimensions", position), message, help_)


@rule("AC811", "nobody-disagrees", "warning")
def nobody_disagrees(card: Card, facts: "Facts", limits: Limits) -> Iterator[Problem]:
    """A matter of belief, and almost all raters give the same answer on almost every item.

    Either the items are clear cases, or raters were led to one answer, or they are alike. Then the data says little
    about how people differ, whatever the card says.

    Bad:
        framework:
          dimensions: specific
          definitions: descriptive
          authority: [raters]
    Measured:
        {"dimensions": {"harmful": {"spread": {"entropy": 0.05, "unanimous": 0.95}}}}
    Good:
        framework:
          dimensions: specific
          definitions: descriptive
          authority: [raters]
    Source: Kraus & Kroll 2025, failure signature 1
    """
    for position, dimension, found in _measured(card, facts):
        share = found.spread.unanimous
        if dimension.subjectivity == "latent_projective" and share is not None and share > limits.unanimous_items:
            message = f"`{dimension.id}` is a matter of belief, and raters are unanimous on {share:.0%} of the items."
            help_ = (
                "If everybody can see the answer, change the subjectivity; else say which items and raters were chosen."
            )
            yield Problem(("dimensions", position, "subjectivity"), message, help_)


@rule("AC812", "not-converged", "warning")
def not_converged(card: Card, facts: "Facts") -> Iterator[Problem]:
    """Two halves of the pool still give different distributions of answers.

    If another half of the same people would have given another picture, other people would give one more. The
    distributions cannot yet be taken for those of a population.

    Bad:
        framework:
          dimensions: specific
          definitions: descriptive
          authority: [raters]
    Measured:
        {"dimensions": {"harmful": {"convergence": {"raters": [10, 50], "between_halves": [{"value": 0.09},
          {"value": 0.03}], "to_all": [{"value": 0.06}, {"value": 0.01}], "reached": null}}}}
    Good:
        framework:
          dimensions: specific
          definitions: descriptive
          authority: [raters]
    Source: Kraus & Kroll 2025, mechanism 2
    """
    for position, dimension, found in _measured(card, facts):
        curve = found.convergence
        values = [estimate.value for estimate in curve.between_halves if estimate.value is not None]
        if dimension.subjectivity == "latent_projective" and values and values[-1] > curve.tolerance:
            half = curve.raters[len(values) - 1]
            message = f"Two halves with {half} rater{'s' if half > 1 else ''} each differ by {values[-1]:.3f} on "
            message += f"`{dimension.id}`; {curve.tolerance:g} would count as settled."
            help_ = "Collect more ratings an item (alignmentcard plan says how many), or say what it is too small for."
            yield Problem(("dimensions", position), message, help_)


@rule("AC813", "unstable-answers", "warning")
def unstable_answers(card: Card, facts: "Facts", limits: Limits) -> Iterator[Problem]:
    """Raters who were asked the same thing twice often gave another answer.

    A share of such answers are non-attitudes: given because an answer was asked for, with no view behind them. A
    model that learns from them learns noise as if it were a preference.

    Bad:
        framework:
          dimensions: specific
          definitions: descriptive
          authority: [raters]
    Measured:
        {"dimensions": {"harmful": {"consistency": {"same": {"pairs": 400, "agreement": {"value": 0.6},
          "stability": {"value": 0.3, "low": 0.2, "high": 0.4}, "stability_by_item": {"value": 0.2}, "alpha": {}}}}}}
    Good:
        framework:
          dimensions: specific
          definitions: descriptive
          authority: [raters]
    Source: Behavioural science on non-attitudes; see the statistics of the standard
    """
    for position, dimension, found in _measured(card, facts):
        same = found.consistency.same
        stability = same.stability if same else None
        if same is None or stability is None or stability.value is None:
            continue
        highest = stability.high if stability.high is not None else stability.value
        if highest < limits.stable_answers:
            message = f"Asked again, raters gave the same answer on `{dimension.id}` in {same.agreement.value:.0%} of "
            message += f"{same.pairs} pairs: about {1 - stability.value:.0%} of the answers have no view behind them."
            help_ = (
                "Let raters say that they have no view, or make the question clearer; say under not_for what this bars."
            )
            yield Problem(("dimensions", position), message, help_)


@rule("AC814", "overruled-group", "warning")
def overruled_group(card: Card, facts: "Facts", limits: Limits) -> Iterator[Problem]:
    """The one label contradicts one group far more often than the others.

    A majority decides for everybody. Where the same people lose again and again, the label carries the view of the
    others and looks like everybody's.

    Bad:
        framework:
          dimensions: specific
          definitions: descriptive
          authority: [raters]
    Measured:
        {"dimensions": {"harmful": {"groups": {"overruled": [{"axis": "gender", "label": "majority",
          "share": {"man": 0.2, "woman": 0.4}, "ratio": {"man": 0.5, "woman": 2.0}}]}}}}
    Good:
        framework:
          dimensions: specific
          definitions: descriptive
          authority: [raters]
    Source: arXiv:2510.12817
    """
    for position, dimension, found in _measured(card, facts):
        for overruled in found.groups.overruled:
            for group, ratio in overruled.ratio.items():
                share = overruled.share.get(group)
                if ratio is not None and share is not None and ratio >= limits.overruled_ratio:
                    message = f"The label of `{dimension.id}` contradicts {share:.0%} of the ratings of {group} "
                    message += f"({overruled.axis}), {ratio:.1f} times as many as of the others."
                    help_ = "Release the distribution beside the label, or say whom the label does not speak for."
                    yield Problem(("dimensions", position), message, help_)


@rule("AC815", "coded-missing", "warning")
def coded_missing(card: Card, facts: "Facts") -> Iterator[Problem]:
    """Columns hold codes that look like missing values, and the card does not declare them.

    An expired or revoked answer that is counted as a group becomes one. Some of these codes also say that somebody
    withdrew: then the rows have to go.

    Bad:
        release:
          level: individual
          rater_ids: pseudonymous
          reasoning: released
          access: open
          withdrawal: Raters write to the contact address.
          files:
            - {url: "https://example.org/ratings.parquet", format: parquet, holds: ratings,
              sha256: 0f1e2d3c4b5a69788796a5b4c3d2e1f00f1e2d3c4b5a69788796a5b4c3d2e1f0,
              columns: {item: item, rater: rater, value: answer}}
    Measured:
        {"table": {"missing_codes": {"gender": ["DATA_EXPIRED"]}}}
    Good:
        release:
          level: individual
          rater_ids: pseudonymous
          reasoning: released
          access: open
          withdrawal: Raters write to the contact address.
          files:
            - {url: "https://example.org/ratings.parquet", format: parquet, holds: ratings,
              sha256: 0f1e2d3c4b5a69788796a5b4c3d2e1f00f1e2d3c4b5a69788796a5b4c3d2e1f0,
              columns: {item: item, rater: rater, value: answer, missing: [DATA_EXPIRED]}}
    Fix: Declares the codes as missing.
    Source: Rating tables of real studies
    """
    files = [n for n, file in enumerate(card.release.files) if file.holds in ("ratings", "raters", None)]
    if not files:
        return
    declared = card.release.files[files[0]].columns.missing
    route: Route = ("release", "files", files[0], "columns", "missing")
    remove = "if it means a withdrawn consent, remove the rows"
    keep = "if it is an answer, list it under scale.values or scale.abstain"
    of_raters = [
        ("Raters have", code, axis, remove) for axis, codes in facts.table.missing_codes.items() for code in codes
    ]
    of_answers = [
        ("Ratings have", code, f"the answer for `{dimension.id}`", keep)
        for _, dimension, found in _measured(card, facts)
        for code in found.sizes.doubtful or ()
    ]
    for who, code, what, otherwise in [*of_raters, *of_answers]:
        if code not in declared:
            message = f"{who} `{code}` as {what}, which looks like a missing value and is not declared."
            help_ = f"Add it to columns.missing; {otherwise}."
            yield Problem(route, message, help_, Fix(f"Declare {code} as missing", (Append(route, code),)))


@rule("AC816", "raters-are-platform-ids", "error")
def raters_are_platform_ids(card: Card, facts: "Facts") -> Iterator[Problem]:
    """The ids of raters look like those of a platform, or like e-mail addresses.

    A platform's id leads to a profile, to other studies by the same person, and in the end to a name. Raters agreed
    to none of that.

    Bad:
        framework:
          dimensions: specific
          definitions: descriptive
          authority: [raters]
    Measured:
        {"table": {"rater_ids": "mturk"}}
    Good:
        framework:
          dimensions: specific
          definitions: descriptive
          authority: [raters]
    Source: CrowdWorkSheets, arXiv:2206.08931, on what becomes public about raters
    """
    names = {"mturk": "worker ids of Mechanical Turk", "prolific": "ids of Prolific", "email": "e-mail addresses"}
    if facts.table.rater_ids:
        what = names.get(facts.table.rater_ids, f"ids of {facts.table.rater_ids}")
        route: Route = ("release", "rater_ids") if card.release.rater_ids else ("release",)
        message = f"The ids of raters in the data look like {what}."
        yield Problem(
            route, message, "Replace them by numbers in random order, and keep the list, if at all, to yourself."
        )


@rule("AC817", "unreadable-measurement", "error")
def unreadable_measurement(trouble: str) -> Iterator[Problem]:
    """The measurements of the card cannot be used.

    The file beside the card is broken or of another version, or the data cannot be measured again. So nobody can tell
    whether the numbers in the card are those of the data.

    Bad:
        framework:
          dimensions: specific
          definitions: descriptive
          authority: [raters]
    Measured:
        {"format": 0}
    Good:
        framework:
          dimensions: specific
          definitions: descriptive
          authority: [raters]
    Source: The standard, "Principles"
    """
    yield Problem((), trouble, "Until then the card is not compared with its data.")
