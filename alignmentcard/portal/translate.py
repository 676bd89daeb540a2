"""The pages of a starter that nobody changed, in another language than the one they were written in."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from alignmentcard.errors import AlignmentCardError
from alignmentcard.messages import SOURCE, speaking
from alignmentcard.messages.languages import known
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
    config = source / CONFIG
    if not config.is_file():
        raise AlignmentCardError(f"There is no {CONFIG} in {source}. Choose the folder of a portal.")
    fresh, own = {}, []
    for name, page in _there(source):
        text = page.read_text("utf-8", errors="replace")
        versions = _versions(name)
        if text not in (*versions.values(), *_english(versions)):
            own.append(name)
        elif text != versions[language]:
            fresh[name] = versions[language]
    before = config.read_text("utf-8", errors="replace")
    after = configuration.in_language(before, language)
    if after != before:
        fresh[CONFIG] = after
    for name, text in fresh.items():
        write_atomically(source / name, text)
    return Translated(tuple(fresh), tuple(own))


def still_english(source: Path, language: str) -> Iterator[str]:
    """Say how to translate what the starter has in English and could have in the language of the portal."""
    if language not in known():
        return
    texts = ((_versions(name), page.read_text("utf-8", errors="replace")) for name, page in _there(source))
    found = sum(text in _english(versions) and text != versions[language] for versions, text in texts)
    if found:
        yield (
            f"{found} {'page' if found == 1 else 'pages'} of the portal, as the program wrote them, can be in "
            f"“{language}” as the rest is: alignmentcard site translate {source}"
        )


def _there(source: Path) -> Iterator[tuple[str, Path]]:
    yield from ((name, source / name) for name, _ in pages() if (source / name).is_file())


def _english(versions: Mapping[str, str]) -> tuple[str, str]:
    """Return a page in English, and as it stands in a portal of another language where it was not translated yet."""
    return versions[SOURCE], marked(versions[SOURCE])


@cache
def _versions(name: str) -> Mapping[str, str]:
    """Return a page of the starter by the tags of the languages."""
    text = dict(pages())[name].read_text("utf-8")
    found = {}
    for tag in (SOURCE, *known()):
        with speaking(tag):
            found[tag] = in_language(name, text)
    return found
