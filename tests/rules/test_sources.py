"""Citations that can be followed: what a rule names has a whole reference, and no reference stands unused."""

import re

import pytest
from hostile.outputs import SHELL

from alignmentcard.measurement.results.definitions import definitions
from alignmentcard.model.fields import walk
from alignmentcard.portal.reference import manual
from alignmentcard.portal.reference.rule_pages import rule_pages
from alignmentcard.profiles import load_profile, names
from alignmentcard.report.rules import as_markdown, as_records
from alignmentcard.resources import folder
from alignmentcard.rules import catalogue
from alignmentcard.rules.sources import cited_in, references, sections_in

RULES = catalogue()
WORDS = [known.vocabulary for known in walk() if known.vocabulary]
FORMULAS = [formula for one in definitions() for formula in one.formulas]
SOURCES = [
    *(rule.docs.source for rule in RULES),
    *(formula.source for formula in FORMULAS),
    *(one.source for one in WORDS),
]
STANDARD = folder("site") / "docs" / "reference" / "standard.md"
CITATION = re.compile(r"[A-Z]\w+(?: & [A-Z]\w+| et al\.)? (?:19|20)\d\d\b|arXiv:\d{4}\.\d{5}")
"""An author with a year, or the number of a preprint."""
DIGESTS = re.compile(r"mechanism \d|failure signature|core contribution|first experiments|open question")
"""Headings of digests, which nobody who reads the text itself can find."""


def unknown(source: str) -> list[str]:
    """The citations in a source that lead nowhere."""
    found = cited_in(source)
    leads = [*(one.cited for one in found), *(one.url.replace("https://arxiv.org/abs/", "arXiv:") for one in found)]
    return [text for text in CITATION.findall(source) if not any(text in lead for lead in leads)]


def test_every_citation_of_a_rule_statistic_or_vocabulary_has_a_reference() -> None:
    assert {source: unknown(source) for source in SOURCES if unknown(source)} == {}


def test_every_reference_is_used() -> None:
    used = {one.cited for source in SOURCES for one in cited_in(source)}
    assert [one.cited for one in references() if one.cited not in used] == []


def test_no_rule_cites_a_digest() -> None:
    assert [rule.code for rule in RULES if DIGESTS.search(rule.docs.source)] == []


@pytest.mark.parametrize(
    ("source", "missing"),
    [
        ("Kirk et al. 2023, section 2.1; Fleiss 1971", []),
        ("Nobody et al. 2023, section 2.1", ["Nobody et al. 2023"]),
        ("Kirk et al. 2023, arXiv:2310.02457", []),
        ("Kirk et al. 2023, arXiv:2310.99999", ["arXiv:2310.99999"]),
    ],
)
def test_a_citation_without_a_reference_is_told(source: str, missing: list[str]) -> None:
    assert unknown(source) == missing


def test_references_stand_in_the_order_in_which_they_are_named() -> None:
    assert [one.cited for one in cited_in("Slovic 1995; Converse 1970")] == ["Slovic 1995", "Converse 1970"]


def test_documents_of_rules_say_where_the_text_is() -> None:
    rule = next(rule for rule in RULES if rule.code == "AC202")
    address = "https://arxiv.org/abs/2310.02457"
    assert address in as_markdown(rule)
    assert as_records([rule])["rules"][0]["references"][0]["url"] == address


def anchors() -> set[str]:
    """The anchors of the page of the standard, made as MkDocs makes them."""
    from markdown import Markdown

    written = Markdown(extensions=["toc"]).convert(STANDARD.read_text(encoding="utf-8"))
    return set(re.findall(r'<h2 id="([^"]+)"', written))


def test_every_citation_of_the_standard_leads_to_a_section_of_its_page() -> None:
    sources = [*(rule.docs.source for rule in RULES), *(load_profile(name).source for name in names())]
    told = [source for source in sources if "he standard" in source]
    assert len(told) > 20
    assert [source for source in told if not sections_in(source)] == []
    assert {anchor for source in told for anchor in sections_in(source).values()} - anchors() == set()


def test_pages_of_rules_and_statistics_link_to_the_texts() -> None:
    rules = dict(rule_pages(SHELL))
    assert 'href="https://arxiv.org/abs/2310.02457"' in rules["reference/rules/AC202/index.html"]
    assert any('href="../../../reference/standard/#signal-types"' in text for text in rules.values())
    assert 'href="https://doi.org/10.1037/h0031619"' in manual.statistics("../../")
