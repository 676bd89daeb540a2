"""Cards that nobody has answered anything for are drafts, whichever way they came about."""

from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner
from convert.test_import import INPUTS

from alignmentcard.checker.check import check, mend
from alignmentcard.checker.levels import Level
from alignmentcard.cli import group
from alignmentcard.document import Document, parse, read
from alignmentcard.profiles import load_profile, names
from alignmentcard.resources import folder
from alignmentcard.rules.example import whole_card

STARTERS = sorted((folder("templates") / "starters").glob("*.card.yaml"))
BARE = 'alignmentcard: "1.1"\ndataset: {id: bare, title: Bare}\n'
NAMED = f"{BARE}dimensions: [{{id: good, name: Good}}]\npools: [{{id: raters, kind: human}}]\n"
PLACED = ("framework", "dimensions.*.subjectivity", "pools.*.kind", "aggregation", "release.level")

each_profile = pytest.mark.parametrize("profile", names())


def level(document: Document, profile: str = "standard") -> Level | None:
    return check(document, load_profile(profile)).level


def call(*words: str) -> str:
    result = CliRunner().invoke(group, list(words))
    assert result.exception is None or isinstance(result.exception, SystemExit), result.output
    return result.stdout


def mended(document: Document, profile: str = "standard") -> Document:
    return mend(document, lambda _: True, profile=load_profile(profile))[0]


def is_draft(document: Document, profile: str = "standard") -> bool:
    """No level, or none above draft, before and after every fix that there is."""
    found = [level(document, profile), level(mended(document, profile), profile)]
    return all(one is None or one.number == 0 for one in found)


@pytest.mark.parametrize("path", INPUTS, ids=lambda path: f"{path.parent.name}-{path.name}")
@pytest.mark.parametrize("profile", ["minimal", "standard"])
def test_what_import_makes_is_a_draft(path: Path, profile: str) -> None:
    assert is_draft(parse(call("import", "--profile", profile, str(path))), profile)


@each_profile
def test_a_readme_of_one_line_is_a_draft(profile: str, tmp_path: Path) -> None:
    (tmp_path / "README.md").write_text("# Some data\n", encoding="utf-8")
    assert is_draft(parse(call("import", "--profile", profile, str(tmp_path / "README.md"))), profile)


@pytest.mark.sampled(13)
@each_profile
@pytest.mark.parametrize("source", [None, "README.md", "table.csv"])
def test_what_new_makes_without_asking_is_a_draft(profile: str, source: str | None, tmp_path: Path) -> None:
    (tmp_path / "README.md").write_text("---\nlicense: mit\nlanguage: en\n---\n# Some data\n", encoding="utf-8")
    (tmp_path / "table.csv").write_text("item,rater,answer\n" + "i1,r1,yes\ni1,r2,no\n" * 9, encoding="utf-8")
    card = tmp_path / "some.card.yaml"
    begun = ("--from", str(tmp_path / source)) if source else ()
    call("new", str(card), "--yes", "--profile", profile, *begun)
    assert is_draft(read(card), profile)
    assert is_draft(read(card))


@each_profile
@pytest.mark.parametrize("text", [BARE, NAMED], ids=["bare", "named"])
def test_what_fixes_alone_make_is_a_draft(profile: str, text: str, tmp_path: Path) -> None:
    card = tmp_path / "bare.card.yaml"
    card.write_text(text, encoding="utf-8")
    call("check", "--fix", "--unsafe-fixes", "--profile", profile, str(card))
    assert is_draft(read(card), profile)


@pytest.mark.parametrize("path", STARTERS, ids=lambda path: path.name.removesuffix(".card.yaml"))
def test_a_starter_that_nobody_has_changed_is_a_draft(path: Path) -> None:
    found = level(read(path))
    assert found is not None
    assert found.number == 0
    assert "those of a starter" in " ".join(found.missing)


def test_a_starter_with_a_name_of_its_own_is_none() -> None:
    text = STARTERS[0].read_text(encoding="utf-8").replace("id: example-", "id: our-").replace(" (example)", "")
    text = text.replace("  summary: >-\n    ", "  summary: >-\n    For our clinic: ")
    found = level(parse(text))
    assert found is not None
    assert found.number == 2


@pytest.mark.parametrize("reason", ["unknown", "not_consulted", "not_recorded", "not_applicable", "to_do"])
def test_a_card_that_answers_nothing_is_a_draft_whatever_it_lists(reason: str, tmp_path: Path) -> None:
    card = tmp_path / "some.card.yaml"
    call("new", str(card), "--yes", "--profile", "standard")
    document = parse(card.read_text(encoding="utf-8").replace("reason: to_do", f"reason: {reason}"))
    for profile in ("minimal", "standard"):
        found = level(document, profile)
        assert found is not None
        assert (found.number, found.answered) == (0, 0)
        assert found.asked > 0


@pytest.mark.parametrize("wanted", ["[]", "[{field: release.level}]"])
@pytest.mark.parametrize("name", ["ours", "standard"])
def test_a_profile_that_asks_for_little_does_not_make_a_card_of_nothing(wanted: str, name: str, tmp_path: Path) -> None:
    (tmp_path / "ours.yaml").write_text(f"name: {name}\ntitle: Ours\nexpects: {wanted}\n", encoding="utf-8")
    fields = ("framework", "dimensions", "pools", "aggregation", "dataset.summary", "intent")
    gaps = "".join(f"  - {{field: {path}, reason: unknown}}\n" for path in fields)
    found = level(parse(f"{BARE}release: {{level: none}}\ngaps:\n{gaps}"), str(tmp_path / "ours.yaml"))
    assert found is not None
    assert (found.number, found.missing[-1].startswith("an answer: ")) == (0, True)


def _with_gaps(reason: str, *paths: str) -> Level:
    data = yaml.safe_load(whole_card(""))
    for path in paths:
        section, name = path.split(".")
        del data[section][name]
    data["gaps"] = [{"field": path, "reason": reason} for path in paths]
    found = level(parse(yaml.safe_dump(data)))
    assert found is not None
    return found


def test_a_question_that_does_not_arise_does_not_lower_the_share_answered() -> None:
    asked = _with_gaps("unknown", "collection.pilot", "intent.disagreement")
    apart = _with_gaps("not_applicable", "collection.pilot", "intent.disagreement")
    assert apart.answered == asked.answered
    assert apart.asked < asked.asked
    assert (asked.share or 0) < (apart.share or 0)


def test_a_card_that_calls_more_questions_needless_than_it_answers_is_not_taken_at_its_word(tmp_path: Path) -> None:
    card = tmp_path / "some.card.yaml"
    call("new", str(card), "--yes", "--profile", "standard")
    text = card.read_text(encoding="utf-8").replace("reason: to_do", "reason: not_applicable")
    gap = "  - {field: dataset.license, reason: not_applicable}\n"
    assert gap in text
    answered = text.replace(gap, "").replace("dataset:\n", "dataset:\n  license: MIT\n", 1)
    found = level(parse(answered))
    assert found is not None
    assert 0 < (found.share or 0) < 0.5


def test_a_card_whose_place_is_nothing_but_gaps_is_a_draft() -> None:
    gaps = "".join(
        f"  - {{field: {path}, reason: unknown}}\n" for path in ("framework", "release.level", "aggregation")
    )
    gaps += (
        "  - {field: dimensions.good.subjectivity, reason: unknown}\n  - {field: pools.raters.kind, reason: unknown}\n"
    )
    summary = "summary: Replies of a model that were judged by some people who are not described any further."
    text = NAMED.replace(", kind: human", "").replace("title: Bare", f"title: Bare, license: MIT, {summary}")
    found = level(parse(f"{text}gaps:\n{gaps}"), "minimal")
    assert found is not None
    assert (found.number, found.answered) == (0, 1)


@pytest.mark.parametrize(
    ("reason", "number"), [("to_do", 0), ("unknown", 1), ("not_consulted", 1), ("not_published", 1)]
)
def test_one_field_that_is_still_to_do_keeps_a_card_a_draft(reason: str, number: int) -> None:
    data = yaml.safe_load(whole_card(""))
    del data["dataset"]["license"]
    data["gaps"] = [*data.get("gaps", []), {"field": "dataset.license", "reason": reason}]
    found = level(parse(yaml.safe_dump(data)))
    assert found is not None
    assert (found.number >= 1) == (number >= 1)
    assert ("dataset.license" in " ".join(found.missing)) == (number == 0)


def test_a_gap_is_no_answer() -> None:
    complete, data = level(parse(whole_card(""))), yaml.safe_load(whole_card(""))
    data["gaps"] = [*data.get("gaps", []), {"field": "dataset.license", "reason": "unknown"}]
    del data["dataset"]["license"]
    less = level(parse(yaml.safe_dump(data)))
    assert complete is not None
    assert less is not None
    assert (less.answered, less.asked) == (complete.answered - 1, complete.asked)


@pytest.mark.parametrize(
    ("answered", "asked", "words"),
    [(0, 0, ""), (0, 300, "0 % answered"), (1, 300, "1 % answered"), (299, 300, "99 % answered"),
     (300, 300, "100 % answered"), (1, 2, "50 % answered")],
)  # fmt: skip
def test_a_share_is_never_rounded_to_none_or_all(answered: int, asked: int, words: str) -> None:
    assert Level(1, (), answered, asked).percent == words
