"""What people who write YAML once a year are told: what is there, where, and what to type, which then works."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from retold import left_in_english
from slips import FILES, SLIPS, VALUES, Slip, Value

from alignmentcard.card_files import find_cards
from alignmentcard.checker.check import check
from alignmentcard.document import decode, parse, parse_readme, read
from alignmentcard.edit import apply
from alignmentcard.model.fields import walk
from alignmentcard.profiles import load_profile
from alignmentcard.rules.example import whole_card
from alignmentcard.rules.misfits.synonyms import TABLE, plain, synonym

AS_A_LINE = ("", " ", "  ", "    ", "  - ")


def typed_into(slip: Slip) -> Iterator[str]:
    """Yield the text with what is to be typed as a line of its own, behind the key, or behind the dash."""
    lines = slip.text.split("\n")
    old = lines[slip.line - 1]
    before = [start for start in AS_A_LINE if not slip.typed.startswith(" ")] or [""]
    for start in (*before, *(old[: old.index(sign) + 1] + " " for sign in ":-" if sign in old)):
        yield "\n".join((*lines[: slip.line - 1], start + slip.typed, *lines[slip.line :]))


MINIMAL = load_profile("minimal")


@pytest.mark.parametrize("slip", SLIPS.values(), ids=SLIPS)
def test_text_that_is_no_yaml_is_told_what_to_type(slip: Slip) -> None:
    document = parse(slip.text)
    [fault] = document.faults
    assert fault.message.startswith(f"This is not YAML: {slip.message}")
    assert document.position(fault.span.start)[0] == slip.line
    assert f"`{slip.typed}`" in fault.help or not slip.typed
    assert left_in_english([fault]) == []


@pytest.mark.parametrize("slip", [s for s in SLIPS.values() if s.typed], ids=[n for n, s in SLIPS.items() if s.typed])
def test_line_that_is_to_be_typed_can_be_read(slip: Slip) -> None:
    assert any(parse(text).faults == () for text in typed_into(slip))


@pytest.mark.parametrize("slip", SLIPS.values(), ids=SLIPS)
def test_slip_in_the_front_matter_of_a_readme_is_counted_from_its_first_line(slip: Slip) -> None:
    card = "".join(f"  {line}\n" for line in slip.text.rstrip("\n").split("\n"))
    document = parse_readme(f"---\nlicense: mit\nalignmentcard:\n{card}---\n# Data\n")
    assert len(document.faults) == 1


def test_line_in_a_readme_is_the_line_of_the_readme() -> None:
    document = parse_readme("---\nlicense: mit\nalignmentcard:\n  dataset:\n\tid: x\n---\n")
    assert [fault.message for fault in document.faults] == ["This is not YAML: line 5 is indented with a tab."]


@pytest.mark.parametrize(("content", "message", "help_"), FILES.values(), ids=FILES)
def test_file_that_is_no_text_of_a_card_is_named(content: bytes, message: str, help_: str) -> None:
    [fault] = decode(content, "a.card.yaml").faults
    assert message in fault.message
    assert help_ in fault.help
    assert left_in_english([fault]) == []


@pytest.mark.parametrize("value", VALUES.values(), ids=VALUES)
def test_value_that_does_not_fit_is_written_as_it_should_stand(value: Value) -> None:
    sound = whole_card("")
    assert value.old in sound
    document = parse(sound.replace(value.old, value.new, 1), "a.card.yaml")
    finding, *_ = (f for f in check(document, MINIMAL).findings if f.severity == "error")
    assert value.message in finding.message
    assert value.typed in finding.help
    assert left_in_english([finding]) == []
    if value.mended is None:
        assert finding.fix is None
        return
    assert finding.fix is not None
    assert finding.fix.safe == (not value.mended.startswith("?"))
    text, done = apply(document, [finding.fix])
    assert done
    assert value.mended.lstrip("?") in text


def test_card_whose_name_ends_in_capitals_is_told_to_be_passed_over(tmp_path: Path) -> None:
    (tmp_path / "a.card.yaml").write_text(whole_card(""), encoding="utf-8")
    (tmp_path / "B.CARD.YAML").write_text(whole_card(""), encoding="utf-8")
    told: list[str] = []
    assert [path.name for path in find_cards([tmp_path], told.append)] == ["a.card.yaml"]
    assert told == [
        f"{tmp_path / 'B.CARD.YAML'} was passed over: the name of a card ends in small letters, "
        ".card.yaml or .card.yml."
    ]


def test_merge_key_of_yaml_1_1_is_told() -> None:
    text = whole_card("").replace("  - id: us-panel\n", "  - <<: {size: 3}\n    id: us-panel\n")
    [finding] = [f for f in check(parse(text), MINIMAL).findings if f.code == "AC004"]
    assert "YAML 1.2 has no merge keys" in finding.help


FINISHED = [
    ("AC031", "unit: one reply in a dialogue", "unit: TBD", True),
    ("AC031", "unit: one reply in a dialogue", 'unit: "?"', True),
    ("AC031", "unit: one reply in a dialogue", "unit: See the paper.", True),
    ("AC031", "unit: one reply in a dialogue", "unit: as described in our original article", True),
    ("AC031", "unit: one reply in a dialogue", "unit: siehe Anhang", True),
    ("AC031", "unit: one reply in a dialogue", "unit: see the appendix for more details", True),
    ("AC031", "unit: one reply in a dialogue", "unit: one reply, as described in the paper", False),
    ("AC031", "unit: one reply in a dialogue", "unit: a link to a paper", False),
    ("AC031", "unit: one reply in a dialogue", "unit: <the unit>", True),
    ("AC031", "unit: one reply in a dialogue", "unit: one reply (TODO check)", True),
    ("AC031", "unit: one reply in a dialogue", "unit: a reply of the Todo app, with all there is to do", False),
    ("AC031", "asks: Do you find this reply harmful?", "asks: <text> TODO", False),
    ("AC031", "unit: one reply in a dialogue", "unit: forthcoming", True),
    ("AC031", "unit: one reply in a dialogue", "unit: a reply in the forthcoming dialogue", False),
    ("AC035", "title: Sort of Safe", "title: Safe #1 list", True),
    ("AC035", "title: Sort of Safe", "title: Safe # the first list", False),
    ("AC035", "title: Sort of Safe", 'title: "Safe" #1 list', False),
    ("AC035", "title: Sort of Safe", "title: Safe#1 list", False),
    ("AC035", "kind: human", "kind: human #asked", False),
    ("AC032", "title: Sort of Safe", "title: „Sort of Safe“", True),
    ("AC032", "title: Sort of Safe", "title: Sort of Safe\u00a0", True),
    ("AC032", "title: Sort of Safe", "title: Sort\u00a0of\u00a0Safe", False),
    ("AC032", "title: Sort of Safe", "title: Sort of Sa\u00adfe", True),
    ("AC032", "title: Sort of Safe", "title: <b>Sort</b> of Safe", True),
    ("AC032", "title: Sort of Safe", "title: Sort of <Safe> and </b>", False),
    ("AC032", "title: Sort of Safe", r"title: Sort of \textit{Safe}", True),
    ("AC032", "unit: one reply in a dialogue", r"unit: 51\% of replies", True),
    ("AC032", "unit: one reply in a dialogue", r"unit: C:\data\text and more", False),
    ("AC032", "contact: mailto:data@example.org", 'contact: "mailto:data@example.org\u200b"', True),
    ("AC032", "title: Sort of Safe", "title: The “Sort of” and “Safe” data", False),
    ("AC032", "title: Sort of Safe", "title: Família 👨\u200d👩\u200d👧 10\u00a0%", False),
    ("AC032", "title: Sort of Safe", "title: SociÃ©tÃ© sÃ»re", True),
    ("AC032", "title: Sort of Safe", "title: Sort &amp; Safe", True),
    ("AC032", "title: Sort of Safe", "title: Société sûre, São Tomé & Ärger", False),
    ("AC031", "unit: one reply in a dialogue", "unit: ${UNIT}", True),
    ("AC033", 'version: "1.0.0"', "version: The second one, 2.0.1, in which much was mended for readers", True),
    ("AC033", 'version: "1.0.0"', "version: 2024-05-01", False),
    ("AC034", "abstain: [unsure]", "abstain: [no view]", True),
    ("AC034", "abstain: [unsure]", "abstain: [unsure]", False),
]


def test_text_that_a_number_sign_cuts_is_whole_when_it_is_typed_as_told() -> None:
    text = whole_card("").replace("title: Sort of Safe", "title: Safe #1 list")
    [finding] = [found for found in check(parse(text), MINIMAL).findings if found.code == "AC035"]
    typed = finding.help.split("`")[1]
    assert parse(f"{typed}\n").data == {"title": "Safe #1 list"}


@pytest.mark.parametrize(("code", "old", "new", "raised"), FINISHED)
def test_value_that_nobody_finished_or_typed_is_a_finding(code: str, old: str, new: str, raised: bool) -> None:
    assert old in whole_card("")
    report = check(parse(whole_card("").replace(old, new, 1)), MINIMAL)
    assert report.card is not None
    assert (code in {finding.code for finding in report.findings}) == raised


def test_number_is_shown_as_it_was_typed() -> None:
    report = check(parse(whole_card("").replace('version: "1.0.0"', "version: 1.10")), MINIMAL)
    assert "must be a text, and is `1.10`" in report.findings[0].message


def test_empty_place_in_a_list_is_told_once() -> None:
    report = check(
        parse(whole_card("").replace("countries: [US]", "countries: [US, ]").replace("[US, ]", "[US, ~]")), MINIMAL
    )
    assert [finding.field for finding in report.findings] == ["pools.us-panel.countries.1"]


def test_blanks_that_only_look_so_are_not_taken_out_between_words() -> None:
    text = whole_card("").replace("title: Sort of Safe", "title: Sort\u00a0of\u00a0Safe\u00a0")
    document = parse(text)
    fixes = [finding.fix for finding in check(document, MINIMAL).findings if finding.fix and finding.code == "AC032"]
    assert 'title: "Sort\u00a0of\u00a0Safe"' in apply(document, fixes)[0]


def test_table_of_synonyms_names_words_and_fields_that_there_are() -> None:
    table = read(TABLE).data
    words = {field.vocabulary.name: set(field.vocabulary.terms) for field in walk() if field.vocabulary}
    assert set(table["terms"]) == set(words)
    strange = {f"{name}.{term}" for name, terms in table["terms"].items() for term in set(terms) - words[name]}
    assert strange <= {"gap_reason.to_do", "gap_reason.not_consulted"}, (
        "words that the next version of the standard has"
    )
    assert set(table["fields"]) <= {field.path for field in walk()}
    kinds = {how for terms in table["terms"].values() for one in terms.values() for how in one}
    assert kinds == {"same", "often", "says_more"}


def test_no_synonym_is_another_word_of_its_vocabulary() -> None:
    words = {field.vocabulary.name: set(field.vocabulary.terms) for field in walk() if field.vocabulary}
    for name, terms in read(TABLE).data["terms"].items():
        said = {
            plain(word) for one in terms.values() for how in one.values() for listed in how.values() for word in listed
        }
        mapped = {word: synonym(name, word, words[name]) for word in said & words[name]}
        assert all(found is None or found.term == word for word, found in mapped.items()), mapped


NAMES = {
    "Uneinigkeit": ("  disagreement: signal", "  Uneinigkeit: signal", "Did you mean `disagreement`?"),
    "Einwilligung": ("    consent: informed", "    Einwilligung: informed", "Did you mean `consent`?"),
    "Zugang": ("  access: open", "  Zugang: open", "Did you mean `access`?"),
    "Reihenfolge": ("  order: randomised", "  Reihenfolge: randomised", "Did you mean `order`?"),
    "Einheit": ("  unit: one", "  Einheit: one", "Did you mean `unit`?"),
    "abstain": ("  abstention: true", "  abstain: true", "Did you mean `abstention`?"),
    "subjectivness": ("    subjectivity: latent", "    subjectivness: latent", "Did you mean `subjectivity`?"),
    "its section before it": ("  level: individual", "  release_level: individual", "Did you mean `level`?"),
    "number of": ("dataset:\n", "dataset:\n  number_of_items: 5\n", "Did you mean `items`?"),
    "count behind it": ("dataset:\n", "dataset:\n  item_count: 5\n", "Did you mean `items`?"),
    "no umlauts": ("    size: 800", "    groesse: 800", "Did you mean `size`?"),
    "Kennung": ("  - id: harmful", "  - Kennung: harmful", "Did you mean `id`?"),
    "one level too high": (
        "    recruitment: {channel: panel, platform: Example Panel, sampling: quota}",
        "    recruitment: {channel: panel}\n    platform: Example Panel",
        "The standard has it at `pools.us-panel.recruitment.platform`.",
    ),
    "one level too low": (
        "per: hour}", "per: hour, consent: informed}", "The standard has it at `pools.us-panel.consent`."
    ),
    "a word of a list": (
        "  quality_controls: [attention_check]",
        "  attention_checks: true",
        "`attention_check` is a word of `quality_controls`.",
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", NAMES)
def test_name_that_is_no_field_says_the_field_that_is_meant(case: str) -> None:
    old, new, told = NAMES[case]
    text = (Path(__file__).parents[1] / "templates" / "example.card.yaml").read_text("utf-8")
    assert old in text
    found = check(parse(text.replace(old, new, 1)), MINIMAL).findings
    assert [told in one.message for one in found if "is not a field of" in one.message] == [True]


def test_number_of_what_is_not_counted_here_is_no_other_word_of_like_letters() -> None:
    text = whole_card("").replace("dataset:\n", "dataset:\n  n_raters: 5\n", 1)
    told = [one.message for one in check(parse(text), MINIMAL).findings if "n_raters" in one.message]
    assert told == ["`n_raters` is not a field of dataset."]
