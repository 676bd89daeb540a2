"""`site`: build a portal from a folder of cards and prose."""

import shlex
import sys
from collections.abc import Iterator
from pathlib import Path

import click

from alignmentcard.cli import terminal
from alignmentcard.portal.build.build import Portal


@click.group("site")
def command() -> None:
    """Build a portal from cards and prose."""


FOLDER = click.Path(exists=True, file_okay=False, path_type=Path)


@command.command()
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@click.option("--name", help="The name of the portal.  [default: the name of the folder]")
@click.option("--url", help="The address where the portal will stand, such as https://example.org/cards/.")
@click.option("--language", default="en", show_default=True, help="Its language: en, de or es.")
def new(folder: Path, name: str | None, url: str | None, language: str) -> None:
    """Write the starter of a portal into DIR, which is new or empty."""
    from alignmentcard.portal.start import start

    language = _known(language)
    if url is None and sys.stdin.isatty():
        url = click.prompt("Address where the portal will stand (empty: not known yet)", default="", show_default=False)
    files = start(
        folder, name or folder.resolve().name.replace("-", " ").replace("_", " ").capitalize(), url or "", language
    )
    terminal.say(f"Portal started in {folder}: {len(files)} files.")
    terminal.say(f"See it with: alignmentcard site serve {folder}")
    if not url:
        terminal.tell("Before you publish it, write its address into mkdocs.yml as site_url.")


@command.command()
@click.argument("folder", metavar="DIR", type=FOLDER)
@click.option("--language", help="en, de or es.  [default: what mkdocs.yml says]")
def translate(folder: Path, language: str | None) -> None:
    """Put navigation and pages of the portal in DIR into a language; pages that you changed stay as they are."""
    from alignmentcard.portal.configuration import language_of_theme
    from alignmentcard.portal.translate import translate

    config = folder / "mkdocs.yml"
    language = language or (language_of_theme(config.read_text("utf-8", "replace")) if config.is_file() else "en")
    done = translate(folder, _known(language))
    for name in done.written:
        terminal.say(f"Written: {name}")
    if done.own:
        terminal.tell(f"Yours, and left as they are: {', '.join(done.own)}.")
    if not done.written:
        terminal.say(f"Nothing to do: all that the program wrote is in “{language}”.")


def _known(language: str) -> str:
    """Return the language that has texts: `de` for `de-AT` and `de_CH`."""
    from alignmentcard.messages.languages import known, nearest

    found = nearest(language)
    if found is None:
        there = ", ".join(known())
        raise click.BadParameter(f"there are texts in en, {there}, and none in “{language}”.", param_hint="--language")
    return found


@command.command()
@click.argument("folder", metavar="DIR", type=FOLDER)
@click.option("-o", "--output", type=click.Path(file_okay=False, path_type=Path), help="Folder to write to.")
@click.option("--draft", is_flag=True, help="Exit with 0 even where cards have errors.")
@click.option("--clean", is_flag=True, help="Make everything anew, also what has not changed.")
@click.option("--browser", is_flag=True, help="Put the checker itself into the portal, so that its pages check cards.")
def build(folder: Path, output: Path | None, *, draft: bool, clean: bool, browser: bool) -> None:
    """Check the cards in DIR/cards and build the portal of DIR.

    With --browser the pages /check/ and /measure/ of the portal check cards and measure tables in the browser of its
    reader; nothing is sent anywhere.
    The first time this gets about 46 MB from the registries of npm and Python, and needs Node.js 20 or later and pip.
    """
    from alignmentcard.cli import manual, note
    from alignmentcard.portal.browser.pack import build_pack
    from alignmentcard.portal.build.build import build as build_portal

    pack = build_pack() if browser else None
    portal = build_portal(folder, output, {"commands": manual.page}, clean=clean, tell=note, pack=pack)
    for line in summary(portal):
        terminal.say(line)
    for line in faults(portal, folder / "cards"):
        terminal.tell(line)
    if portal.broken and not draft:
        terminal.tell("The portal is built all the same. The exit status is 1; with --draft it is 0.")
        raise click.exceptions.Exit(1)


@command.command()
@click.argument("folder", metavar="DIR", type=FOLDER)
@click.option("--port", type=click.IntRange(0, 65535), default=8000, show_default=True, help="0 takes any free one.")
def serve(folder: Path, port: int) -> None:
    """Build the portal of DIR, show it on this machine, and keep it up to date while its files are edited."""
    from alignmentcard.cli import manual
    from alignmentcard.portal.serve.watch import serve as serve_portal

    serve_portal(folder, port, {"commands": manual.page}, lambda text: terminal.page(text, err=True))


def summary(portal: Portal) -> tuple[str, str]:
    """Say where the portal is and what is in it."""
    found = portal.findings
    counts = ((found[kind], word) for kind, word in KINDS.items() if found[kind])
    kinds = ", ".join(f"{count} {word}{'' if count == 1 else 's'}" for count, word in counts) or "none"
    return (
        f"Portal: {portal.folder / 'index.html'}",
        f"Cards: {portal.cards}. Pages: {portal.pages}. Findings: {found.total()} ({kinds}).",
    )


KINDS = {"error": "error", "warning": "warning", "info": "question"}
MOST_TOLD = 20


def faults(portal: Portal, cards: Path) -> Iterator[str]:
    """Yield which cards have errors, where the first of each is, and how to see them all."""
    files = [str(cards / name) for name in portal.broken]
    for file, fault in zip(files[:MOST_TOLD], portal.broken.values(), strict=False):
        yield f"{file}, {fault}"
    if not files:
        return
    one = len(files) == 1
    what = "A card has errors; its page says so" if one else f"{len(files)} cards have errors; their pages say so"
    yield f"{what}. What to do: alignmentcard check {shlex.quote(files[0] if one else str(cards))}"
