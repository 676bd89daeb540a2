"""Agreement between raters, with intervals, beside what the authors state."""

from collections.abc import Iterator, Sequence
from typing import get_args

from alignmentcard.measurement.results.definitions import withheld
from alignmentcard.measurement.results.facts import Facts
from alignmentcard.measurement.results.values import Agreement, Coefficient, DimensionFacts, Estimate
from alignmentcard.messages import _, spoken
from alignmentcard.model.statistics import Agreement as Stated
from alignmentcard.portal.card.measured.block import Block, Table, estimate, held, percent, why
from alignmentcard.portal.charts.dots import Dot, dots
from alignmentcard.portal.charts.drawing import Scale
from alignmentcard.portal.sentences import COEFFICIENTS_FOOT, STATED_THERE
from alignmentcard.rules.claims.claim import Claim
from alignmentcard.words import figure, term

COEFFICIENTS: tuple[str, ...] = get_args(Coefficient)


def _coefficient(name: str) -> str:
    return f"{term(name)[0].upper()}{term(name)[1:]}"


def agreement_block(found: DimensionFacts, stated: Sequence[Stated], claimed: Sequence[Claim], facts: Facts) -> Block:
    """Return the coefficients, with those that the authors state beside them."""
    agreement = found.agreement
    rows = list(_coefficients(agreement))
    beside = [_stated_dot(one) for one in stated]
    ends = [end for dot in (*rows, *beside) for end in (dot.value, dot.low) if end is not None]
    scale = Scale(-1, 1, (-1, -0.5, 0, 0.5, 1)) if min(ends, default=0) < 0 else Scale(0, 1, (0, 0.2, 0.4, 0.6, 0.8, 1))
    about = "; ".join(f"{_named(dot)}: {dot.said}" for dot in (*rows, *beside))
    drawn = (
        dots(_("Agreement between raters"), about, [*rows, *beside], scale, 0.0, _(COEFFICIENTS_FOOT, held=held(facts)))
        if ends
        else None
    )
    each = (
        (_("Krippendorff's alpha of “{one}”", one=one), estimate(of.krippendorff_alpha))
        for one, of in found.labels.items()
    )
    cells = (*((_named(dot), dot.said) for dot in (*rows, *beside)), *each)
    table = Table((_("Coefficient"), _("Value and interval")), cells)
    return Block(_("Agreement between raters"), tuple(_agreement_said(found, claimed, facts)), drawn, table)


def _coefficients(agreement: Agreement) -> Iterator[Dot]:
    for name in COEFFICIENTS:
        found: Estimate = getattr(agreement, name)
        label = _at(_coefficient(name), agreement.level if name == "krippendorff_alpha" else None)
        low, high = found.widest or (None, None)
        yield Dot(label, found.value, low, high, said=estimate(found))
    for level, found in agreement.alpha.items():
        if level != agreement.level:
            low, high = found.widest or (None, None)
            yield Dot(_at(_coefficient("krippendorff_alpha"), level), found.value, low, high, said=estimate(found))


def _stated_dot(one: Stated) -> Dot:
    return Dot(
        _capital(_at(name_of(one), one.level)),
        one.value / 100 if one.metric == "percent_agreement" and one.value > 1 else one.value,
        one.low,
        one.high,
        hollow=True,
        said=estimate(Estimate(one.value, one.low, one.high)),
        under=_(STATED_THERE),
    )


def _at(name: str, level: str | None) -> str:
    """Name a coefficient with the level that answers are compared at."""
    return f"{name} ({term(level)})" if level else name


def _metric(metric: str) -> str:
    return _coefficient(metric) if metric in COEFFICIENTS else term(metric)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _named(dot: Dot) -> str:
    return f"{dot.under}: {dot.label}" if dot.under else dot.label


def name_of(one: Stated) -> str:
    """Return what a stated coefficient is called."""
    return _("another coefficient") if one.metric == "other" else _metric(one.metric)


def _agreement_said(found: DimensionFacts, claimed: Sequence[Claim], facts: Facts) -> Iterator[str]:
    agreement, alpha = found.agreement, found.agreement.krippendorff_alpha
    if alpha.value is None:
        yield _("Krippendorff's alpha {reason}.", reason=why(alpha.undefined))
    else:
        yield (
            _(
                "Corrected for chance, raters agree at {alpha}: Krippendorff's alpha at the "
                "{level} level, where 0 is what chance would give and 1 is full agreement.",
                alpha=estimate(alpha),
                level=term(agreement.level),
            )
        )
    if agreement.percent_agreement.value is not None:
        yield _(
            "Two raters give the same answer {share} of the time.", share=percent(agreement.percent_agreement.value)
        )
    if alpha.low is not None:
        yield _held_fixed(alpha, facts)
    yield from (_claim_said(claim, claim.measured) for claim in claimed if claim.measured is not None)


def _claim_said(claim: Claim, measured: float) -> str:
    """Say what is stated beside what was measured; what cannot be compared stands in a table of its own."""
    said = _(
        "The authors state {what} {stated}; the data gives {measured}.",
        what=claim.what,
        stated=figure(claim.stated),
        measured=spoken().decimals(measured),
    )
    return " ".join([said, _("The stated value comes out {how}.", how=claim.explained)]) if claim.explained else said


def _held_fixed(alpha: Estimate, facts: Facts) -> str:
    confidence = facts.settings.get("confidence")
    how = (
        _("{share} of the time", share=spoken().percent(float(confidence)))
        if confidence is not None
        else _("almost always")
    )
    if alpha.both_low is not None and alpha.low is not None and alpha.high is not None:
        return _(
            "Intervals hold {how} when other people answer other items of the same kind; "
            "but for Cohen's kappa, which has one over items only. With the same raters "
            "and other items, alpha would lie between {low} and {high}.",
            how=how,
            low=spoken().decimals(alpha.low),
            high=spoken().decimals(alpha.high),
        )
    text = _("Intervals hold {how} when other items of the same kind are drawn and the raters stay the same.", how=how)
    if alpha.no_both:
        text += " " + _("There is none for other raters: {reason}.", reason=withheld(alpha.no_both))
    if alpha.rater_low is not None and alpha.rater_high is not None:
        text += " " + _(
            "With other raters, alpha would lie between {low} and {high}.",
            low=spoken().decimals(alpha.rater_low),
            high=spoken().decimals(alpha.rater_high),
        )
    return text


def variants(found: DimensionFacts) -> Iterator[Block]:
    """Yield what other choices would give, where there were any."""
    name = f"alpha_{found.agreement.level}"
    known = [one for one in found.variants if one.coefficients.get(name) is not None]
    if len(known) < 2:
        return
    values = [one.coefficients[name] or 0.0 for one in known]
    said = _(
        "What is counted moves Krippendorff's alpha between {low} and {high}: "
        "abstentions, repeated answers, and items with one rating.",
        low=spoken().decimals(min(values)),
        high=spoken().decimals(max(values)),
    )
    rows = tuple(
        (
            " / ".join(map(term, (one.abstentions, one.repeats, one.single_rated)))
            + (f" / {term(one.pairs)}" if one.pairs != "none" else ""),
            spoken().decimals(value),
            percent(one.coefficients.get("percent_agreement")),
            figure(one.items),
            figure(one.ratings),
        )
        for one, value in zip(known, values, strict=True)
    )
    head = (_("Abstentions / repeats / single ratings"), _("Alpha"), _("Percent agreement"), _("Items"), _("Ratings"))
    yield Block(_("What other choices would give"), (said,), None, Table(head, rows), _("All choices as a table"))
