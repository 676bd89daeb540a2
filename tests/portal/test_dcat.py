"""The catalogue in DCAT, held to what DCAT-AP requires."""

import json
from pathlib import Path

import pytest
from small_portal import decided, entry_of, source_in, text_of

from alignmentcard.errors import AlignmentCardError
from alignmentcard.portal.catalogue import feeds
from alignmentcard.portal.collection.record import record_of
from alignmentcard.portal.collection.site import Collection
from alignmentcard.portal.collection.summary import summary_of
from alignmentcard.portal.settings import About, settings_of

SHAPES = Path(__file__).with_name("dcat_ap.ttl")
TOP = "https://example.org/a/"
DEPRECATED = pytest.mark.filterwarnings("ignore::DeprecationWarning")
ABOUT = About("Our data", "What it is.", "Example Lab", "https://example.org/")


def catalogue(*, packed: bool = False, address: str = TOP, text: str = "", about: About = ABOUT) -> str:
    entries = [entry_of(text or text_of("full"), "full"), entry_of(text_of("least"), "least")]
    records = [record_of(entry, address, packed=packed) for entry in entries]
    days = {"full": "2026-11-21"}
    site = Collection([summary_of(one) for one in entries], records, address, days=days, about=about)
    return "".join(feeds.catalog(site))


@pytest.mark.parametrize("packed", [False, True])
@pytest.mark.parametrize("address", [TOP, ""])
@DEPRECATED
def test_the_catalogue_has_what_data_portals_require(packed, address):
    from pyshacl import validate
    from rdflib import Graph

    graph = Graph().parse(data=catalogue(packed=packed, address=address), format="json-ld", base=TOP)
    fits, _, said = validate(graph, shacl_graph=Graph().parse(SHAPES))
    assert fits, said


@pytest.mark.parametrize("lost", ["dct:description", "dct:publisher", "dcat:accessURL", "xsd:date"])
@DEPRECATED
def test_a_catalogue_that_lacks_something_does_not_pass(lost):
    from pyshacl import validate
    from rdflib import Graph

    text = catalogue().replace(f'"{lost}":', '"dct:other":').replace(f'"@type":"{lost}"', '"@type":"xsd:string"')
    graph = Graph().parse(data=text, format="json-ld", base=TOP)
    assert not validate(graph, shacl_graph=Graph().parse(SHAPES))[0]


def test_persons_are_persons_with_their_orcid_and_dates_have_types():
    name = "creators:\n    - name: Ada Example\n      orcid: 0000-0002-1825-0097\n"
    text = text_of("full")
    start = text.index("  creators:")
    end = text.index("\n  ", text.index("\n", start) + 3)
    while text[end + 3] in " -":
        end = text.index("\n  ", end + 1)
    found = json.loads(catalogue(text=f"{text[:start]}  {name}{text[end + 1 :]}"))["dcat:dataset"][0]
    assert found["dct:creator"] == [
        {
            "@id": "https://orcid.org/0000-0002-1825-0097",
            "@type": ["foaf:Agent", "foaf:Person"],
            "foaf:name": "Ada Example",
        }
    ]
    assert found["dct:modified"] == {"@value": "2026-11-21", "@type": "xsd:date"}


def test_a_portal_says_what_it_is_called_and_who_publishes_it(tmp_path):
    source = decided(source_in(tmp_path), "publisher: {name: Example Lab, url: https://example.org/}")
    about = settings_of(source).about
    assert about.title == "AlignmentCard"
    assert about.description.startswith("What alignment data is")
    assert (about.publisher, about.publisher_url) == ("Example Lab", "https://example.org/")


def test_where_nobody_else_is_named_a_portal_publishes_itself(tmp_path):
    (tmp_path / "mkdocs.yml").write_text("site_name: 'Our: data'  # ours\n")
    about = settings_of(tmp_path).about
    assert (about.title, about.publisher) == ("Our: data", "Our: data")


@pytest.mark.parametrize("told", ["[a]", "{url: https://a.example}", "{name: a, url: b}"])
def test_a_publisher_that_is_none_is_told(tmp_path, told):
    with pytest.raises(AlignmentCardError, match=r"extra\.alignmentcard\.publisher"):
        settings_of(decided(source_in(tmp_path), f"publisher: {told}"))
