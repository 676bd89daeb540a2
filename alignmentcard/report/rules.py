"""Rules as documents: for `explain`, the reference of a portal, and tools that show rules beside findings."""

from collections.abc import Iterable
from dataclasses import asdict
from typing import Any

from alignmentcard.rules import Rule
from alignmentcard.rules.example import data_of

FORMAT = 1


def as_records(rules: Iterable[Rule]) -> dict[str, Any]:
    """Return rules as data, in a shape that is versioned by `format`."""
    return {
        "format": FORMAT,
        "rules": [
            {
                "code": rule.code,
                "name": rule.name,
                "family": rule.family,
                "severity": rule.severity,
                "since": rule.since,
                "preview": rule.preview,
                "deprecated": rule.deprecated or None,
                "summary": rule.summary,
                "docs": rule.docs.why,
                "bad": rule.docs.bad,
                "good": rule.docs.good,
                "fix": rule.docs.fix or None,
                "source": rule.docs.source,
                "references": [asdict(reference) for reference in rule.references],
                "data": data_of(rule) or None,
                "profile": rule.docs.profile or None,
                "url": rule.url,
            }
            for rule in rules
        ],
    }


def as_markdown(rule: Rule) -> str:
    """Return a rule as a section of Markdown."""
    docs = rule.docs
    fix = f"\n**What `--fix` does:** {' '.join(docs.fix.split())}\n" if docs.fix else ""
    profile = f"\nRaised under profiles that ask for it, such as `{docs.profile}`.\n" if docs.profile else ""
    references = "".join(f"\n- {reference}" for reference in rule.references)
    data = f", {data_of(rule)}" if data_of(rule) else ""
    return (
        f"## {rule.code} {rule.name} {{#{rule.code.lower()}}}\n\n"
        f"**{rule.severity}** · {docs.summary}\n\n{docs.why}\n\n"
        f"Not like this{data}:\n\n```yaml\n{docs.bad.rstrip()}\n```\n\n"
        f"Like this:\n\n```yaml\n{docs.good.rstrip()}\n```\n"
        f"{fix}{profile}\nSource: {docs.source}\n{references and f'{references}{chr(10)}'}"
    )
