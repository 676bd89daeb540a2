"""What a project has decided for all who check its cards: `alignmentcard.toml`, or a table in `pyproject.toml`."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from alignmentcard.errors import BadSettingsError

OWN_FILE = "alignmentcard.toml"
SHARED_FILE = "pyproject.toml"
TABLE = "tool.alignmentcard"

TEXTS = "a list of texts in quotes"
LISTS = "a table of patterns, each with a list of codes"
KINDS = {
    "profile": "a text in quotes",
    "select": TEXTS,
    "ignore": TEXTS,
    "fail-on": "a text in quotes",
    "format": "a text in quotes",
    "paths": TEXTS,
    "extend": "a text in quotes",
    "extend-select": TEXTS,
    "exclude": TEXTS,
    "per-file-ignores": LISTS,
    "baseline": "a text in quotes",
}
FILES = ("baseline",)
"""Settings that name a file beside them."""


@dataclass(frozen=True)
class Settings:
    """Settings by the names of the options they stand for, and the file they come from."""

    values: Mapping[str, Any] = field(default_factory=dict)
    source: Path | None = None

    @property
    def paths(self) -> tuple[Path, ...]:
        """What to check where nothing is named: files and folders beside the settings."""
        home = self.source.parent if self.source else Path()
        return tuple(_near(home / path) for path in self.values.get("paths", ()))

    @property
    def defaults(self) -> dict[str, str]:
        """The options, as somebody would write them on the command line."""
        options = {name: value for name, value in self.values.items() if name not in ("paths", "extend")}
        for name in FILES:
            if self.source and name in options:
                options[name] = str(_near(self.source.parent / options[name]))
        if "per-file-ignores" in options:
            listed = options["per-file-ignores"].items()
            options["per-file-ignores"] = ",".join(f"{pattern}:{code}" for pattern, codes in listed for code in codes)
        if self.source and options.get("profile", "").endswith((".yaml", ".yml")):
            options["profile"] = str(_near(self.source.parent / options["profile"]))
        return {name: ",".join(value) if isinstance(value, list) else value for name, value in options.items()}


def find_settings(folder: Path, choices: Mapping[str, tuple[str, ...]]) -> Settings:
    """Return the settings of the nearest folder upwards that has any; `choices` are the words an option takes."""
    for home in (folder, *folder.parents):
        for name in (OWN_FILE, SHARED_FILE):
            settings = _read(home / name, choices)
            if settings:
                return settings
    return Settings()


def load_settings(path: Path, choices: Mapping[str, tuple[str, ...]]) -> Settings:
    """Return the settings of a file; BadSettingsError where it has none."""
    settings = _read(path, choices)
    if settings is None:
        reason = f"has no table [{TABLE}]" if path.is_file() else "does not exist"
        raise BadSettingsError(f"{path} {reason}, so there are no settings to take from it.")
    return settings


def _read(path: Path, choices: Mapping[str, tuple[str, ...]], extending: tuple[Path, ...] = ()) -> Settings | None:
    if not path.is_file():
        return None
    try:
        return _parsed(path, choices, extending)
    except BadSettingsError:
        if path.resolve().is_relative_to(path.parent.resolve()):
            raise
        raise BadSettingsError(
            f"The settings in {path} cannot be used. It is a link to a file elsewhere, and what is wrong there is not "
            "shown. Put the file itself there."
        ) from None


def _parsed(path: Path, choices: Mapping[str, tuple[str, ...]], extending: tuple[Path, ...]) -> Settings | None:
    import tomllib

    try:
        data: Any = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise BadSettingsError(f"The settings in {path} cannot be read: {error}.") from error
    except RecursionError:
        raise BadSettingsError(f"The settings in {path} are nested too deeply to be read.") from None
    if path.name == SHARED_FILE:
        tool = data.get("tool")
        data = tool.get("alignmentcard") if isinstance(tool, dict) else None
        if data is None:
            return None
    if not isinstance(data, dict):
        raise BadSettingsError(f"In {path}, {TABLE} must be a table: write [{TABLE}] and the settings below it.")
    for name, value in data.items():
        _look(path, name, value, choices)
    return Settings({**_extended(path, data, choices, extending), **data}, path)


def _extended(
    path: Path, data: Mapping[str, Any], choices: Mapping[str, tuple[str, ...]], extending: tuple[Path, ...]
) -> dict[str, Any]:
    """Return the settings that a file builds on; what they say of files is written from there."""
    if "extend" not in data:
        return {}
    base = path.parent / data["extend"]
    here = (*extending, path.resolve())
    try:
        itself = base.resolve() in here
        base.stat()
    except FileNotFoundError:
        pass
    except (OSError, ValueError) as error:  # a name that is too long, or that no file can have
        raise BadSettingsError(f"The settings in {path} extend a file that cannot be opened: {error}.") from error
    if itself:
        raise BadSettingsError(f"The settings in {path} extend themselves. Take one `extend` out.")
    found = _read(base, choices, here)
    if found is None:
        raise BadSettingsError(f"The settings in {path} extend {base}, which has no settings.")
    values = dict(found.values)
    home = base.absolute().parent
    if values.get("profile", "").endswith((".yaml", ".yml")):
        values["profile"] = str(home / values["profile"])
    for name in FILES:
        values |= {name: str(home / values[name])} if name in values else {}
    return values | ({"paths": [str(home / one) for one in values["paths"]]} if "paths" in values else {})


def _look(path: Path, name: str, value: Any, choices: Mapping[str, tuple[str, ...]]) -> None:
    if name not in KINDS:
        raise BadSettingsError(f"{path} has the unknown setting {name}. Settings are: {', '.join(KINDS)}.")
    right = _texts(value) if KINDS[name] == TEXTS else isinstance(value, str)
    if KINDS[name] == LISTS:
        right = isinstance(value, dict) and all(map(_texts, value.values()))
    if not right:
        raise BadSettingsError(f"In {path}, {name} must be {KINDS[name]}; it is {value!r}.")
    if any("\0" in text for text in _within(value)):
        raise BadSettingsError(f"In {path}, {name} holds the character U+0000, which no name can have. Take it out.")
    if name in choices and value not in choices[name]:
        raise BadSettingsError(f"In {path}, {name} is {value!r}; it can be {', '.join(choices[name])}.")


def _within(value: Any) -> Iterator[str]:
    """Yield every text in a setting."""
    if isinstance(value, str):
        yield value
    for one in (*value, *value.values()) if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from _within(one)


def _texts(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(entry, str) for entry in value)


def _near(path: Path) -> Path:
    """Write a path from the current folder where it stands below it, as people would."""
    here = Path.cwd()
    return path.relative_to(here) if path.is_relative_to(here) else path
