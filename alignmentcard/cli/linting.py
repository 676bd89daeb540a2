"""Options of `check` that people know from other linters: what is wanted, what is known, how it is shown."""

import os
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from difflib import unified_diff
from pathlib import Path
from typing import Any, TypeVar

import click

from alignmentcard.checker.check import Checked
from alignmentcard.checker.settled import Baseline, Settled, per_file_of
from alignmentcard.cli import COLOR, terminal
from alignmentcard.cli.choice import by_settings
from alignmentcard.cli.files import FilesCommand
from alignmentcard.document import Document
from alignmentcard.rules.finding import Finding
from alignmentcard.settings import Settings

CHOSEN = f"{__name__}.chosen"
ARGUMENTS = f"{__name__}.arguments"
Function = TypeVar("Function", bound=Callable[..., Any])


@dataclass(frozen=True)
class Linting:
    """What was chosen with these options."""

    values: Mapping[str, Any] = field(default_factory=dict)

    def __getattr__(self, name: str) -> Any:
        """Return the value of an option."""
        if name.startswith("_"):
            raise AttributeError(name)
        return self.values.get(name)

    def selected(self, select: tuple[str, ...]) -> tuple[str, ...]:
        """Add what --extend-select names to a selection; everything is selected where nothing is."""
        more = tuple(code.strip().upper() for code in (self.extend_select or "").split(",") if code.strip())
        return (*select, *more) if select else select

    def settled(self, settings: Settings) -> Settled:
        """Return what the project has settled about findings."""
        home = settings.source.absolute().parent if settings.source else Path.cwd()
        known = Baseline.read(self.baseline) if self.baseline and not self.write_baseline else None
        context = click.get_current_context()
        named = {"baseline": self.baseline, "per-file-ignores": self.per_file_ignores}
        ours = [name for name, value in named.items() if value and by_settings(context, name.replace("-", "_"))]
        by = f"{os.path.relpath(settings.source)} ({', '.join(ours)})" if settings.source and ours else ""
        return Settled(known, per_file_of(self.per_file_ignores or ""), home, by)

    def through(self, reports: Iterable[Checked], settings: Settings) -> Iterator[Checked]:
        """Pass reports on without what is settled; write a baseline of them where that is asked for."""
        settled = self.settled(settings)
        seen: list[Finding] = []
        for report in reports:
            settled_report = settled.of(report)
            if self.write_baseline:
                seen += settled_report.findings
            yield settled_report
        if self.write_baseline and self.baseline:
            from alignmentcard.saving import write_atomically

            write_atomically(self.baseline, Baseline(self.baseline).written(seen))
            terminal.tell(
                f"{self.baseline} now knows {len(seen)} findings; --baseline {self.baseline} leaves them out."
            )


class CheckCommand(FilesCommand):
    """Remembers the arguments, so that --watch can check again."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Keep the arguments as they were given."""
        ctx.meta[ARGUMENTS] = list(args)
        return super().parse_args(ctx, args)


def linting_of_call() -> Linting:
    """Return what was chosen in the call that is carried out."""
    context = click.get_current_context()
    return Linting(context.meta.get(CHOSEN, {}))


def _keep(ctx: click.Context, param: click.Parameter, value: Any) -> Any:
    ctx.meta.setdefault(CHOSEN, {})[param.name] = value
    if param.name == "color" and value != "auto":
        ctx.meta[COLOR] = value == "always"
    return value


def _option(*names: str, **more: Any) -> Callable[[Function], Function]:
    return click.option(*names, callback=_keep, expose_value=False, **more)


OPTIONS: tuple[Callable[[Any], Any], ...] = (
    _option(
        "--diff", is_flag=True, help="Show what --fix would change, and change nothing; exit status 1 if anything."
    ),
    _option(
        "--add-ignore", metavar="REASON", help="Accept all warnings that are left, in the cards, with this reason."
    ),
    _option("--extend-select", metavar="CODES", help="Also these rules, beside those that --select or settings name."),
    _option("--per-file-ignores", metavar="PATTERN:CODE,…", help="Rules that are not wanted in some files."),
    _option("--baseline", type=click.Path(path_type=Path, dir_okay=False), help="Leave out the findings of this file."),
    _option("--write-baseline", is_flag=True, help="Write all findings into the file of --baseline."),
    _option(
        "--exclude", metavar="PATTERNS", help="Leave out what these patterns name below folders, as .gitignore does."
    ),
    _option("--stdin-filename", metavar="NAME", help="Name of what comes by standard input; README.md is a README."),
    _option("--statistics", is_flag=True, help="Count findings by rule, in place of showing them."),
    _option("--quiet", "-q", is_flag=True, help="Only the findings, without counts and advice."),
    _option(
        "--color", type=click.Choice(["auto", "always", "never"]), default="auto", help="Colours; auto: on terminals."
    ),
    _option("--exit-zero", is_flag=True, help="Exit with 0 whatever is found."),
    _option("--show-settings", is_flag=True, help="Show what the options are and where each comes from."),
    _option(
        "--allowed-signers",
        metavar="FILE",
        type=click.Path(path_type=Path, exists=True, dir_okay=False),
        help="Only reviews count for the level that one of these SSH keys signed; ssh-keygen verifies them.",
    ),
    _option("--watch", is_flag=True, help="Check again whenever a card changes, until Ctrl-C."),
)


def options(function: Function) -> Function:
    """Give a command these options."""
    for option in reversed(OPTIONS):
        function = option(function)
    return function


def difference(before: Document, after: Document) -> str:
    """Return what repairs change, as a unified diff; nothing where they change nothing."""
    old, new = before.text.splitlines(keepends=True), after.text.splitlines(keepends=True)
    return "".join(unified_diff(old, new, before.name, f"{after.name} (mended)"))


def show_settings(settings: Settings, ctx: click.Context) -> None:
    """Write every option with its value, and where the value comes from."""
    terminal.say(f"# settings: {settings.source or 'none were found; these are the defaults'}")
    values = {**ctx.params, **ctx.meta.get(CHOSEN, {})}
    for param in ctx.command.params:
        name = param.name or ""
        if isinstance(param, click.Option) and name not in ("help", "settings", "show_settings"):
            source = ctx.get_parameter_source(name)
            where = SOURCES.get(source.name if source else "", "")
            shown = values.get(name)
            shown = ",".join(map(str, shown)) if isinstance(shown, tuple | list | dict) else shown
            terminal.say(f"{max(param.opts, key=len).removeprefix('--')} = {'' if shown is None else shown}{where}")


SOURCES = {"COMMANDLINE": "   # from the command line", "DEFAULT_MAP": "   # from the settings"}


def accept(report: Checked, reason: str) -> tuple[str, int]:
    """Return the text of a card that accepts its open warnings with a reason, and how many it accepts."""
    from alignmentcard.edit import Append, Fix, apply

    document = report.document
    data = document.data if isinstance(document.data, dict) else {}
    if report.level is None or not isinstance(data.get("ignore", []), list):
        return document.text, 0
    wanted = dict.fromkeys((f.code, f.field) for f in report.findings if f.severity != "error")
    entries = [{"rule": c, **({"field": path} if path else {}), "reason": reason} for c, path in wanted]
    for count, entry in enumerate(entries):
        text, done = apply(document, [Fix("accept", (Append(("ignore",), entry, AFTER_IGNORE),))])
        if not done:
            return document.text, count
        document = document.again(text)
    return document.text, len(entries)


AFTER_IGNORE = ("history", "reviews", "extensions")


def watch(files: Callable[[], Iterable[Path]], look: Callable[[], object], wait: Callable[[], bool]) -> None:
    """Look now, and again whenever one of the files is new, gone or changed, as long as waiting says so."""
    before: dict[Path, int] | None = None
    while True:
        now = {path: _changed(path) for path in files()}
        if now != before:
            look()
        before = now
        if not wait():
            return


def _changed(path: Path) -> int:
    try:
        return path.stat().st_mtime_ns
    except OSError:
        return 0


def forever() -> bool:
    """Wait a little, and say that there is more to wait for."""
    import time

    time.sleep(0.3)
    return True


def checking_again(command: click.Command, ctx: click.Context) -> Callable[[], None]:
    """Return what checks once more with the arguments of a call, but for --watch."""
    arguments = [argument for argument in ctx.meta[ARGUMENTS] if argument != "--watch"]

    def look() -> None:
        if sys.stdout.isatty():
            click.clear()
        with suppress(SystemExit):
            command.main(arguments, prog_name="alignmentcard check", standalone_mode=False)
        terminal.tell("Waiting for a change. Ctrl-C ends this.")

    return look
