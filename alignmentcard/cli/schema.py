"""alignmentcard schema: the machine-readable files of the standard."""

import click

from alignmentcard.cli import terminal
from alignmentcard.model import VERSION
from alignmentcard.resources import folder

FILES = {
    "json-schema": f"alignmentcard-{VERSION}.schema.json",
    "context": "context.jsonld",
    "vocabulary": "vocabulary.ttl",
    "report": "report-1.schema.json",
}


@click.command()
@click.option("--format", "format_", type=click.Choice(list(FILES)), default="json-schema", show_default=True)
def command(format_: str) -> None:
    """Print the JSON Schema of a card, the JSON-LD context, the vocabulary as Turtle, or the schema of JSON reports."""
    terminal.document((folder("schema") / FILES[format_]).read_text(encoding="utf-8"))
