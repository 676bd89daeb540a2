"""A key that is no field: what it may have been meant to be, and what to do with it."""

from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

from alignmentcard.document import Document
from alignmentcard.edit import Fix, Rename, Set, flow
from alignmentcard.messages import later
from alignmentcard.messages.retold import worded
from alignmentcard.model.fields import Field, find, walk
from alignmentcard.paths import Route, path_of, split, value_at
from alignmentcard.rules.misfits.synonyms import plain
from alignmentcard.rules.misfits.typed import pair_record
from alignmentcard.rules.reading.gaps import field_meant, pair_in
from alignmentcard.rules.reading.misplaced import misplaced
from alignmentcard.rules.rule import Problem
from alignmentcard.text.slips.characters import UNSEEN, as_meant, name_of

AT_ONE = later("{message} The standard has it at `{one}`.")
AT_BOTH = later("{message} The standard has it at `{one}` and at `{other}`.")
FEW = 2
"""Places of a field that a sentence names."""


class Key(NamedTuple):
    """A key that is no field: where it stands, in which field, and what its place is called."""

    document: Document
    route: Route
    parent: Field | None
    holder: str

    @property
    def text(self) -> str:
        """The key as it is written."""
        return str(self.route[-1])

    @property
    def message(self) -> str:
        """The sentence that says so."""
        return worded("`{key}` is not a field of {holder}.", key=self.text, holder=self.holder)

    @property
    def siblings(self) -> str:
        """The sentence that names the fields of its place."""
        return worded("Fields here: {siblings}.", siblings=", ".join(self.parent.children if self.parent else ()))

    def problem(self, message: str, help_: str, fix: Fix | None = None) -> Problem:
        """Return what is wrong, shown at the key."""
        return Problem(self.route, message, help_, fix, on_key=True)


def unknown(document: Document, route: Route) -> Problem:
    """Say of a key that is no field what is likeliest: the first that fits of what follows here."""
    parent = find(split(path_of(document.data, route[:-1]))) if len(route) > 1 else find(())
    key = Key(document, route, parent, path_of(document.data, route[:-1]) or worded("a card"))
    looks: tuple[Callable[[Key], Problem | None], ...] = (
        _pair, _misplaced, _dotted, _merging, _misspelt, _one_level_off, _word, _elsewhere,
    )  # fmt: skip
    found = next((problem for look in looks if (problem := look(key))), None)
    return found or key.problem(
        _looking_odd(key), worded("{of} Fields of your own go under `extensions`.", of=key.siblings)
    )


def _pair(key: Key) -> Problem | None:
    """An entry of two texts, of which the first became the key."""
    pair = pair_in(key.document.data, key.route)
    if not pair:
        return None
    record = pair_record(*pair)
    help_ = worded("Write what and why each with its name: `- {written}`", written=flow(record))
    fix = Fix(worded("Write both names"), (Set(key.route[:-1], record),), safe=False)
    return key.problem(key.message, help_, fix)


def _misplaced(key: Key) -> Problem | None:
    """A field that belongs elsewhere, or a value in the place of a field."""
    belongs = misplaced(key.document, key.parent, key.route)
    return key.problem(key.message, belongs) if belongs else None


def _dotted(key: Key) -> Problem | None:
    """The path of a field in the place of its name."""
    above, _, last = key.text.rpartition(".")
    inner = key.text if find(split(key.text)) else f"{key.holder}.{key.text}"
    if not (above and find(split(inner))):
        return None
    entry: Any = value_at(key.document.data, key.route[:-1])
    value = entry[key.text] if isinstance(entry, dict) else {}
    help_ = worded(
        "A dot does not nest here: write `{last}: {value}` below `{split}:`.",
        last=last,
        value="" if isinstance(value, dict | list) else flow(value),
        split=split(inner)[-2],
    )
    return key.problem(key.message, help_)


def _merging(key: Key) -> Problem | None:
    """The key that joined mappings in an older YAML."""
    if key.text != "<<":
        return None
    help_ = worded("Write the fields out, or take the whole record over by an alias; YAML 1.2 has no merge keys.")
    return key.problem(worded("{message} It joined mappings in YAML 1.1.", message=key.message), help_)


def _misspelt(key: Key) -> Problem | None:
    """A field of this place whose name is written in another way; it is renamed where that name is free."""
    meant, certain = field_meant(key.parent, key.text)
    if not meant:
        return None
    free = key.document.mark((*key.route[:-1], meant)) is None
    rename = Fix(worded("Rename it to {meant}", meant=meant), (Rename(key.route, meant),), safe=certain)
    message = worded("{message} Did you mean `{meant}`?", message=_looking_odd(key), meant=meant)
    return key.problem(message, key.siblings, rename if free else None)


def _one_level_off(key: Key) -> Problem | None:
    """The name of a field in a record here, or of a record that this one stands in."""
    spelt = plain(key.text)
    inner = [name for name, field in _children(key) if field.shape == "record" and spelt in field.children]
    if len(inner) == 1 and len(key.route) > 1:
        place = f"{key.holder}.{inner[0]}.{spelt}"
        help_ = worded("Write it below `{record}:`, two blanks further to the right.", record=inner[0])
        message = worded(AT_ONE, message=_looking_odd(key), one=place)
        return key.problem(message, help_)
    for length in range(len(key.route) - 2, 0, -1):
        above = path_of(key.document.data, key.route[:length])
        field = find(split(above))
        if field and spelt in field.children and isinstance(value_at(key.document.data, key.route[:length]), dict):
            place = f"{above}.{spelt}"
            message = worded(AT_ONE, message=_looking_odd(key), one=place)
            return key.problem(message, worded("Move it there."))
    return None


def _word(key: Key) -> Problem | None:
    """A word that a field of this place takes, in the place of its name: `attention_check: true`."""
    spelt = plain(key.text)
    for name, field in _children(key):
        terms = tuple(field.vocabulary.terms) if field.vocabulary and field.shape == "list" else ()
        word = next((one for one in (spelt, spelt.removesuffix("s")) if one in terms), None)
        if word:
            message = worded("{message} `{word}` is a word of `{name}`.", message=key.message, word=word, name=name)
            return key.problem(message, worded("Write it there: `{name}: [{word}]`", name=name, word=word))
    return None


def _children(key: Key) -> Iterator[tuple[str, Field]]:
    yield from key.parent.children.items() if key.parent else ()


def _elsewhere(key: Key) -> Problem | None:
    """The name of a field of another place, where there are one or two of them."""
    spelt = plain(key.text)
    named = [field.path for field in walk() if field.name == spelt and not field.path.endswith("*")]
    places = [one for one in named if "*" not in one] or named
    if not 1 <= len(places) <= FEW:
        return None
    message = worded(AT_BOTH if len(places) > 1 else AT_ONE, message=_looking_odd(key), one=places[0], other=places[-1])
    return key.problem(message, worded("Move it there.") if len(places) == 1 else worded("Move it where you mean it."))


def _looking_odd(key: Key) -> str:
    """Return the sentence about a key; of one with a sign that nobody sees, that it has that."""
    odd = UNSEEN.search(key.text)
    if not odd:
        return key.message
    return worded(
        "`{seen}` has a {name_of} before or in it, which looks like a blank or like nothing.",
        seen=as_meant(key.text).strip(),
        name_of=name_of(odd[0]),
    )
