"""Many cards held to the questions of several profiles, where only the counts matter."""

from collections.abc import Iterable

from alignmentcard.document import Document
from alignmentcard.once import once
from alignmentcard.paths import covering, path_of
from alignmentcard.profiles import Expected, Profile
from alignmentcard.profiles.completeness import listed_gaps, routes

Counts = tuple[int, int, int]
"""Questions answered, gaps with a reason, and open ones."""
NOT_ASKED, ANSWERED, GAP, OPEN = range(4)
"""States of a field or a question; the most of its fields is that of a question."""
Stated = tuple[int, bool, int]
"""The state of a field in all its places, whether one is answered, and the state without those that are open."""

Key = tuple[object, ...]
"""What a field is wanted by: its path and what its entry must say."""


class Tally:
    """The questions of several profiles; each field that they want is looked up once a card."""

    def __init__(self, profiles: Iterable[Profile]) -> None:
        numbers: dict[Key, int] = {}
        wanted: dict[int, Expected] = {}
        self._questions: dict[str, list[list[int]]] = {}
        for profile in profiles:
            asked = self._questions[profile.name] = []
            for question in profile.questions:
                keys = [(one.path, *one.when.items()) for one in question.expects]
                asked.append([numbers.setdefault(key, len(numbers)) for key in keys])
                wanted |= zip(asked[-1], question.expects, strict=True)
        self._wanted = {key: wanted[number] for key, number in numbers.items()}
        self._own = [expected.path.startswith("extensions.") for expected in self._wanted.values()]

    def of(self, document: Document, needless: frozenset[str] = frozenset()) -> dict[str, Counts]:
        """Count the questions of each profile by what the card does with them, as `completeness` tells in full.

        Fields that are gaps for a reason among `needless` are passed over, as if nobody had asked about them.
        """
        listed = tuple(listed_gaps(document.data))
        covered = covering(tuple(gap["field"] for gap in listed))
        passed = covering(tuple(gap["field"] for gap in listed if gap["reason"] in needless))

        def state(expected: Expected) -> Stated:
            found = {NOT_ASKED}
            for route in routes(document, expected):
                if document.has(route):
                    found.add(ANSWERED)
                elif not found.issuperset((GAP, OPEN)) and not passed(path := path_of(document.data, route)):
                    found.add(GAP if covered(path) else OPEN)
            return max(found), ANSWERED in found, max(found - {OPEN})

        known = _states(document).setdefault(needless, {})
        for key, expected in self._wanted.items():
            if key not in known:
                known[key] = state(expected)
        states = [known[key] for key in self._wanted]
        return {name: _counts(states, self._own, asked) for name, asked in self._questions.items()}


@once
def _states(_: Document) -> dict[frozenset[str], dict[Key, Stated]]:
    """Return what is known of the fields of a card, by the gaps that are passed over; profiles want the same ones."""
    return {}


@once
def tally_of(profile: Profile) -> Tally:
    """Return the questions of one profile."""
    return Tally([profile])


def _counts(states: list[Stated], own: list[bool], asked: list[list[int]]) -> Counts:
    """Count questions; free text of a profile and fields of the standard are not missed beside each other."""
    found = []
    for numbers in asked:
        answered = {own[number] for number in numbers if states[number][1]}
        found.append(max((states[one][2 if (not own[one]) in answered else 0] for one in numbers), default=NOT_ASKED))
    return found.count(ANSWERED), found.count(GAP), found.count(OPEN)
