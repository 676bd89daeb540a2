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
from alignmentcard.portal.settings import settings_of
from alignmentcard.profiles.own_fields import own_fields

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
    assert "1 of 2 questions is answered." in told
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


ANSWERS = {
    "full": "team: Search\n    tier: gold\n    open: true\n    costs: {euro: 1200.5}\n    tags: [red, new]",
    "model": "team: Maps\n    tier: gold\n    open: false\n    costs: {euro: 800}\n    tags: [red]",
    "least": "team: Mail\n    tier: 3\n    costs: {euro: a lot}",
}
COUNTED = """            open: {type: boolean, title: May others see it}
            tags: {type: array, items: {type: string}}
"""


def answering(tmp_path: Path, answers: dict[str, str]) -> Path:
    source = decided(source_in(tmp_path), "profile: house.yaml")
    (source / "house.yaml").write_text(HOUSE + OWN + COUNTED)
    for name, told in answers.items():
        with (source / "cards" / f"{name}.card.yaml").open("a") as card:
            card.write(f"\nextensions:\n  acme:\n    {told}\n")
    return build(source).folder


def rows_of_sums(folder: Path) -> dict[str, list[str]]:
    page = (folder / "reports" / "index.html").read_text("utf-8")
    told = page[page.index('id="own"') :].partition("</table>")[0]
    found = re.findall(r'-(extensions[\w.]+)">([^<]+)</a></th>(.*?)</tr>', told)
    return {path: [name, *re.sub("<[^>]+>", " ", rest).split()] for path, name, rest in found}


def test_answers_to_fields_of_the_house_are_summed_up(tmp_path):
    found = rows_of_sums(answering(tmp_path, ANSWERS))
    assert found["extensions.acme.team"] == ["Team", *"3 of 4 Mail 1 Maps 1 Search 1".split()]
    assert found["extensions.acme.tier"] == ["Tier", *"3 of 4 gold 2 3 1".split()]
    assert found["extensions.acme.open"] == ["May others see it", *"2 of 4 No 1 Yes 1".split()]
    assert found["extensions.acme.tags"] == ["Tags", *"2 of 4 red 2 new 1".split()]
    costs = "3 of 4 2000.5 in all; 800 to 1200.5, 1000.25 in the middle"
    assert found["extensions.acme.costs.euro"] == ["Costs: Euro", *costs.split()]
    assert "extensions.acme.costs" not in found


def test_answers_that_cards_share_are_filters_of_the_catalogue(tmp_path):
    folder = answering(tmp_path, ANSWERS)
    page = (folder / "catalogue" / "index.html").read_text("utf-8")
    further = page[page.index("ac-further") :]
    assert re.findall(r'<fieldset data-facet="(extensions[^"]+)">\s*<legend>([^<]+)<', further) == [
        ("extensions.acme.tier", "Tier"),
        ("extensions.acme.tags", "Tags"),
    ]
    facets = json.loads((folder / "catalogue" / "index.json").read_text("utf-8"))["facets"]
    assert facets["extensions.acme.tier"]["values"] == ["3", "gold", "unstated"]
    assert "extensions.acme.team" not in facets
    report = (folder / "reports" / "index.html").read_text("utf-8")
    assert '<a href="../catalogue/?extensions.acme.tier=gold"><bdi>gold</bdi></a>' in report
    assert "extensions.acme.team=" not in report


def test_a_house_without_fields_of_its_own_has_no_sums(tmp_path):
    source = decided(source_in(tmp_path), "profile: house.yaml")
    (source / "house.yaml").write_text(HOUSE)
    assert 'id="own"' not in (build(source).folder / "reports" / "index.html").read_text("utf-8")


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
