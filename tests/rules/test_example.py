"""Examples show what they are about; the rest of the card is that of the sound one."""

from collections.abc import Iterator
from textwrap import dedent, indent
from typing import Any

import pytest

from alignmentcard.document import parse
from alignmentcard.rules.example import bad_card, good_card, whole_card
from alignmentcard.rules.rule import Problem, Rule

SOUND = parse(whole_card("")).data


def rule_of(bad: str, good: str) -> Rule:
    def check() -> Iterator[Problem]:
        yield from ()

    shown = {"Bad": bad, "Good": good}
    parts = [f"{head}:\n{indent(dedent(text).strip(), '    ')}" for head, text in shown.items()]
    check.__doc__ = "\n".join(["What is wrong.\n", *parts, "Source: Ours"])
    return Rule("AC999", "wrong", "error", check)


def cards(bad: str, good: str) -> tuple[dict[str, Any], dict[str, Any]]:
    rule = rule_of(bad, good)
    return parse(bad_card(rule)).data, parse(good_card(rule)).data


def test_fields_that_neither_example_shows_are_those_of_the_sound_card() -> None:
    bad, good = cards("intent:\n  disagreement: noise", "intent:\n  disagreement: signal")
    assert bad["intent"] == SOUND["intent"] | {"disagreement": "noise"}
    assert good == SOUND


def test_what_only_the_other_example_shows_is_what_this_one_lacks() -> None:
    bad, good = cards("intent:\n  beliefs: many", "intent:\n  beliefs: many\n  disagreement: signal")
    assert "disagreement" not in bad["intent"]
    assert good == SOUND


def test_entries_go_together_by_their_ids_and_keep_what_is_not_shown() -> None:
    bad, good = cards(
        "pools:\n  - id: us-panel\n    size: 8\n  - id: other\n    kind: synthetic",
        "pools:\n  - id: us-panel\n    size: 9\n    consent: informed",
    )
    sound = SOUND["pools"][0]
    assert bad["pools"][0] == {name: value for name, value in sound.items() if name != "consent"} | {"size": 8}
    assert bad["pools"][1:] == [{"id": "other", "kind": "synthetic"}]
    assert good["pools"] == [sound | {"size": 9}]


def test_an_entry_that_only_the_other_example_shows_is_not_in_this_one() -> None:
    bad, good = cards("pools:\n  - id: models\n    kind: synthetic", "pools:\n  - id: us-panel\n    kind: human")
    assert bad["pools"] == [{"id": "models", "kind": "synthetic"}]
    assert good == SOUND


def test_new_fields_stand_after_the_field_that_they_are_shown_after() -> None:
    bad, _ = cards("dataset:\n  license: MIT\n  items: 3", "dataset:\n  license: MIT")
    names = list(bad["dataset"])
    assert names[names.index("license") + 1] == "items"


def test_new_fields_stand_beside_those_of_the_sound_card() -> None:
    bad, _ = cards("statistics:\n  consistency:\n    - {pairs: 8}", "dataset:\n  license: MIT")
    assert bad["statistics"] == SOUND["statistics"] | {"consistency": [{"pairs": 8}]}


@pytest.mark.parametrize(
    ("shown", "value"),
    [
        ("statistics: {}", {}),
        ("intent: {written: ex_post}", {"written": "ex_post"}),
        ("gaps:\n  - {field: dataset.license, reason: unknown}", [{"field": "dataset.license", "reason": "unknown"}]),
    ],
)
def test_a_section_that_is_written_in_one_piece_takes_the_place_of_the_sound_one(shown: str, value: object) -> None:
    bad, _ = cards(shown, "dataset:\n  license: MIT")
    assert bad[shown.partition(":")[0]] == value


def test_a_field_that_is_there_twice_is_left_so() -> None:
    rule = rule_of("release:\n  access: open\n  access: gated", "release:\n  access: open")
    assert "release:\n  access: open\n  access: gated\n" in bad_card(rule)
