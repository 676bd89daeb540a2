"""Which column probably holds what: by its name and by what is in it, each candidate with a score and a reason.

A score is the product of how much the name says (1 for `rater_id`, less for `name`, little for any other) and how well
the contents fit the role. From `SURE` on a guess is taken; below it, or where two columns may hold the answers, the
author is asked.
"""

import shlex
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from alignmentcard.measurement.tables.columns import NAMES, ColumnError, listed
from alignmentcard.measurement.tables.profiles import Profile, Table
from alignmentcard.measurement.tables.structure import roles_by_contents, settled
from alignmentcard.measurement.tables.usual_names import (
    DECISIONS,
    EXPLICIT,
    MACHINE,
    PERSONAL,
    QUALITY,
    TIMES,
    WEAK,
    bare,
    named,
    names_somebody,
)
from alignmentcard.messages import retold
from alignmentcard.messages.retold import joined, worded

SURE = 0.5
WORDS = 40
"""Texts longer than this on average are written freely and are not ids or answers."""
IDS = 12
"""Ids of people are hardly longer on average than this, unless they are made by a program."""
SOME = 5
"""From so many rows on, contents count against a name."""


@dataclass(frozen=True)
class Candidate:
    """A column that may hold what a role asks for, how likely that is, and why."""

    column: str
    score: float
    reason: str


class UnclearTableError(ColumnError):
    """Columns that are needed cannot be told from names and contents.

    `open` are the candidates of each role that is not clear, `said` what to say so that the table can be read, as
    ROLE=NAME, and `columns` those of the table.
    """

    def __init__(
        self, text: str, open_: Mapping[str, Sequence[Candidate]], said: Sequence[str], columns: Sequence[str]
    ) -> None:
        super().__init__(text)
        self.open, self.said, self.columns = open_, tuple(said), tuple(columns)


@dataclass
class Guess:
    """What was guessed of a table: candidates of each role; taken columns are no candidates.

    `rows_are_items` says that a row is an item, whose id then differs in every row.
    """

    table: Table
    taken: set[str] = field(default_factory=set)
    candidates: dict[str, list[Candidate]] = field(default_factory=dict)
    rows_are_items: bool = False

    def role(self, role: str) -> str | None:
        """Return the column of a role where it is clear, and take it."""
        found = self._explicit(role) or self.likely(role)
        self.candidates[role] = found
        if not found or found[0].score < SURE:
            return None
        if role == "value" and len(found) > 1 and found[1].score >= SURE:
            return None
        self.taken.add(found[0].column)
        return found[0].column

    def _explicit(self, role: str) -> list[Candidate]:
        free = {bare(name): name for name in self.table.columns if name not in self.taken}
        return [Candidate(free[name], 1.0, worded("so called")) for name in EXPLICIT.get(role, ()) if name in free][:1]

    def likely(self, role: str) -> list[Candidate]:
        """Return the columns that may have a role, the likeliest first; other names only where no usual one will do."""
        free = {name: named(role, name) for name in self.table.columns if name not in self.taken}
        found = self._scored(role, {name: score for name, score in free.items() if score > 0})
        if role in ANY_NAME and (not found or found[0].score < SURE):
            found += self._scored(role, {name: UNNAMED for name, score in free.items() if score == 0})
        return sorted(found, key=lambda one: -one.score)

    def _scored(self, role: str, names: Mapping[str, float]) -> list[Candidate]:
        """Score columns by what their names say, and what is in them."""
        if not names or not self.table.rows:
            return []
        seen = self.table.profile(list(names))
        fits = {name: FITS.get(role, _fits_other)(one, self) for name, one in seen.items()}
        scores = {name: round(names[name] * fit, 4) for name, (fit, _) in fits.items()}
        found = [
            Candidate(name, score, fits[name][1] or seen[name].described) for name, score in scores.items() if score
        ]
        return sorted(found, key=lambda one: -one.score)


ANY_NAME = ("item", "rater", "value")
UNNAMED = 0.3
DAYS = 0.7
"""A date that comes again may be what was judged, as the day of a diary is."""


def _fits_item(seen: Profile, guess: Guess) -> tuple[float, str]:
    """An item is an id that comes again with every rating of it."""
    if seen.nested or seen.unfit or not seen.filled or (seen.different == 1 and seen.rows > SOME):
        return 0.0, ""
    fits = 1.0 if seen.filled > 0.95 * seen.rows else 0.5
    if guess.rows_are_items:
        fits *= 1.0 if seen.unique else 0.5
    if seen.dates or TIMES.fullmatch(bare(seen.name)):
        return (DAYS if seen.different <= 0.5 * seen.filled else 0.1) * fits, ""
    if seen.fractions > 0.1 or bare(seen.name) in NAMES["value"]:
        return 0.1 * fits, ""
    if seen.short and seen.rows > SOME * seen.different * seen.different:
        fits *= 0.5
    if guess.rows_are_items:
        return fits, ""
    if seen.unique and seen.rows > SOME and bare(seen.name) in WEAK["item"] and _asked_of_several(guess):
        return 0.3 * fits, worded("differs in every row, so it may be the number of the row")
    return fits, ""


def _asked_of_several(guess: Guess) -> bool:
    """Say whether rows look like single ratings: a column of people has the same people again and again."""
    people = [name for name in guess.table.columns if named("rater", name) >= SURE]
    return any(one.different < 0.9 * one.rows and not one.nested for one in guess.table.profile(people).values())


def names_raters(table: Table) -> bool:
    """Say whether a column holds ids of raters that come again: then label_1 and label_2 are questions, not people."""
    ids = [name for name in table.columns if bare(name) in EXPLICIT["rater"]]
    return any(1 < one.different < one.filled and not one.nested for one in table.profile(ids).values())


def _fits_rater(seen: Profile, guess: Guess) -> tuple[float, str]:
    """A rater is an id that comes again."""
    if seen.nested or seen.unfit or not seen.filled or seen.length > WORDS:
        return 0.0, ""
    fits = 1.0 if seen.filled > 0.5 * seen.rows else 0.6
    if bare(seen.name) in ("response_id", "responseid") and not seen.unique:
        return 0.1, ""
    if seen.fractions > 0.1 or TIMES.fullmatch(bare(seen.name)):
        return 0.0, ""
    if bare(seen.name) == "subject" and seen.length > IDS:
        return 0.0, ""  # of an e-mail
    if seen.unique and seen.rows > SOME and not named("rater", seen.name) >= SURE:
        return 0.1, ""
    if {value.lower() for value in seen.values} <= {"true", "false", "yes", "no", "0", "1"} and seen.values:
        return 0.2 * fits, ""
    return fits, ""


def _fits_value(seen: Profile, guess: Guess) -> tuple[float, str]:
    """An answer comes from a short list, or is a number."""
    plain = bare(seen.name)
    if not seen.filled or seen.unfit or seen.dates:
        return 0.0, ""
    if seen.nested:
        return (
            (0.9, worded("a list of labels in each cell"))
            if seen.kind.startswith(("list", "large_list"))
            else (0.0, "")
        )
    if seen.values and {value.lower() for value in seen.values} <= DECISIONS:
        return 0.0, ""
    if MACHINE.fullmatch(plain) or (seen.fractions > 0.5 and seen.different > 30 and plain not in EXPLICIT["value"]
                                    and seen.low is not None and seen.low >= 0 and (seen.high or 0) <= 1):  # fmt: skip
        return 0.2, worded("looks like the score of a model")
    if TIMES.fullmatch(plain) or (seen.numbers and (seen.high or 0) > 1e9):
        return 0.1, ""
    if not seen.numbers and not seen.short and (seen.length > WORDS or seen.different > 0.5 * seen.rows > SOME):
        return 0.1, worded("is free text")
    if not seen.numbers and seen.unique and seen.rows > SOME:
        return 0.1, worded("differs in every row")
    if seen.unique and seen.rows > 4 * SOME and not seen.fractions and plain not in NAMES["value"]:
        return 0.1, ""
    if seen.different == 1 and seen.rows > 1:
        return 0.7, ""
    return (1.0 if seen.short or seen.numbers or seen.length <= WORDS / 2 else 0.6), ""


def _fits_answer(seen: Profile, guess: Guess) -> tuple[float, str]:
    """An answer is not what is known of the rater, nor what was judged."""
    fit, reason = _fits_value(seen, guess)
    if fit > 0.2 and PERSONAL.fullmatch(bare(seen.name)):
        return 0.2, worded("says who the rater is")
    if fit > 0.1 and names_somebody(seen.name) and not named("value", seen.name):
        return 0.1, worded("is an id")
    judged = bare(seen.name) in WEAK["item"] or (bare(seen.name) in REPLIES and not seen.numbers and _graded(guess))
    if fit > 0.3 and judged:
        return 0.3, worded("says what was judged")
    return fit, reason


REPLIES = ("response", "answer", "completion", "output", "reply")
"""What models write and people answer, both."""


def _graded(guess: Guess) -> bool:
    """Say whether columns of numbers are called for what replies are judged for, such as helpfulness and coherence."""
    named_so = [name for name in guess.table.columns if name not in guess.taken and QUALITY.fullmatch(bare(name))]
    return sum(one.numbers and one.short for one in guess.table.profile(named_so).values()) > 1


def _fits_other(seen: Profile, guess: Guess) -> tuple[float, str]:
    """A dimension, a condition or an occasion has fewer values than there are rows."""
    if seen.nested or not seen.filled or seen.length > 4 * WORDS:
        return 0.0, ""
    few = SOME if bare(seen.name) in WEAK["item"] else 4 * SOME
    many = seen.different > 0.5 * seen.rows > 0.5 * few
    return (0.2 if many else 1.0), ""


def _fits_count(seen: Profile, guess: Guess) -> tuple[float, str]:
    whole = seen.numbers and not seen.fractions and (seen.low or 0) >= 0
    return (1.0 if whole else 0.0), ""


Fit = Callable[[Profile, Guess], tuple[float, str]]
FITS: dict[str, Fit] = {"item": _fits_item, "rater": _fits_rater, "value": _fits_answer, "count": _fits_count}


def unclear(
    guess: Guess,
    open_: Iterable[str],
    found: Mapping[str, str],
    more: str = "",
    instead: Mapping[str, str] | None = None,
) -> UnclearTableError:
    """Say in one message which roles are open, what is likely and why, and what to say.

    `found` are the roles that are clear; `more` is another sentence, `instead` what it proposes to say.
    """
    roles = list(open_)
    of_rater = _of_rater(guess, found.get("rater"))
    best = {role: [one for one in guess.candidates.get(role, []) if one.column not in found.values()
                   and not (role == "item" and one.column in of_rater)][:3] for role in roles}  # fmt: skip
    known = {role: found[role] for role in ("item", "rater", "value") if role in found}
    if not instead:
        instead = roles_by_contents(guess.table, known)
        best |= {
            role: _first(guess, name, best.get(role, []))
            for role, name in instead.items()
            if role not in known and name in guess.table.types and "." not in role
        }
        roles = [role for role in dict.fromkeys(("item", "rater", "value", *roles)) if role in best]
    said = [f"{role}={name}" for role, name in known.items()]
    said = [f"{role}={name}" for role, name in instead.items()] or [*said, *_best(roles, best)]
    told = joined("; ", [_candidates_in_words(role, best[role]) for role in roles])
    which = retold.listed([worded("the {role}", role=role) for role in roles])
    options = " ".join(f"--column {shlex.quote(one)}" for one in said)
    text = worded(
        "It is not clear which column holds {which}. {told}. {more}Say it with {options}, or in the card under "
        "release.files.columns. The table has: {columns}.",
        which=which,
        told=told,
        more=more,
        options=options,
        columns=listed(guess.table.columns),
    )
    return UnclearTableError(text, best, said, guess.table.columns)


def _of_rater(guess: Guess, rater: str | None) -> set[str]:
    """Return the columns that the rater settles, and that are no items then: what else is known of people."""
    likely = [one.column for one in guess.candidates.get("item", ())]
    if rater is None or rater not in guess.table.types or guess.table.profile([rater])[rater].unique:
        return set()
    return settled(guess.table, [rater], likely)


def _first(guess: Guess, name: str, likely: Sequence[Candidate]) -> list[Candidate]:
    """Put a column before the others that may have a role."""
    first = Candidate(name, SURE, guess.table.profile([name])[name].described)
    return [first, *(one for one in likely if one.column != name)][:3]


def _best(roles: Sequence[str], best: Mapping[str, Sequence[Candidate]]) -> Iterator[str]:
    """Yield the likeliest column of each role, no column twice."""
    used: set[str] = set()
    for role in roles:
        name = next((one.column for one in best[role] if one.column not in used), "NAME")
        used.add(name)
        yield f"{role}={name}"


def _candidates_in_words(role: str, likely: Sequence[Candidate]) -> str:
    if not likely:
        return worded("{role}: no column looks like it", role=role)
    named = [worded("{column} ({reason})", column=one.column, reason=one.reason) for one in likely]
    return worded("{role}: perhaps {named}", role=role, named=retold.listed(named, either=True))
