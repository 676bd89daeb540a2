"""Findings that say the same of several places as one: `definition.text` is empty in 5 dimensions."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from alignmentcard.messages import _, _n, spoken
from alignmentcard.messages.retold import say
from alignmentcard.paths import Route
from alignmentcard.rules.finding import Finding
from alignmentcard.words import several

SEVERITY = {"error": 0, "warning": 1, "info": 2}
NAMED = 4
"""So many names are listed; the rest is counted."""


@dataclass(frozen=True)
class Group:
    """Findings of one rule that differ only in the place that they are about."""

    findings: tuple[Finding, ...]

    @property
    def first(self) -> Finding:
        """The finding that stands first in the text."""
        return self.findings[0]

    @property
    def said(self) -> str:
        """What is wrong, once for all places, in the language that is spoken."""
        if spoken().is_source or len(self.findings) == 1:
            return say(self.sentence)
        places = [f"`{finding.field}`" if finding.field else _line(finding) for finding in self.findings[1:]]
        shown, more = places[:NAMED], len(places) - NAMED
        listed = several([*shown, _n("{count} more", "{count} more", more)] if more > 0 else shown)
        return _("{sentence} The same holds for {places}.", sentence=say(self.first.message), places=listed)

    @cached_property
    def sentence(self) -> str:
        """What is wrong, said once for all places, in English."""
        if len(self.findings) == 1:
            return self.first.message
        names = list(dict.fromkeys(_name(finding) for finding in self.findings))
        where = _entries(self.findings)
        template = _template(self.first)
        if "{entry}" in template:
            named = list(dict.fromkeys(_entry(finding) for finding in self.findings))
            return _plural(template, len(named), "{entry}").replace("{entry}", _listed(named), 1)
        if "{}" not in template:
            lines = several([str(finding.line) for finding in self.findings[1 : NAMED + 1]])
            more = len(self.findings) - 1 - NAMED
            return f"{self.first.message} The same in line {lines}{f' and {more} more' if more > 0 else ''}."
        said = template.replace("{} is empty", "{} is empty@", 1) if where else template
        said = _plural(said, len(names), "{}")
        said = said.replace("@", f" in {where}") if "@" in said else f"{said} ({where})" if where else said
        return said.replace("{}", _listed(names), 1)


def _line(finding: Finding) -> str:
    return _("line {line}", line=finding.line)


def _plural(said: str, count: int, place: str) -> str:
    """Let a sentence speak of several things."""
    if count == 1:
        return said
    for one, more in (("is", "are"), ("was", "were"), ("has", "have"), ("says", "say")):
        said = said.replace(f"{place} {one} ", f"{place} {more} ", 1).replace(f"{place} {one}@", f"{place} {more}@", 1)
    return said.replace("is empty@", "are empty@", 1).replace(" expects it", " expects them")


def grouped(findings: Iterable[Finding]) -> list[Group]:
    """Put findings together that say the same; errors first, then in the order of the text."""
    places: dict[tuple[str, str, str, str], list[Finding]] = {}
    for finding in findings:
        key = (finding.severity, finding.code, _template(finding), _section(finding.route) or str(finding.line))
        places.setdefault((*key[:3], key[3] + "." + _name(finding)), []).append(finding)
    merged: dict[tuple[str, ...], list[Finding]] = {}
    for (severity, code, template, __), found in places.items():
        about = (_section(found[0].route), *(str(f.route[1]) for f in found if _in_entry(f.route)))
        alone = () if "{}" in template else (_name(found[0]),)
        about = about[:1] if "{entry}" in template else about
        merged.setdefault((severity, code, template, *about, *alone), []).extend(found)
    groups = [Group(tuple(sorted(found, key=lambda f: (f.line, f.column)))) for found in merged.values()]
    return sorted(groups, key=lambda group: (SEVERITY[group.first.severity], group.first.line, group.first.column))


def _template(finding: Finding) -> str:
    """Return the message with a mark in place of the path, or of the id of the entry, that it is about."""
    if finding.field and f"`{finding.field}`" in finding.message:
        return finding.message.replace(f"`{finding.field}`", "{}", 1)
    entry = _entry(finding)
    return finding.message.replace(f"`{entry}`", "{entry}") if entry else finding.message


def _entry(finding: Finding) -> str:
    """Return the id of the dimension, pool or other entry that a finding is about."""
    inside = len(finding.route) > 1 and isinstance(finding.route[1], int) and finding.field.count(".") > 0
    return finding.field.split(".")[1] if inside else ""


def _section(route: Route) -> str:
    return str(route[0]) if route else ""


def _in_entry(route: Route) -> bool:
    return len(route) > 2 and isinstance(route[1], int)


def _name(finding: Finding) -> str:
    """Return a path as it is called within its entry: `definition.text` for `dimensions.harmful.definition.text`."""
    return (
        finding.field.split(".", 2)[2] if _in_entry(finding.route) and finding.field.count(".") > 1 else finding.field
    )


def _entries(findings: Iterable[Finding]) -> str:
    """Say in which entries the places are: `5 dimensions`, or `pools.us-panel`."""
    found = {f.route[1]: f.field.split(".")[1] for f in findings if _in_entry(f.route) and f.field.count(".") > 1}
    section = next((_section(f.route) for f in findings if _in_entry(f.route)), "")
    if len(found) == 1:
        return f"{section}.{next(iter(found.values()))}"
    return f"{len(found)} {section}" if found else ""


def _listed(names: list[str]) -> str:
    shown = [f"`{name}`" for name in names[:NAMED]]
    more = len(names) - NAMED
    return several([*shown, f"{more} more"] if more > 0 else shown)
