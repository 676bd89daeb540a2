"""Texts of somebody who means harm: to a page, a terminal, a runner, a shell, a query, a table, a format."""

from collections.abc import Iterator, Sequence
from itertools import cycle

# fmt: off
HOSTILE = {
    "script": "<script>zq()</script>",
    "element": "<img src=x onerror=zq()>",
    "end of an attribute": "\"'><svg onload=zq()>",
    "end of elements": "</title></style></script></textarea></pre></svg>]]>--><iframe src=//zq.example>",
    "entity": "&lt;script&gt; &#60;b&#62; &amp;amp; %3Cb%3E",
    "address that runs": "javascript:zq()",
    "address of a page": "data:text/html,<script>zq()</script>",
    "place of a template": "{{ 7*7 }}{% raw %}@@card-title@@<!-- alignmentcard:card -->",
    "colour": "\x1b[31m\x1b[2J red",
    "title of a window": "\x1b]0;zq\x07 bell",
    "further controls": "\x9b2J\x90\x85\x7f\x08 back",
    "right to left": "\u202egnp.\u2066zq\u200f\u061c",
    "unseen": "\u200b\u2060\ufeff\U000e0041 zq",
    "end of a line in the old way": "one\r::error::zq\r\n##[error]zq",
    "command for a runner": "::error file=zq::zq",
    "command in a later line": "one\n::set-output name=zq::zq\n##vso[task.complete]",
    "home": "~/zq",
    "way out": "../../../../etc/zq",
    "shell": "$(touch zq) `touch zq`; touch zq | touch zq",
    "option": "--output=zq",
    "query": "zq'; COPY (SELECT 1) TO 'zq'; --\"",
    "TeX": r"\zq{x} ^^5czq 100% $x$ #1 & a_b ~ {} \end{document}",
    "end of a field of BibTeX": "x}, author = {zq}}\n@book{zq, title = {zq",
    "Markdown": "](https://zq.example) [zq](javascript:zq) ![zq](//zq.example) **b** | c\n# zq\n---\n> zq",
    "fences of Markdown": "```\nzq\n~~~\n<details>\n    zq\n<!-- zq",
    "YAML": "zq: {a: [b, *c, &d !!python/object:os.system zq]} # zq\n---\n...\n",
    "formula": "=cmd|' /C zq'!A0",
    "formula by a sign": "@SUM(1+9)*cmd|' /C zq'!A0",
    "NUL": "zq\x00zq",
    "half a character": "zq\ud800",
    "long": "zq " * 40 + "q" * 1000,
    "spaces": " \t zq \t",
    "JSON": '", "zq": {"__proto__": 1}, "x": "\\u0000\\',
    "number": "1e999",
    "mention": "@everyone #1 www.zq.example http://zq.example GH-1",
}
# fmt: on
HARMLESS = [
    *("words", "https://example.org/a", "some `code` in words", "mailto:a@example.org", "10.5281/zenodo.1", "x " * 600),
]


def turned(texts: Sequence[str], by: int) -> Iterator[str]:
    """Yield the texts again and again, from one of them on: after as many turns each place has had each text."""
    by %= len(texts)
    return cycle([*texts[by:], *texts[:by]])
