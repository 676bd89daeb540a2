"""`site`: build a portal from a folder of cards and prose."""

from pathlib import Path

import click

from alignmentcard.portal.build import Portal


@click.group("site")
def command() -> None:
    """Build a portal from cards and prose."""


@command.command()
@click.argument("folder", metavar="DIR", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("-o", "--output", type=click.Path(file_okay=False, path_type=Path), help="Folder to write to.")
@click.option("--draft", is_flag=True, help="Exit with 0 even where cards have errors.")
def build(folder: Path, output: Path | None, *, draft: bool) -> None:
    """Check the cards in DIR/cards and build the portal of DIR."""
    from alignmentcard.cli import manual
    from alignmentcard.portal.build import build as build_portal

    portal = build_portal(folder, output, {"commands": manual.page})
    click.echo(said(portal))
    if portal.broken and not draft:
        click.echo(f"With errors: {', '.join(portal.broken)}. Their pages say so. (--draft: exit with 0.)", err=True)
        raise click.exceptions.Exit(1)


def said(portal: Portal) -> str:
    """Say where the portal is and what is in it."""
    found = portal.findings
    kinds = ", ".join(f"{found[kind]} {word}" for kind, word in KINDS.items() if found[kind]) or "none"
    return (
        f"Portal: {portal.folder / 'index.html'}\n"
        f"Cards: {portal.cards}. Pages: {portal.pages}. Findings: {found.total()} ({kinds})."
    )


KINDS = {"error": "errors", "warning": "warnings", "info": "questions"}
