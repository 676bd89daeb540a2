"""What a browser may load, what an operator can allow, and what is told of the rest."""

import re

import pytest
from small_portal import decided, source_in

from alignmentcard.errors import AlignmentCardError
from alignmentcard.portal.build.build import build
from alignmentcard.portal.build.policy import blocked, secure
from alignmentcard.portal.settings import settings_of

PAGE = "<html><head><meta charset='utf-8'><title>T</title></head><body>{}</body></html>"


def policy_of(html: str) -> dict[str, str]:
    text = re.search(r'Content-Security-Policy" content="([^"]*)"', html)[1]
    return dict(part.strip().split(" ", 1) for part in text.split(";"))


@pytest.mark.parametrize(
    ("element", "kind"),
    [
        ('<img alt="" src="https://a.example/x.png">', "images"),
        ("<img src=//a.example/x.png>", "images"),
        ('<img srcset="x.png 1x, https://a.example/y.png 2x">', "images"),
        ('<script async src="https://a.example/x.js"></script>', "scripts"),
        ("<iframe src='https://a.example/'></iframe>", "frames"),
        ('<link rel="stylesheet" href="https://a.example/x.css">', "styles"),
        ('<link rel="preload" as="font" href="https://a.example/x.woff2">', "fonts"),
        ('<video poster="https://a.example/x.png"></video>', "media"),
        ("<style>a { background: url(https://a.example/x.png) }</style>", "images"),
        ("<style>@import 'https://a.example/x.css'</style>", "styles"),
    ],
)
def test_what_will_not_load_is_told_with_what_to_write(element, kind):
    (told,) = blocked([("guide/index.html", PAGE.format(element))], {})
    assert told.startswith("guide/index.html: browsers will not load")
    assert f"{{{kind}: [a.example]}}" in told
    assert not list(blocked([("guide/index.html", PAGE.format(element))], {kind: ("https://a.example",)}))


@pytest.mark.parametrize(
    "element",
    [
        '<img src="x.png">',
        '<img src="data:image/png;base64,">',
        '<a href="https://a.example/">there</a>',
        '<link rel="canonical" href="https://a.example/">',
        '<link rel="preconnect" href="https://a.example/">',
        '<p>style="a"</p>',
        '<script>x = "<p style=\\"a\\">"</script>',
    ],
)
def test_what_loads_nothing_from_elsewhere_is_not_told(element):
    assert not list(blocked([("a.html", PAGE.format(element))], {}))


def test_a_font_in_a_style_sheet_and_a_style_in_an_attribute_are_told():
    pages = [("a.css", "@font-face { src: url(//f.example/x.woff2) }"), ("b.html", '<td style="text-align: right">')]
    assert [sentence.partition(":")[0] for sentence in blocked(pages, {})] == ["a.css", "b.html"]


def test_one_sentence_stands_for_many_pages_and_for_many_hosts():
    pages = [(f"{n}.html", '<img src="https://a.example/x.png">') for n in range(9)]
    assert [one.split(": ")[0] for one in blocked(pages, {})] == ["0.html and 8 more"]
    hosts = [("a.html", f'<img src="https://{n}.example/">') for n in range(9)]
    assert len(list(blocked(hosts, {}))) == 6


def test_names_below_a_host_are_allowed_with_a_star():
    page = [("a.html", '<img src="https://x.cdn.example/a.png">')]
    assert not list(blocked(page, {"images": ("https://*.cdn.example",)}))
    assert list(blocked(page, {"images": ("https://cdn.example",)}))
    assert list(blocked([("a.html", '<img src="https://evilcdn.example/">')], {"images": ("https://*.cdn.example",)}))


def test_a_host_is_allowed_for_what_is_named_and_for_nothing_else(tmp_path):
    source = decided(source_in(tmp_path), "allow: {images: [pics.example], frames: ['https://*.films.example']}")
    page = source / "docs" / "index.md"
    page.write_text(f"{page.read_text('utf-8')}\n![](https://pics.example/a.png) ![](https://else.example/a.png)\n")
    told = []
    folder = build(source, tell=told.append).folder
    for name in ("index.html", "cards/full/index.html", "reference/rules/index.html"):
        policy = policy_of((folder / name).read_text("utf-8"))
        assert policy["img-src"] == "'self' data: https://pics.example"
        assert policy["frame-src"] == "https://*.films.example"
        assert "example" not in policy["script-src"]
    assert [one for one in told if "else.example" in one]
    assert not [one for one in told if "pics.example" in one]


def test_a_list_of_hosts_allows_everything_from_there(tmp_path):
    allow = settings_of(decided(source_in(tmp_path), "allow: [a.example]")).allow
    policy = policy_of(secure(PAGE, allow))
    assert [name for name, value in policy.items() if "https://a.example" in value] == [
        *("script-src", "style-src", "img-src", "font-src", "connect-src", "frame-src", "media-src")
    ]


@pytest.mark.parametrize("told", ["{pictures: [a.example]}", "{images: a.example}", "3"])
def test_what_cannot_be_allowed_is_told(tmp_path, told):
    with pytest.raises(AlignmentCardError, match=r"extra\.alignmentcard\.allow"):
        settings_of(decided(source_in(tmp_path), f"allow: {told}"))


@pytest.mark.parametrize("host", ["'*'", "a.example; script-src *", "\"'unsafe-inline'\"", "'data:'", "a.example/x"])
def test_what_is_no_host_cannot_open_the_policy(tmp_path, host):
    with pytest.raises(AlignmentCardError, match="is not a host"):
        settings_of(decided(source_in(tmp_path), f"allow: {{images: [{host}]}}"))
