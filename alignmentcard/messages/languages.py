"""A language: its catalogue of messages, and how it writes numbers, dates and lists; the only importer of babel."""

import datetime
import gettext
import re
from collections.abc import Callable, Mapping, Sequence
from copy import copy
from dataclasses import dataclass, field, replace
from functools import cache, cached_property, lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from alignmentcard.messages.pseudo import PSEUDO, disguised
from alignmentcard.shipped import folder

if TYPE_CHECKING:
    from babel import Locale

THIN = "\u202f"
"""Stands in English between thousands, and before the sign of percent."""


@dataclass(frozen=True)
class Language:
    """A language that pages can be in; `tag` is that of BCP 47, `texts` and `plurals` are by their English text."""

    tag: str
    texts: Mapping[str, str] = field(default_factory=dict, hash=False)
    plurals: Mapping[str, tuple[str, ...]] = field(default_factory=dict, hash=False)
    form: Callable[[int], int] = lambda count: int(count != 1)
    """Which form of a plural belongs to a count."""
    forms: str = "n != 1"
    """The expression of gettext that `form` was made of."""
    in_pages: frozenset[str] = frozenset()
    """The texts that scripts say; of a plural, that of one."""
    standing: frozenset[str] = frozenset()
    """The texts that the program in a page never says: those of pages that are built and stand, and of scripts."""
    kept_as: str = ""
    """The tag of its catalogue, which is `de` of `de-AT`; empty where there is none."""

    @property
    def is_source(self) -> bool:
        """Whether it is the language that the texts are written in."""
        return self is ENGLISH

    @property
    def locale(self) -> str:
        """The tag of the language that numbers and dates are written in; another than that of a pseudo-locale."""
        return PSEUDO.get(self.tag, self.tag)

    @cached_property
    def direction(self) -> str:
        """`ltr` or `rtl`."""
        return "ltr" if self.is_source else str(self._locale.text_direction)

    @cached_property
    def _locale(self) -> "Locale":
        return _locale(self.tag)

    def figure(self, value: float) -> str:
        """Write a figure with digits, without digits that say nothing."""
        rounded = value if float(value).is_integer() else float(f"{value:.6g}")
        whole = float(rounded).is_integer()
        if self.is_source:
            return f"{rounded:,.0f}".replace(",", THIN) if whole else f"{rounded:.6g}"
        return _decimal(self.tag, round(rounded) if whole else rounded, 0, 9)

    def decimals(self, value: float, digits: int = 2) -> str:
        """Write a figure with so many digits behind its point; what rounds to zero has no sign."""
        if self.is_source:
            return f"{value:z.{digits}f}"
        return _decimal(self.tag, round(value, digits) + 0.0, digits, digits)

    def significant(self, value: float, digits: int = 6) -> str:
        """Write a figure with at most so many digits that say something."""
        if self.is_source:
            return f"{value:.{digits}g}"
        return _decimal(self.tag, float(f"{value:.{digits}g}"), 0, 12)

    def percent(self, share: float, digits: int = 0) -> str:
        """Write a share of 1 in percent."""
        if self.is_source:
            return f"{100 * share:.{digits}f}{THIN}%"
        from babel.numbers import format_percent

        return format_percent(round(share, digits + 2), None, self._locale, decimal_quantization=False)

    def date(self, text: str) -> str:
        """Write a day or a month as readers do; what is neither in ISO 8601 stays as it is, and so does English."""
        if self.is_source or not DAY.fullmatch(text):
            return text
        from babel.dates import format_date, format_skeleton

        try:
            if len(text) == len("2001-01"):
                return format_skeleton("yMMMM", datetime.date.fromisoformat(f"{text}-01"), locale=self._locale)
            return format_date(datetime.date.fromisoformat(text), "medium", self._locale)
        except ValueError:
            return text

    def listed(self, items: Sequence[str], *, either: bool = False) -> str:
        """Join parts as in a sentence, with “and”, or “or” where only one of them holds."""
        if self.is_source:
            joiner = " or " if either else " and "
            return joiner.join(filter(None, [", ".join(items[:-1]), items[-1]])) if items else ""
        from babel.lists import format_list

        return format_list(list(items), "or" if either else "standard", self._locale)

    def names(self, kind: str) -> Mapping[str, str]:
        """Return the names of `territories` or `languages` by their codes; empty where babel is not installed."""
        if find_spec("babel") is None:
            return {}
        return cast(Mapping[str, str], getattr(self._locale, kind))


ENGLISH = Language("en")
DAY = re.compile(r"\d{4}-\d\d(-\d\d)?")
"""A day, or a month as a whole."""


@lru_cache(1 << 14)
def _decimal(tag: str, value: float, least: int, most: int) -> str:
    """Write a number with at least and at most so many digits behind its point."""
    locale = _locale(tag)
    pattern = copy(locale.decimal_formats[None])
    pattern.frac_prec = (least, most)
    return str(pattern.apply(value, locale))


@cache
def _locale(tag: str) -> "Locale":
    """Return what is known of a language; that of its family where nothing is known of the tag itself."""
    from babel import Locale, UnknownLocaleError

    for wanted in (PSEUDO.get(tag, tag), tag.partition("-")[0]):
        try:
            return Locale.parse(wanted, sep="-")
        except (UnknownLocaleError, ValueError):
            continue
    return Locale("en")


def known() -> list[str]:
    """Return the tags of the languages that have a catalogue, without English."""
    return sorted(path.stem for path in _folder().glob("*.po"))


def nearest(tag: str) -> str | None:
    """Return the tag of the language that has texts, such as `de` for `de-AT` and `de_CH`; None where there is none."""
    family = re.split("[-_]", tag)[0].lower()
    kept = {one.lower(): one for one in (ENGLISH.tag, *known())}
    return kept.get(tag.replace("_", "-").lower()) or kept.get(family)


@cache
def language_of(tag: str) -> Language:
    """Return a language by its tag, such as `de` or `de-AT`; English where there is no catalogue of it."""
    if tag == ENGLISH.tag:
        return ENGLISH
    if tag in PSEUDO:
        return _pseudo(tag)
    wanted = nearest(tag)
    if wanted in (None, ENGLISH.tag):
        return ENGLISH
    return replace(_read(wanted), tag=tag.replace("_", "-"))


@cache
def _read(tag: str) -> Language:
    catalogue = _catalogue(tag)
    form = gettext.c2py(catalogue.plural_expr)
    told = [one for one in catalogue if one.id and one.string and not one.fuzzy]
    texts = {one.id: one.string for one in told if isinstance(one.id, str)}
    plurals = {one.id[0]: tuple(one.string) for one in told if not isinstance(one.id, str) and all(one.string)}
    return Language(tag, texts, plurals, form, catalogue.plural_expr, _shown(told), _standing(told), tag)


def _shown(told: Sequence[Any]) -> frozenset[str]:
    return frozenset(_key(one) for one in told if any(place.endswith(".js") for place, _ in one.locations))


def _standing(told: Sequence[Any]) -> frozenset[str]:
    return frozenset(_key(one) for one in told if all(place.startswith(STANDING) for place, _ in one.locations))


REFERENCE = "reference/"
"""How a catalogue marks the texts of pages that explain the standard: as if they stood in a folder of that name."""
STANDING = (
    *(REFERENCE, "site", "alignmentcard/portal/build/"),
    *(f"templates/{page}." for page in ("rule", "rules", "statistics", "profiles", "croissant", "crosswalk")),
    *(f"templates/{page}." for page in ("fields", "vocabulary", "python", "reports", "catalogue", "check")),
)
"""Where texts stand that only pages say which are made when the portal is built, and scripts, which get their own."""


def _key(one: Any) -> str:
    return str(one.id if isinstance(one.id, str) else one.id[0])


def _pseudo(tag: str) -> Language:
    """Return a language that disguises every text there is; which there are, any catalogue knows."""
    told = [one for one in _catalogue(known()[0]) if one.id]
    texts = {one.id: disguised(one.id) for one in told if isinstance(one.id, str)}
    plurals = {one.id[0]: tuple(map(disguised, one.id)) for one in told if not isinstance(one.id, str)}
    return Language(tag, texts, plurals, in_pages=_shown(told), standing=_standing(told))


def _catalogue(tag: str) -> Any:
    from babel.messages.pofile import read_po

    with (_folder() / f"{tag}.po").open("rb") as file:
        return read_po(file, tag.replace("-", "_"))


def _folder() -> Path:
    return folder("languages")
