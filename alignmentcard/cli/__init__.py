"""The command line: a file for each command, loaded when it is called; the only importer of click."""

import atexit
import errno
import gc
import io
import os
import sys
from contextlib import suppress
from importlib import import_module
from keyword import iskeyword

import click

from alignmentcard.cli import terminal
from alignmentcard.errors import AlignmentCardError, Missed, MissingExtraError
from alignmentcard.processes import COLLECTION_THRESHOLD
from alignmentcard.programs import safe_path

COMMANDS = {
    "new": "Write a card: questions on a terminal, or answers from a file.",
    "check": "Check cards and say what is wrong, where, and what to do.",
    "show": "Show a card at a glance on a terminal.",
    "explain": "Explain one rule, or list them all.",
    "profiles": "List what venues expect, and say how far a card answers them.",
    "measure": "Compute from the ratings what the card and its readers ask about.",
    "plan": "Say how many raters and ratings are enough, before collecting.",
    "evaluate": "Say which system is closer to the people.",
    "diff": "Say what changed between two cards, and what it means for users of the data.",
    "review": "Measure a card's data again, compare, and record who did.",
    "fmt": "Put cards into the order and layout of the standard; comments stay.",
    "report": "Say of many cards as a whole what they reach, cover and lack.",
    "migrate": "Bring cards of older versions of the standard to the newest.",
    "import": "Draft a card from a README, a Croissant file, a datasheet or a table of ratings.",
    "export": "Write a card in another format: Croissant, Hugging Face, schema.org and others.",
    "render": "Write the page of a card as one HTML file, for mail, review and printing.",
    "schema": "Print the JSON Schema of a card, or another file of the standard.",
    "lsp": "Check cards while they are written: the language server that an editor starts.",
    "site": "Build a portal from a folder of cards.",
}


CALLED = {
    "check": ("validate", "lint", "verify", "test", "run", "audit", "fix"),
    "new": ("init", "create", "start", "write", "add", "generate", "template"),
    "explain": ("rules", "rule", "list", "codes", "docs", "help"),
    "fmt": ("format", "prettify", "tidy", "pretty"),
    "show": ("view", "cat", "print", "info", "summary"),
    "site": ("serve", "build", "portal", "web", "html", "publish"),
    "lsp": ("server", "language-server", "ls", "editor"),
    "measure": ("stats", "statistics", "compute", "analyse", "analyze", "agreement", "alpha"),
    "migrate": ("upgrade", "update"),
    "import": ("convert", "from", "load", "draft"),
    "export": ("to", "save", "convert-to"),
    "profiles": ("profile", "venues"),
    "diff": ("compare", "changes"),
    "report": ("overview", "collection"),
    "render": ("page", "pdf"),
    "review": ("sign", "approve"),
    "plan": ("power", "sample-size"),
    "evaluate": ("eval", "score"),
}
"""What other programs call these commands."""


def _no_command(name: str) -> str:
    from difflib import get_close_matches

    meant = next((command for command, names in CALLED.items() if name.lower() in names), None)
    meant = meant or next(iter(get_close_matches(name.lower(), COMMANDS, 1, 0.7)), None)
    if meant:
        return f"There is no command {name}. Did you mean: alignmentcard {meant}"
    return f"There is no command {name}. To list the commands: alignmentcard --help"


class Commands(click.Group):
    """Knows the commands by name and imports one only when it is called, so that --help is instant."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names in the order in which somebody needs them."""
        return list(COMMANDS)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command; for one that there is not, name the one that was meant."""
        name = args[0] if args else ""
        if name not in COMMANDS and not name.startswith("-"):
            raise click.UsageError(_no_command(name), ctx)
        return super().resolve_command(ctx, args)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import the module of a command."""
        if cmd_name not in COMMANDS:
            return None
        module = f"{cmd_name}_" if iskeyword(cmd_name) else cmd_name
        command: click.Command = import_module(f"{__name__}.{module}").command
        return command

    def invoke(self, ctx: click.Context) -> object:
        """Run a command; where it could not look at all there is, its own verdict does not count."""
        try:
            result: object = super().invoke(ctx)
        except (SystemExit, click.exceptions.Exit):
            if MISSED not in ctx.meta:
                raise
            result = None
        except ModuleNotFoundError as error:
            name = (error.name or "").partition(".")[0]
            if name not in EXTRAS:
                raise
            raise MissingExtraError(f"alignmentcard {ctx.invoked_subcommand}", EXTRAS[name]) from error
        if MISSED in ctx.meta:
            sys.exit(2)
        return result

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the list of commands without importing them."""
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))


@click.group(
    cls=Commands,
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog="Exit status: 0 nothing to report, 1 findings, 2 the call cannot be carried out.",
)
@click.version_option(package_name="alignmentcard", message="%(prog)s %(version)s")
def group() -> None:
    """Say what the data that aligns a language model really holds, and check that it is so."""
    terminal.prepare()


def main() -> None:
    """Run a command; what the user can change becomes one sentence and exit status 2."""
    gc.set_threshold(COLLECTION_THRESHOLD)
    atexit.register(gc.freeze)  # Python would look through all that is left before it ends
    safe_path()
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")  # to look for them takes longer than to check a card
    _stand_in()
    terminal.prepare()
    try:
        status = group.main(standalone_mode=False)
        if not sys.stdout.closed:  # a language server closes it when its editor leaves
            sys.stdout.flush()
        if isinstance(status, int) and status:  # what a command leaves by is returned, and not raised, in this mode
            sys.exit(status)
    except click.ClickException as error:
        _show(error)
        sys.exit(2)
    except AlignmentCardError as error:
        _tell(f"alignmentcard: {error}")
        sys.exit(2)
    except (click.Abort, KeyboardInterrupt):
        _tell("Stopped.")
        sys.exit(130)
    except BrokenPipeError:
        _let_go()
        sys.exit(141)
    except OSError as error:  # a disk that is full, a folder that may not be written
        where = f"{error.filename}: " if error.filename else ""
        if not where and error.errno in UNWRITABLE:
            where = "The output cannot be written: "
            _let_go()
        _tell(f"alignmentcard: {where}{error.strerror or error}.")
        sys.exit(2)


UNWRITABLE = (errno.ENOSPC, errno.EFBIG, errno.EBADF)
"""What the system says where a stream that was opened takes no more."""


def _stand_in() -> None:
    """Open what gives and takes nothing for streams that are closed, so that no file comes to stand there."""
    for name, mode, flag in (("stdin", "r", os.O_RDONLY), ("stdout", "w", os.O_RDONLY), ("stderr", "w", os.O_WRONLY)):
        if getattr(sys, name) is None:
            setattr(sys, name, os.fdopen(os.open(os.devnull, flag), mode, encoding="utf-8"))


def _let_go() -> None:
    """Leave what standard output still holds, so that ending the program does not try once more to write it."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _tell(sentence: str) -> None:
    """Write a sentence to standard error, which may be on the disk that is full; further lines of it are indented."""
    with suppress(OSError):
        terminal.page(sentence.replace("\n", "\n  "), err=True)


def _show(error: click.ClickException) -> None:
    """Write what is wrong with a call, which may name a file that a stranger named."""
    told = io.StringIO()
    error.show(told)
    with suppress(OSError):
        terminal.page(told.getvalue().rstrip("\n"), err=True)


EXTRAS = {
    **dict.fromkeys(("duckdb", "numpy", "pyarrow", "python_calamine"), "measure"),
    **dict.fromkeys(("pandas", "pyspark"), "spark"),
    **dict.fromkeys(("babel", "mkdocs", "material", "watchdog"), "portal"),
    **dict.fromkeys(("lsprotocol", "pygls"), "lsp"),
    **dict.fromkeys(("docx", "questionary"), "author"),
    "crowdkit": "models",
    "PIL": "pictures",
}
"""The optional part that a module comes with."""

MISSED = f"{__name__}.missed"
COLOR = f"{__name__}.color"
"""Whether colour was asked for, or forbidden."""


def note(sentence: str) -> None:
    """Tell something beside the output, on standard error; cards that are missed make the exit status 2."""
    context = click.get_current_context(silent=True)
    if isinstance(sentence, Missed) and context:
        context.meta[MISSED] = True
    terminal.tell(f"alignmentcard: {sentence}")


def wants_colour(stream: object) -> bool:
    """Say whether colour is wanted on a stream: as --color says, else on a terminal, and never with NO_COLOR."""
    context = click.get_current_context(silent=True)
    if context and COLOR in context.meta and stream is sys.stdout:
        return bool(context.meta[COLOR])
    return bool(getattr(stream, "isatty", lambda: False)()) and not os.environ.get("NO_COLOR")
