"""Facts: what was measured about a card's data, and its file `<card>.measured.json`.

The file is written the same way every time: keys in alphabetical order, numbers rounded to ten decimals and at most ten
significant digits, nothing for what is absent. The same table and settings give the same bytes on either engine.
"""

import dataclasses
import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Literal

from alignmentcard.errors import AlignmentCardError
from alignmentcard.measurement.results.account import FileAccount
from alignmentcard.measurement.results.counted import Counted
from alignmentcard.measurement.results.place import MOST_BYTES, card_digest, facts_path
from alignmentcard.measurement.results.values import DimensionFacts, PoolFacts
from alignmentcard.measurement.settings import settings_of
from alignmentcard.messages.retold import Worded, joined, worded

if TYPE_CHECKING:
    from pydantic import TypeAdapter, ValidationError

__all__ = [
    "Facts",
    "FactsError",
    "FileAccount",
    "FileFacts",
    "TableFacts",
    "card_digest",
    "facts_path",
    "json_schema",
    "read_facts",
    "rounded",
    "write_facts",
]

FORMAT: Final = 2
SECOND = ("account", "told")
"""What files of the first format do not have."""
DIGITS = 10


class FactsError(AlignmentCardError):
    """A file of measurements cannot be used."""


@dataclass(frozen=True)
class FileFacts:
    """A file that was measured: its path relative to the card, its SHA-256 (none for remote files) and its size."""

    path: str
    sha256: str | None = None
    bytes: int | None = None


@dataclass(frozen=True)
class TableFacts:
    """How the table was read.

    `guessed` are the roles whose column was guessed. `missing_codes` are texts in the attributes of raters that look
    like missing values and are not declared. `rater_ids` names the platform whose ids the raters' look like: mturk,
    prolific or email. `tool` is the annotation tool or the dataset that the files were recognised as.
    """

    shape: str
    rows: int
    columns: Mapping[str, str]
    guessed: tuple[str, ...] = ()
    missing_codes: Mapping[str, tuple[str, ...]] = dataclasses.field(default_factory=dict)
    rater_ids: str | None = None
    tool: str | None = None


@dataclass(frozen=True)
class Facts:
    """All that was measured. `card` is the digest of the parts of the card that the result depends on.

    `account` says for each file where its answers went, and `told` are sentences about how the table was read. Files of
    the first format did not say, and stay as they were: what was reviewed has the same bytes. `counted` is known where
    the data is at hand, and is not written: it depends on more of the card than the measurements.
    """

    format: Literal[1, 2]
    program: str
    settings: Mapping[str, str | int | float]
    files: tuple[FileFacts, ...]
    table: TableFacts
    pool: PoolFacts
    dimensions: Mapping[str, DimensionFacts]
    card: str | None = None
    account: tuple[FileAccount, ...] = ()
    told: tuple[str, ...] = ()
    counted: Counted | None = dataclasses.field(default=None, compare=False)

    def dimension(self, name: str | None) -> DimensionFacts | None:
        """Return what was measured about a dimension; without a name, about the only one."""
        if name is None:
            return next(iter(self.dimensions.values())) if len(self.dimensions) == 1 else None
        return self.dimensions.get(name)

    def to_json(self, *, counted: bool = False) -> str:
        """Write the facts as text; what was `counted` beside them only where that is asked for."""
        left_out = {*(() if self.format == FORMAT else SECOND), *(() if counted else ("counted",))}
        plain = {name: part for name, part in _plain(self).items() if name not in left_out}
        return json.dumps(plain, ensure_ascii=False, indent=2, sort_keys=True, allow_nan=False) + "\n"

    @classmethod
    def from_json(cls, text: str, name: str = "The file of measurements") -> "Facts":
        """Read facts from text; `name` is the file for messages.

        The text may come from a stranger: its depth, its numbers and its settings are bounded. FactsError says why it
        cannot be used.
        """
        from pydantic import ValidationError

        from alignmentcard.measurement.results.bounds import out_of_bounds

        try:
            facts = _adapter().validate_json(text)
            settings_of(facts.settings)
        except ValidationError as error:
            raise FactsError(joined(" ", (_misfit(error, name), ANEW))) from None
        except AlignmentCardError as error:
            why = worded("{name} tells settings that cannot be: {error}", name=name, error=error.args[0])
            raise FactsError(joined(" ", (why, ANEW))) from None
        for place, reason in out_of_bounds(facts):
            where = worded("In {name}, at {place}: {reason}.", name=name, place=_place_in_words(place), reason=reason)
            raise FactsError(joined(" ", (where, ANEW)))
        return facts


ANEW = worded("Run “alignmentcard measure” again.")
SHOWN = 80
"""Characters of a place or a value that a message shows."""


def _misfit(error: "ValidationError", name: str) -> Worded:
    """Say why a text is no measurements, of all reasons the first; `name` is the file."""
    first = error.errors(include_url=False)[0]
    if first["type"] == "json_invalid":
        return worded("{name} is not JSON: {error}.", name=name, error=first["ctx"]["error"])
    if first["loc"] in ((), ("format",)):
        found = str(first["input"] if first["type"] == "literal_error" else None)[:SHOWN]
        return worded("{name} has format {found}, not {format}.", name=name, found=found, format=str(FORMAT))
    return worded("{name} does not fit its format at {place}.", name=name, place=_place_in_words(first["loc"]))


def _place_in_words(place: tuple[str | int, ...]) -> str:
    return ".".join(map(str, place))[:SHOWN]


@cache
def _adapter() -> "TypeAdapter[Facts]":
    """Return the checker of the file's format, which takes a while to build and is not always needed."""
    from pydantic import TypeAdapter

    return TypeAdapter(Facts)


def read_facts(path: Path) -> Facts:
    """Read a file of measurements."""
    try:
        if (size := path.stat().st_size) > MOST_BYTES:
            raise FactsError(
                worded(
                    "{path} has {size:,} bytes; a file of measurements may have {most:,}.",
                    path=str(path),
                    size=size,
                    most=MOST_BYTES,
                )
            )
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        raise FactsError(
            worded("There is no file at {path}. Run “alignmentcard measure” to make it.", path=str(path))
        ) from None
    return Facts.from_json(text, str(path))


def write_facts(facts: Facts, path: Path) -> None:
    """Write a file of measurements, whole or not at all."""
    from alignmentcard.saving import write_atomically

    write_atomically(path, facts.to_json())


def json_schema() -> dict[str, Any]:
    """Return the JSON Schema of the file."""
    schema = _adapter().json_schema(mode="serialization")
    schema["properties"]["format"] = {"const": FORMAT, "title": "Format", "type": "integer"}
    schema["required"] += SECOND
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": "https://w3id.org/alignmentcard/measured-2.schema.json",
        **schema,
        "title": "AlignmentCard measurements 2",
    }


def _plain(value: Any) -> Any:
    """Turn facts into what JSON has, without what is absent."""
    if dataclasses.is_dataclass(value):
        pairs = ((field.name, getattr(value, field.name)) for field in dataclasses.fields(value))
        return {name: _plain(part) for name, part in pairs if part is not None}
    if isinstance(value, Mapping):
        return {str(key): _plain(part) for key, part in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(part) for part in value]
    return rounded(value) if isinstance(value, float) else value


def rounded(number: float) -> float:
    """Round to ten decimals and at most ten significant digits."""
    return float(f"{round(number, DIGITS):.{DIGITS}g}") + 0.0
