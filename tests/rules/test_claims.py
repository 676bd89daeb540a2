"""What cards say and what real tables give: differences are explained by the choice that makes them."""

import json
import re
from dataclasses import replace
from pathlib import Path
from typing import get_type_hints

import pytest

from alignmentcard.checker.check import check, selection
from alignmentcard.checker.measurements import recorded_beside
from alignmentcard.document import parse, read
from alignmentcard.loader import load
from alignmentcard.measurement.results.facts import Facts, card_digest
from alignmentcard.measurement.results.values import Coefficients, Estimate, PoolFacts
from alignmentcard.measurement.settings import Pair, Settings
from alignmentcard.profiles import load_profile
from alignmentcard.rules.claims.coefficients import compared
from alignmentcard.rules.example import measured, whole_card

GALLERY = Path(__file__).parents[2] / "site" / "cards"
FAMILY = "AC8"
select_claims = selection((FAMILY,), ())
STATISTICS = re.compile(r"^statistics:\n(?: .*\n|\n)*", re.MULTILINE)


def claims(text: str, facts: Facts) -> list[tuple[str, str, str]]:
    """Return the findings of the family: code, field and message."""
    found = check(parse(text, "a.card.yaml"), load_profile("minimal"), facts=facts).findings
    return [(one.code, one.field, one.message) for one in found if one.code.startswith(FAMILY)]


def stating(card: str, value: str, level: str = "nominal", note: str = "", **more: object) -> list[str]:
    """Return what is said about a gallery card that states one alpha, compared with what was measured."""
    document = read(GALLERY / f"{card}.card.yaml")
    dimension = document.data["dimensions"][0]["id"]
    fields = {"dimension": dimension, "metric": "krippendorff_alpha", "level": level, "value": value, **more}
    if note:
        fields["note"] = note
    entry = ", ".join(f"{key}: {field}" for key, field in fields.items())
    text = STATISTICS.sub("", document.text).replace(
        "\nsources:", f"\nstatistics: {{agreement: [{{{entry}}}]}}\nsources:"
    )
    found = check(parse(text, str(GALLERY / f"{card}.card.yaml")), **recorded_beside(document)).findings
    return [one.message for one in found if one.code == "AC803"]


@pytest.mark.parametrize(
    ("card", "value", "why"),
    [
        ("dices-350", "0.2008", "when abstentions are dropped"),
        ("dices-350", "0.20", "when abstentions are dropped"),
        ("polis-concussions", "0.0372", "when repeated answers are all counted"),
        ("polis-minwage", "0.0419", "when repeated answers are all counted"),
        ("concor", "0.387", "when abstentions are dropped"),
        ("convabuse-full", "0.732", "at the interval level"),
        ("convabuse-full", "0.436", "at the nominal level"),
    ],
)
def test_a_stated_alpha_is_explained_by_the_choice_that_gives_it(card: str, value: str, why: str) -> None:
    level = "ordinal" if card == "convabuse-full" else "nominal"
    [message] = stating(card, value, level)
    assert f"The stated value comes out {why}." in message


@pytest.mark.parametrize(
    ("card", "value"), [("dices-350", "0.16"), ("dices-350", "0.161"), ("polis-concussions", "0.04"), ("concor", "0.3")]
)
def test_an_alpha_that_was_rounded_is_the_one_that_was_measured(card: str, value: str) -> None:
    assert stating(card, value) == []


def test_an_alpha_that_no_choice_gives_is_told_without_a_reason() -> None:
    assert stating("dices-350", "0.5") == ["The card states Krippendorff's alpha of 0.5; the data gives 0.1609."]


def test_a_note_answers_what_a_choice_explains_and_nothing_else() -> None:
    assert stating("dices-350", "0.2008", note="Without the answers unsure.") == []
    assert len(stating("dices-350", "0.5", note="Without the answers unsure.")) == 1


def test_a_coefficient_of_fewer_items_is_not_compared_with_that_of_all() -> None:
    assert stating("dices-350", "0.5", items=100) == []
    assert len(stating("dices-350", "0.5", items=350)) == 1


def test_pairs_left_in_both_orders_explain_the_lower_alpha(real_data: Path) -> None:
    import duckdb

    from alignmentcard.measurement.measure import measure

    table = duckdb.sql(f"""
        SELECT question_id || '|' || turn AS item, annotator_id AS rater, winner_as_stored AS value,
               CASE WHEN shown_swapped THEN model_second ELSE model_first END AS model_a,
               CASE WHEN shown_swapped THEN model_first ELSE model_second END AS model_b
        FROM '{real_data}/mtbench_human.parquet'""").to_arrow_table()
    columns = {"item": "item", "rater": "rater", "value": "value"}
    settings = Settings(replicates=0, repeats="all", pair=Pair("model_a", "model_b", "model_a", "model_b"))
    facts = measure(table, columns=columns, settings=settings, dimension="harmful")
    assert facts.dimensions["harmful"].sizes.items == 1814

    def told(value: str) -> list[str]:
        agreement = f"""
statistics:
  agreement:
    - {{dimension: harmful, metric: krippendorff_alpha, level: nominal, value: {value}}}
"""
        return [message for code, _, message in claims(whole_card(agreement), facts) if code == "AC803"]

    assert told("0.4855") == []
    [message] = told("0.4784")
    assert "when pairs are left as they are stored, in both orders" in message


def test_ratings_per_item_that_a_readme_understates_are_found(real_data: Path) -> None:
    card = (GALLERY / "dices-350.card.yaml").read_text(encoding="utf-8")
    stated = card.replace("{min: 123, median: 123, max: 123}", "{min: 60, median: 65, max: 70}")
    pool = stated.replace("  - id: experts\n    role: [rater]", "  - id: experts\n    role: [adjudicator]")
    facts = recorded_beside(read(GALLERY / "dices-350.card.yaml"))["facts"]
    assert facts is not None
    found = [(code, field) for code, field, _ in claims(pool, facts)]
    assert found == [("AC802", f"pools.raters.ratings_per_item.{name}") for name in ("min", "median", "max")]


def test_raters_that_papers_left_out_are_counted_in_the_data() -> None:
    card = (GALLERY / "dices-350.card.yaml").read_text(encoding="utf-8").replace("size: 123", "size: 104")
    facts = recorded_beside(read(GALLERY / "dices-350.card.yaml"))["facts"]
    assert facts is not None
    alone = card.replace("  - id: experts\n    role: [rater]", "  - id: experts\n    role: [adjudicator]")
    assert ("AC801", "pools.raters.size", "The card says 104 raters in `raters`, and the data has 123.") in claims(
        alone, facts
    )
    assert "AC801" not in [code for code, _, _ in claims(card, facts)], "two pools may share the raters of the data"


def sound(**changes: object) -> Facts:
    return replace(measured(), **changes)  # type: ignore[arg-type]


def test_the_sound_card_and_its_measurements_agree() -> None:
    assert claims(whole_card(""), sound()) == []


def test_measurements_of_another_dimension_say_nothing_about_this_one() -> None:
    facts = measured()
    other = sound(dimensions={"honest": replace(facts.dimensions["harmful"])})
    assert claims(whole_card("").replace("  license", "  items: 3\n  license"), other) == []


def test_a_dimension_that_was_not_measured_keeps_the_sum_of_ratings_open() -> None:
    second = """
dimensions:
  - {id: harmful, name: Harmful, asks: Is it harmful?, breadth: specific}
  - {id: honest, name: Honest, asks: Is it honest?, breadth: specific}
"""
    text = whole_card(second).replace("  license", "  ratings: 3\n  license")
    assert "AC801" not in [code for code, _, _ in claims(text, sound())]


def test_a_group_that_was_too_small_to_show_is_not_compared() -> None:
    facts = measured()
    [axis] = facts.pool.axes
    folded = replace(axis, raters={"woman": 410, "man": 380, "other": 10}, folded=1)
    assert claims(whole_card(""), sound(pool=PoolFacts(raters=800, axes=(folded,)))) == []


def test_measurements_that_fit_the_card_are_not_stale() -> None:
    card = check(parse(whole_card(""))).card
    assert card is not None
    assert claims(whole_card(""), sound(card=card_digest(card))) == []
    assert [code for code, _, _ in claims(whole_card(""), sound(card="sha256:" + "0" * 64))] == ["AC809"]


def spoken(value: str, **fields: object) -> list[tuple[str, str, str]]:
    """What is said of one coefficient that the sound card states; its data gives an alpha of 0.2104, and 60 %."""
    given = {"dimension": "harmful", "metric": "krippendorff_alpha", "level": "nominal", **fields}
    if given["metric"] != "krippendorff_alpha":
        del given["level"]
    entry = ", ".join(f"{key}: {field}" for key, field in {**given, "value": value}.items())
    return claims(whole_card(f"statistics:\n  agreement:\n    - {{{entry}}}\n"), measured())


@pytest.mark.parametrize(
    ("value", "fields", "right"),
    [
        ("0.21", {}, True),
        ("0.210", {}, True),
        ("0.2", {}, True),
        ("0.20", {}, False),
        ("2.1e-1", {}, True),
        ("1", {}, False),
        ("0", {}, False),
        ("0.0", {}, False),
        ("0.60", {"metric": "percent_agreement"}, True),
        ("1", {"metric": "percent_agreement"}, False),
    ],
)
def test_a_value_is_rounded_as_it_is_written(value: str, fields: dict[str, object], right: bool) -> None:
    assert [code for code, _, _ in spoken(value, **fields)] == ([] if right else ["AC803"])


@pytest.mark.parametrize("value", ["60", "60.0", "60.00", "6e1"])
def test_a_share_in_percent_is_told_as_one_and_mended(value: str) -> None:
    text = f"statistics:\n  agreement:\n    - {{dimension: harmful, metric: percent_agreement, value: {value}}}\n"
    report = check(parse(whole_card(text)), load_profile("minimal"), select_claims, facts=measured())
    [finding] = report.findings
    assert finding.message == ("The card states percent agreement of 60, which is the measured 0.6000 in percent.")
    assert finding.fix
    assert finding.fix.safe
    assert finding.fix.title == "Write 0.6"


@pytest.mark.parametrize("value", ["60", "63.2", "63.0"])
def test_a_share_in_percent_is_one_slip_and_one_finding(value: str) -> None:
    text = f"statistics:\n  agreement:\n    - {{dimension: harmful, metric: percent_agreement, value: {value}}}\n"
    both = selection(("AC705", "AC803"), ())
    found = check(parse(whole_card(text)), load_profile("minimal"), both, facts=measured()).findings
    assert [one.code for one in found] == ["AC803"]
    for selects, facts in ((both, None), (selection((), ("AC803",)), measured())):
        found = check(parse(whole_card(text)), load_profile("minimal"), selects, facts=facts).findings
        assert [one.code for one in found if one.code in ("AC705", "AC803")] == ["AC705"]


def test_a_percentage_that_the_data_does_not_give_is_compared_as_a_share() -> None:
    messages = [message for code, _, message in spoken("63.2", metric="percent_agreement") if code == "AC803"]
    assert messages == ["The card states percent agreement of 63.2, as a share 0.632; the data gives 0.6000."]


@pytest.mark.parametrize(
    "note",
    [
        "On the 50 items that scholars rated.",
        "Subset of 100 items.",
        "First group of scholars, counted in the same way.",
        "After raters who failed attention checks had been removed.",
        "Before filtering of items.",
        "Of the earlier release.",
        "Version 1.0 of the data.",
        "English only.",
        "Between researchers and crowd workers.",
        "Completions in the file gpt4.",
        "Without the experts.",
        "About half of the replies, a half of the pool: one half of the raters.",
    ],
)
def test_a_number_of_a_part_of_the_data_is_not_compared(note: str) -> None:
    assert spoken("0.30", note=f'"{note}"') == []


@pytest.mark.parametrize(
    "note",
    [
        "Without the answers unsure.",
        "Interval from 1000 bootstrap samples of the posts.",
        "All 350 items and all 800 raters.",
        "Computed in R.",
        "Only the first answer of each rater counts.",
        "Missing ratings left out.",
        "Called slight to fair; kept as a property of the task.",
    ],
)
def test_a_note_that_names_no_part_of_the_data_excuses_nothing(note: str) -> None:
    assert [code for code, _, _ in spoken("0.30", note=f'"{note}"')] == ["AC803"]


@pytest.mark.parametrize(("field", "fewer", "more"), [("items", 300, 351), ("raters", 40, 801)])
def test_fewer_items_or_raters_are_a_part_and_more_are_an_error(field: str, fewer: int, more: int) -> None:
    assert spoken("0.30", **{field: fewer}) == []
    [(code, place, message)] = spoken("0.21", **{field: more})
    assert (code, place) == ("AC801", f"statistics.agreement.0.{field}")
    assert message == f"The card says {more} {field}, and the data has {350 if field == 'items' else 800}."
    assert spoken("0.21", note="Of an earlier release.", **{field: more}) == []


def test_another_level_is_an_error_where_a_note_stands_too() -> None:
    other = measured('{"dimensions": {"harmful": {"agreement": {"alpha": {"ordinal": {"value": 0.34}}}}}}')
    text = (
        "statistics:\n  agreement:\n    - {dimension: harmful, metric: krippendorff_alpha, level: nominal, value: 0.34"
    )
    for note in ("", ", note: Computed in R"):
        report = check(parse(whole_card(f"{text}{note}}}\n")), load_profile("minimal"), select_claims, facts=other)
        [finding] = report.findings
        assert "The stated value comes out at the ordinal level." in finding.message
        assert finding.fix
        assert finding.fix.title == "Write the level ordinal"


GROUPS = """{"dimensions": {"harmful": {"groups": {"agreement": [{"axis": "country", "between": {}, "ratio": {},
  "within": {"US": {"value": 0.312}, "IN": {"value": 0.254}}}]}},
  "rude": {"sizes": %s, "agreement": %s, "variants": [], "spread": {}, "convergence": {}, "groups": {},
  "components": {"item": {}, "rater": {}, "rest": {}}, "consistency": {}, "aggregation": {}}}}"""


def with_groups() -> Facts:
    """The sound measurements with alpha by country, and with a second dimension of which alpha is .4."""
    found = json.loads(measured().to_json())["dimensions"]["harmful"]
    agreement = {**found["agreement"], "krippendorff_alpha": {"value": 0.4}, "alpha": {"nominal": {"value": 0.4}}}
    return measured(GROUPS % (json.dumps(found["sizes"]), json.dumps(agreement)))


@pytest.mark.parametrize(
    ("value", "why"),
    [
        ("0.312", "among the raters whose country is US"),
        ("0.283", "as the mean over the groups by country"),
        ("0.40", "for the dimension `rude`"),
        ("0.305", "as the mean over the 2 dimensions"),
        ("0.3", ""),
        ("0.77", ""),
    ],
)
def test_a_value_of_some_raters_or_of_other_dimensions_is_recognised_by_working_it_out(value: str, why: str) -> None:
    text = f"statistics:\n  agreement:\n    - {{dimension: harmful, metric: krippendorff_alpha, value: {value}}}\n"
    [message] = [message for code, _, message in claims(whole_card(text), with_groups()) if code == "AC803"]
    assert message.endswith(f" The stated value comes out {why}." if why else "the data gives 0.2104.")


def test_a_value_of_no_dimension_is_the_mean_over_all_or_not_compared() -> None:
    for value in ("0.31", "0.77"):
        text = f"statistics:\n  agreement:\n    - {{metric: krippendorff_alpha, level: nominal, value: {value}}}\n"
        assert [code for code, _, _ in claims(whole_card(text), with_groups()) if code == "AC803"] == []


def test_answers_that_look_like_missing_values_are_named_until_the_card_declares_them() -> None:
    facts = measured('{"dimensions": {"harmful": {"sizes": {"doubtful": ["UNKNOWN"]}}}}')
    release = "release:\n  files:\n    - {path: r.parquet, holds: ratings, columns: {item: i, missing: [%s]}}\n"
    told = [message for code, _, message in claims(whole_card(release % "NOTHING"), facts) if code == "AC815"]
    assert told == [
        "Ratings have `UNKNOWN` as the answer for `harmful`, which looks like a missing value and is not declared."
    ]
    assert "AC815" not in [code for code, *_ in claims(whole_card(release % "UNKNOWN"), facts)]


HALF = Estimate(undefined="not_crossed")
MORE = Coefficients(
    **{name: HALF for name, kind in get_type_hints(Coefficients).items() if kind is Estimate}, complete=30
)
MORE = replace(
    MORE,
    weighted_kappa_linear=Estimate(0.4123),
    weighted_kappa_quadratic=Estimate(0.5678),
    scott_pi=Estimate(0.2345),
    icc_1=Estimate(0.1657),
    icc_ak=Estimate(0.6201),
)


@pytest.mark.parametrize(
    ("metric", "value", "note", "said"),
    [
        ("scott_pi", 0.23, "", ""),
        ("scott_pi", 0.31, "", "The card states Scott's pi of 0.31; the data gives 0.2345."),
        ("weighted_kappa", 0.41, "", ""),
        ("weighted_kappa", 0.57, "", ""),
        ("weighted_kappa", 0.57, "linear weights", "of 0.57; the data gives 0.4123 as linear weights."),
        ("weighted_kappa", 0.9, "", "of 0.9; the data gives 0.4123 as linear weights."),
        ("intraclass_correlation", 0.17, "", ""),
        ("intraclass_correlation", 0.17, "ICC(2,k)", "of 0.17; the data gives 0.6201 as ICC(A,k)."),
        ("intraclass_correlation", 0.62, "ICC2k of all raters", ""),
        ("kendall_w", 0.5, "", ""),
    ],
)
def test_a_coefficient_that_was_asked_for_is_held_against_the_stated_one(metric, value, note, said) -> None:
    messages = comparing(metric, value, note, MORE)
    assert len(messages) == bool(said)
    assert all(said in message for message in messages)


def test_a_coefficient_that_was_not_asked_for_comes_with_the_command_that_measures_it() -> None:
    document = read(GALLERY / "dices-350.card.yaml")
    facts = recorded_beside(document)["facts"]
    text = STATISTICS.sub("", document.text).replace(
        "\nsources:", "\nstatistics: {agreement: [{metric: scott_pi, value: 0.2}]}\nsources:"
    )
    card = load(parse(text)).card
    found = compared(parse(text), card, 0, facts)
    assert found.unchecked == "it was not measured; “alignmentcard measure --with coefficients” measures it"


def comparing(metric: str, value: float, note: str, measured: Coefficients) -> list[str]:
    """Return what is said of a card that states a coefficient, where these were measured."""
    document = read(GALLERY / "dices-350.card.yaml")
    facts = recorded_beside(document)["facts"]
    found = {name: replace(one, coefficients=measured) for name, one in facts.dimensions.items()}
    entry = f"metric: {metric}, value: {value}" + (f', note: "{note}"' if note else "")
    text = STATISTICS.sub("", document.text).replace(
        "\nsources:", f"\nstatistics: {{agreement: [{{{entry}}}]}}\nsources:"
    )
    return [said for code, _, said in claims(text, replace(facts, dimensions=found)) if code == "AC803"]
