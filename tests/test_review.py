"""Reviews: measuring again, comparing, recording, and noticing what was tampered with."""

import json
import random
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from alignmentcard.checker.reviews import digest, verified
from alignmentcard.cli import group
from alignmentcard.document import read
from alignmentcard.loader import load
from alignmentcard.measurement.results.facts import facts_path, read_facts

pytest.importorskip("duckdb", reason="measuring needs the extra measure")

CARD = """\
alignmentcard: "1.1"
dataset:
  id: small
  title: Small
  summary: Forty replies, each judged by the same eight people, who said whether they find it rude or not.
  license: CC0-1.0
  creators: [{name: Ada Example}]
  contact: mailto:ada@example.org
  items: 40
intent: {written: ex_ante, uses: [moderation], beliefs: many, disagreement: mixed, scope: particular}
framework: {dimensions: specific, definitions: descriptive, authority: [raters]}
dimensions:
  - id: rude
    name: Rude tone
    asks: Do you find this rude?
    breadth: specific
    definition: {detail: label}
    subjectivity: latent_pattern
    feedback: rating
    scale: {level: nominal, values: ["no", "yes"]}
pools:
  - {id: friends, role: [rater], kind: human, size: 8, consent: informed, recruitment: {channel: volunteers,
    sampling: convenience}}
aggregation: [{method: none}]
release:
  level: individual
  rater_ids: pseudonymous
  rater_attributes: none
  reasoning: none
  withdrawal: By mail.
  files: [{path: ratings.csv, format: csv, holds: ratings, columns: {item: item, rater: rater, value: answer}}]
gaps:
  - {field: collection, reason: not_recorded}
  - {field: pools.friends.composition, reason: withheld}
  - {field: pools.friends.target, reason: not_applicable}
  - {field: statistics, reason: unknown}
ignore:
  - {rule: AC906, reason: "The file changes daily, and the digest stands with the measurements."}
"""
OPTIONS = ["--profile", "minimal", "--by", "Bo Reviewer", "--date", "2026-01-02"]


@pytest.fixture
def card(tmp_path: Path) -> Path:
    draw = random.Random(7)
    lines = ["item,rater,answer"]
    for item in range(40):
        leaning = draw.random()
        lines += [f"i{item},r{rater},{'yes' if draw.random() < leaning else 'no'}" for rater in range(8)]
    (tmp_path / "ratings.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    path = tmp_path / "small.card.yaml"
    path.write_text(CARD, encoding="utf-8")
    done = CliRunner().invoke(group, ["measure", str(path)])
    assert done.exit_code == 0, done.output
    return path


def review(card: Path, *more: str) -> Result:
    return CliRunner().invoke(group, ["review", str(card), "--data", str(card.parent), *OPTIONS, *more])


def verify(card: Path) -> Result:
    return CliRunner().invoke(group, ["review", str(card), "--verify"])


def facts_and_card(path: Path):
    return load(read(path)).card, read_facts(facts_path(path))


def test_a_review_is_recorded_in_the_card_and_fits(card: Path) -> None:
    before = card.read_text(encoding="utf-8")
    result = review(card, "--note", "I ran it on my own machine.")
    assert result.exit_code == 0, (result.output, result.exception)
    after = card.read_text(encoding="utf-8")
    assert after.startswith(before), "nothing else was changed"
    found, facts = facts_and_card(card)
    (record,) = found.reviews
    assert (record.by, record.date, record.level) == ("Bo Reviewer", "2026-01-02", 4)
    assert record.digest == digest(found, facts)
    assert record.accepted == ["AC906"]
    assert verified(found, facts)
    assert verify(card).exit_code == 0


def test_a_verified_card_reaches_level_4(card: Path) -> None:
    review(card)
    result = CliRunner().invoke(group, ["check", "--profile", "minimal", "--format", "json", str(card)])
    assert next(iter(json.loads(result.stdout)["levels"].values()))["level"] == 4


def test_the_report_has_claims_findings_questions_and_what_the_place_implies(card: Path) -> None:
    text = review(card).stdout
    assert "| dataset.items | 40 | 40 | +0 |" in text
    assert "accepted by the authors, AC906" in text
    assert "## Questions that the card leaves open" in text
    assert "Named traits as raters understood them." in text
    assert "moderation: Moderation applies one rule to everybody" in text


def test_the_report_is_written_as_one_page_of_html(card: Path) -> None:
    page = card.parent / "review.html"
    assert review(card, "-o", str(page)).exit_code == 0
    html = page.read_text(encoding="utf-8")
    assert "<h1>Review of Small</h1>" in html
    assert "<script" not in html


@pytest.mark.parametrize(
    ("old", "new"),
    [("title: Small", "title: Large"), ("detail: label", "detail: brief"), ("size: 8,", "size: 9,")],
)
def test_a_card_that_was_changed_after_its_review_no_longer_fits(card: Path, old: str, new: str) -> None:
    review(card)
    card.write_text(card.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
    result = verify(card)
    assert result.exit_code == 1
    assert "does not fit. The card or its measurements have changed since." in result.stdout


def test_comments_and_layout_do_not_count_as_a_change(card: Path) -> None:
    review(card)
    text = card.read_text(encoding="utf-8")
    card.write_text("# read me\n" + text.replace("title: Small", 'title: "Small"'), encoding="utf-8")
    assert verify(card).exit_code == 0


def test_measurements_that_were_tampered_with_are_refused(card: Path) -> None:
    path = facts_path(card)
    data = json.loads(path.read_text(encoding="utf-8"))
    data["dimensions"]["rude"]["agreement"]["percent_agreement"]["value"] = 0.99
    path.write_text(json.dumps(data), encoding="utf-8")
    result = review(card)
    assert "dimensions.rude.agreement.percent_agreement.value" in str(result.exception)
    assert "Nothing was recorded" in str(result.exception)
    assert "reviews" not in card.read_text(encoding="utf-8")


def test_data_that_was_tampered_with_is_refused(card: Path) -> None:
    data = card.parent / "ratings.csv"
    data.write_text(data.read_text(encoding="utf-8").replace("i0,r0,yes", "i0,r0,no").replace("i0,r1,no", "i0,r1,yes"))
    assert "Measured again, the data does not give what stands beside" in str(review(card).exception)


def test_a_record_that_was_tampered_with_no_longer_fits(card: Path) -> None:
    review(card)
    text = card.read_text(encoding="utf-8")
    card.write_text(text.replace("digest: sha256:", "digest: sha256:0") if "digest: sha256:" in text
                    else text.replace('digest: "sha256:', 'digest: "sha256:0'), encoding="utf-8")  # fmt: skip
    assert verify(card).exit_code == 1


def test_an_author_cannot_review_and_a_forged_signature_does_not_count(card: Path) -> None:
    refused = CliRunner().invoke(group, ["review", str(card), "--data", str(card.parent), "--by", "ada  example"])
    assert "among those who made the data" in str(refused.exception)
    review(card)
    text = card.read_text(encoding="utf-8")
    card.write_text(text.replace("by: Bo Reviewer", "by: Ada Example"), encoding="utf-8")
    assert "signed by somebody who made the data" in verify(card).stdout


def test_a_card_with_errors_is_reported_and_not_recorded(card: Path) -> None:
    card.write_text(CARD.replace("items: 40", "items: 41"), encoding="utf-8")
    result = review(card)
    assert "error AC801" in result.stdout
    assert "nothing was recorded" in str(result.exception)


def test_a_card_without_measurements_is_told_how_to_make_them(card: Path) -> None:
    facts_path(card).unlink()
    assert "alignmentcard measure" in str(review(card).exception)


def test_a_review_needs_data_and_a_name(card: Path) -> None:
    result = CliRunner().invoke(group, ["review", str(card)])
    assert result.exit_code == 2
    assert "--data DIR --by NAME" in result.stderr
