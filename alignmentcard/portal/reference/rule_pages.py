"""A page for each rule, at an address that search engines, reports and terminals can lead to."""

from collections.abc import Iterator
from itertools import pairwise

from alignmentcard.messages import _
from alignmentcard.portal.build.shell import Shell
from alignmentcard.portal.markup import marked
from alignmentcard.portal.reference.standard import families
from alignmentcard.resources import template
from alignmentcard.rules import Rule
from alignmentcard.rules.example import data_of
from alignmentcard.rules.rule import paragraphs
from alignmentcard.words import severities

FOLDER = "reference/rules"
ROOT = "../../../"
"""From the page of a rule to the top of the portal."""


def address(code: str) -> str:
    """Return where the page of a rule stands, from the top of the portal."""
    return f"{FOLDER}/{code}/"


def rule_pages(shell: Shell) -> Iterator[tuple[str, str]]:
    """Yield the page of every rule with its path; each leads to the rule before and the rule after it."""
    found = [(title, name, rule) for name, title, rules in families() for rule in rules]
    deep = shell.deeper(f"{FOLDER}/")
    rules = [None, *(rule for *_where, rule in found), None]
    around = [(before, after) for (before, _rule), (_same, after) in pairwise(pairwise(rules))]
    for (title, name, rule), (before, after) in zip(found, around, strict=True):
        contents = _contents(rule, title, name, before, after)
        yield (
            f"{address(rule.code)}index.html",
            deep.plain(address(rule.code).rstrip("/"), f"{rule.code} {rule.name}", contents, _(rule.summary)),
        )


def _contents(rule: Rule, family: str, anchor: str, before: Rule | None, after: Rule | None) -> str:
    return template("rule.html.j2").render(
        root=ROOT,
        rule=rule,
        family=family,
        anchor=anchor,
        before=before,
        after=after,
        marked=marked,
        paragraphs=paragraphs,
        data=data_of(rule),
        severities=severities(),
    )
