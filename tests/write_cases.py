"""Write what the conformance suite expects of the cards of a rule: make case AC206.

Cards are written by hand, lines and columns by this. A folder that is not there yet begins with the examples of the
rule. What is written has to be read: what the program says is not what the rule means until somebody has agreed.
"""

import json
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from alignmentcard.checker.check import Report, check
from alignmentcard.checker.measurements import recorded_beside
from alignmentcard.document import read
from alignmentcard.measurement.results.facts import facts_path
from alignmentcard.profiles import load_profile
from alignmentcard.resources import folder
from alignmentcard.rules import find
from alignmentcard.rules.example import bad_card, evidence_for, good_card
from alignmentcard.rules.finding import Finding
from alignmentcard.rules.rule import Rule
from alignmentcard.saving import write_atomically

SUITE = folder("schema") / "conformance"
KINDS = ("raises", "near-miss")
OPEN = ("code", "severity", "field", "line", "column")
ACCEPTED = ("code", "field", "line", "column")
NEW = {"about": "", "profile": "minimal"}
NEEDS_MORE = ("AC016", "AC017")
"""Rules that look at an earlier version of the card, or of the standard."""
Entries = dict[str, dict[str, Any]]


def entries_of(home: Path) -> Entries:
    """Return what the suite says of the cards of a folder so far."""
    path = home / "expected.json"
    return json.loads(path.read_text(encoding="utf-8"))["cards"] if path.is_file() else {}


def places(findings: Iterable[Finding], *keys: str) -> list[dict[str, Any]]:
    """Return the parts of findings that the suite compares."""
    return [{key: getattr(finding, key) for key in keys} for finding in findings]


def checked(home: Path, name: str, entry: dict[str, Any]) -> Report:
    """Check a card of the suite with what stands beside it."""
    document = read(home / name)
    return check(document, load_profile(entry["profile"], home), **recorded_beside(document))


def found(report: Report, entry: dict[str, Any]) -> dict[str, Any]:
    """Return what the program says of a card, with what people say of it."""
    accepted = places([one.finding for one in report.accepted], *ACCEPTED)
    return {**entry, "findings": places(report.findings, *OPEN), "accepted": accepted}


def cards_in(home: Path, known: Iterable[str]) -> list[str]:
    """List the cards of a folder: those that are known in their order, then the new ones, each after its kind."""
    there = sorted(path.name for path in home.glob("*.card.yaml"))
    names = [name for name in known if name in there]
    return sorted([*names, *(name for name in there if name not in names)], key=lambda name: KINDS.index(kind(name)))


def kind(name: str) -> str:
    """Return what the name of a card says that it is."""
    return name.partition(".")[0].rpartition("-")[0]


def text_of(code: str, entries: Entries) -> str:
    """Write the file, with a finding in each line."""
    lines = [f'{{\n  "format": 1,\n  "rule": {json.dumps(code)},\n  "cards": {{']
    lines.append(",\n".join(f"    {json.dumps(name)}: {{\n{_entry(entry)}\n    }}" for name, entry in entries.items()))
    return "\n".join([*lines, "  }\n}\n"])


def _entry(entry: dict[str, Any]) -> str:
    return ",\n".join(f"      {json.dumps(key)}: {_value(value)}" for key, value in entry.items())


def _value(value: str | list[dict[str, Any]]) -> str:
    if isinstance(value, str) or not value:
        return json.dumps(value, ensure_ascii=False)
    rows = ",\n".join(f"        {json.dumps(row, ensure_ascii=False)}" for row in value)
    return f"[\n{rows}\n      ]"


def begin(home: Path, rule: Rule) -> None:
    """Write the examples of a rule as the first two cards, with what was measured where the rule looks at it."""
    home.mkdir(exist_ok=True)
    for name, text, evidence in (
        ("raises-1.card.yaml", bad_card(rule), evidence_for(rule, rule.docs.measured)),
        ("near-miss-1.card.yaml", good_card(rule), evidence_for(rule)),
    ):
        (home / name).write_text(text, encoding="utf-8", newline="\n")
        facts = evidence.get("facts")
        if facts:
            facts_path(home / name).write_text(facts.to_json(counted=True), encoding="utf-8", newline="\n")


def left(code: str, before: Entries, after: Entries) -> Iterator[str]:
    """Say what has changed, and what only a person can write."""
    for name, entry in after.items():
        raised = code in [finding["code"] for finding in entry["findings"]]
        if raised != (kind(name) == "raises"):
            yield f"{name} {'raises' if raised else 'does not raise'} {code}. Change the card or its name."
        if not entry["about"]:
            yield f"{name}: say under about what it is an example of."
        was = before.get(name, {}).get("findings")
        if was is not None and was != entry["findings"]:
            yield f"{name} had {_told(was)} and has {_told(entry['findings'])}. Is that what the rule means?"
    for wanted in KINDS:
        missing = 2 - sum(kind(name) == wanted for name in after)
        if missing > 0:
            yield f"Write {missing} more {wanted}-N.card.yaml."


def _told(findings: list[dict[str, Any]]) -> str:
    return ", ".join(f"{one['code']} at {one['line']}:{one['column']}" for one in findings) or "nothing"


def main(codes: list[str]) -> None:
    """Write the files of these rules."""
    for code in codes:
        rule = find(code)
        if rule is None or rule.code in NEEDS_MORE:
            raise SystemExit(f"The suite has no cards for {code}." if rule else f"There is no rule {code}.")
        home = SUITE / rule.code
        if not home.is_dir():
            begin(home, rule)
        before = entries_of(home)
        entries = {name: before.get(name, NEW) for name in cards_in(home, before)}
        after = {name: found(checked(home, name, entry), entry) for name, entry in entries.items()}
        write_atomically(home / "expected.json", text_of(rule.code, after))
        sys.stdout.writelines(
            f"{line}\n" for line in (f"{home.name}: {len(after)} cards.", *left(rule.code, before, after))
        )


if __name__ == "__main__":
    main(sys.argv[1:])
