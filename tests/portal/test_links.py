import pytest

from alignmentcard.links import arxiv, href


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("https://example.org/a?b=c", "https://example.org/a?b=c"),
        ("HTTP://example.org", "HTTP://example.org"),
        ("mailto:a@example.org", "mailto:a@example.org"),
        ("a@example.org", "mailto:a@example.org"),
        ("10.1234/abc", "https://doi.org/10.1234/abc"),
        ("doi:10.1234/abc", "https://doi.org/10.1234/abc"),
        ("  https://example.org  ", "https://example.org"),
    ],
)
def test_four_kinds_of_text_become_links(text, address):
    assert href(text) == address


@pytest.mark.parametrize(
    "text",
    [
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        " java\nscript:alert(1)",
        "\x01javascript:alert(1)",
        "data:text/html,<script>alert(1)</script>",
        "vbscript:x",
        "file:///etc/passwd",
        "//example.org",
        "/etc/passwd",
        "https:",
        "https://",
        "https://example.org/\u202egpj.exe",
        "ftp://example.org",
        "plain words",
        "",
        None,
    ],
)
def test_other_text_stays_text(text):
    assert href(text) is None


def test_an_arxiv_id_becomes_its_page():
    assert arxiv("arXiv:2310.02457v2") == "https://arxiv.org/abs/2310.02457v2"
    assert arxiv("2310") is None
