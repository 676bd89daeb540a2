"""What is expected of a card: the profile and the rules that its project has settled on."""

from dataclasses import dataclass, field
from pathlib import Path

from alignmentcard.checker.check import Report, Selection, check, mend, selection
from alignmentcard.checker.measurements import beside
from alignmentcard.document import Document
from alignmentcard.profiles import DEFAULT, Profile, load_profile
from alignmentcard.settings import find_settings


@dataclass(frozen=True)
class Checking:
    """How to check a card, so that an editor and the command line find the same."""

    profile: Profile = field(default_factory=load_profile)
    selects: Selection = field(default=lambda rule: True)

    def check(self, document: Document) -> Report:
        """Check a document as its project wants it."""
        return check(document, profile=self.profile, selects=self.selects, **beside(document))

    def mend(self, document: Document) -> Document:
        """Make the repairs that `check --fix` would make."""
        known = beside(document)
        return mend(document, lambda fix: fix.safe, profile=self.profile, selects=self.selects, **known)[0]


def checking_of(card: Path | None, profile: str | None = None) -> Checking:
    """Return what the settings nearest to a card ask for; a profile that is given by name goes before theirs."""
    options = find_settings(card.parent, {}).defaults if card else {}
    chosen = load_profile(profile or options.get("profile", DEFAULT))
    return Checking(chosen, selection(_codes(options.get("select")), _codes(options.get("ignore"))))


def _codes(listed: str | None) -> tuple[str, ...]:
    return tuple(code.strip().upper() for code in (listed or "").split(",") if code.strip())
