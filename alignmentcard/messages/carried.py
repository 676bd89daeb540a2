"""A language that travels to a program without babel, as plain data: its texts, and how it writes numbers and lists."""

import gettext
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from alignmentcard.messages.languages import DAY, Language

PARTS = ("a", "b", "c", "d")
"""What stands for the parts of a list, from which its joints are read."""
DECIMAL = 1234.5


@dataclass(frozen=True)
class Carried(Language):
    """A language as `packed` wrote it down."""

    joints: Mapping[str, Sequence[str]] | None = None
    """What stands between two parts alone, between most of more, and before the last; of `and` and of `or`."""
    group: str = ","
    point: str = "."
    sign: str = "%"
    """What stands behind a percentage."""
    days: Sequence[str] = ()
    """How a day of each month is written."""
    months: Sequence[str] = ()
    """How each month is written."""
    padded: bool = False
    """Whether the first nine days of a month have two digits."""
    toward: str = "ltr"

    @property
    def direction(self) -> str:
        """`ltr` or `rtl`."""
        return self.toward

    def figure(self, value: float) -> str:
        """Write a figure with digits, without digits that say nothing."""
        whole = float(value).is_integer()
        return self._written(f"{value:,.0f}" if whole else f"{float(f'{value:.6g}'):,.9f}".rstrip("0"))

    def decimals(self, value: float, digits: int = 2) -> str:
        """Write a figure with so many digits behind its point; what rounds to zero has no sign."""
        return self._written(f"{value:z,.{digits}f}")

    def significant(self, value: float, digits: int = 6) -> str:
        """Write a figure with at most so many digits that say something."""
        return self.figure(float(f"{value:.{digits}g}"))

    def percent(self, share: float, digits: int = 0) -> str:
        """Write a share of 1 in percent."""
        said = f"{100 * share:,.{digits}f}"
        return self._written(said.rstrip("0").rstrip(".") if "." in said else said) + self.sign

    def date(self, text: str) -> str:
        """Write a day or a month as readers do; what is neither in ISO 8601 stays as it is."""
        if not DAY.fullmatch(text):
            return text
        year, month, day = f"{text}-".split("-")[:3]
        written = self.days if day else self.months
        if not (1 <= int(month) <= len(written)):
            return text
        return written[int(month) - 1].format(year=year, day=day if self.padded else day.lstrip("0"))

    def listed(self, items: Sequence[str], *, either: bool = False) -> str:
        """Join parts as in a sentence, with “and”, or “or” where only one of them holds."""
        two, between, last = (self.joints or {}).get("or" if either else "and", (", ", ", ", ", "))
        if len(items) < 3:
            return two.join(items)
        return last.join([between.join(items[:-1]), items[-1]])

    def names(self, kind: str) -> Mapping[str, str]:
        """Return no names of territories or languages: they stay with the portal."""
        return {}

    def _written(self, number: str) -> str:
        return number.translate({ord(","): self.group, ord("."): self.point})


def packed(language: Language) -> dict[str, Any]:
    """Write a language down."""
    number = re.fullmatch(r"1(\D*)234(\D)5", language.decimals(DECIMAL, 1))
    return {
        "tag": language.tag,
        "texts": {text: said for text, said in sorted(language.texts.items()) if text not in language.standing},
        "plurals": dict(sorted(language.plurals.items())),
        "forms": language.forms,
        "joints": {word: _joints(language, word == "or") for word in ("and", "or")},
        "group": number[1] if number else ",",
        "point": number[2] if number else ".",
        "sign": language.percent(0.5).removeprefix("50"),
        "days": [_day(language.date(f"2001-{month:02}-24")) for month in range(1, 13)],
        "months": [_day(language.date(f"2001-{month:02}")) for month in range(1, 13)],
        "padded": "05" in language.date("2001-11-05"),
        "toward": language.direction,
    }


def _day(written: str) -> str:
    return written.replace("2001", "{year}").replace("24", "{day}")


def _joints(language: Language, either: bool) -> tuple[str, str, str]:
    two = language.listed(PARTS[:2], either=either)
    said = language.listed(PARTS, either=either)
    return two[1:-1], said[1 : said.index("b")], said[said.index("c") + 1 : -1]


def unpacked(told: Mapping[str, Any]) -> Carried:
    """Read a language that was written down."""
    given = dict(told)
    form, plurals = gettext.c2py(given["forms"]), given.pop("plurals")
    return Carried(**given, form=form, plurals={one: tuple(more) for one, more in plurals.items()})
