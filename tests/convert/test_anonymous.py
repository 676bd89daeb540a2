"""Cards for blind review: what names the authors is gone, what may still name them is told."""

from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from hypothesis import given
from hypothesis_profiles import with_examples
from test_model import SCHEMA, data_of

from alignmentcard.cli import group
from alignmentcard.convert.ac_block import as_data
from alignmentcard.convert.anonymous import NAME, WITHHELD, anonymous
from alignmentcard.convert.exports import FORMATS
from alignmentcard.document import parse
from alignmentcard.loader import load
from alignmentcard.model import Card

CARDS = data_of(SCHEMA).map(Card.model_validate)
TEXT = """\
alignmentcard: "1.1"
dataset:
  id: harm
  title: Harm in replies
  summary: Ada Quill and Grace Marlow of the Uni of Northmoor asked forty raters whether replies are harmful.
  creators:
    - {name: Ada Quill, orcid: 0000-0002-1825-0097, affiliation: Uni of Northmoor}
    - {name: "Marlow, Grace"}
    - {name: Example Project}
  contact: mailto:ada@northmoor.example
  links: {repository: https://github.com/quill-lab/harm, paper: https://arxiv.org/abs/2401.01234}
framework: {authors: Two linguists from Northmoor}
dimensions:
  - {id: harmful, definition: {guidelines: {url: https://northmoor.example/rules.pdf, pages: 4}}}
pools:
  - id: crowd
    kind: human
    ethics: {status: approved, body: Board of Northmoor}
    target: {population: adults, source: harm2024}
card: {authors: [{name: Theo Wren, affiliation: Uni of Northmoor}]}
release:
  maintenance: Write to ada@northmoor.example.
  files: [{url: https://northmoor.example/a.csv, path: a.csv}]
sources:
  - {id: harm2024, title: Harm in replies, authors: Quill and Marlow, year: "2024", arxiv: "2401.01234"}
  - {id: other, title: The Empty Signifier Problem, authors: Kirk et al., url: https://arxiv.org/abs/2310.02457}
evidence:
  - {field: pools.crowd.size, source: harm2024, at: p. 3}
  - {field: dataset.title, source: other}
reviews: [{by: Somebody, date: "2024", level: 3, digest: abc}]
extensions:
  northmoor: {cost: 3}
  datasheets: {funding: Fund of Northmoor, errors: none known}
"""


def card_of(text: str) -> Card:
    card = load(parse(text)).card
    assert card is not None
    return card


def with_text(text: str) -> Card:
    return card_of(TEXT.replace("Write to ada@northmoor.example.", text))


def test_nothing_that_names_the_authors_is_left() -> None:
    found = anonymous(card_of(TEXT))
    left = str(as_data(found.card)).lower()
    for name in ("quill", "marlow", "northmoor", "wren", "2401.01234", "0000-0002", "somebody"):
        assert name not in left, name
    assert found.traces == ()


def test_what_was_left_out_is_a_gap_that_says_so() -> None:
    gaps = anonymous(card_of(TEXT)).card.gaps
    assert {(gap.reason, gap.note) for gap in gaps} == {("withheld", WITHHELD)}
    assert [gap.field for gap in gaps] == [
        *(
            "card.authors",
            "dataset.creators",
            "dataset.contact",
            "dataset.links",
            "dimensions.harmful.definition.guidelines.url",
        ),
        *("pools.crowd.ethics.body", "release.files.0.url", "extensions.datasheets.funding"),
    ]


def test_a_work_of_the_authors_keeps_its_evidence_and_loses_its_name() -> None:
    card = anonymous(card_of(TEXT)).card
    assert [(source.id, source.title) for source in card.sources] == [
        ("own-1", WITHHELD),
        ("other", "The Empty Signifier Problem"),
    ]
    assert [entry.source for entry in card.evidence] == ["own-1", "other"]
    assert card.pools[0].target is not None
    assert card.pools[0].target.source == "own-1"


def test_names_in_texts_are_replaced_and_the_rest_stays() -> None:
    card = anonymous(card_of(TEXT)).card
    assert card.dataset.summary == f"{NAME} and {NAME} of the {NAME} asked forty raters whether replies are harmful."


@pytest.mark.parametrize(
    ("text", "what", "found"),
    [
        ("Ask x.y@z.example for it.", "an e-mail address", "x.y@z.example"),
        ("See 0000-0001-5109-3700.", "an ORCID", "0000-0001-5109-3700"),
        ("As in 10.1234/abc.5, table 2.", "a DOI", "10.1234/abc.5"),
        ("Our preprint is arXiv:2405.01234.", "an arXiv number", "arXiv:2405.01234"),
        ("It is on https://example.com/~kim/data.", "an address", "https://example.com/~kim/data"),
        ("Kept at github.com/kim/data", "an account", "github.com/kim/data"),
        ("Ping @kimlab there.", "an account", "@kimlab"),
        ("From kim.github.io today", "an account", "kim.github.io"),
        ("Read /home/kim/data.csv", "the folder of a user", "/home/kim"),
        ("Students at the University of Elsewhere", "a place of work", "University of Elsewhere"),
        ("A panel of Elsewhere Institute", "a place of work", "Elsewhere Institute"),
        ("We thank our raters.", "thanks or money", "We thank"),
        ("This work was partly supported by a fund.", "thanks or money", "work was partly supported by"),
        ("As in our previous study.", "an earlier work", "our previous study"),
        ("Quill checked each answer.", "a name of the authors", "Quill"),
        ("Look for quill-lab on the hub.", "an account or host of the authors", "quill-lab"),
    ],
)
def test_a_text_that_would_give_the_authors_away_is_told(text: str, what: str, found: str) -> None:
    traces = anonymous(with_text(text)).traces
    assert f"release.maintenance holds {what}: “{found}”." in map(str, traces)


@pytest.mark.parametrize(
    "text",
    [
        "Students at a German university.",
        "Is the answer supported by the text?",
        "Raters saw 3 @ 5 cents; the quilling was fine.",
        "Version 10.12 of the tool.",
        "The prescriptive paradigm of Kirk et al.",
    ],
)
def test_a_text_that_says_nothing_of_the_authors_is_left_alone(text: str) -> None:
    found = anonymous(with_text(text))
    assert found.traces == ()
    assert found.card.release.maintenance == text


def test_an_id_with_a_name_in_it_is_told_and_stays() -> None:
    found = anonymous(card_of(TEXT.replace("id: harm\n", "id: quill-harm\n")))
    assert found.card.dataset.id == "quill-harm"
    assert [str(trace) for trace in found.traces] == ["dataset.id holds a name of the authors: “quill”."]


def test_without_creators_and_links_every_source_may_be_their_own() -> None:
    least = 'alignmentcard: "1.1"\ndataset: {id: x, title: X}\nsources: [{id: paper, title: A paper}]\n'
    (trace,) = anonymous(card_of(least)).traces
    assert trace.field == "sources.paper"


@with_examples(60)
@given(CARDS)
def test_every_card_can_be_made_anonymous_and_stays_so(card: Card) -> None:
    once = anonymous(card).card
    assert (once.dataset.creators, once.dataset.contact, once.reviews) == ([], None, [])
    assert not once.model_dump(exclude_unset=True)["dataset"].get("links")
    assert as_data(anonymous(once).card) == as_data(once)


@pytest.fixture
def export(tmp_path: Path):
    def call(text: str, *options: Any) -> Result:
        path = tmp_path / "a.card.yaml"
        path.write_text(text, "utf-8")
        return CliRunner().invoke(group, ["export", str(path), *map(str, options)])

    return call


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_is_written_without_the_authors(export, name: str) -> None:
    done = export(TEXT, "--to", name, "--anonymous")
    assert done.exit_code == 0
    assert not [one for one in ("Quill", "quill", "orthmoor", "Marlow", "2401.01234") if one in done.stdout]


def test_what_is_left_is_told_and_nothing_written_but_by_force(export, tmp_path: Path) -> None:
    text, out = TEXT.replace("id: harm\n", "id: quill-harm\n"), tmp_path / "a.bib"
    done = export(text, "--to", "bibtex", "--anonymous", "-o", out)
    assert (done.exit_code, done.stderr.splitlines()[0]) == (1, "dataset.id holds a name of the authors: “quill”.")
    assert not out.exists()
    assert export(text, "--to", "bibtex", "--anonymous", "--force", "-o", out).exit_code == 0
    assert out.read_text("utf-8").startswith("@misc{quill-harm,")


def test_a_file_that_says_more_is_no_place_for_an_anonymous_card(export, tmp_path: Path) -> None:
    host = tmp_path / "README.md"
    host.write_text("# By Ada Quill\n", "utf-8")
    done = export(TEXT, "--to", "huggingface", "--anonymous", "--into", host)
    assert done.exit_code == 2
