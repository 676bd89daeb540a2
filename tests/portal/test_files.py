"""Files for machines: badges, feeds, tables, catalogues, and what search engines read."""

import json
import pickle
import re
import xml.etree.ElementTree as ET
from collections import Counter
from copy import deepcopy
from io import BytesIO
from pathlib import Path

import pytest
from small_portal import CARDS, entry_of, text_of

from alignmentcard.checker.check import check
from alignmentcard.checker.reviews import digest
from alignmentcard.document import parse
from alignmentcard.measurement.results.facts import read_facts
from alignmentcard.messages import speaking
from alignmentcard.portal import reports
from alignmentcard.portal.build.plain_values import as_plain, from_plain, pack, shared, unpack
from alignmentcard.portal.card.downloads import downloads, files
from alignmentcard.portal.card.metadata import head
from alignmentcard.portal.catalogue import feeds
from alignmentcard.portal.catalogue.flat import COUNTS, LISTS
from alignmentcard.portal.charts.badge import badge_json, badge_svg
from alignmentcard.portal.collection.entry import CardEntry
from alignmentcard.portal.collection.record import record_of
from alignmentcard.portal.collection.site import Collection
from alignmentcard.portal.collection.summary import summary_of

ATOM = "{http://www.w3.org/2005/Atom}"
TOP = "https://example.org/portal/"
HISTORY = '\nhistory: [{version: "1.1.0", date: "2023-02", changes: Two items less.}]\n'

DEPRECATED = pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning")
"""The reader of JSON-LD in rdflib uses what rdflib itself deprecates."""


@pytest.fixture
def entries(full) -> list[CardEntry]:
    return [full, entry_of(text_of("least"), "least"), entry_of(text_of("broken"), "broken")]


def site_of(
    entries: list[CardEntry], address: str = TOP, before: dict | None = None, days: dict | None = None
) -> Collection:
    records = [record_of(entry, address) for entry in entries]
    return Collection([summary_of(entry) for entry in entries], records, address, before, days or {})


def test_a_card_can_be_taken_away_in_the_formats_that_readers_look_for(full):
    found = dict(files(full))
    assert {f"card.{one}" for one in ("croissant.json", "bib", "csl.json")} <= found.keys()
    assert {one.name for one in downloads(full)} <= found.keys()
    assert json.loads(found["card.json"])["dataset"]["id"] == "full"


@pytest.mark.parametrize("tag", ["de", "es"])
def test_exports_of_a_portal_in_another_language_are_english_throughout(full, tag):
    exported = ("card.croissant.json", "card.bib", "card.csl.json")
    english = dict(files(full))
    with speaking(tag):
        found = dict(files(full))
    assert [found[name] for name in exported] == [english[name] for name in exported]


def test_measurements_can_be_taken_away_as_they_are():
    facts = read_facts(CARDS / "full.measured.json")
    entry = CardEntry("full", check(parse(text_of("full"), "full.card.yaml"), facts=facts))
    assert dict(files(entry))["card.measured.json"] == (CARDS / "full.measured.json").read_text("utf-8")


def test_a_file_that_does_not_fit_is_offered_as_it_is():
    broken = entry_of(text_of("broken"), "broken")
    assert {one.name for one in downloads(broken)} == {"card.yaml", "card.json", "badge.svg", "badge.json"}
    assert dict(files(broken)).keys() == {"card.yaml", "card.json", "badge.svg", "badge.json", "compare.json"}


def test_a_badge_names_level_place_and_digest(full):
    root = ET.fromstring(badge_svg(full))
    space = "{http://www.w3.org/2000/svg}"
    assert root.findtext(f"{space}title") == "AlignmentCard: 1 placed · 72\u202f% answered. Specific, prescriptive."
    assert digest(full.card, None) in root.findtext(f"{space}desc")
    assert badge_json(full) == {
        "schemaVersion": 1,
        "label": "AlignmentCard",
        "message": "1 placed · 72\u202f% answered",
        "color": "#3d5a80",
    }


def test_the_badge_of_a_broken_card_says_so():
    assert badge_json(entry_of(text_of("broken")))["message"] == "does not fit"


def test_another_measurement_is_another_digest(full):
    facts = read_facts(CARDS / "full.measured.json")
    assert digest(full.card, facts) != digest(full.card, None)


def test_what_is_known_of_a_card_is_kept_as_plain_values(entries):
    told = [(summary_of(entry), record_of(entry)) for entry in entries]
    packed = pack([as_plain(*one) for one in told]) + pack([as_plain(*one) for one in told[:1]])
    assert [[from_plain(one) for one in block] for block in unpack(BytesIO(packed), len(packed))] == [told, told[:1]]


def test_words_and_counts_that_many_cards_say_are_kept_once_and_stay_what_they_are():
    value = {
        "a": ["x", "y"],
        "b": (1, 0, 1),
        "c": [1, True],
        "d": (True, 0, 1),
        "e": [],
        "f": [0.0, 1.0],
        "g": ["x" * 64],
    }
    one, other = shared(deepcopy(value)), shared(deepcopy(value))
    assert one == value
    assert [type(entry) for entry in one["d"]] == [bool, int, int]
    assert one["a"] is other["a"]
    assert one["b"] is other["b"]


@pytest.mark.parametrize("values", [print, Path("card.yaml"), [Counter("words")]])
def test_what_is_packed_cannot_run_anything(values):
    with pytest.raises(ValueError, match="not packed values"):
        list(unpack(BytesIO(packed := pickle.dumps(values)), len(packed)))


def test_the_feed_has_what_the_cards_say_happened_the_newest_first(least):
    entries = [entry_of(text_of("full") + HISTORY, "full"), entry_of(least, "least")]
    root = ET.fromstring(feeds.atom(site_of(entries)))
    found = [(e.findtext(f"{ATOM}updated"), e.findtext(f"{ATOM}title")) for e in root.iter(f"{ATOM}entry")]
    title = "Harm in replies, judged under a policy"
    assert found == [
        ("2024-05-01T00:00:00Z", f"{title}, version 1.2.0"),
        ("2023-02-01T00:00:00Z", f"{title}, version 1.1.0"),
    ]
    assert root.findtext(f"{ATOM}updated") == "2024-05-01T00:00:00Z"
    assert root.find(f"{ATOM}entry/{ATOM}link").attrib["href"] == f"{TOP}cards/full/"


def test_a_card_is_news_when_the_card_changed_and_not_when_its_data_did(least):
    entries = [entry_of(text_of("full") + HISTORY, "full"), entry_of(least, "least")]
    site = site_of(entries, days={"full": "2026-11-21", "least": "2026-11-28"})
    told = [(one.date, one.id) for one in feeds.news(site, 5)]
    assert told == [("2026-11-28", "least"), ("2026-11-21", "full")]
    assert feeds.news(site, 5)[1].text == entries[0].sentence
    assert "on which it changed last" in reports.page(site, "../")
    assert "no history in git" in reports.page(site_of(entries), "../")


@pytest.mark.parametrize(
    ("date", "moment"),
    [
        ("2024", "2024-01-01T00:00:00Z"),
        ("2024-05", "2024-05-01T00:00:00Z"),
        ("2024-05-31", "2024-05-31T00:00:00Z"),
    ],
)
def test_a_feed_gives_moments(date, moment):
    assert feeds.moment(date) == moment


def test_a_feed_of_cards_without_dates_is_a_feed(least):
    root = ET.fromstring(feeds.atom(site_of([entry_of(least)], "")))
    assert root.findtext(f"{ATOM}updated") == "1970-01-01T00:00:00Z"
    assert root.findtext(f"{ATOM}id").startswith("urn:uuid:")


@DEPRECATED
@pytest.mark.parametrize("address", [TOP, ""])
def test_the_catalogue_is_linked_data_that_names_every_dataset(entries, address):
    from rdflib import DCAT, DCTERMS, RDF, Graph, URIRef

    text = "".join(feeds.catalog(site_of(entries, address)))
    graph = Graph().parse(data=text, format="json-ld", base=TOP)
    assert set(graph.subjects(RDF.type, DCAT.Dataset)) == {URIRef(f"{TOP}cards/{n}/") for n in ("full", "least")}
    assert set(graph.objects(URIRef(TOP), DCAT.dataset)) == set(graph.subjects(RDF.type, DCAT.Dataset))
    croissant = set(graph.subjects(DCTERMS.conformsTo, URIRef("http://mlcommons.org/croissant/1.1")))
    addresses = {str(next(graph.objects(one, DCAT.downloadURL))) for one in croissant}
    assert addresses == {f"{TOP}cards/full/card.croissant.json", f"{TOP}cards/least/card.croissant.json"}


@DEPRECATED
def test_the_page_tells_search_engines_what_they_require_and_recommend(full):
    from rdflib import RDF, Graph, Namespace

    schema = Namespace("https://schema.org/")
    script = re.search(
        r'<script type="application/ld\+json">(.*?)</script>', head(full, f"{TOP}cards/full/"), re.DOTALL
    )
    data = json.loads(script[1]) | {"@context": {"@vocab": "https://schema.org/"}}
    graph = Graph().parse(data=json.dumps(data), format="json-ld")
    dataset = next(graph.subjects(RDF.type, schema.Dataset))
    for wanted in ("name", "description", "creator", "license", "url", "identifier", "version", "distribution"):
        assert next(graph.objects(dataset, schema[wanted]), None), wanted
    assert 50 <= len(next(graph.objects(dataset, schema.description))) <= 5000
    download = next(graph.objects(dataset, schema.distribution))
    assert next(graph.objects(download, schema.contentUrl))


def all_files(site):
    return {**dict(feeds.files(site)), **{name: "".join(parts) for name, parts in feeds.parts(site)}}


def test_the_tables_have_one_row_for_each_card(entries):
    import pyarrow as pa
    import pyarrow.parquet as pq

    found = all_files(site_of(entries))
    rows = json.loads(found["cards.json"])["cards"]
    assert [row["id"] for row in rows] == ["full", "least", "broken"]
    assert rows[0]["url"] == f"{TOP}cards/full/"
    table = pq.read_table(pa.BufferReader(found["cards.parquet"]))
    assert table.to_pylist() == rows
    assert {name for name in table.column_names if pa.types.is_int64(table.schema.field(name).type)} == set(COUNTS)
    assert {name for name in table.column_names if pa.types.is_list(table.schema.field(name).type)} == set(LISTS)


def test_the_same_cards_give_the_same_bytes(entries):
    assert all_files(site_of(entries)) == all_files(site_of(entries))


def test_every_card_stands_at_one_level_or_does_not_fit(entries):
    records = [record_of(entry) for entry in entries]
    assert [step.count for step in reports.steps(records)] == [1, 1, 0, 0, 0]
    assert sum(record.level is None for record in records) == 1


def test_the_most_frequent_findings_are_those_of_most_cards(entries):
    found = reports.frequent([record_of(entry) for entry in entries])
    assert [one.cards for one in found] == sorted((one.cards for one in found), reverse=True)
    assert sum(one.findings for one in found) == sum(len(entry.report.findings) for entry in entries)


def test_a_profile_counts_answers_gaps_and_what_is_open(full):
    (minimal,) = [one for one in reports.venues([record_of(full)]) if one.profile.name == "minimal"]
    answered, gaps, left = record_of(full).venues["minimal"]
    assert minimal.answered == answered / (answered + gaps + left)
    assert minimal.full == (left == 0)


def rows_of(entries: list[CardEntry]) -> dict:
    return {record.id: json.loads(record.row) for record in map(record_of, entries)}


def test_what_changed_since_the_last_build_is_said_in_words(full, least):
    old = rows_of([full, entry_of(least, "gone")])
    newer = text_of("full").replace('version: "1.2.0"', 'version: "1.3.0"', 1)
    new = [record_of(entry_of(newer, "full")), record_of(entry_of(text_of("model"), "model"))]
    assert {one.address: one.what for one in reports.differences(old, new)} == {
        "cards/full/": "The card or its measurements changed, version 1.2.0 became 1.3.0",
        "cards/model/": "New",
        "": "No longer here",
    }


def test_nothing_changed_where_nothing_changed(entries):
    assert list(reports.differences(rows_of(entries), [record_of(entry) for entry in entries])) == []
