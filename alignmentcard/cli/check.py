"""alignmentcard check: findings of cards, on a terminal or for a machine."""

import sys
from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import NoReturn

import click

from alignmentcard.card_files import find_cards
from alignmentcard.checker.check import Checked, Selection, mend
from alignmentcard.checker.measurements import measured_again, recorded_beside
from alignmentcard.checker.settled import remembered
from alignmentcard.checker.signatures import signature_reader
from alignmentcard.cli import linting, terminal
from alignmentcard.cli.checking import Wanted, are_few, check_many, checked, evidence_of, read_documents, save
from alignmentcard.cli.choice import choice_of, folder_to_quote
from alignmentcard.cli.files import DataFolder
from alignmentcard.cli.outcome import FAILING, Outcome, show
from alignmentcard.cli.progress import progress
from alignmentcard.document import Document, read
from alignmentcard.profiles import DEFAULT, Profile, load_profile, names
from alignmentcard.report import FORMATS
from alignmentcard.report.silence import sentences
from alignmentcard.rules import catalogue
from alignmentcard.rules.finding import Accepted
from alignmentcard.rules.misfits.short_answers import says_why
from alignmentcard.settings import OWN_FILE, SHARED_FILE, TABLE, Settings, find_settings, load_settings

WITHOUT_WORDS = ("gitlab",)
"""Formats that have no place for what is silenced; it is told beside them."""


def _codes(ctx: click.Context, param: click.Parameter, value: str | None) -> tuple[str, ...]:
    """Read a list of codes or beginnings of codes, such as AC2 for a family."""
    codes = tuple(code.strip().upper() for code in (value or "").split(",") if code.strip())
    for code in codes:
        if not any(rule.code.startswith(code) for rule in catalogue()):
            raise click.BadParameter(f"no rule's code begins with {code}; alignmentcard explain lists them.")
    return codes


def _settings(ctx: click.Context, param: click.Parameter, value: Path | None) -> Settings:
    """Make what the project has decided the default of the other options, so that the command line wins."""
    choices = {"fail-on": tuple(FAILING), "format": tuple(FORMATS)}
    settings = load_settings(value, choices) if value else find_settings(Path.cwd(), choices)
    ctx.default_map = {PARAMETERS.get(name, name): default for name, default in settings.defaults.items()}
    return settings


PARAMETERS = {
    "fail-on": "fail_on",
    "format": "format_",
    "extend-select": "extend_select",
    "per-file-ignores": "per_file_ignores",
}


def _reports(ctx: click.Context, param: click.Parameter, value: tuple[str, ...]) -> dict[Path, str]:
    """Read FORMAT=FILE, such as sarif=findings.sarif."""
    wanted = {}
    for entry in value:
        name, _, file = entry.partition("=")
        if name not in FORMATS or not file:
            raise click.BadParameter(f"{entry}: write a format and a file, as in sarif=findings.sarif.")
        wanted[Path(file)] = name
    return wanted


@click.command(cls=linting.CheckCommand)
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@click.option(
    "--settings",
    type=click.Path(path_type=Path),
    is_eager=True,
    callback=_settings,
    help=f"Settings of the project; else the nearest {OWN_FILE} or {SHARED_FILE} with [{TABLE}].",
)
@click.option(
    "--profile", default=DEFAULT, show_default=True, help=f"What is expected: {', '.join(names())}, or a file."
)
@click.option(
    "--data",
    type=DataFolder(),
    metavar="FOLDER",
    help="Measure the data in this folder again, and compare the cards with that.",
)
@click.option("--fix", is_flag=True, help="Mend what is certain, in the file.")
@click.option("--unsafe-fixes", is_flag=True, help="With --fix: also make the repairs that are only offered.")
@click.option("--select", callback=_codes, help="Only these rules: AC206, or AC2 for a family.")
@click.option("--ignore", callback=_codes, help="All but these rules.")
@click.option(
    "--fail-on",
    type=click.Choice(list(FAILING)),
    default="error",
    show_default=True,
    help="From which severity on the exit status is 1.",
)
@click.option("--since", metavar="REVISION", help="Also compare with the cards of this revision in git (AC016).")
@click.option(
    "--require-level",
    type=click.IntRange(0, 4),
    help="Exit with 1 where a card has not reached this level: 0 draft to 4 verified.",
)
@click.option("--verbose", "-v", is_flag=True, help="Show each finding in full, in the order of the text.")
@click.option("--format", "format_", type=click.Choice(list(FORMATS)), default="text", show_default=True)
@click.option(
    "--jobs",
    type=click.IntRange(1),
    metavar="N",
    help="Processes.  [default: one for each processor above 1,000 cards]",
)
@click.option("--no-cache", is_flag=True, help="Check every card anew; otherwise unchanged cards are remembered.")
@click.option(
    "--report",
    "reports_",
    multiple=True,
    metavar="FORMAT=FILE",
    callback=_reports,
    help="Also write a report into a file, as in sarif=findings.sarif; may be given several times.",
)
@linting.options
@click.pass_context
def command(
    ctx: click.Context,
    paths: tuple[Path, ...],
    settings: Settings,
    profile: str,
    data: Path | None,
    fix: bool,
    unsafe_fixes: bool,
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    fail_on: str,
    since: str | None,
    require_level: int | None,
    verbose: bool,
    format_: str,
    jobs: int | None,
    no_cache: bool,
    reports_: dict[Path, str],
) -> None:
    """Check cards and say what is wrong, where, and what to do.

    PATHS are cards, folders of cards (files that end in .card.yaml), or - for standard input. Where none are given,
    the paths of the project's settings are checked. A card is compared with the measurements beside it, such as
    my.measured.json beside my.card.yaml.
    """
    more = linting.linting_of_call()
    if more.show_settings:
        linting.show_settings(settings, ctx)
        return
    by_project = not paths
    paths = paths or settings.paths
    _refuse(paths, fix, more)
    excluded = (settings.source.parent if settings.source else Path(), (more.exclude or "").split(","))
    if more.watch:
        linting.watch(
            lambda: find_cards(paths, excluded=excluded), linting.checking_again(command, ctx), linting.forever
        )
    choice = choice_of(ctx, settings, profile, more.selected(select), ignore)
    chosen = load_profile(profile, quoting=folder_to_quote(ctx, settings))
    if more.diff:
        _differences(read_documents(paths, excluded, more.stdin_filename), chosen, choice.wants, unsafe_fixes)
    wanted: Wanted = (lambda f: f.safe or unsafe_fixes) if fix else None
    outcome = Outcome(FAILING[fail_on], require_level)
    with progress() as tell:
        if data or fix or since or Path("-") in paths or (jobs is None and are_few(paths)):
            measured = partial(measured_again, folder=data, progress=tell) if data else recorded_beside
            known = partial(evidence_of, measured=measured, since=since)
            documents = read_documents(paths, excluded, more.stdin_filename)
            look = signature_reader(more.allowed_signers)
            reports: Iterable[Checked] = [
                replace(checked(one, chosen, choice, known, wanted), look=look) for one in documents
            ]
        else:
            reports = check_many(paths, excluded, chosen, choice, jobs, not no_cache, tell, more.allowed_signers)
        reports = _settled(reports, more, settings)
        reports = _several(outcome.watch(reports)) if reports_ else outcome.watch(reports)
        show("statistics" if more.statistics else format_, reports, verbose, quiet=bool(more.quiet))
    _save_reports(reports_, reports)
    if by_project:
        terminal.tell(f"The cards were chosen by {choice.settings} (paths).")
    for sentence in (*outcome.below, *(sentences(outcome.silenced) if format_ in WITHOUT_WORDS else ())):
        terminal.tell(sentence)
    if outcome.failed and not (more.exit_zero or more.write_baseline):
        sys.exit(1)


def _save_reports(files: Mapping[Path, str], reports: Iterable[Checked]) -> None:
    """Write the reports of --report, each in its format."""
    for file, name in files.items():
        save(file, "".join(f"{line}\n" for line in FORMATS[name](reports)).encode(errors="backslashreplace"))


def _several(reports: Iterable[Checked]) -> Iterable[Checked]:
    """Keep reports for several formats; what that takes is loaded only then."""
    from alignmentcard.report.spool import several

    return several(reports)


def _refuse(paths: tuple[Path, ...], fix: bool, more: linting.Linting) -> None:
    """Refuse a call that cannot be carried out."""
    if not paths:
        raise click.UsageError("Name the cards to check, a folder of cards, or - for standard input.")
    if Path("-") in paths and (fix or more.add_ignore):
        option = "--fix" if fix else "--add-ignore"
        raise click.UsageError(f"{option} changes files, and standard input is none. Save the card to a file first.")
    if more.add_ignore is not None and not says_why(more.add_ignore):
        raise click.UsageError(
            '--add-ignore needs the reason that readers will see, in a sentence: --add-ignore "There is one site."'
        )
    if more.write_baseline and not more.baseline:
        raise click.UsageError("--write-baseline needs the name of a file: --baseline FILE --write-baseline")


def _settled(reports: Iterable[Checked], more: linting.Linting, settings: Settings) -> Iterable[Checked]:
    """Leave out what the project has settled, and settle more where that is asked for."""
    reports = more.through(reports, settings)
    return (_accepted(report, more.add_ignore) for report in reports) if more.add_ignore else reports


def _differences(documents: Iterable[Document], profile: Profile, selects: Selection, unsafe: bool) -> NoReturn:
    """Show what --fix would change; exit with 1 if that is anything."""
    changed = 0
    for document in documents:
        after, done = mend(
            document, lambda f: f.safe or unsafe, profile=profile, selects=selects, **recorded_beside(document)
        )
        if done:
            changed += 1
            terminal.document(linting.difference(document, after))
    what = f"{changed} card{'' if changed == 1 else 's'} would be changed" if changed else "No card would be changed"
    how = "; --fix --unsafe-fixes" if unsafe else "; --fix"
    terminal.tell(f"{what}{f'{how} changes ' + ('it' if changed == 1 else 'them') if changed else ''}.")
    sys.exit(1 if changed else 0)


def _accepted(report: Checked, reason: str) -> Checked:
    """Write into a card that its open warnings are accepted, and say how many."""
    document = report.document if report.document.data is not None else read(report.document.name)
    text, count = linting.accept(replace(report, document=document), reason)
    if not count:
        return report
    save(Path(document.name), text, before=document.text)
    terminal.tell(f"{document.name}: {count} findings are accepted with the reason: {reason}")
    shown = tuple(finding for finding in report.findings if finding.severity == "error")
    aside = tuple(Accepted(finding, reason) for finding in report.findings if finding.severity != "error")
    return remembered(report, document=document.again(text), findings=shown, accepted=(*report.accepted, *aside))
