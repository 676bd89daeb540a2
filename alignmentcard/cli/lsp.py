"""alignmentcard lsp: the language server that an editor starts."""

import click

from alignmentcard.errors import MissingExtraError
from alignmentcard.profiles import DEFAULT, load_profile, names


@click.command("lsp")
@click.option(
    "--profile",
    help=f"What is expected: {', '.join(names())}, or a file; else what the project's settings say, else {DEFAULT}.",
)
@click.option("--stdio", is_flag=True, hidden=True, expose_value=False, help="What editors add; there is no other way.")
def command(profile: str | None) -> None:
    """Check cards while they are written, on standard input and output.

    An editor starts this command by itself. How to tell it to: the page Editors of the guide.
    """
    try:
        from alignmentcard.lsp.server import serve
    except ModuleNotFoundError as error:
        if error.name and error.name.partition(".")[0] in ("pygls", "lsprotocol"):
            raise MissingExtraError("The language server", "lsp") from error
        raise
    if profile:
        load_profile(profile)
    serve(profile)
