"""Licences, languages, countries, currencies and identifiers: what is taken, what is not, and what is repaired."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alignmentcard.codes import identifiers
from alignmentcard.codes.countries import country_for, is_country
from alignmentcard.codes.currencies import CURRENT, WITHDRAWN, codes, currency_for, is_currency
from alignmentcard.codes.languages import is_tag, tag_for
from alignmentcard.codes.licences import COMMERCIAL, NON_COMMERCIAL, commercial_use, expression_for, is_expression
from alignmentcard.codes.registry import habits

LICENCES = [
    ("Apache-2.0", True),
    ("cc-by-4.0", True),
    ("MIT OR (Apache-2.0 AND CC-BY-4.0)", True),
    ("GPL-2.0-or-later WITH Classpath-exception-2.0", True),
    ("LicenseRef-Example-Terms", True),
    ("DocumentRef-example:LicenseRef-Example-Terms", True),
    ("Apache 2.0", False),
    ("MIT WITH no-such-exception", False),
    ("(MIT", False),
    ("MIT AND", False),
    ("openrail", False),
    ("other", False),
]


@pytest.mark.parametrize(("text", "valid"), LICENCES)
def test_licences_are_read_as_spdx_expressions(text: str, valid: bool) -> None:
    assert is_expression(text) is valid


SPELLINGS = [
    ("Apache 2.0", "Apache-2.0"),
    ("Apache License, Version 2.0", "Apache-2.0"),
    ("apache2", "Apache-2.0"),
    ("The MIT License", "MIT"),
    ("CC BY 4.0", "CC-BY-4.0"),
    ("CC BY-NC-SA 4.0", "CC-BY-NC-SA-4.0"),
    ("CC-BY-SA-4", "CC-BY-SA-4.0"),
    ("cc0", "CC0-1.0"),
    ("CC0 1.0", "CC0-1.0"),
    ("BSD 3-Clause", "BSD-3-Clause"),
    ("ODC-BY", "ODC-By-1.0"),
    ("Creative Commons Attribution 4.0 International", "CC-BY-4.0"),
    ("https://creativecommons.org/licenses/by-nc/4.0/", "CC-BY-NC-4.0"),
    ("https://creativecommons.org/publicdomain/zero/1.0/", "CC0-1.0"),
    ("GPL v3", None),
    ("CC BY", None),
    ("for research only", None),
    ("proprietary", None),
]


@pytest.mark.parametrize(("text", "expression"), SPELLINGS)
def test_a_spelling_of_a_licence_is_repaired_where_it_is_clear(text: str, expression: str | None) -> None:
    assert expression_for(text) == expression


TAGS = (
    "en en-GB EN-us zh-Hant-TW zh-cmn sr-Latn-RS de-CH-1996 sl-rozaj-biske-1994 es-419 x-own en-x-own i-klingon "
    "art-lojban qaa-Qaaa-QM hy-Latn-IT-arevela de-u-co-phonebk en-a-bbb-b-ccc ar-aao mul zxx und"
)
NOT_TAGS = [
    "english",
    "en_US",
    "en-UK",
    "eng",
    "xx",
    "e",
    "",
    "en-",
    "en--GB",
    "en-GB-US",
    "en-Latn-Cyrl",
    "x",
    "a-bb",
    "en-a",
]


@pytest.mark.parametrize("tag", TAGS.split())
def test_registered_and_private_language_tags_are_taken(tag: str) -> None:
    assert is_tag(tag)


@pytest.mark.parametrize("text", NOT_TAGS)
def test_what_is_not_registered_is_no_language_tag(text: str) -> None:
    assert not is_tag(text)


LANGUAGES = [
    ("english", "en"),
    ("English", "en"),
    ("eng", "en"),
    ("en_US", "en-US"),
    ("en-UK", "en-GB"),
    ("jp", "ja"),
    ("eng-US", "en-US"),
    ("Haitian Creole", "ht"),
    ("Mandarin", "cmn"),
    ("Swahili", "sw"),
    ("Français", "fr"),
    ("中文", "zh"),
    ("Brazilian Portuguese", "pt-BR"),
    ("multilingual", None),
    ("python", None),
    ("", None),
]


@pytest.mark.parametrize(("text", "tag"), LANGUAGES)
def test_a_name_of_a_language_is_repaired_where_it_is_clear(text: str, tag: str | None) -> None:
    assert tag_for(text) == tag


COUNTRIES = [
    ("USA", "US"),
    ("us", "US"),
    ("UK", "GB"),
    ("United States", "US"),
    ("South Korea", "KR"),
    ("DEU", "DE"),
    ("Serbia", "RS"),
    ("Deutschland", "DE"),
    ("the UK", "GB"),
    ("Europe", None),
    ("EU", None),
    ("worldwide", None),
]


@pytest.mark.parametrize(("text", "code"), COUNTRIES)
def test_a_name_of_a_country_is_repaired_where_it_is_clear(text: str, code: str | None) -> None:
    assert country_for(text) == code


@pytest.mark.parametrize(
    ("code", "valid"),
    [
        ("US", True),
        ("XK", True),
        ("YU", True),
        ("ZZ", False),
        ("XA", False),
        ("us", False),
        ("EU", False),
        ("UK", False),
    ],
)
def test_countries_are_those_of_the_list(code: str, valid: bool) -> None:
    assert is_country(code) is valid


@pytest.mark.parametrize(
    ("text", "code"),
    [("usd", "USD"), ("€", "EUR"), ("Euro", "EUR"), ("$", None), ("£", None), ("dollars", None), ("points", None)],
)
def test_a_name_of_a_currency_is_repaired_where_it_is_clear(text: str, code: str | None) -> None:
    assert currency_for(text) == code


def test_currencies_are_three_letters_and_stand_on_one_list_only() -> None:
    assert all(len(code) == 3 and code.isupper() and is_currency(code) for code in codes())
    assert not set(CURRENT.split()) & set(WITHDRAWN.split())


@pytest.mark.parametrize(
    ("kind", "valid"),
    [("licences", is_expression), ("languages", is_tag), ("countries", is_country), ("currencies", is_currency)],
)
def test_every_habit_stands_for_a_code_that_is_valid(kind: str, valid: object) -> None:
    assert [code for code in habits(kind).values() if not valid(code)] == []


IDENTIFIERS = [
    (identifiers.is_orcid, "0000-0002-1825-0097", True),
    (identifiers.is_orcid, "0000-0002-1694-233X", True),
    (identifiers.is_orcid, "https://orcid.org/0000-0002-1825-0097", True),
    (identifiers.is_orcid, "0000-0002-1825-0098", False),
    (identifiers.is_orcid, "0000-0002-1825-009", False),
    (identifiers.is_doi, "10.48550/arXiv.2310.02457", True),
    (identifiers.is_doi, "https://doi.org/10.1000/182", True),
    (identifiers.is_doi, "10.48550", False),
    (identifiers.is_doi, "arXiv.2310.02457", False),
    (identifiers.is_arxiv, "2310.02457", True),
    (identifiers.is_arxiv, "arXiv:2310.02457v2", True),
    (identifiers.is_arxiv, "math.GT/0309136", True),
    (identifiers.is_arxiv, "2313.02457", False),
    (identifiers.is_arxiv, "2310.024", False),
    (identifiers.is_sha256, "0" * 64, True),
    (identifiers.is_sha256, "0" * 40, False),
    (identifiers.is_mail, "data@example.org", True),
    (identifiers.is_mail, "mailto:data@example.org", True),
    (identifiers.is_mail, "data@example", False),
    (identifiers.is_mail, "Ada Example", False),
    (identifiers.is_url, "https://example.org/data?x=1#top", True),
    (identifiers.is_url, "https://user@example.org:8080/data", True),
    (identifiers.is_url, "s3://bucket/data.parquet", True),
    (identifiers.is_url, "https://müller.example/", True),
    (identifiers.is_url, "https://[2001:db8::1]/", True),
    (identifiers.is_url, "example.org/data", False),
    (identifiers.is_url, "https//example.org", False),
    (identifiers.is_url, "https://", False),
    (identifiers.is_url, "https://…", False),
    (identifiers.is_url, "https://example.org/a b", False),
    (identifiers.is_url, "https://example.org:99999/", False),
]


@pytest.mark.parametrize(("reads", "text", "valid"), IDENTIFIERS)
def test_identifiers_are_read_with_their_check_digits(reads: object, text: str, valid: bool) -> None:
    assert reads(text) is valid


REPAIRS = [
    (expression_for, is_expression),
    (tag_for, is_tag),
    (country_for, is_country),
    (currency_for, is_currency),
]
NEARLY = st.one_of(
    st.text(),
    st.from_regex(r"[A-Za-z]{1,8}([-_ .][A-Za-z0-9]{1,8}){0,4}", fullmatch=True),
    st.sampled_from([name for kind in ("licences", "languages", "countries", "currencies") for name in habits(kind)]),
)


@pytest.mark.parametrize(("repairs", "is_valid"), REPAIRS, ids=["licence", "language", "country", "currency"])
@given(text=NEARLY)
def test_whatever_a_text_is_a_repair_of_it_is_valid(repairs: object, is_valid: object, text: str) -> None:
    code = repairs(text)
    assert code is None or is_valid(code)


@pytest.mark.parametrize("reads", sorted({row[0] for row in IDENTIFIERS}, key=lambda f: f.__name__))
@given(text=st.one_of(st.text(), st.from_regex(r"[a-z]{1,8}:(//)?[^ ]{0,40}", fullmatch=True)))
def test_whatever_a_text_is_it_can_be_read_as_an_identifier_or_not(reads: object, text: str) -> None:
    assert reads(text) in (True, False)


def test_long_and_nested_texts_are_refused_without_failing() -> None:
    long = ["a@a" + ".a?" * 6000 + " ", "http://" + "a-" * 9000 + " ", "(" * 9000 + "MIT" + ")" * 9000]
    assert not any(reads(text) for text in long for reads in (identifiers.is_mail, identifiers.is_url, is_expression))


@pytest.mark.parametrize(
    ("licence", "use"),
    [
        *((one, "allowed") for one in ("CC0-1.0", "CC-BY-4.0", "cc-by-sa-3.0", "CC-BY-ND-4.0", "CC-BY-3.0-IGO")),
        *((one, "allowed") for one in ("MIT", "Apache-2.0", "GPL-3.0-or-later", "ODbL-1.0", "ODC-By-1.0")),
        *((one, "allowed") for one in ("CDLA-Permissive-2.0", "etalab-2.0", "CC BY 4.0")),
        *((one, "forbidden") for one in ("CC-BY-NC-4.0", "CC-BY-NC-SA-2.0-DE", "CC BY-NC-ND 4.0", "NCGL-UK-2.0")),
        *((one, "forbidden") for one in ("PolyForm-Noncommercial-1.0.0", "LicenseRef-Example-Research-Only")),
        *((one, "unclear") for one in ("LicenseRef-Terms-Of-Use", "LicenseRef-Once", "BUSL-1.1", "MITNFA", "JSON")),
        *((one, "unclear") for one in ("ask us", "MIT and more", "", "BSD-3-Clause-No-Nuclear-License")),
        ("CC-BY-4.0 AND CC-BY-NC-4.0", "forbidden"),
        ("MIT OR CC-BY-NC-4.0", "allowed"),
        ("MIT OR LicenseRef-Ours AND CC-BY-NC-4.0", "allowed"),
        ("(MIT OR LicenseRef-Ours) AND CC-BY-NC-4.0", "forbidden"),
        ("((MIT OR CC-BY-NC-4.0) AND LicenseRef-Ours) OR CC-BY-NC-4.0", "unclear"),
        ("GPL-2.0-only WITH Classpath-exception-2.0", "allowed"),
        ("DocumentRef-terms:LicenseRef-NonCommercial", "forbidden"),
    ],
)
def test_commercial_use_is_read_from_the_licence_and_never_guessed(licence, use):
    assert commercial_use(licence) == use


def test_no_licence_both_allows_commercial_use_and_rules_it_out():
    from packaging.licenses._spdx import LICENSES

    assert not [one for one in LICENSES if NON_COMMERCIAL.fullmatch(one) and COMMERCIAL.fullmatch(one)]
