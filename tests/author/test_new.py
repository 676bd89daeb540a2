"""new: the questions of a conversation, without the conversation."""

import json
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis_profiles import with_examples

from alignmentcard.author.count import questions_left, questions_of
from alignmentcard.author.gallery import FILE, examples, gallery
from alignmentcard.author.new import alike, answer, back, for_all, gap, goes_without, leave_out, with_several_pools
from alignmentcard.author.placement import place_in_words
from alignmentcard.author.question import Question, RefusedError, about, value_of
from alignmentcard.author.session import Session, start
from alignmentcard.author.values import lookup, slug
from alignmentcard.checker.check import check
from alignmentcard.document import parse, read
from alignmentcard.layout.commented import commented
from alignmentcard.model.fields import find, tree
from alignmentcard.paths import split
from alignmentcard.profiles import load_profile, names
from alignmentcard.resources import folder

ROOT = Path(__file__).parent.parent.parent
SHIPPED = [name for name in names() if (folder("schema") / "profiles" / f"{name}.yaml").is_file()]

SUMMARY = "Replies of a chat assistant, each judged by people from an online panel."
CLEAN = {
    "dataset.title": "Sort of Safe",
    "dataset.summary": SUMMARY,
    "dataset.license": "CC-BY-4.0",
    "intent.written": "ex_ante",
    "intent.beliefs": "many",
    "intent.disagreement": "signal",
    "framework.dimensions": "specific",
    "framework.definitions": "descriptive",
    "dimensions": "Harmful content",
    "dimensions.harmful-content.definition.detail": "label",
    "dimensions.harmful-content.subjectivity": "latent_projective",
    "pools": "human",
    "pools.raters.size": "800",
    "aggregation": "soft_label",
    "release.level": "individual",
}


def until(session: Session, path: str, answers: dict[str, Any] = CLEAN) -> tuple[Session, Question]:
    """Answer, or list as gaps, until a path is asked about."""
    while (question := session.next) and question.path != path:
        session = step(session, question, answers)
    assert question, f"{path} is never asked"
    return session, question


def step(session: Session, question: Question, answers: dict[str, Any]) -> Session:
    if question.path in answers:
        return answer(session, question, answers[question.path])
    if question.optional or question.problem:
        return leave_out(session, question)
    return gap(session, question, "unknown")


def through(profile: str, answers: dict[str, Any] = CLEAN) -> tuple[Session, list[Question]]:
    """Answer everything; return the end and what was asked."""
    return _through(profile, tuple(answers.items()))


@cache
def _through(profile: str, answers: tuple[tuple[str, Any], ...]) -> tuple[Session, list[Question]]:
    session, asked = start(load_profile(profile), name="sort-of-safe"), []
    while question := session.next:
        asked.append(question)
        session = step(session, question, dict(answers))
    return session, asked


def test_the_minimal_profile_takes_at_most_15_questions_for_one_dimension_and_one_pool() -> None:
    session, asked = through("minimal")
    assert [question.path for question in asked] == list(CLEAN)
    assert len(asked) == 15
    assert session.data["dimensions"][0]["id"] == "harmful-content"


def test_the_minimal_card_is_clean_by_its_profile() -> None:
    text = commented(through("minimal")[0].finished)
    found = check(parse(text), profile=load_profile("minimal")).findings
    assert [finding.code for finding in found if finding.severity == "error" or finding.code == "AC009"] == []


@pytest.mark.parametrize("profile", SHIPPED)
def test_questions_come_in_the_order_of_the_standard_each_once_and_with_a_reason(profile: str) -> None:
    _, asked = through(profile)
    order = list(tree().children)
    sections = [order.index(question.section) for question in asked]
    assert sections == sorted(sections)
    assert len({question.path for question in asked}) == len(asked)
    assert [question.path for question in asked if not question.why or not question.text] == []


def test_a_choice_says_what_it_means_and_which_real_dataset_chose_it() -> None:
    _, question = until(start(load_profile("minimal")), "framework.definitions")
    assert [choice.word for choice in question.choices] == ["prescriptive", "descriptive"]
    assert all(choice.means and choice.example.startswith("As in “") for choice in question.choices)


def test_examples_of_the_gallery_are_those_of_its_cards() -> None:
    cards = sorted((ROOT / "site" / "cards").glob("*.card.yaml"))
    table = json.loads((folder("templates") / FILE).read_text(encoding="utf-8"))
    found = json.loads(json.dumps(examples(read(path).data for path in cards)))
    assert table == found, "Run: make schema"


def test_every_quadrant_has_an_example() -> None:
    assert {len(gallery()[f"framework.{axis}"]) for axis in ("dimensions", "definitions")} == {2}


DEFINED = {**CLEAN, "intent.beliefs": "one", "intent.disagreement": "noise", "framework.definitions": "prescriptive",
           "dimensions.harmful-content.definition.detail": "detailed"}  # fmt: skip
SYNTHETIC = {**DEFINED, "pools": "synthetic"}
ASKED = [
    (
        "guidelines where meaning is fixed",
        "standard",
        DEFINED,
        "dimensions.harmful-content.definition.guidelines.url",
        True,
    ),
    (
        "no guidelines where it is left open",
        "standard",
        CLEAN,
        "dimensions.harmful-content.definition.guidelines.url",
        False,
    ),
    ("who wrote them where meaning is fixed", "standard", DEFINED, "framework.authors", True),
    ("not who wrote them where it is left open", "standard", CLEAN, "framework.authors", False),
    (
        "a text of a definition where there is one",
        "standard",
        DEFINED,
        "dimensions.harmful-content.definition.text",
        True,
    ),
    (
        "no text of a definition where there is none",
        "standard",
        CLEAN,
        "dimensions.harmful-content.definition.text",
        False,
    ),
    (
        "no pay of volunteers",
        "standard",
        {**CLEAN, "pools.raters.recruitment.channel": "volunteers"},
        "pools.raters.pay.amount",
        False,
    ),
    (
        "pay of panels",
        "standard",
        {**CLEAN, "pools.raters.recruitment.channel": "panel"},
        "pools.raters.pay.amount",
        True,
    ),
    (
        "a platform of panels",
        "standard",
        {**CLEAN, "pools.raters.recruitment.channel": "panel"},
        "pools.raters.recruitment.platform",
        True,
    ),
    (
        "no platform of students",
        "standard",
        {**CLEAN, "pools.raters.recruitment.channel": "students"},
        "pools.raters.recruitment.platform",
        False,
    ),
    ("a model of programs", "standard", SYNTHETIC, "pools.models.model.name", True),
    ("no model of people", "standard", CLEAN, "pools.raters.model.name", False),
    ("no countries of programs", "standard", SYNTHETIC, "pools.models.countries", False),
    ("ties of votes", "standard", {**DEFINED, "aggregation": "majority_vote"}, "aggregation.0.ties", True),
    ("no ties where nobody votes", "standard", DEFINED, "aggregation.0.ties", False),
    ("no priority of one dimension", "standard", CLEAN, "dimensions.harmful-content.priority", False),
    (
        "priority of several",
        "standard",
        {**CLEAN, "dimensions": "Harmful content; Helpful"},
        "dimensions.helpful.priority",
        True,
    ),
    (
        "no rater ids where nothing is released",
        "standard",
        {**CLEAN, "release.level": "none"},
        "release.rater_ids",
        False,
    ),
    (
        "values of a nominal scale",
        "standard",
        {**CLEAN, "dimensions.harmful-content.scale.level": "nominal"},
        "dimensions.harmful-content.scale.values",
        True,
    ),
    (
        "ends of a ratio scale",
        "standard",
        {**CLEAN, "dimensions.harmful-content.scale.level": "ratio"},
        "dimensions.harmful-content.scale.min",
        True,
    ),
    (
        "no values of a ratio scale",
        "standard",
        {**CLEAN, "dimensions.harmful-content.scale.level": "ratio"},
        "dimensions.harmful-content.scale.values",
        False,
    ),
    ("a field that a venue added", "crowdworksheets", CLEAN, "extensions.crowdworksheets.risks", True),
]


@pytest.mark.parametrize(
    ("profile", "answers", "path", "asked"), [row[1:] for row in ASKED], ids=[row[0] for row in ASKED]
)
def test_what_earlier_answers_make_needless_is_not_asked(
    profile: str, answers: dict[str, Any], path: str, asked: bool
) -> None:
    assert (path in [question.path for question in through(profile, answers)[1]]) is asked


def test_an_expected_field_that_is_needless_becomes_a_gap_that_says_why() -> None:
    session, _ = through("data-statements")
    gaps = {entry["field"]: entry for entry in session.finished["gaps"]}
    assert gaps["framework.authors"]["reason"] == "not_applicable"
    assert gaps["framework.authors"]["note"] == "Raters brought their own meaning; there was nothing to write."


def test_not_knowing_is_a_gap_with_a_reason_and_a_note() -> None:
    session, question = until(start(load_profile("minimal")), "dataset.license")
    session = gap(session, question, "not_published", "Nothing is said.")
    assert session.data["gaps"] == [{"field": "dataset.license", "reason": "not_published", "note": "Nothing is said."}]
    assert session.next
    assert session.next.path == "intent.written"


def test_not_knowing_the_start_of_a_record_is_a_gap_of_the_record() -> None:
    session, question = until(start(load_profile("standard")), "collection.period.start")
    session = gap(session, question, "not_recorded")
    assert session.data["gaps"][-1]["field"] == "collection.period"
    assert "collection.period.end" not in [one.path for one in session.questions]


def test_not_knowing_who_judged_leaves_a_pool_whose_kind_is_a_gap() -> None:
    session, question = until(start(load_profile("minimal")), "pools")
    session = gap(session, question, "unknown")
    assert session.data["pools"] == [{"id": "raters"}]
    assert session.data["gaps"][-1]["field"] == "pools.raters.kind"


def test_what_one_of_several_entries_lacks_takes_out_that_entry_and_no_other() -> None:
    session = start(load_profile("standard"), name="sort-of-safe")
    told = [{"metric": "krippendorff_alpha", "value": 0.4}, {"metric": "cohen_kappa"}]
    known = find(split("statistics.agreement.*.value"))
    assert known
    question = about(known, "statistics.agreement.1.value", gap="statistics.agreement")
    before = replace(session, data={**session.data, "statistics": {"agreement": told}})
    after = gap(before, question, "unknown")
    assert goes_without(before, question)
    assert after.data["statistics"]["agreement"] == told[:1]
    assert "gaps" not in after.data
    single = replace(session, data={**session.data, "statistics": {"agreement": told[1:]}})
    alone = gap(single, replace(question, path="statistics.agreement.0.value"), "unknown")
    assert not goes_without(single, replace(question, path="statistics.agreement.0.value"))
    assert "agreement" not in alone.data["statistics"]
    assert [one["field"] for one in alone.data["gaps"]] == ["statistics.agreement"]


def test_a_title_cannot_be_a_gap() -> None:
    session = start(load_profile("minimal"))
    assert session.next
    with pytest.raises(RefusedError, match="cannot do without"):
        gap(session, session.next, "unknown")


REFUSED = [
    ("dataset.title", "  ", "Nothing was answered."),
    ("dataset.summary", "short", "at least 50 characters"),
    ("dataset.license", "mit license", "not an SPDX expression"),
    ("intent.beliefs", "some", "is none of the words"),
    ("intent.disagreement", "noise", None),
    ("framework.definitions", "descriptve", None),
    ("pools.raters.size", "many", "is not a whole number"),
    ("pools.raters.size", "0", "1 or more"),
    ("dataset.languages", "English", "BCP 47"),
    ("dataset.published", "last year", "Write a date as"),
    ("dataset.creators", "", "Nothing was answered."),
    ("pools.raters.countries", "Germany", "not the code of a country"),
    ("pools.raters.ratings_per_item.median", "few", "is not a number"),
    ("collection.abstention", "perhaps", "neither yes nor no"),
]


@pytest.mark.parametrize(("path", "said", "because"), REFUSED, ids=[f"{row[0]}={row[1]}" for row in REFUSED])
def test_an_answer_is_held_to_the_rules_at_once(path: str, said: str, because: str | None) -> None:
    answers = {**CLEAN, "pools.raters.role": "rater", "pools.raters.ratings_per_item.min": "5"}
    session, question = until(start(load_profile("standard")), path, answers)
    if because is None:
        assert answer(session, question, said).next != question
        return
    with pytest.raises(RefusedError, match=because) as refusal:
        answer(session, question, said)
    assert "\n" not in str(refusal.value)


MEANT = [
    ("dataset.items", "about 800", 800),
    ("pools.raters.size", "12k", 12000),
    ("pools.raters.size", "1.2 million", 1_200_000),
    ("pools.raters.size", "2,5 Tsd.", 2500),
    ("pools.raters.size", "2 dozen", 24),
    ("pools.raters.size", "800 (after filtering)", 800),
    ("pools.raters.pay.amount", "$12", 12),
    ("pools.raters.pay.amount", "12,50 EUR", 12.5),
    ("pools.raters.composition.0.counts", "woman: about 80; man: 88", {"woman": 80, "man": 88}),
]


@pytest.mark.parametrize(("path", "said", "meant"), MEANT, ids=[f"{row[0]}={row[1]}" for row in MEANT])
def test_a_number_that_is_written_for_people_is_offered_as_the_number(path: str, said: str, meant: Any) -> None:
    known = find(split(path))
    assert known is not None
    with pytest.raises(RefusedError) as refusal:
        value_of(about(known, path), said)
    assert refusal.value.instead == meant


@pytest.mark.parametrize(
    ("said", "stated"), [("about 800", {"about": 800}), ("~300 people", {"about": 300}), (">= 50", {"at_least": 50})]
)
def test_a_size_that_is_roughly_known_stays_rough(said: str, stated: dict[str, int]) -> None:
    session, question = until(start(load_profile("minimal")), "pools.raters.size", CLEAN)
    rough = answer(session, question, said)
    assert lookup(rough.data, "pools.raters.size_stated") == stated
    assert lookup(rough.data, "pools.raters.size") is None
    assert rough.next is None or rough.next.path != "pools.raters.size"
    exact = answer(rough, question, "812")
    assert (lookup(exact.data, "pools.raters.size"), lookup(exact.data, "pools.raters.size_stated")) == (812, None)


def test_a_share_in_place_of_a_count_is_not_turned_into_one() -> None:
    known = find(split("pools.raters.composition.0.counts"))
    assert known is not None
    with pytest.raises(RefusedError, match="Write how many") as refusal:
        value_of(about(known, "pools.raters.composition.0.counts"), "woman 45 %; man 55 %")
    assert refusal.value.instead is None


def test_half_of_a_repair_is_never_offered() -> None:
    said = {"pools.raters.size": "8", "pools.raters.composition": "gender", "release.minimum_cell": 5}
    session, question = until(start(load_profile("standard")), "pools.raters.composition.0.counts", {**CLEAN, **said})
    with pytest.raises(RefusedError, match="Merge groups") as refusal:
        answer(session, question, "woman 4; man 3; undisclosed 1", insists=False)
    assert refusal.value.instead is None


READ = [
    ("pools.raters.size", "72,103", 72103),
    ("pools.raters.size", " 800 ", 800),
    ("dataset.languages", "en, de", ["en", "de"]),
    ("intent.uses", "evaluation; red teaming", ["evaluation", "red_teaming"]),
    ("dataset.creators", "Ada Example; Bo Example", [{"name": "Ada Example"}, {"name": "Bo Example"}]),
    ("collection.abstention", "yes", True),
    ("dimensions", "Harmful, Helpful", [{"id": "harmful", "name": "Harmful"}, {"id": "helpful", "name": "Helpful"}]),
    ("aggregation", "soft_label", [{"method": "soft_label"}]),
]


@pytest.mark.parametrize(("path", "said", "value"), READ, ids=[f"{row[0]}={row[1]}" for row in READ])
def test_what_is_typed_becomes_a_value_of_its_kind(path: str, said: str, value: object) -> None:
    session, question = until(start(load_profile("standard")), path)
    assert lookup(answer(session, question, said).data, path) == value


def test_a_composition_is_typed_as_names_and_numbers() -> None:
    answers = {**CLEAN, "pools.raters.composition": "gender"}
    session, question = until(start(load_profile("crowdworksheets")), "pools.raters.composition.0.counts", answers)
    session = answer(session, question, "woman 80; man 88")
    assert session.data["pools"][0]["composition"] == [{"axis": "gender", "counts": {"woman": 80, "man": 88}}]


def test_several_pools_get_names_and_questions_of_their_own() -> None:
    session, _ = until(start(load_profile("minimal")), "pools")
    session = with_several_pools(session)
    assert session.next
    assert session.next.kind == "names"
    session = answer(session, session.next, "Crowd; Judge")
    assert [one.path for one in session.questions if one.section == "pools"] == [
        "pools.crowd.kind", "pools.judge.kind"
    ]  # fmt: skip


@pytest.mark.parametrize("profile", ["minimal", "standard"])
def test_a_model_is_asked_for_by_model_prompt_temperature_and_runs_and_never_how_many_it_is(profile: str) -> None:
    _, asked = through(profile, {**SYNTHETIC, "pools.models.model.name": "judge-7b"})
    about = {question.path.removeprefix("pools.models.") for question in asked if question.section == "pools"}
    assert {"model.name", "model.version", "model.runs_per_item", "model.prompt", "model.temperature"} <= about
    assert "size" not in about


MENDED = [
    ("dataset.license", "CC BY 4.0", "CC-BY-4.0"),
    ("dataset.license", "mit license", "MIT"),
    ("dataset.languages", "English; German", ["en", "de"]),
    ("dataset.published", "May 2024", "2024-05"),
    ("pools.raters.countries", "Germany; USA", ["DE", "US"]),
]


@pytest.mark.parametrize(("path", "said", "instead"), MENDED, ids=[row[1] for row in MENDED])
def test_what_the_checker_would_mend_is_offered_at_once(path: str, said: str, instead: object) -> None:
    session, question = until(start(load_profile("standard")), path)
    with pytest.raises(RefusedError) as refusal:
        answer(session, question, said)
    assert refusal.value.instead == instead
    assert lookup(answer(session, question, instead).data, path) == instead


FIVE = {**CLEAN, "dimensions": "Helpful; Correct; Coherent; Complex; Verbose"}


def test_one_answer_counts_for_all_five_and_one_step_takes_it_back() -> None:
    session, question = until(start(load_profile("standard")), "dimensions.helpful.breadth", FIVE)
    assert question.text.startswith("`helpful`: ")
    assert len(alike(session, question)) == 4
    after = for_all(session, question, lambda one, asked: answer(one, asked, "specific"))
    assert [entry["breadth"] for entry in after.data["dimensions"]] == ["specific"] * 5
    assert after.answered == session.answered + 5
    assert [entry for entry in back(after).data["dimensions"] if "breadth" in entry] == []


def test_gaps_count_for_all_five_too_and_the_question_itself_is_one_for_each() -> None:
    session, question = until(start(load_profile("standard")), "dimensions.helpful.asks", FIVE)
    assert alike(session, question) == ()
    session, question = until(start(load_profile("standard")), "dimensions.helpful.feedback", FIVE)
    after = for_all(session, question, lambda one, asked: gap(one, asked, "not_recorded"))
    assert sum(entry["field"].endswith(".feedback") for entry in after.data["gaps"]) == 5


def test_traits_are_gone_through_as_a_table() -> None:
    session, _ = until(start(load_profile("minimal")), "dimensions.helpful.definition.detail", FIVE)
    first = [question.path for question in session.questions[:5]]
    assert first == [f"dimensions.{name}.definition.detail" for name in FIVE_IDS]


FIVE_IDS = ("helpful", "correct", "coherent", "complex", "verbose")


def test_members_who_did_not_say_are_counted_beside_the_groups() -> None:
    answers = {**CLEAN, "pools.raters.composition": "gender"}
    session, question = until(start(load_profile("standard")), "pools.raters.composition.0.counts", answers)
    session = answer(session, question, "woman 400; man 390; undisclosed 10")
    entry = {"axis": "gender", "counts": {"woman": 400, "man": 390}, "undisclosed": 10}
    assert session.data["pools"][0]["composition"] == [entry]


ASKED_OF_1_1 = [
    "card.authors",
    "collection.stages",
    "dataset.contact",
    "dataset.sources_of_items",
    "pools.raters.target.population",
    "pools.raters.composition",
]


def test_fields_of_the_standard_1_1_are_asked() -> None:
    paths = [question.path for question in through("standard")[1]]
    assert [path for path in ASKED_OF_1_1 if path not in paths] == []


def test_stages_are_asked_for_in_full() -> None:
    answers = {**CLEAN, "collection.stages": "First screening; Rating"}
    session, _ = until(start(load_profile("standard")), "collection.stages.0.asks", answers)
    assert session.data["collection"]["stages"] == [{"id": "first-screening"}, {"id": "rating"}]


@pytest.mark.parametrize("profile", SHIPPED)
def test_the_number_of_questions_is_the_number_that_the_profile_tells(profile: str) -> None:
    session = start(load_profile(profile))
    assert questions_left(session) == questions_of(load_profile(profile)) >= len(session.questions)


def test_the_minimal_profile_asks_what_the_guide_says() -> None:
    assert questions_of(load_profile("minimal")) == len(through("minimal")[1]) == 15


def test_names_that_make_the_same_id_get_different_ones() -> None:
    session, question = until(start(load_profile("minimal")), "dimensions")
    session = answer(session, question, "Tone; tone!; 好")
    assert [entry["id"] for entry in session.data["dimensions"]] == ["tone", "tone-2", "group"]


def test_a_name_that_no_pool_has_is_asked_about_as_the_whole_list() -> None:
    profile = load_profile("standard")
    data = {"dataset": {"id": "a", "title": "A"}, "collection": {"stages": [{"id": "first", "who": ["nobody"]}]}}
    session, question = until(answer(*_first(start(profile, data))), "collection.stages.first.who", dict(CLEAN))
    assert (question.kind, question.default, bool(question.problem)) == ("texts", ["nobody"], True)
    after = answer(session, question, "raters; experts", contradicts=True)
    assert after.data["collection"]["stages"][0]["who"] == ["raters", "experts"]


def _first(session: Session) -> tuple[Session, Question, Any]:
    assert session.next
    return session, session.next, "1.0.0"


def test_going_back_asks_again_and_offers_what_was_answered() -> None:
    session, question = until(start(load_profile("minimal")), "intent.beliefs")
    session = back(answer(session, question, "many"))
    assert session.next
    assert (session.next.path, session.next.default) == ("intent.beliefs", "many")
    assert "beliefs" not in session.data["intent"]


def test_going_back_two_steps_keeps_both_answers() -> None:
    session, question = until(start(load_profile("minimal")), "intent.beliefs")
    session = answer(session, question, "many")
    assert session.next
    later = session.next.path
    session = back(back(answer(session, session.next, "signal")))
    assert session.next
    assert (session.next.path, session.next.default) == ("intent.beliefs", "many")
    session = answer(session, session.next, "one")
    assert session.next
    assert (session.next.path, session.next.default) == (later, "signal")


def resumed(path: str, profile: str = "minimal") -> Session:
    session, _ = until(start(load_profile(profile), name="x"), path)
    return start(load_profile(profile), parse(commented(session.finished)).data, name="x")


@pytest.mark.parametrize("profile", ["minimal", "standard"])
def test_going_back_in_a_card_that_is_gone_on_with_reaches_its_first_question(profile: str) -> None:
    again = resumed("release.level", profile)
    assert again.next
    data, first, back_to = again.data, again.next.path, []
    while back(again) is not again:
        again = back(again)
        assert again.next
        back_to.append(again.next)
    assert back_to[-1].path == "dataset.title"
    wanted = {path: value for path, value in CLEAN.items() if path in [one.path for one in back_to]}
    assert len(wanted) > (12 if profile == "minimal" else 2)
    offered = {one.path: one.default for one in back_to if one.path in wanted}
    assert {path: str(value) for path, value in offered.items()} == {
        **wanted, **({"dimensions": "['Harmful content']", "pools": "human"} if profile == "minimal" else {})
    }  # fmt: skip
    while again.next and again.next.path != first:
        again = step(again, again.next, CLEAN)
    assert {**again.data, "gaps": []} == {**data, "gaps": []}


def test_going_back_to_several_pools_suggests_no_name_that_nobody_gave() -> None:
    session, question = until(start(load_profile("minimal")), "pools")
    session = with_several_pools(back(answer(session, question, "human")))
    assert session.next
    assert (session.next.kind, session.next.default) == ("names", None)
    session = with_several_pools(back(back(answer(session, session.next, "Crowd; Judge"))))
    assert session.next
    assert session.next.default == ["crowd", "judge"]


def test_there_is_nothing_before_the_first_question() -> None:
    session = start(load_profile("minimal"))
    assert back(session) is session


@pytest.mark.parametrize("path", [path for path in CLEAN if path != "dataset.title"])
def test_a_half_finished_card_is_taken_up_where_it_was_left(path: str) -> None:
    session, _ = until(start(load_profile("minimal"), name="x"), path)
    again = start(load_profile("minimal"), parse(commented(session.finished)).data, name="x")
    assert [one.path for one in again.questions] == [one.path for one in session.questions]


def test_a_finished_card_has_no_question_of_its_profile_and_some_of_a_wider_one() -> None:
    data = parse(commented(through("minimal")[0].finished)).data
    assert start(load_profile("minimal"), data).next is None
    assert start(load_profile("standard"), data).next is not None


def test_a_contradiction_is_refused_where_it_is_answered() -> None:
    session, question = until(start(load_profile("minimal")), "intent.disagreement", {**CLEAN, "intent.beliefs": "one"})
    with pytest.raises(RefusedError, match="One belief is to be encoded"):
        answer(session, question, "signal")


def test_a_contradiction_with_an_earlier_answer_is_asked_about_again() -> None:
    answers = {**CLEAN, "intent.beliefs": "one", "intent.disagreement": "noise"}
    session, question = until(start(load_profile("minimal")), "framework.definitions", answers)
    session = answer(session, question, "descriptive")
    assert session.next
    assert session.next.path == "intent.beliefs"
    assert session.next.problem.startswith("One belief is to be encoded, and definitions are descriptive")
    mended = answer(session, session.next, "many")
    assert mended.next
    assert mended.next.path == "dimensions"
    insisted = leave_out(session, session.next)
    assert insisted.next
    assert insisted.next.path == "dimensions"


PLACES = [
    ({}, ""),
    ({"framework.dimensions": "specific", "framework.definitions": "descriptive"}, "◲ specific, descriptive"),
    ({"framework.dimensions": "broad", "framework.definitions": "prescriptive"}, "◰ broad, prescriptive"),
]


@pytest.mark.parametrize(("answers", "words"), PLACES)
def test_the_place_in_the_square_is_said_as_soon_as_it_is_declared(answers: dict[str, Any], words: str) -> None:
    session, _ = until(start(load_profile("minimal")), "dimensions", {"dataset.title": "T", **answers})
    assert place_in_words(session) == words


def test_the_place_that_the_dimensions_speak_for_is_said_beside_the_declared_one() -> None:
    answers = {**CLEAN, "dimensions.harmful-content.breadth": "specific",
               "dimensions.harmful-content.definition.detail": "detailed",
               "framework.authority": ["raters", "experts"], "collection.training": ["instructions"]}  # fmt: skip
    session, _ = until(start(load_profile("standard")), "release.level", answers)
    assert (
        place_in_words(session) == "◲ specific, descriptive; by what the dimensions say rather ◳ specific, prescriptive"
    )


def test_a_draft_suggests_and_decides_nothing() -> None:
    draft = {"dataset": {"title": "Drafted", "license": "MIT"}, "dimensions": [{"id": "a", "name": "Tone"}]}
    session = start(load_profile("minimal"), draft=draft)
    assert session.data == {"alignmentcard": "1.1"}
    suggested = {question.path: question.default for question in session.questions}
    assert (suggested["dataset.title"], suggested["dataset.license"]) == ("Drafted", "MIT")
    assert suggested["dimensions"] == ["Tone"]


@with_examples(10)
@given(st.data(), st.sampled_from(SHIPPED))
def test_whatever_is_answered_nothing_is_left_out_in_silence(data: st.DataObject, profile: str) -> None:
    session = start(load_profile(profile), name="any")
    while question := session.next:
        session = drawn(data, session, question)
    text = commented(session.finished)
    report = check(parse(text), profile=load_profile(profile))
    assert [
        f.message for f in report.findings if f.code in ("AC003", "AC005", "AC006", "AC007", "AC008", "AC009", "AC905")
    ] == []
    assert parse(text).data == session.finished


def drawn(data: st.DataObject, session: Session, question: Question) -> Session:
    """Answer one question in any way that is taken."""
    ways = data.draw(st.permutations(["answer", "gap", "out"]))
    for way in ways:
        if way == "out" and (question.optional or question.problem):
            return leave_out(session, question)
        if way == "gap" and question.can_be_gap and not question.problem:
            return gap(session, question, "unknown")
        if way == "answer":
            try:
                return answer(session, question, said(data, question))
            except RefusedError:
                continue
    return step(session, question, CLEAN)


def said(data: st.DataObject, question: Question) -> str:
    if question.choices:
        return data.draw(st.sampled_from([choice.word for choice in question.choices if choice.word != "several"]))
    plain = {"whole": "12", "number": "0.5", "yes or no": "yes", "table": "a 1; b 2", "names": "One; Two"}
    return data.draw(st.sampled_from([plain.get(question.kind, SUMMARY), CLEAN.get(question.path, "2024-05")]))


@pytest.mark.parametrize(
    ("name", "made"), [("Sort of Safe", "sort-of-safe"), ("Ä é", "a-e"), ("--", "entry"), ("x" * 90, "x" * 60)]
)
def test_ids_are_made_of_names(name: str, made: str) -> None:
    assert slug(name) == made


def test_the_card_explains_itself_and_is_ready_for_editors() -> None:
    lines = commented(through("minimal")[0].finished).splitlines()
    assert lines[0] == "# yaml-language-server: $schema=https://w3id.org/alignmentcard/1.1/schema.json"
    assert "# What others can get." in lines
    assert any(line.startswith("  level: individual ") and line.endswith("# Each rating by itself.") for line in lines)


def test_going_on_keeps_what_the_author_wrote() -> None:
    text = commented(until(start(load_profile("minimal"), name="x"), "pools")[0].finished)
    text = text.replace("license: CC-BY-4.0", "license: 'CC-BY-4.0'").replace("# What the data is for", "# Mine")
    document = parse(text)
    session = start(load_profile("minimal"), document.data, name="x")
    session = answer(session, session.next, "human") if session.next else session
    after = commented(session.finished, document)
    assert after.startswith(text.rstrip("\n"))
    assert "kind: human" in after
