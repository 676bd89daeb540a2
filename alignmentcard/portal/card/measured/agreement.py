"""Agreement between raters, with intervals, beside what the authors state."""

from collections.abc import Iterator, Sequence
from typing import get_args

from alignmentcard.measurement.results.definitions import withheld
from alignmentcard.measurement.results.facts import Facts
from alignmentcard.measurement.results.values import Agreement, Coefficient, DimensionFacts, Estimate
from alignmentcard.model.statistics import Agreement as Stated
from alignmentcard.portal.card.measured.block import Block, Table, estimate, held, percent, why
from alignmentcard.portal.charts.dots import Dot, dots
from alignmentcard.portal.charts.drawing import Scale
from alignmentcard.portal.sentences import COEFFICIENTS_FOOT, STATED_THERE
from alignmentcard.rules.claims.claim import Claim
from alignmentcard.words import figure, term

COEFFICIENTS = {name: f"{term(name)[0].upper()}{term(name)[1:]}" for name in get_args(Coefficient)}


def agreement_block(found: DimensionFacts, stated: Sequence[Stated], claimed: Sequence[Claim], facts: Facts) -> Block:
    """Return the coefficients, with those that the authors state beside them."""
    agreement = found.agreement
    rows = list(_coefficients(agreement))
    beside = [_stated_dot(one) for one in stated]
    ends = [end for dot in (*rows, *beside) for end in (dot.value, dot.low) if end is not None]
    scale = Scale(-1, 1, (-1, -0.5, 0, 0.5, 1)) if min(ends, default=0) < 0 else Scale(0, 1, (0, 0.2, 0.4, 0.6, 0.8, 1))
    about = "; ".join(f"{_named(dot)}: {dot.said}" for dot in (*rows, *beside))
    drawn = (
        dots(
            "Agreement between raters", about, [*rows, *beside], scale, 0.0, COEFFICIENTS_FOOT.format(held=held(facts))
        )
        if ends
        else None
    )
    each = ((f"Krippendorff's alpha of “{one}”", estimate(of.krippendorff_alpha)) for one, of in found.labels.items())
    cells = (*((_named(dot), dot.said) for dot in (*rows, *beside)), *each)
    table = Table(("Coefficient", "Value and interval"), cells)
    return Block("Agreement between raters", tuple(_agreement_said(found, claimed, facts)), drawn, table)


def _coefficients(agreement: Agreement) -> Iterator[Dot]:
    for name, label in COEFFICIENTS.items():
        found: Estimate = getattr(agreement, name)
        level = f" ({agreement.level})" if name == "krippendorff_alpha" else ""
        low, high = found.widest or (None, None)
        yield Dot(f"{label}{level}", found.value, low, high, said=estimate(found))
    for level, found in agreement.alpha.items():
        if level != agreement.level:
            low, high = found.widest or (None, None)
            yield Dot(f"Krippendorff's alpha ({level})", found.value, low, high, said=estimate(found))


def _stated_dot(one: Stated) -> Dot:
    level = f" ({one.level})" if one.level else ""
    return Dot(
        _capital(f"{name_of(one)}{level}"),
        one.value / 100 if one.metric == "percent_agreement" and one.value > 1 else one.value,
        one.low,
        one.high,
        hollow=True,
        said=estimate(Estimate(one.value, one.low, one.high)),
        under=STATED_THERE,
    )


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _named(dot: Dot) -> str:
    return f"{dot.under}: {dot.label}" if dot.under else dot.label


def name_of(one: Stated) -> str:
    """Return what a stated coefficient is called."""
    return "another coefficient" if one.metric == "other" else COEFFICIENTS.get(one.metric) or term(one.metric)


def _agreement_said(found: DimensionFacts, claimed: Sequence[Claim], facts: Facts) -> Iterator[str]:
    agreement, alpha = found.agreement, found.agreement.krippendorff_alpha
    if alpha.value is None:
        yield f"Krippendorff's alpha {why(alpha.undefined)}."
    else:
        yield (
            f"Corrected for chance, raters agree at {estimate(alpha)}: Krippendorff's alpha at the {agreement.level} "
            "level, where 0 is what chance would give and 1 is full agreement."
        )
    if agreement.percent_agreement.value is not None:
        yield f"Two raters give the same answer {percent(agreement.percent_agreement.value)} of the time."
    if alpha.low is not None:
        yield _held_fixed(alpha, facts)
    yield from (_claim_said(claim, claim.measured) for claim in claimed if claim.measured is not None)


def _claim_said(claim: Claim, measured: float) -> str:
    """Say what is stated beside what was measured; what cannot be compared stands in a table of its own."""
    stated = f"The authors state {claim.what} {claim.stated:g}"
    explained = f" The stated value comes out {claim.explained}." if claim.explained else ""
    return f"{stated}; the data gives {measured:.2f}.{explained}"


def _held_fixed(alpha: Estimate, facts: Facts) -> str:
    confidence = facts.settings.get("confidence")
    how = f"{100 * float(confidence):g}\u202f% of the time" if confidence is not None else "almost always"
    if alpha.both_low is not None:
        return (
            f"Intervals hold {how} when other people answer other items of the same kind; but for Cohen's kappa, which "
            f"has one over items only. With the same raters and other items, alpha would lie between {alpha.low:.2f} "
            f"and {alpha.high:.2f}."
        )
    text = f"Intervals hold {how} when other items of the same kind are drawn and the raters stay the same."
    if alpha.no_both:
        text += f" There is none for other raters: {withheld(alpha.no_both)}."
    if alpha.rater_low is not None and alpha.rater_high is not None:
        text += f" With other raters, alpha would lie between {alpha.rater_low:.2f} and {alpha.rater_high:.2f}."
    return text


def variants(found: DimensionFacts) -> Iterator[Block]:
    """Yield what other choices would give, where there were any."""
    name = f"alpha_{found.agreement.level}"
    known = [one for one in found.variants if one.coefficients.get(name) is not None]
    if len(known) < 2:
        return
    values = [one.coefficients[name] or 0.0 for one in known]
    said = (
        f"What is counted moves Krippendorff's alpha between {min(values):.2f} and {max(values):.2f}: abstentions, "
        "repeated answers, and items with one rating."
    )
    rows = tuple(
        (
            f"{one.abstentions} / {one.repeats} / {one.single_rated}"
            + (f" / {term(one.pairs)}" if one.pairs != "none" else ""),
            f"{value:.2f}",
            percent(one.coefficients.get("percent_agreement")),
            figure(one.items),
            figure(one.ratings),
        )
        for one, value in zip(known, values, strict=True)
    )
    head = ("Abstentions / repeats / single ratings", "Alpha", "Percent agreement", "Items", "Ratings")
    yield Block("What other choices would give", (said,), None, Table(head, rows), "All choices as a table")
