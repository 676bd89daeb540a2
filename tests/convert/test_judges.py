"""What sentences call those who judged: raters, voters, one model or several; from the pools and kinds of answers."""

import pytest

from alignmentcard.convert.prose.judges import is_one, judges_of, said_of, variants

MODEL = {"role": ["rater"], "kind": "synthetic", "model": {"name": "gpt-4"}}
PEOPLE = {"id": "people", "role": ["rater"], "kind": "human"}
AUTHORS = {"id": "us", "role": ["guideline_author"], "kind": "human"}
VOTE, GRADE = {"id": "agree", "feedback": "vote"}, {"id": "good", "feedback": "rating"}


@pytest.mark.parametrize(
    ("pools", "dimensions", "judges"),
    [
        ([PEOPLE], [GRADE], "raters"),
        ([], [GRADE], "raters"),
        ([PEOPLE], [VOTE], "voters"),
        ([PEOPLE], [VOTE, GRADE], "raters"),
        ([PEOPLE], [], "raters"),
        ([MODEL], [GRADE], "model"),
        ([MODEL, AUTHORS], [GRADE], "model"),
        ([MODEL, PEOPLE], [GRADE], "raters"),
        ([MODEL, {**MODEL, "model": {"name": "claude"}}], [GRADE], "models"),
        ([{**MODEL, "size": 3}], [GRADE], "models"),
        ([MODEL], [VOTE], "model"),
    ],
)
def test_who_judged_follows_from_pools_and_answers(pools: list, dimensions: list, judges: str) -> None:
    assert judges_of({"pools": pools, "dimensions": dimensions}) == judges


def test_one_thing_may_be_judged_by_models_where_people_judged_another() -> None:
    people, model = {**PEOPLE, "dimensions": ["good"]}, {**MODEL, "dimensions": ["safe"]}
    data = {"pools": [people, model], "dimensions": [GRADE, {"id": "safe", "feedback": "rating"}]}
    assert [judges_of(data, one) for one in data["dimensions"]] == ["raters", "model"]
    assert judges_of(data, VOTE) == "voters"


@pytest.mark.parametrize(
    ("pool", "one"),
    [
        ({"model": {"name": "gpt-4"}}, True),
        ({"model": {"name": "21 models of five firms"}}, False),
        ({"model": {"name": "Alpaca and Vicuna"}}, False),
        ({"model": {"name": "Alpaca, Vicuna"}, "size": 1}, True),
        ({"model": {"name": "gpt-4"}, "size": 2}, False),
        ({"model": {"name": "gpt-4"}, "size_stated": {"about": 5}}, False),
        ({}, True),
        ({"id": "writers"}, False),
        ({"id": "writers", "model": {"name": "gpt-4"}}, True),
    ],
)
def test_a_pool_is_one_model_by_its_size_or_else_by_the_name(pool: dict, one: bool) -> None:
    assert is_one(pool) == one


@pytest.mark.parametrize(
    ("judges", "said"),
    [
        ("raters", "Raters read written instructions."),
        ("voters", "Voters read written instructions."),
        ("model", "The model was given written instructions."),
        ("models", "The models were given written instructions."),
    ],
)
def test_a_phrase_is_said_of_each_kind(judges: str, said: str) -> None:
    assert said_of("Raters read written instructions.", judges) == said


@pytest.mark.parametrize(
    ("judges", "phrase", "said"),
    [
        ("voters", "Each single rating is released.", "Each single vote is released."),
        ("voters", "There are {} single judgements.", "There are {} single votes."),
        ("voters", "The dataset has {} items that were judged.", "The dataset has {} items that were voted on."),
        ("voters", "Raters judged “Agreement”.", "The votes count as “Agreement”."),
        ("voters", "Raters judged named traits.", "Voters judged named traits."),
        ("voters", "Each item was judged {} times", "Each item was voted on {} times"),
        ("voters", "For each answer a rater looked at {}.", "For each vote, a voter looked at {}."),
        ("voters", "Overrated, whatever a rater thinks.", "Overrated, whatever a voter thinks."),
        ("model", "Raters could say that they have no view.", "The model could say that it has no view."),
        ("models", "Raters could say that they have no view.", "The models could say that they have no view."),
        ("model", "On it, the answer comes from the rater's own beliefs and experience.",
         "On it, the answer comes from what the model had learned before."),
        ("model", "which guidelines raters were given", "which guidelines the model was given"),
        ("models", "how many raters a stable result needs", "how many ratings a stable result needs"),
        ("model", "The release describes the raters only as a whole.",
         "The release describes the model only for the ratings as a whole."),
    ],
)  # fmt: skip
def test_words_for_people_do_not_stay_where_none_is_meant(judges: str, phrase: str, said: str) -> None:
    assert said_of(phrase, judges) == said


def test_one_thing_that_was_judged_is_not_several() -> None:
    assert said_of("Raters gave general judgements.", "raters", one=True) == "Raters gave a general judgement."
    assert said_of("Raters judged named traits.", "model", one=True) == "The model judged one named trait."


def test_every_way_of_a_phrase_is_there_once_and_raters_come_first() -> None:
    told = list(variants("Raters gave reasons, and these are released."))
    assert told[0].startswith("Raters")
    assert [one.split()[0] for one in told] == ["Raters", "The", "Voters", "The", "The"]
    assert list(variants("Labels are counts of votes.")) == ["Labels are counts of votes."]
