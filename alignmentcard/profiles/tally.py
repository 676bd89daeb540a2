"""Many cards held to the questions of several profiles, where only the counts matter."""

from collections.abc import Callable, Iterable, Sequence

from alignmentcard.document import Document
from alignmentcard.once import once
from alignmentcard.paths import Route, covering, path_of
from alignmentcard.profiles import Expected, Profile
from alignmentcard.profiles.completeness import listed_gaps, routes

Counts = tuple[int, int, int]
"""Questions answered, gaps with a reason, and open ones."""
NOT_ASKED, ANSWERED, GAP, OPEN = range(4)
"""States of a field or a question; the most of its fields is that of a question."""
Stated = tuple[int, bool, int]
"""The state of a field in all its places, whether one is answered, and the state without those that are open."""
ALONE: dict[int, Stated] = {
    state: (state, state == ANSWERED, NOT_ASKED if state == OPEN else state) for state in range(OPEN + 1)
}
"""What a field with a single place is, by the state of that place."""


class Tally:
    """The questions of several profiles; each field that they want is looked up once a card."""

    def __init__(self, profiles: Iterable[Profile]) -> None:
        numbers: dict[str, int] = {}
        wanted: dict[int, Expected] = {}
        asked: dict[str, list[list[int]]] = {}
        for profile in profiles:
            asked[profile.name] = []
            for question in profile.questions:
                keys = [_key(one) for one in question.expects]
                asked[profile.name].append([numbers.setdefault(key, len(numbers)) for key in keys])
                wanted |= zip(asked[profile.name][-1], question.expects, strict=True)
        self._wanted = {key: wanted[number] for key, number in numbers.items()}
        own = [expected.path.startswith("extensions.") for expected in self._wanted.values()]
        self._questions = {name: _Asked(those, own) for name, those in asked.items()}

    def of(self, document: Document, needless: frozenset[str] = frozenset()) -> dict[str, Counts]:
        """Count the questions of each profile by what the card does with them, as `completeness` tells in full.

        Fields that are gaps for a reason among `needless` are passed over, as if nobody had asked about them.
        """
        listed = tuple(listed_gaps(document.data))
        covered = covering(tuple(gap["field"] for gap in listed))
        passed = covering(tuple(gap["field"] for gap in listed if gap["reason"] in needless))

        def at(route: Route, path: str | None = None) -> int:
            if document.has(route):
                return ANSWERED
            path = path or path_of(document.data, route)
            return NOT_ASKED if passed(path) else GAP if covered(path) else OPEN

        whole = _states(document).setdefault(NOBODY, {})
        known = _states(document).setdefault(needless, {})
        for key, expected in self._wanted.items():
            if key not in known:
                before = whole.get(key)  # what has no gap is the same whatever gaps are passed over
                known[key] = before if before and before[2] != GAP else _state(document, expected, at)
        states = [known[key] for key in self._wanted]
        return {name: asked.counts(states) for name, asked in self._questions.items()}


NOBODY: frozenset[str] = frozenset()
"""No gap is passed over."""


def _key(expected: Expected) -> str:
    """Return what a field is wanted by, its path and what its entry must say: as a text, which is found the fastest."""
    return " ".join((expected.path, *(f"{name}={value}" for name, value in expected.when.items())))


def _state(document: Document, expected: Expected, at: Callable[..., int]) -> Stated:
    """Return the state of a field; `at` tells that of a place by its route, and by its path where that is known."""
    if expected.place:
        return ALONE[at(expected.place, expected.path)]
    found = {NOT_ASKED, *map(at, routes(document, expected))}
    return max(found), ANSWERED in found, max(found - {OPEN})


@once
def _states(_: Document) -> dict[frozenset[str], dict[str, Stated]]:
    """Return what is known of the fields of a card, by the gaps that are passed over; profiles want the same ones."""
    return {}


@once
def tally_of(profile: Profile) -> Tally:
    """Return the questions of one profile."""
    return Tally([profile])


class _Asked:
    """The questions of a profile by the numbers of their fields; `own` says which fields are free text of a profile."""

    __slots__ = ("alone", "mixed", "several")

    def __init__(self, questions: Iterable[Sequence[int]], own: Sequence[bool]) -> None:
        self.alone: list[int] = []
        """The fields of questions that have one."""
        self.several: list[Sequence[int]] = []
        """The fields of other questions, all free text or none."""
        self.mixed: list[tuple[list[int], list[int]]] = []
        """The fields of the standard and the free text of questions that have both."""
        for numbers in questions:
            standard, free = ([one for one in numbers if own[one] is mine] for mine in (False, True))
            if standard and free:
                self.mixed.append((standard, free))
            elif len(numbers) == 1:
                self.alone.extend(numbers)
            else:
                self.several.append(numbers)

    def counts(self, states: Sequence[Stated]) -> Counts:
        """Count what became of the questions."""
        whole = [state for state, _, _ in states]
        found = [whole[one] for one in self.alone]
        found += [max([whole[one] for one in numbers], default=NOT_ASKED) for numbers in self.several]
        found += [_mixed(states, *groups) for groups in self.mixed]
        return found.count(ANSWERED), found.count(GAP), found.count(OPEN)


def _mixed(states: Sequence[Stated], *groups: Sequence[int]) -> int:
    """Return what became of a question; free text and fields of the standard are not missed beside each other."""
    answered = [any(states[one][1] for one in group) for group in groups]
    others = zip(groups, reversed(answered), strict=True)
    return max(states[one][2 if other else 0] for group, other in others for one in group)
