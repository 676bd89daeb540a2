"""The profile of the house: on card pages, in reports and in the reference."""

import json
import re
import shutil
import subprocess
from pathlib import Path

import pytest
from small_portal import decided, source_in

from alignmentcard.checker.reviews import digest
from alignmentcard.checker.signatures import sign
from alignmentcard.document import parse
from alignmentcard.errors import AlignmentCardError
from alignmentcard.loader import load
from alignmentcard.portal.build.build import build
from alignmentcard.portal.house import house_of
from alignmentcard.portal.reference.own_fields import own_fields
from alignmentcard.portal.settings import settings_of

HOUSE = """name: house
title: Our <house>
expects:
  - field: dataset.title
    question: What is it called?
  - field: intent.funded_by
    question: Who <paid>?
"""


def test_what_the_house_asks_stands_on_cards_in_reports_and_in_the_reference(tmp_path):
    source = decided(source_in(tmp_path), "profile: house.yaml")
    (source / "house.yaml").write_text(HOUSE)
    folder = build(source).folder
    card = (folder / "cards" / "least" / "index.html").read_text("utf-8")
    told = card[card.index('id="house"') :]
    assert "What Our &lt;house&gt; asks" in told
    assert "1 of 2 questions are answered." in told
    assert "Who &lt;paid&gt;?" in told
    assert "What is it called?" not in told[: told.index("</ul>")]
    reports = (folder / "reports" / "index.html").read_text("utf-8")
    assert "Our &lt;house&gt;" in reports
    reference = (folder / "reference" / "profiles" / "index.html").read_text("utf-8")
    assert '<h2 id="house">Our &lt;house&gt;</h2>' in reference
    assert re.search(r"Who &lt;paid&gt;\?", reference)


OWN = """  - field: extensions.acme.team
    question: Which team keeps it?
schema:
  properties:
    extensions:
      properties:
        acme:
          required: [team]
          properties:
            team: {type: string, description: The <team> that answers.}
            tier: {enum: [gold, silver]}
            costs: {type: object, properties: {euro: {type: [number, "null"]}}}
"""


def test_fields_of_the_house_stand_in_the_reference_and_its_questions_lead_there(tmp_path):
    source = decided(source_in(tmp_path), "profile: house.yaml")
    (source / "house.yaml").write_text(HOUSE + OWN)
    reference = (build(source).folder / "reference" / "profiles" / "index.html").read_text("utf-8")
    told = reference[reference.index('id="house-fields"') :].partition("<h2")[0]
    fields = re.findall(r'<div class="ac-def" id="([^"]+)">.*?<span class="ac-type">([^<]+)<', told, re.DOTALL)
    assert fields == [
        ("house-extensions.acme.team", "text, required"),
        ("house-extensions.acme.tier", "gold or silver"),
        ("house-extensions.acme.costs", "record"),
        ("house-extensions.acme.costs.euro", "number or null"),
    ]
    assert "The &lt;team&gt; that answers." in told
    assert '<a href="#house-extensions.acme.team"><code>extensions.acme.team</code></a>' in reference


@pytest.mark.parametrize(
    "schema",
    [
        "{properties: 3}",
        "{properties: {extensions: [a]}}",
        "{required: acme}",
        "{properties: {extensions: {properties: {acme: 3}}}}",
    ],
)
def test_a_schema_of_another_shape_adds_no_fields(tmp_path, schema):
    source = decided(source_in(tmp_path), "profile: house.yaml")
    (source / "house.yaml").write_text(f"{HOUSE}schema: {schema}\n")
    profile = house_of(settings_of(source).profile)
    assert profile
    assert own_fields(profile) == []


def test_what_the_house_asks_can_change(tmp_path):
    source = decided(source_in(tmp_path), "profile: house.yaml")
    (source / "house.yaml").write_text(HOUSE)
    build(source)
    (source / "house2.yaml").write_text(HOUSE.replace("Who <paid>?", "Who gave money?"))
    config = source / "mkdocs.yml"
    config.write_text(config.read_text("utf-8").replace("house.yaml", "house2.yaml"), "utf-8")
    again = build(source)
    assert again.made == 4
    assert "Who gave money?" in (again.folder / "reference" / "profiles" / "index.html").read_text("utf-8")


@pytest.mark.parametrize(
    ("told", "said"),
    [
        ("missing.yaml", "There is no file missing.yaml"),
        ("../mkdocs.yml", "There is no file ../mkdocs.yml"),
        ("taken.yaml", "taken.yaml is called minimal, as a profile of the program is"),
        ("[a]", "It is the name of a file"),
        ("bad.yaml", "bad.yaml"),
    ],
)
def test_a_profile_that_cannot_be_used_is_told(tmp_path, told, said):
    source = decided(source_in(tmp_path), f"profile: {told}")
    (source / "taken.yaml").write_text(HOUSE.replace("name: house", "name: minimal"))
    (source / "bad.yaml").write_text("name: 3\n")
    with pytest.raises(AlignmentCardError, match=re.escape(said)):
        settings_of(source)


@pytest.mark.nightly
@pytest.mark.skipif(not shutil.which("ssh-keygen"), reason="needs ssh-keygen, which comes with OpenSSH")
def test_a_portal_verifies_reviews_by_the_keys_that_it_is_given(tmp_path):
    key = tmp_path / "key"
    subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", str(key)], check=True)
    source = source_in(tmp_path)
    path = source / "cards" / "least.card.yaml"
    text = f"{path.read_text('utf-8')}card:\n  authors: [{{name: Cy Writer}}]\n"
    record = {"by": "Bo Other", "date": "2026-11-21", "level": 3, "digest": digest(load(parse(text)).card, None)}
    signature = sign(record, key)
    path.write_text(f"{text}reviews:\n  - {json.dumps({**record, 'signature': signature})}\n", "utf-8")
    page = Path("cards", "least", "index.html")
    assert "which this page has not checked" in (build(source).folder / page).read_text("utf-8")
    (source / "signers").write_text(f"bo@example.org {key.with_suffix('.pub').read_text('utf-8')}", "utf-8")
    decided(source, "allowed_signers: signers")
    assert "Signed by bo@example.org, as this portal has verified." in (build(source).folder / page).read_text("utf-8")
    (source / "signers").write_text("", "utf-8")
    told = (build(source).folder / page).read_text("utf-8")
    assert "whose owner this portal does not know" in told
    assert "measured again by Bo Other" not in told


def test_keys_that_are_not_there_are_told(tmp_path):
    source = decided(source_in(tmp_path), "allowed_signers: nowhere")
    with pytest.raises(AlignmentCardError, match="There is no file nowhere"):
        settings_of(source)
