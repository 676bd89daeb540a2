"""What is expected of a card: the profile and the rules that its project has settled on."""

from dataclasses import dataclass, field, replace
from pathlib import Path

from alignmentcard.checker.check import Report, Selection, check, mend, selection
from alignmentcard.checker.measurements import recorded_beside
from alignmentcard.checker.partial import in_spite_of_errors
from alignmentcard.checker.settled import Baseline, Settled, per_file_of
from alignmentcard.document import Document
from alignmentcard.profiles import DEFAULT, Profile, load_profile
from alignmentcard.settings import Settings, find_settings


@dataclass(frozen=True)
class Checking:
    """How to check a card, so that an editor and the command line find the same."""

    profile: Profile = field(default_factory=load_profile)
    selects: Selection = field(default=lambda rule: True)
    settled: Settled = field(default_factory=Settled)
    """What the project has settled about findings."""

    def check(self, document: Document) -> Report:
        """Check a document as its project wants it; what does not fit the schema does not hide the rest."""
        whole = check(document, profile=self.profile, selects=self.selects, **recorded_beside(document))
        report = in_spite_of_errors(whole, self.selects)
        shown, aside = self.settled.open_and_set_aside(report.findings)
        return replace(report, findings=shown, accepted=(*report.accepted, *aside)) if aside else report

    def mend(self, document: Document) -> Document:
        """Make the repairs that `check --fix` would make."""
        known = recorded_beside(document)
        return mend(document, lambda fix: fix.safe, profile=self.profile, selects=self.selects, **known)[0]


def checking_of(card: Path | None, profile: str | None = None) -> Checking:
    """Return what the settings nearest to a card ask for; a profile that is given by name goes before theirs."""
    settings = find_settings(card.parent, {}) if card else Settings()
    options = settings.defaults
    chosen = load_profile(profile or options.get("profile", DEFAULT))
    select = _codes(options.get("select"))
    select = (*select, *_codes(options.get("extend-select"))) if select else select
    return Checking(chosen, selection(select, _codes(options.get("ignore"))), _settled(settings, options))


def _settled(settings: Settings, options: dict[str, str]) -> Settled:
    """Return what the project has settled; a baseline that is not written yet knows nothing."""
    path = Path(options["baseline"]) if "baseline" in options else None
    home = settings.source.absolute().parent if settings.source else Path.cwd()
    known = Baseline.read(path) if path and path.is_file() else None
    return Settled(known, per_file_of(options.get("per-file-ignores", "")), home)


def _codes(listed: str | None) -> tuple[str, ...]:
    return tuple(code.strip().upper() for code in (listed or "").split(",") if code.strip())
