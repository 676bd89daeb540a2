"""Does the card keep up: its version with its changes, its fields with the standard? (AC016, AC017)"""

from collections.abc import Iterator, Mapping

from alignmentcard.diff import BUMPS, bump_between, diff, least_bump
from alignmentcard.document import Document
from alignmentcard.messages.retold import worded
from alignmentcard.model import Card
from alignmentcard.paths import expand, path_of
from alignmentcard.rules.rule import Problem, rule


@rule("AC016", "version-not-moved", "warning")
def version_not_moved(card: Card, previous: Card) -> Iterator[Problem]:
    """The card has changed more than its version says.

    Whoever used the data by its version believes that the same number means the same data. A major change, such as
    other raters or another way to make labels, needs a new first number; what was only found out or released, the
    second; a change of words, the third. The earlier card is the one in git that `check --since` names; in the
    example it had 800 raters.

    Bad:
        dataset:
          version: "1.0.1"
        pools:
          - id: us-panel
            size: 900
            composition:
              - {axis: gender, basis: self_reported, counts: {woman: 460, man: 430, nonbinary: 10}, undisclosed: 0}
    Good:
        dataset:
          version: "2.0.0"
        pools:
          - id: us-panel
            size: 900
            composition:
              - {axis: gender, basis: self_reported, counts: {woman: 460, man: 430, nonbinary: 10}, undisclosed: 0}
    Source: Semantic Versioning, read for data as Croissant 1.1 does
    """
    changes = list(diff(previous, card))
    wanted, step = least_bump(changes), bump_between(previous.dataset.version, card.dataset.version)
    if step is None or BUMPS.index(step) >= BUMPS.index(wanted):
        return
    largest = [change.path for change in changes if change.bump == wanted]
    more = worded(" and {largest} more", largest=len(largest) - 1) if len(largest) > 1 else ""
    old, new = previous.dataset.version, card.dataset.version
    message = worded(
        "Since version {old} a {wanted} change was made ({largest}{more}), and the version is {new}.",
        old=old,
        wanted=worded(wanted),
        largest=largest[0],
        more=more,
        new=new,
    )
    yield Problem(
        ("dataset", "version"),
        message,
        worded("Move the version; alignmentcard diff lists the changes and what they mean."),
    )


@rule("AC017", "retiring-field", "warning")
def retiring_field(document: Document, card: Card, retiring: Mapping[str, str]) -> Iterator[Problem]:
    """The card uses a field that will go from the standard.

    A field that goes is announced in one version and goes in a later one, so that nobody has to hurry. Until then it
    is read as before, and `alignmentcard migrate` brings cards over when the time comes. No field of this version is
    about to go; the example shows what it would look like if `dataset.contact` were to go in 2.0.

    Bad:
        dataset:
          id: sort-of-safe
          contact: mailto:data@example.org
    Good:
        dataset:
          id: sort-of-safe
        release:
          level: individual
          rater_ids: pseudonymous
          reasoning: released
          access: open
          withdrawal: Raters write to the address in the data.
          maintenance: The authors answer at the address in the data.
    Source: The standard, "Versions"
    """
    for pattern, version in retiring.items():
        for route in expand(document.data, pattern):
            if document.has(route):
                message = worded(
                    "`{path}` will go from the standard in version {version}.",
                    path=path_of(document.data, route),
                    version=version,
                )
                yield Problem(
                    route,
                    message,
                    worded("Keep it until then; alignmentcard migrate will bring it to {version}.", version=version),
                )
