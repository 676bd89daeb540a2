"""alignmentcard explain: the documentation of one rule, or the list of all."""

import json
from collections.abc import Iterator
from textwrap import indent

import click

from alignmentcard.cli import terminal
from alignmentcard.report.rules import as_markdown, as_records
from alignmentcard.rules import Rule, catalogue, find
from alignmentcard.rules.example import data_of


@click.command()
@click.argument("code", required=False)
@click.option("--format", "format_", type=click.Choice(["text", "json", "markdown"]), default="text", show_default=True)
def command(code: str | None, format_: str) -> None:
    """Explain one rule by its code or name, or list all rules."""
    rules = [_known_rule(code)] if code else list(catalogue())
    if format_ == "json":
        terminal.document(json.dumps(as_records(rules), ensure_ascii=False, indent=2) + "\n")
    elif format_ == "markdown":
        terminal.document("\n".join(as_markdown(rule) for rule in rules) + "\n")
    elif code:
        terminal.page("\n".join(_page(rules[0])))
    else:
        terminal.page("\n".join(_list(rules)))


def _known_rule(code: str) -> Rule:
    rule = find(code)
    if rule is None:
        raise click.BadParameter(f"there is no rule {code}. alignmentcard explain lists all rules.", param_hint="CODE")
    return rule


def _list(rules: list[Rule]) -> Iterator[str]:
    family = ""
    for rule in rules:
        if rule.family != family:
            yield f"{chr(10) if family else ''}{rule.family}"
            family = rule.family
        state = f" ({rule.state})" if rule.state else ""
        yield f"  {rule.code}  {rule.severity:<8} since {rule.since}{state}  {rule.summary}"
    yield "\nOne of them in full: alignmentcard explain AC206"


def _page(rule: Rule) -> Iterator[str]:
    docs = rule.docs
    yield f"{rule.code} {rule.name} ({', '.join((rule.severity, rule.family, f'since {rule.since}'))})\n"
    if rule.deprecated:
        yield f"Deprecated: {rule.deprecated}\n"
    if rule.preview:
        yield f"Preview: it may still change, and runs only with --select {rule.code}.\n"
    yield f"{docs.summary}\n"
    yield f"{docs.why}\n"
    data = data_of(rule)
    yield f"Not like this{f', {data}' if data else ''}:\n\n{indent(docs.bad.rstrip(), '    ')}\n"
    yield f"Like this:\n\n{indent(docs.good.rstrip(), '    ')}\n"
    if docs.fix:
        yield f"--fix: {' '.join(docs.fix.split())}\n"
    if docs.profile:
        yield f"Raised under profiles that ask for it, such as {docs.profile}.\n"
    yield f"Source: {docs.source}"
    yield from (f"    {reference}" for reference in rule.references)
