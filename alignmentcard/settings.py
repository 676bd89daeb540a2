"""What a project has decided for all who check its cards: `alignmentcard.toml`, or a table in `pyproject.toml`."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from alignmentcard.errors import BadSettingsError

OWN_FILE = "alignmentcard.toml"
SHARED_FILE = "pyproject.toml"
TABLE = "tool.alignmentcard"

TEXTS = "a list of texts in quotes"
KINDS = {
    "profile": "a text in quotes",
    "select": TEXTS,
    "ignore": TEXTS,
    "fail-on": "a text in quotes",
    "format": "a text in quotes",
    "paths": TEXTS,
}


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
        options = {name: value for name, value in self.values.items() if name != "paths"}
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


def _read(path: Path, choices: Mapping[str, tuple[str, ...]]) -> Settings | None:
    if not path.is_file():
        return None
    try:
        return _parsed(path, choices)
    except BadSettingsError:
        if path.resolve().is_relative_to(path.parent.resolve()):
            raise
        raise BadSettingsError(
            f"The settings in {path} cannot be used. It is a link to a file elsewhere, and what is wrong there is not "
            "shown. Put the file itself there."
        ) from None


def _parsed(path: Path, choices: Mapping[str, tuple[str, ...]]) -> Settings | None:
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
    return Settings(data, path)


def _look(path: Path, name: str, value: Any, choices: Mapping[str, tuple[str, ...]]) -> None:
    if name not in KINDS:
        raise BadSettingsError(f"{path} has the unknown setting {name}. Settings are: {', '.join(KINDS)}.")
    right = _texts(value) if KINDS[name] == TEXTS else isinstance(value, str)
    if not right:
        raise BadSettingsError(f"In {path}, {name} must be {KINDS[name]}; it is {value!r}.")
    if name in choices and value not in choices[name]:
        raise BadSettingsError(f"In {path}, {name} is {value!r}; it can be {', '.join(choices[name])}.")


def _texts(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(entry, str) for entry in value)


def _near(path: Path) -> Path:
    """Write a path from the current folder where it stands below it, as people would."""
    here = Path.cwd()
    return path.relative_to(here) if path.is_relative_to(here) else path
