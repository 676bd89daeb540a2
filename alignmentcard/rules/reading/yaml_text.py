"""Is the text YAML, of a version that is known, and of a size that can be read?"""

from collections.abc import Iterator

from alignmentcard.document import Document, Fault
from alignmentcard.edit import Fix, Set
from alignmentcard.loader import Loaded
from alignmentcard.messages.retold import worded
from alignmentcard.migrate import steps_to_newest
from alignmentcard.model import VERSION
from alignmentcard.rules.rule import Problem, rule


def _faults(document: Document, *kinds: str) -> Iterator[Fault]:
    return (fault for fault in document.faults if fault.kind in kinds)


@rule("AC001", "not-yaml", "error")
def not_yaml(document: Document) -> Iterator[Problem]:
    """The text cannot be read as YAML 1.2.

    Nothing else can be said about a card that cannot be read. The finding points at the slip where it is a common one,
    such as a tab, a bullet or a bracket that was not closed, and else at the place where reading stopped; the cause is
    then often a line above it. A tag, a second document in the same file and a list as a key are refused here too.

    Bad:
        framework:
          definitions: [descriptive
    Good:
        framework:
          definitions: descriptive
          authority: [raters]
    Source: YAML 1.2.2
    """
    for fault in _faults(document, "syntax", "unreadable"):
        yield Problem((), fault.message, fault.help, span=fault.span)


@rule("AC002", "duplicate-key", "error")
def duplicate_key(document: Document) -> Iterator[Problem]:
    """A key stands twice in the same mapping.

    Most programs silently keep one of the two, and which one depends on the program. A reader of the file sees
    both. Neither can be trusted.

    Bad:
        release:
          level: individual
          access: open
          level: aggregate
          minimum_cell: 5
          reasoning: none
          rater_ids: pseudonymous
          withdrawal: Raters write to the contact address.
    Good:
        release:
          level: individual
          access: open
          minimum_cell: 5
          reasoning: released
          rater_ids: pseudonymous
          withdrawal: Raters write to the contact address.
    Source: YAML 1.2.2, section 3.2.1.3
    """
    for fault in _faults(document, "duplicate-key"):
        yield Problem(fault.route, fault.message, fault.help, span=fault.span)


@rule("AC003", "unknown-version", "error")
def unknown_version(document: Document, loaded: Loaded) -> Iterator[Problem]:
    """The card does not say which version of the standard it was written for, or names one that is unknown.

    The version tells programs and people, now and in ten years, how to read every other field of the card. A card of
    an older version is read as `alignmentcard migrate` would write it.

    Bad:
        alignmentcard: 1.1
    Good:
        alignmentcard: "1.1"
    Fix: Puts the number in quotes.
    Source: The standard, "Versions"
    """
    if not isinstance(document.data, dict):
        return
    version = document.data.get("alignmentcard")
    if isinstance(version, str) and steps_to_newest(version) is not None:
        return
    help_ = worded('Begin the card with: alignmentcard: "{version}"', version=VERSION)
    if "alignmentcard" not in document.data:
        yield Problem((), worded("The card does not say which version of the standard it follows."), help_)
    elif isinstance(version, float) and steps_to_newest(str(version)) is not None:
        fix = Fix(worded("Put the version in quotes"), (Set(("alignmentcard",), str(version)),))
        yield Problem(("alignmentcard",), worded("The version must be a text in quotes; this is a number."), help_, fix)
    else:
        yield Problem(
            ("alignmentcard",),
            worded("This program does not know the version `{version}` of the standard.", version=version),
            help_,
        )


@rule("AC012", "too-large", "error")
def too_large(document: Document) -> Iterator[Problem]:
    """The card is larger, deeper or more entangled than any card needs to be.

    A card is read by people. Limits keep one file from stopping a portal of thousands: a megabyte, 64 levels, and
    100,000 values counted with aliases written out.

    Bad:
        extensions: {a: &a [1, 2, 3, 4, 5, 6, 7, 8, 9, 0], b: &b [*a, *a, *a, *a, *a, *a, *a, *a, *a, *a],
          c: &c [*b, *b, *b, *b, *b, *b, *b, *b, *b, *b], d: &d [*c, *c, *c, *c, *c, *c, *c, *c, *c, *c],
          e: [*d, *d, *d, *d, *d, *d, *d, *d, *d, *d]}
    Good:
        extensions: {example-organisation: {a: &a [1, 2, 3, 4, 5, 6, 7, 8, 9, 0], b: [*a, *a]}}
    Source: ours
    """
    for fault in _faults(document, "too-large"):
        yield Problem((), fault.message, worded("Move data out of the card, into a file of its own."), span=fault.span)
