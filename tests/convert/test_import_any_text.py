"""Importing any text: a draft that is a card, or one sentence; never a crash, and text stays text."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from hypothesis_profiles import with_examples

from alignmentcard.checker.check import check
from alignmentcard.cli.import_ import expected_paths, lines
from alignmentcard.convert.imports import FORMATS, Draft, NotImportableError, draft
from alignmentcard.convert.imports.croissant import CORE, NO_FIELD, PROV, RAI
from alignmentcard.convert.imports.huggingface import AS_TEXT, KEYS
from alignmentcard.convert.imports.readme_headings import HEADINGS, PATHS
from alignmentcard.document import parse

CASES = Path(__file__).parent.parent / "cases" / "convert"
HOSTILE = st.one_of(
    st.text(max_size=60),
    st.sampled_from(
        [
            "---\ngaps: []",
            "...\n--- !!python/object:os.system",
            "\x00\x07\x1b[31m\x85\u2028\ufeff\ud800",
            "# x\n- {field: dataset.id, reason: unknown}\n",
            "'\"`\\ {} [] & * ! | > % @",
            "```\n---\n",
            "https://example.org/\u202e",
            "2024-05-01/..",
            "a" * 25_000,
            "[" * 20_000,
            "{{" * 10_000,
            "10.5281/zenodo.1",
            "no",
        ]
    ),
)
KEYS_INSIDE = ["@id", "@type", "@value", "name", "prov:label", "en", "contentUrl", "sha256", "prov:wasAttributedTo"]
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | HOSTILE,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(
        st.sampled_from(KEYS_INSIDE) | HOSTILE, inner, max_size=4,
    ),
    max_leaves=8,
)  # fmt: skip
PREFIXED = [*(f"rai:{name}" for name in RAI), *(f"prov:{name}" for name in PROV), "ac:card", "@graph"]
CROISSANT_KEYS = st.sampled_from([*CORE, *sorted(NO_FIELD), *PREFIXED])


def errors(made: Draft) -> list[str]:
    found = check(parse(made.text(expected_paths(made, "standard")))).findings
    return [f"{one.code} {one.field}: {one.message}" for one in found if one.severity == "error"]


def attempt(text: str, form: str | None) -> None:
    try:
        made = draft(text, form)
    except NotImportableError:
        return
    assert errors(made) == []
    assert all(line.isprintable() for line in lines(made))


@given(data=st.dictionaries(CROISSANT_KEYS | HOSTILE, VALUES, max_size=6))
@example(data={"name": "x", "name ": "y", "rai:dataBiases": "\r\n---\r\n"})
def test_any_json_becomes_a_draft_without_errors(data: dict[str, Any]) -> None:
    attempt(json.dumps(data), "croissant")


@given(key=CROISSANT_KEYS, value=VALUES)
def test_a_wrong_type_under_any_key_does_no_harm(key: str, value: Any) -> None:
    attempt(json.dumps({"@context": "https://schema.org/", "@type": "Dataset", "name": "x", key: value}), None)


@given(cut=st.integers(0, 5000), path=st.sampled_from(sorted((CASES / "croissant").glob("*.json"))))
def test_a_truncated_file_is_told_in_one_sentence(cut: int, path: Path) -> None:
    attempt(path.read_text(encoding="utf-8")[:cut], "croissant")


@pytest.mark.parametrize("form", sorted(set(FORMATS) - {"table"}))
@given(text=HOSTILE | st.lists(HOSTILE).map("\n".join))
def test_any_text_under_any_format_does_no_harm(form: str, text: str) -> None:
    attempt(text, form)


@given(text=st.lists(HOSTILE, max_size=4).map("\n".join))
def test_any_text_of_unknown_format_does_no_harm(text: str) -> None:
    attempt(text, None)


README_KEYS = st.sampled_from([*KEYS, *AS_TEXT, "tags", "alignmentcard"])
TITLES = st.sampled_from([*PATHS, "Dataset Card for X", "Whatever"])


@with_examples(60)
@given(
    front=st.dictionaries(README_KEYS | HOSTILE, VALUES, max_size=5),
    body=st.lists(st.tuples(st.integers(1, 6), TITLES, HOSTILE), max_size=5),
)
def test_any_front_matter_and_headings_become_a_draft_without_errors(
    front: dict[str, Any], body: list[tuple[int, str, str]]
) -> None:
    yaml = "\n".join(f"{json.dumps(key)}: {json.dumps(value)}" for key, value in front.items())
    text = "".join(f"\n{'#' * level} {title}\n\n{prose}\n" for level, title, prose in body)
    attempt(f"---\n{yaml}\n---\n{text}", None)


@with_examples(60)
@given(front=st.lists(st.sampled_from([*KEYS, *AS_TEXT]) | HOSTILE, max_size=6).map(": ".join))
@example(front="\U00018d09: \r\U00018d09: pretty_name")
def test_any_broken_front_matter_becomes_a_draft_without_errors(front: str) -> None:
    attempt(f"---\n{front}\n---\n# X\n", "huggingface")


@given(prose=HOSTILE)
@pytest.mark.parametrize("key", ["dataAnnotationProtocol", "annotatorDemographics", "dataUseCases"])
def test_prose_changes_nothing_but_comments(key: str, prose: str) -> None:
    def data(value: str) -> Any:
        return parse(draft(json.dumps({"name": "x", f"rai:{key}": value}), "croissant").text()).data

    assert data(prose) == data("")


@given(prose=HOSTILE)
def test_a_taken_text_is_one_value(prose: str) -> None:
    made = draft(json.dumps({"name": "x", "rai:personalSensitiveInformation": prose}), "croissant")
    data = parse(made.text()).data
    assert set(data) <= {"alignmentcard", "dataset", "release", "sources", "evidence", "gaps"}
    assert set(data.get("release", {})) <= {"personal_data"}


def test_headings_stand_for_one_place_each() -> None:
    listed = [" ".join(name.split()) for names in HEADINGS.values() for name in names.split("|")]
    assert sorted(name for name in listed if listed.count(name) > 1) == []
