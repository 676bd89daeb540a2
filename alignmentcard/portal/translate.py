"""The pages of a starter that nobody changed, in another language than the one they were written in."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from alignmentcard.errors import AlignmentCardError
from alignmentcard.messages import SOURCE, speaking
from alignmentcard.messages.languages import known, nearest
from alignmentcard.portal import configuration
from alignmentcard.portal.configuration import CONFIG
from alignmentcard.portal.prose import in_language, marked
from alignmentcard.portal.start import pages
from alignmentcard.saving import write_atomically


@dataclass(frozen=True)
class Translated:
    """What became of the files of a portal, each by its place in the portal."""

    written: tuple[str, ...]
    own: tuple[str, ...]
    """Pages that are not as any starter has them, so that they stay as they are."""


def translate(source: Path, language: str) -> Translated:
    """Put the navigation and the pages of a portal into a language, by its tag, and write the tag into `mkdocs.yml`.

    A page is put into it where it is word for word as the starter has it in one of the languages.
    """
    if not (source / CONFIG).is_file():
        raise AlignmentCardError(f"There is no {CONFIG} in {source}. Choose the folder of a portal.")
    fresh, own = {}, []
    for name, versions in _there(source):
        text = _text(source / name)
        if text not in (*versions.values(), *_english(versions)):
            own.append(name)
        elif text != versions[language]:
            fresh[name] = versions[language]
    before = _text(source / CONFIG)
    if before is None:
        raise AlignmentCardError(f"{source / CONFIG} is not text in UTF-8. Save it as such; nothing was changed.")
    after = configuration.in_language(before, language)
    if after != before:
        fresh[CONFIG] = after
    for name, text in fresh.items():
        _write(source / name, text)
    return Translated(tuple(fresh), tuple(own))


def _text(path: Path) -> str | None:
    """Return the text of a file, with its lines ended as ours; None where it is not in UTF-8."""
    try:
        return path.read_bytes().decode("utf-8").replace("\r\n", "\n")
    except UnicodeDecodeError:
        return None


def _write(path: Path, text: str) -> None:
    """Replace a file, and end its lines as they were ended."""
    ended = "\r\n" if b"\r\n" in path.read_bytes() else "\n"
    write_atomically(path, text.replace("\n", ended))


def still_english(source: Path, language: str) -> Iterator[str]:
    """Say how to translate what the starter has in English and could have in the language of the portal."""
    wanted = nearest(language)
    if wanted in (None, SOURCE):
        return
    texts = ((_text(source / name), versions) for name, versions in _there(source))
    found = sum(text in _english(versions) and text != versions[wanted] for text, versions in texts)
    if found:
        yield (
            f"{found} {'page' if found == 1 else 'pages'} of the portal, as the program wrote them, can be in "
            f"“{language}” as the rest is: alignmentcard site translate {source}"
        )


def _there(source: Path) -> Iterator[tuple[str, Mapping[str, str]]]:
    """Yield the pages of a starter that a portal has, each by the tags of the languages."""
    for name, shipped in pages():
        if (source / name).is_file():
            yield name, _versions(name, shipped)


def _english(versions: Mapping[str, str]) -> tuple[str, str]:
    """Return a page in English, and as it stands in a portal of another language where it was not translated yet."""
    return versions[SOURCE], marked(versions[SOURCE])


@cache
def _versions(name: str, shipped: Path) -> Mapping[str, str]:
    """Return a page of the starter by the tags of the languages."""
    text = shipped.read_text("utf-8")
    found = {}
    for tag in (SOURCE, *known()):
        with speaking(tag):
            found[tag] = in_language(name, text)
    return found
