"""Profiles: shipped ones are sound, those of others are inherited from, checked, and named when they are wrong."""

import json
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from ruamel.yaml import YAML

from alignmentcard.checker.check import check, mend
from alignmentcard.document import parse, read
from alignmentcard.errors import BadProfileError
from alignmentcard.profiles import Profile, load_profile, names
from alignmentcard.profiles.completeness import completeness
from alignmentcard.profiles.file import KEYS, QUESTION_KEYS
from alignmentcard.rules import find
from alignmentcard.rules.example import whole_card

SHIPPED = (
    "annotator-level-release",
    "crowdworksheets",
    "data-statements",
    "datasheets",
    "minimal",
    "neurips-ed-2026",
    "standard",
)


def write(folder: Path, text: str, name: str = "ours.yaml") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def load(folder: Path, text: str) -> Profile:
    return load_profile(str(write(folder, text)))


def findings(profile: Profile, example: str = "") -> list[tuple[str, str]]:
    return [(f.code, f.field) for f in check(parse(whole_card(example)), profile=profile).findings]


def messages(profile: Profile, example: str = "") -> list[str]:
    return [f.message for f in check(parse(whole_card(example)), profile=profile).findings if f.code == "AC015"]


def test_the_shipped_profiles_are_these() -> None:
    assert set(SHIPPED) <= set(names())


@pytest.mark.parametrize("name", SHIPPED)
def test_a_shipped_profile_says_what_it_is_and_asks_in_whole_sentences(name: str) -> None:
    profile = load_profile(name)
    assert profile.name == name
    assert profile.title
    assert profile.description.endswith(".")
    assert profile.source
    assert all(question.text.endswith(("?", ".")) for question in profile.questions)


@pytest.mark.parametrize("name", SHIPPED)
def test_every_field_of_a_shipped_profile_can_be_a_gap(name: str) -> None:
    profile = load_profile(name)
    mended, _ = mend(parse(whole_card("")), lambda fix: True, profile=profile)
    assert findings(profile, mended.text.partition("\n")[2]) == []
    held = completeness(mended, profile)
    assert held.count("open") == 0


def profile_schema(root: Path) -> Draft202012Validator:
    return Draft202012Validator(json.loads((root / "schema" / "profile-1.schema.json").read_text(encoding="utf-8")))


@pytest.mark.parametrize("name", SHIPPED)
def test_a_shipped_profile_fits_the_schema_that_editors_use(root: Path, name: str) -> None:
    data = read(root / "schema" / "profiles" / f"{name}.yaml").data
    assert [error.message for error in profile_schema(root).iter_errors(data)] == []


def test_the_schema_for_editors_has_every_key_and_no_other(root: Path) -> None:
    properties = profile_schema(root).schema["properties"]
    assert properties.keys() == KEYS.keys()
    assert properties["expects"]["items"]["properties"].keys() == QUESTION_KEYS.keys()


@pytest.mark.parametrize(("name", "questions"), [("crowdworksheets", 21), ("data-statements", 17)])
def test_a_venue_asks_as_many_questions_as_it_has(name: str, questions: int) -> None:
    assert len(load_profile(name).questions) == questions


def test_the_neurips_profile_asks_for_the_eight_keys_of_the_track() -> None:
    keys = [q.section for q in load_profile("neurips-ed-2026").questions if ":" in q.section]
    assert keys == [
        "rai:dataLimitations",
        "rai:dataBiases",
        "rai:personalSensitiveInformation",
        "rai:dataUseCases",
        "rai:dataSocialImpact",
        "rai:hasSyntheticData",
        "prov:wasDerivedFrom",
        "prov:wasGeneratedBy",
    ]


def test_a_question_that_is_left_out_is_that_of_the_standard(tmp_path: Path) -> None:
    profile = load(tmp_path, "expects:\n  - {field: dataset.contact}\n")
    assert [question.text for question in profile.questions] == ["Whom can readers ask?"]


def test_a_question_with_several_fields_is_asked_once_and_wants_them_all(tmp_path: Path) -> None:
    text = "expects:\n  - {question: Who made it?, fields: [dataset.published, dataset.links.paper]}\n"
    profile = load(tmp_path, text)
    assert len(profile.questions) == 1
    assert findings(profile) == [("AC009", "dataset.published"), ("AC009", "dataset.links.paper")]


def test_a_field_that_two_questions_share_is_reported_once(tmp_path: Path) -> None:
    text = "expects:\n  - {field: dataset.published, question: One?}\n  - {field: dataset.published, question: Two?}\n"
    profile = load(tmp_path, text)
    assert len(profile.questions) == 2
    assert findings(profile) == [("AC009", "dataset.published")]


def test_when_wants_a_field_of_some_entries_only(tmp_path: Path) -> None:
    text = "expects:\n  - {field: pools.*.model, when: {kind: KIND}}\n"
    assert findings(load(tmp_path, text.replace("KIND", "human"))) == [("AC009", "pools.us-panel.model")]
    assert findings(load(tmp_path, text.replace("KIND", "synthetic"))) == []


def test_a_profile_inherits_and_its_own_words_win(tmp_path: Path) -> None:
    write(tmp_path, "name: base\nexpects: [{field: dataset.contact, question: A?}]\nrules: {AC205: off}\n", "base.yaml")
    text = (
        "extends: base.yaml\nexpects: [{field: dataset.contact, question: B?}, {field: history}]\nrules: {AC009: error}"
    )
    profile = load(tmp_path, text)
    assert [question.text for question in profile.questions][:1] == ["B?"]
    assert dict(profile.rules) == {"AC205": "off", "AC009": "error"}
    assert profile.severity(find("AC009")) == "error"
    assert profile.severity(find("AC205")) is None


def test_a_relative_profile_is_looked_for_beside_the_one_that_extends_it(tmp_path: Path) -> None:
    (tmp_path / "deep").mkdir()
    write(tmp_path / "deep", "expects: [{field: history}]\n", "base.yaml")
    write(tmp_path / "deep", "extends: base.yaml\n", "middle.yaml")
    assert len(load(tmp_path, "extends: deep/middle.yaml\n").questions) == 1


def test_schemas_of_a_profile_and_its_base_both_hold(tmp_path: Path) -> None:
    write(tmp_path, "schema: {properties: {dataset: {required: [doi]}}}\n", "base.yaml")
    profile = load(tmp_path, "extends: base.yaml\nschema: {required: [history]}\n")
    assert findings(profile) == [("AC015", "history"), ("AC015", "dataset.doi")]


EXTENSION = """
schema:
  properties:
    extensions:
      required: [acme]
      properties:
        acme:
          description: What Acme wants to know.
          additionalProperties: false
          required: [team]
          patternProperties: {"^x-": {type: string}}
          properties:
            team: {type: string, description: The team that answers for the data., minLength: 3}
            tier: {enum: [gold, silver]}
            score: {type: integer, maximum: 5}
            tags: {type: array, minItems: 2}
"""


@pytest.mark.parametrize(
    ("written", "message"),
    [
        ("{team: core}", None),
        ("{team: core, x-more: 'yes'}", None),
        ("{tier: gold}", "`extensions.acme.team` is missing."),
        ("{team: core, teem: core}", "`extensions.acme.teem` is not a field here."),
        ("{team: 3}", "`extensions.acme.team` must be of the type string."),
        ("{team: ab}", "`extensions.acme.team` must be at least 3 characters long."),
        ("{team: core, tier: bronze}", "`extensions.acme.tier` must be one of gold, silver."),
        ("{team: core, score: 6}", "`extensions.acme.score` must be at most 5."),
        ("{team: core, tags: [a]}", "`extensions.acme.tags` must be at least 2 entries long."),
    ],
)
def test_extensions_are_held_to_the_schema_of_the_profile(tmp_path: Path, written: str, message: str | None) -> None:
    profile = load(tmp_path, EXTENSION)
    expected = [] if message is None else [f"{message} The profile ours asks for this."]
    assert messages(profile, f"extensions: {{acme: {written}}}\n") == expected


@pytest.mark.parametrize("number", [".nan", ".inf", "-.inf"])
def test_a_number_that_json_does_not_have_is_a_finding(tmp_path: Path, number: str) -> None:
    schema = "{properties: {extensions: {properties: {acme: {properties: {score: {multipleOf: 0.1}}}}}}}"
    profile = load(tmp_path, f"schema: {schema}\n")
    assert len(messages(profile, f"extensions: {{acme: {{score: {number}}}}}\n")) == 1


def test_a_schema_finding_points_at_the_yaml_and_repeats_what_the_schema_says_about_the_place(tmp_path: Path) -> None:
    text = whole_card("extensions:\n  acme: {team: ab}\n")
    finding = check(parse(text), profile=load(tmp_path, EXTENSION)).findings[0]
    assert text.splitlines()[finding.line - 1][finding.column - 1 : finding.end_column - 1] == "ab"
    assert finding.help == "The team that answers for the data."


def test_a_missing_field_of_a_schema_may_be_a_gap(tmp_path: Path) -> None:
    text = "gaps:\n  - {field: extensions.acme.team, reason: unknown}\nextensions: {acme: {tier: gold}}\n"
    assert messages(load(tmp_path, EXTENSION), text) == []


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("- a\n", "it must hold mappings with the keys name, title"),
        ("just text\n", "it must hold mappings"),
        ("", "cannot be read: The file is empty."),
        ("a: [", "cannot be read: This is not YAML"),
        ("expect: []\n", "it has an unknown key, expect. Known: name"),
        ("name: 3\n", "name must be a text, and is a number. (line 1)"),
        ("title: [a]\n", "title must be a text, and is a list."),
        ("extends: [minimal]\n", "extends must be a text, and is a list."),
        ("expects: {field: a}\n", "expects must be a list, and is a mapping."),
        ("expects: [dataset.id]\n", "`expects` must hold mappings with the keys field, fields"),
        ("expects:\n  - {question: Why?}\n", "an entry of `expects` names no field. (line 2)"),
        ("expects:\n  - {field: dataset.idd}\n", "the standard has no field `dataset.idd`."),
        ("expects:\n  - {fields: [[a]]}\n", "the standard has no field `['a']`."),
        ("expects:\n  - {field: history, when: [a]}\n", "when must be a mapping, and is a list."),
        ("expects:\n  - {field: history, when: {kind: [a]}}\n", "`when` compares with a text, and kind is a list."),
        ("expects:\n  - {field: history, whn: {}}\n", "`expects` has an unknown key, whn."),
        ("rules: [AC001]\n", "rules must be a mapping, and is a list."),
        ("rules: {AC001: fatal}\n", "AC001 has the severity fatal; use error, warning, info or off. (line 1)"),
        ("rules: {AC001: [off]}\n", "AC001 has the severity ['off']"),
        ("rules: {ZZ999: off}\n", "no rule has the code ZZ999."),
        ("limits: {pilot_raters: many}\n", "the limit pilot_raters is set to many; limits are numbers:"),
        ("limits: {pilot_raters: true}\n", "the limit pilot_raters is set to True"),
        ("limits: {pilot_raters: .nan}\n", "the limit pilot_raters is set to nan"),
        ("limits: {raters: 3}\n", "the limit raters is set to 3; limits are numbers:"),
        ("schema: [a]\n", "schema must be a mapping, and is a list."),
        ("schema: {type: 3}\n", "is not JSON Schema: type: 3 is not valid"),
        ("schema: {properties: {dataset: {pattern: '('}}}\n", "is not JSON Schema: properties.dataset.pattern:"),
        ("schema: {patternProperties: {'(': {}}}\n", "is not JSON Schema: patternProperties"),
        ("schema: {$ref: 'https://example.org/x.json'}\n", "it refers to https://example.org/x.json, which does not"),
        ("schema: {$ref: '#/$defs/none'}\n", "it refers to /$defs/none"),
        ("schema: {$ref: '#'}\n", "refers to itself without end."),
        ("schema: {$schema: 'http://json-schema.org/draft-07/schema#'}\n", "names another dialect."),
        ("extends: ours.yaml\n", "extends itself: ours -> ours."),
        (
            "extends: nowhere\n",
            "ours.yaml cannot be used: it extends nowhere, and there is no profile and no file called nowhere. ",
        ),
    ],
)
def test_what_is_wrong_in_a_profile_is_one_sentence(tmp_path: Path, text: str, sentence: str) -> None:
    path = write(tmp_path, text)
    with pytest.raises(BadProfileError) as raised:
        check(parse(whole_card("")), profile=load_profile(str(path)))
    assert sentence in str(raised.value)
    assert "\n" not in str(raised.value)


@pytest.mark.parametrize("name", ["0", "base.yaml", "a b", "n" * 300, "\0", "..", "/", "two\nlines", "\u202e"])
def test_a_missing_base_is_named_with_the_file_that_extends_it(tmp_path: Path, name: str) -> None:
    path = write(tmp_path, f"extends: {json.dumps(name)}\n")
    with pytest.raises(BadProfileError) as raised:
        load_profile(str(path))
    told = str(raised.value)
    assert told.startswith(f"The profile {path} cannot be used: it extends ")
    assert f"Profiles are: {names()[0]}, " in told
    assert told.isprintable()


@pytest.mark.parametrize(
    ("ours", "base", "sentence"),
    [
        ("base.yaml", "expect: []\n", "base.yaml cannot be used: it has an unknown key, expect."),
        ("base.yaml", "a: [", "base.yaml cannot be read: This is not YAML"),
        ("base.yaml", "extends: nowhere\n", "base.yaml cannot be used: it extends nowhere, and there is no profile"),
        ("base.yaml", "extends: ours.yaml\n", "base.yaml extends itself: ours -> base -> ours."),
        ("base.yaml", "name: 3\n", "name must be a text, and is a number. (line 1) The profile"),
        ("base.yaml", "name: other\nschema: {type: 3}\n", "base.yaml is not JSON Schema: type: 3 is not valid"),
    ],
)
def test_what_is_wrong_in_a_base_names_its_file(tmp_path: Path, ours: str, base: str, sentence: str) -> None:
    write(tmp_path, base, "base.yaml")
    path = write(tmp_path, f"extends: {ours}\n")
    with pytest.raises(BadProfileError) as raised:
        check(parse(whole_card("")), profile=load_profile(str(path)))
    assert sentence in str(raised.value)


@pytest.mark.parametrize(
    "text",
    [
        "SECRET\n",
        "SECRET:x:0:0:SECRET:/root:/bin/bash\n",
        "SECRET: 1\n",
        "1: {SECRET: SECRET}\n",
        "SECRET: 1\nSECRET: 2\n",
        "a: *SECRET\n",
        "a: !SECRET!SECRET b\n",
        "rules: {SECRET: error}\n",
        "rules: {AC001: SECRET}\n",
        "limits: {SECRET: 1}\n",
        "limits: {pilot_raters: SECRET}\n",
        "expects: [{field: SECRET}]\n",
        "expects: [{SECRET: a}]\n",
        "extends: [SECRET]\n",
        "{SECRET",
        "\x00SECRET",
    ],
)
@pytest.mark.parametrize("linked", [False, True])
def test_a_file_elsewhere_is_not_quoted_to_whoever_extends_it(tmp_path: Path, text: str, linked: bool) -> None:
    (tmp_path / "home").mkdir()
    write(tmp_path, text, "elsewhere")
    if linked:
        (tmp_path / "home" / "link").symlink_to(tmp_path / "elsewhere")
    path = write(tmp_path / "home", f"extends: {'link' if linked else '../elsewhere'}\n")
    with pytest.raises(BadProfileError) as raised:
        load_profile(str(path))
    told = str(raised.value)
    assert "SECRET" not in told
    assert raised.value.__suppress_context__
    assert f"The profile {path} cannot be used: it extends {tmp_path / 'elsewhere'}" in told
    assert told.endswith(f"Check that file by itself: --profile {tmp_path / 'elsewhere'}")


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=6,
)
ENTRY = st.fixed_dictionaries({}, optional=dict.fromkeys(QUESTION_KEYS, VALUES))


@example({"extends": "0"})
@example({"extends": "\n"})
@example({"extends": "0" * 300})
@example({"name": "0", "schema": {"type": 3}})
@example({"\x85": 0})
@given(st.fixed_dictionaries({}, optional={**dict.fromkeys(KEYS, VALUES), "expects": VALUES | st.lists(ENTRY)}))
def test_any_profile_loads_or_is_refused(tmp_path_factory: pytest.TempPathFactory, data: dict) -> None:
    path = tmp_path_factory.mktemp("profile") / "any.yaml"
    YAML(typ="safe").dump(data, path)
    try:
        check(parse(whole_card("")), profile=load_profile(str(path)))
    except BadProfileError as error:
        assert str(path) in str(error)  # noqa: PT017  the profile may just as well be sound
        assert str(error).isprintable()  # noqa: PT017


@pytest.mark.parametrize("field", ["pools.x.size", "pools.9.size", "collection.stages.x.who"])
def test_entry_that_a_card_does_not_have_is_open(tmp_path: Path, field: str) -> None:
    profile = load_profile(str(write(tmp_path, f"extends: minimal\nexpects: [{{field: {field}}}]\n")))
    document = parse(whole_card("pools: [{id: a, kind: human}]\n"))
    check(document, profile)
    assert completeness(document, profile).answers[-1].state == "open"


CHAIN = {f"a{number}": {"allOf": [{"$ref": f"#/$defs/a{number + 1}"}] * 2} for number in range(40)}

# What a stranger's schema has in it, and what is said of it.
SLOW = {
    "look-around": ({"patternProperties": {"(?=x)": {}}}, "the pattern (?=x) cannot be used: look-around"),
    "reference to a group": ({"properties": {"dataset": {"pattern": r"(a)\1"}}}, "backreferences are not supported"),
    "nested without end": ({"properties": {"dataset": {"pattern": "(" * 5000}}}, "((((… cannot be used"),
    "too large": ({"properties": {"dataset": {"pattern": "((a{1,100}){1,100}){1,100}"}}}, "exceeds size limit"),
    "two ways of looking at names": (
        {"allOf": [{"unevaluatedProperties": False}], "patternProperties": {"a": {}}}, "use additionalProperties."
    ),
    "references that multiply": ({"$defs": {**CHAIN, "a40": {}}, "$ref": "#/$defs/a0"}, "takes too long: it refers to"),
}  # fmt: skip


@pytest.mark.parametrize(("schema", "sentence"), SLOW.values(), ids=SLOW)
def test_schema_that_would_take_long_is_refused(tmp_path: Path, schema: dict[str, object], sentence: str) -> None:
    profile = load_profile(str(write(tmp_path, f"schema: {json.dumps(schema)}\n")))
    with pytest.raises(BadProfileError) as raised:
        check(parse(whole_card("")), profile)
    assert sentence in str(raised.value)


# Schemas whose patterns would take Python's engine longer than anybody lives.
TITLE = "a" * 5000
PATTERNS = {
    "pattern": {"properties": {"dataset": {"properties": {"title": {"pattern": "^(a+)+$!"}}}}},
    "pattern of names": {"properties": {"extensions": {"patternProperties": {"^(a+)+!": False}, "required": ["x"]}}},
    "other names": {
        "properties": {"extensions": {"patternProperties": {"^(a+)+!": {}}, "additionalProperties": {"const": 0}}}
    },
    "names": {"properties": {"extensions": {"propertyNames": {"pattern": "^(a+)+!"}}}},
}


@pytest.mark.parametrize("schema", PATTERNS.values(), ids=PATTERNS)
def test_patterns_of_profiles_take_as_long_as_the_text_is(tmp_path: Path, schema: dict[str, object]) -> None:
    profile = load_profile(str(write(tmp_path, f"extends: minimal\nschema: {json.dumps(schema)}\n")))
    card = whole_card("").replace("Sort of Safe", TITLE) + f"extensions: {{{'a' * 40}: {{x: 1}}}}\n"
    assert [finding.code for finding in check(parse(card), profile).findings] == ["AC015"]


@pytest.mark.parametrize(
    ("answer", "still"),
    [
        ("intent: {funded_by: [A fund]}", False),
        ("extensions: {datasheets: {funding: A fund}}", False),
        ("intent: {scope: particular}", True),
    ],
)
def test_a_field_and_the_free_text_of_a_profile_are_not_missed_beside_each_other(answer: str, still: bool) -> None:
    document = parse(f'alignmentcard: "1.1"\ndataset: {{id: a-b, title: A}}\n{answer}\n')
    profile = load_profile("datasheets")
    asked = {finding.message for finding in check(document, profile=profile).findings if finding.code == "AC009"}
    assert any("intent.funded_by`" in one or "datasheets.funding`" in one for one in asked) == still
    funding = next(one for one in completeness(document, profile).answers if "funded" in one.question.text)
    assert (funding.state != "answered") == still
