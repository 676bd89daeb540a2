"""Reviews: measuring again, comparing, recording, and noticing what was tampered with."""

import json
import random
import shutil
import subprocess
from base64 import b64encode
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from alignmentcard.checker.reviews import digest, is_writer, who_measured_again
from alignmentcard.cli import group
from alignmentcard.document import read
from alignmentcard.loader import load
from alignmentcard.measurement.results.facts import facts_path, read_facts
from alignmentcard.model.dataset import Creator

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
card: {authors: [{name: Cy Writer}]}
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
    assert who_measured_again(found, facts) == "verified"
    assert verify(card).exit_code == 0


def test_a_verified_card_reaches_level_4(card: Path) -> None:
    review(card)
    told = {"level": 4, "name": "verified", "answered": 8, "asked": 8, "review": "unsigned", "profile": "minimal"}
    assert level(card) == {**told, "missing": []}


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


def test_a_card_without_records_is_signed_by_nobody(card: Path) -> None:
    (card.parent / "allowed").write_text("", encoding="utf-8")
    assert verify(card).exit_code == 0
    words = ["review", str(card), "--verify", "--allowed-signers", str(card.parent / "allowed")]
    assert CliRunner().invoke(group, words).exit_code == 1


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


def level(card: Path, *more: str | Path) -> dict[str, Any]:
    words = ["check", "--profile", "minimal", "--format", "json", *map(str, more), str(card)]
    result = CliRunner().invoke(group, words)
    return next(iter(json.loads(result.stdout)["levels"].values()))


@pytest.mark.parametrize("name", ["Ada Example", "ada  EXAMPLE", "Cy Writer", "Ｃy writer"])
def test_what_its_own_writers_measure_again_is_recomputed_and_not_verified(card: Path, name: str) -> None:
    result = review(card, "--by", name)
    assert result.exit_code == 0, (result.output, result.exception)
    assert "Level 4 takes somebody else" in result.stderr
    (record,) = facts_and_card(card)[0].reviews
    assert record.level == 3
    assert (level(card)["level"], level(card)["name"]) == (3, "recomputed")
    assert "recomputed, which is not a review by somebody else" in verify(card).stdout


SPELLINGS = (
    *("Writer, Cy", "C. Writer", "CY WRITER", "Dr. Cy Writer", "Cy Q. Writer", "cy.writer@example.org", "CyWriter"),
    *("Су Wrіter", "Cy\u200b Writer", "Cý Wríter", "Writer", "Cy Writer and Bo Reviewer", "Bo Reviewer, Cy Writer"),
    *("Muller, Zoe", "Zoë Mueller", "Z. Müller", "0000-0002-1825-0097", "https://orcid.org/0000-0002-1825-0097"),
    *("Bo Reviewer (0000 0002 1825 0097)", "0000000218250097"),
)
OTHERS = ("Bo Reviewer", "Cy Reviewer", "Zoë Writer", "C. W.", "Bo Reviewer (0000-0001-5109-3700)")


def test_a_writer_is_known_under_another_spelling_and_somebody_else_is_not(card: Path) -> None:
    found, _ = facts_and_card(card)
    found.card.authors.append(Creator(name="Zoë Müller", orcid="https://orcid.org/0000-0002-1825-0097"))
    assert [name for name in SPELLINGS if not is_writer(found, name)] == []
    assert [name for name in OTHERS if is_writer(found, name)] == []


def test_an_orcid_tells_people_of_nearly_the_same_name_apart(card: Path) -> None:
    found, _ = facts_and_card(card)
    found.card.authors.append(Creator(name="Zoë Müller", orcid="0000-0002-1825-0097"))
    assert is_writer(found, "Z. Müller")
    assert not is_writer(found, "Z. Müller, 0000-0001-5109-3700")
    assert is_writer(found, "Z. Müller, 0000-0001-5109-3701"), "a number that is no ORCID says nothing"
    assert is_writer(found, "Zoë Müller, 0000-0001-5109-3700"), "who has the same name is taken for the writer"


def test_a_record_that_claims_level_4_for_a_writer_does_not_count(card: Path) -> None:
    review(card)
    text = card.read_text(encoding="utf-8")
    card.write_text(text.replace("by: Bo Reviewer", "by: Cy Writer"), encoding="utf-8")
    assert (level(card)["level"], level(card)["name"]) == (3, "recomputed")


def test_a_card_that_does_not_say_who_wrote_it_is_not_verified(card: Path) -> None:
    card.write_text(CARD.replace("card: {authors: [{name: Cy Writer}]}\n", ""), encoding="utf-8")
    assert "The card does not say who wrote it" in review(card).stderr
    assert level(card)["level"] == 3
    assert "who wrote the card, under card.authors" in level(card)["missing"]


def keygen(*words: str | Path) -> None:
    subprocess.run([shutil.which("ssh-keygen") or "", *map(str, words)], check=True, capture_output=True)


@pytest.fixture
def key(tmp_path: Path) -> Path:
    if not shutil.which("ssh-keygen"):
        pytest.skip("needs ssh-keygen, which comes with OpenSSH")
    path = tmp_path / "-key with blanks"
    keygen("-q", "-t", "ed25519", "-N", "", "-C", "", "-f", path)
    return path


def allowed(key: Path, name: str = "bo@example.org", options: str = "") -> Path:
    path = key.parent / "allowed signers"
    public = key.with_name(f"{key.name}.pub").read_text(encoding="utf-8").strip()
    path.write_text(f"{name} {options}{public}\n", encoding="utf-8")
    return path


def verify_by(card: Path, *more: str | Path) -> Result:
    return CliRunner().invoke(group, ["review", str(card), "--verify", *map(str, more)])


def test_a_signed_record_names_its_signer(card: Path, key: Path) -> None:
    result = review(card, "--sign", str(key), "--note", "Zwölf „Zeichen“")
    assert result.exit_code == 0, (result.output, result.exception)
    assert "by Bo Reviewer, signed." in result.stderr
    verified_by = verify_by(card, "--allowed-signers", allowed(key))
    assert verified_by.exit_code == 0
    assert "It is signed by bo@example.org." in verified_by.stdout
    assert level(card)["level"] == 4


def test_a_signature_whose_owner_nobody_named_is_said_to_be_so(card: Path, key: Path) -> None:
    review(card, "--sign", str(key))
    result = verify_by(card)
    assert result.exit_code == 0
    assert "It is signed with the key SHA256:" in result.stdout


def test_an_unsigned_record_is_called_so_and_is_none_of_an_allowed_signer(card: Path, key: Path) -> None:
    assert "not signed" in review(card).stderr
    assert (verify_by(card).exit_code, "It is not signed." in verify_by(card).stdout) == (0, True)
    assert verify_by(card, "--allowed-signers", allowed(key)).exit_code == 1


@pytest.mark.parametrize(
    ("old", "new"),
    [("by: Bo Reviewer", "by: Di Reviewer"), ("level: 4", "level: 3"), ("2026-01-02", "2026-01-03")],
)
def test_a_signature_does_not_fit_a_record_that_was_changed(card: Path, key: Path, old: str, new: str) -> None:
    review(card, "--sign", str(key))
    text = card.read_text(encoding="utf-8")
    assert old in text
    card.write_text(text.replace(old, new), encoding="utf-8")
    for more in ((), ("--allowed-signers", allowed(key))):
        result = verify_by(card, *more)
        assert result.exit_code == 1
        assert "Its signature is not of this record." in result.stdout


@pytest.mark.parametrize("kind", ["another key", "not valid then", "another purpose"])
def test_a_key_that_is_not_allowed_does_not_count(card: Path, key: Path, kind: str) -> None:
    review(card, "--sign", str(key))
    if kind == "another key":
        other = key.with_name("other")
        keygen("-q", "-t", "ed25519", "-N", "", "-f", other)
        signers = allowed(other)
    elif kind == "not valid then":
        signers = allowed(key, options='valid-before="20200101" ')
    else:
        signers = allowed(key, options='namespaces="git" ')
    result = verify_by(card, "--allowed-signers", signers)
    assert result.exit_code == 1
    assert "does not allow" in result.stdout


@pytest.mark.parametrize("text", ["!", "AAAA", "-----BEGIN SSH SIGNATURE-----", "U1NIU0lH"])
def test_a_signature_that_is_none_is_refused(card: Path, key: Path, text: str) -> None:
    review(card, "--sign", str(key))
    signature = facts_and_card(card)[0].reviews[0].signature
    written = card.read_text(encoding="utf-8")
    assert signature in written
    card.write_text(written.replace(signature, text).replace('""', '"'), encoding="utf-8")
    assert verify_by(card, "--allowed-signers", allowed(key)).exit_code == 1
    assert verify_by(card).exit_code == 1


def summary(card: Path, *more: str | Path) -> str:
    words = ["check", "--profile", "minimal", *map(str, more), str(card)]
    return CliRunner().invoke(group, words).stdout.splitlines()[-1]


def test_a_level_says_what_the_signature_of_its_review_is_worth(card: Path, key: Path) -> None:
    review(card)
    assert "(level 4, verified (review not signed), 100 % of minimal answered)" in summary(card)
    assert "(level 4, verified (review not signed), 100 % of minimal answered)" in summary(card, "--format", "concise")
    card.write_text(CARD, encoding="utf-8")
    review(card, "--sign", str(key))
    assert "(level 4, verified (signature not checked here)," in summary(card)
    assert "(level 4, verified (signed by bo@example.org)," in summary(card, "--allowed-signers", allowed(key))
    assert level(card, "--allowed-signers", allowed(key))["signer"] == "bo@example.org"
    review(card, "--by", "Cy Writer", "--sign", str(key.with_name("none")))
    card.write_text(CARD, encoding="utf-8")
    review(card, "--by", "Cy Writer")
    assert "(level 3, recomputed (review not signed)," in summary(card)


def test_no_check_starts_a_program_for_a_signature_unless_it_is_asked_to(
    card: Path, key: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    review(card, "--sign", str(key))
    monkeypatch.setenv("PATH", "/nowhere")
    assert "signature not checked here" in summary(card)
    words = ["check", "--profile", "minimal", "--allowed-signers", str(allowed(key)), str(card)]
    result = CliRunner().invoke(group, words)
    assert "There is no ssh-keygen on this machine" in str(result.exception)


def parts(*strings: bytes) -> bytes:
    return b"".join(len(one).to_bytes(4, "big") + one for one in strings)


KEY = parts(b"ssh-ed25519", b"k" * 32)
GOOD = {"key": KEY, "namespace": b"alignmentcard-review", "hash": b"sha512"}
BY_ED25519 = parts(b"ssh-ed25519", b"s" * 64)


def envelope(made: bytes = BY_ED25519, after: bytes = b"", **parts_: bytes) -> str:
    told = GOOD | parts_
    whole = parts(told["key"], told["namespace"], b"", told["hash"], made)
    return b64encode(b"SSHSIG" + (1).to_bytes(4, "big") + whole + after).decode()


def write_signature(card: Path, signature: str) -> None:
    """Write a signature into the record of a card by hand."""
    before, digest_, after = card.read_text(encoding="utf-8").rpartition("digest: ")
    card.write_text(f'{before}signature: "{signature}", {digest_}{after}', encoding="utf-8")


BAD_ENVELOPES = {
    "of another purpose": envelope(namespace=b"git"),
    "with an unknown digest": envelope(hash=b"md5"),
    "of another kind than its key": envelope(parts(b"rsa-sha2-512", b"s" * 256)),
    "too short": envelope(parts(b"ssh-ed25519", b"s" * 63)),
    "of a key that is too long": envelope(key=parts(b"ssh-ed25519", b"k" * 33)),
    "with something behind it": envelope(after=b"\0"),
    "of an unknown kind": envelope(parts(b"ssh-dss", b"s" * 40), key=parts(b"ssh-dss", b"k" * 40)),
    "cut off": envelope()[:-8],
    "not base64": "signed, truly",
    "with letters of elsewhere": "Ünterschrift",
    "of lengths that lead nowhere": b64encode(b"SSHSIG\0\0\0\1" + b"\xff" * 40).decode(),
}


@pytest.mark.parametrize("signature", BAD_ENVELOPES.values(), ids=list(BAD_ENVELOPES))
def test_a_record_whose_signature_can_be_none_lifts_no_card(card: Path, signature: str) -> None:
    review(card)
    write_signature(card, signature)
    found = level(card)
    assert (found["level"], found["name"]) == (3, "measured")
    assert "the one by Bo Reviewer does not" in found["missing"][0]
    assert "recorded again with --sign, or take out the line `signature`" in found["missing"][0]
    assert verify(card).exit_code == 1


def test_a_signature_that_can_be_one_lifts_a_card_and_is_said_not_to_be_checked(card: Path, key: Path) -> None:
    review(card)
    write_signature(card, envelope())
    assert (level(card)["level"], level(card)["review"]) == (4, "unchecked")
    assert level(card, "--allowed-signers", allowed(key))["level"] == 3, "it is of nobody"


def test_only_reviews_of_allowed_signers_count_where_they_are_named(card: Path, key: Path) -> None:
    review(card)
    assert level(card, "--allowed-signers", allowed(key))["level"] == 3, "a record that is not signed"
    card.write_text(CARD, encoding="utf-8")
    review(card, "--sign", str(key))
    card.write_text(card.read_text(encoding="utf-8").replace("by: Bo Reviewer", "by: Di Reviewer"), encoding="utf-8")
    found = level(card, "--allowed-signers", allowed(key))
    assert found["level"] == 3
    assert "Its signature is not of this record." in found["missing"][0]


def test_the_key_of_a_writer_signs_for_nobody_else(card: Path, key: Path) -> None:
    review(card, "--sign", str(key))
    assert (level(card)["level"], level(card)["name"]) == (4, "verified")
    found = level(card, "--allowed-signers", allowed(key, "cy.writer@example.org"))
    assert (found["level"], found["name"]) == (3, "recomputed")
    review(card, "--by", "Cy Writer", "--sign", str(key))
    assert (level(card)["level"], level(card)["name"]) == (3, "recomputed"), "the writer has signed with the same key"


def test_an_own_profile_is_named_beside_the_level_whatever_it_calls_itself(card: Path) -> None:
    profile = card.parent / "own.yaml"
    asked = "name: standard\nexpects: [{field: dataset.title, question: What is it called?}]\n"
    profile.write_text(asked, encoding="utf-8")
    words = ["check", "--profile", str(profile), str(card)]
    assert "100 % of standard in own.yaml answered" in CliRunner().invoke(group, words).stdout
    assert " of standard" not in CliRunner().invoke(group, ["check", str(card)]).stdout


def test_nothing_is_recorded_where_the_key_cannot_sign(card: Path, key: Path) -> None:
    before = card.read_text(encoding="utf-8")
    for path in (key.with_name("none"), card):
        assert review(card, "--sign", str(path)).exception
    assert card.read_text(encoding="utf-8") == before


def test_a_machine_without_ssh_keygen_is_told_what_it_lacks(card: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(card.parent))
    assert "There is no ssh-keygen on this machine" in str(review(card, "--sign", str(card)).exception)


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
