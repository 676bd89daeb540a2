"""Does the data show raters as the card says, and no more? (AC805, AC815, AC816)"""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from alignmentcard.edit import Append, Fix
from alignmentcard.messages.retold import worded
from alignmentcard.model import Card
from alignmentcard.paths import Route
from alignmentcard.rules.claims.measured import measured_dimensions
from alignmentcard.rules.rule import Problem, rule

if TYPE_CHECKING:
    from alignmentcard.measurement.results.facts import Facts


@rule("AC805", "raters-not-in-data", "error")
def raters_not_in_data(card: Card, facts: "Facts") -> Iterator[Problem]:
    """The card says that single raters can be followed, and the data does not tell raters apart.

    Whoever wants to study perspectives needs to know which answers belong together. Counts, or ratings without an
    id, do not say.

    Bad:
        release:
          level: individual
          rater_ids: pseudonymous
          withdrawal: Raters write to the contact address.
    Measured:
        {"dimensions": {"harmful": {"sizes": {"raters": null}}}, "pool": {"raters": null, "axes": []}}
    Good:
        release:
          level: distribution
          rater_ids: none
    Source: Xu et al. 2025, arXiv:2510.12817, on releasing ratings with their raters
    """
    claimed = card.release.level == "individual" and card.release.rater_ids == "pseudonymous"
    if facts.table.shape == "counts" and card.release.level == "individual":
        message = worded("The card says that each rating is released, and the data holds counts only.")
        yield Problem(("release", "level"), message, worded("Write distribution, or release the ratings themselves."))
    elif claimed and facts.dimensions and all(found.sizes.raters is None for found in facts.dimensions.values()):
        message = worded("The card says that raters can be told apart, and the data has no column with their ids.")
        yield Problem(("release", "rater_ids"), message, worded("Name the column under columns.rater, or write none."))


@rule("AC815", "coded-missing", "warning")
def coded_missing(card: Card, facts: "Facts") -> Iterator[Problem]:
    """Columns hold codes that look like missing values, and the card does not declare them.

    An expired or revoked answer that is counted as a group becomes one. Some of these codes also say that somebody
    withdrew: then the rows have to go.

    Bad:
        release:
          withdrawal: Raters write to the contact address.
          files:
            - {url: "https://example.org/ratings.parquet", format: parquet, holds: ratings,
              sha256: 0f1e2d3c4b5a69788796a5b4c3d2e1f00f1e2d3c4b5a69788796a5b4c3d2e1f0,
              columns: {item: item, rater: rater, value: answer}}
    Measured:
        {"table": {"missing_codes": {"gender": ["DATA_EXPIRED"]}}}
    Good:
        release:
          withdrawal: Raters write to the contact address.
          files:
            - {url: "https://example.org/ratings.parquet", format: parquet, holds: ratings,
              sha256: 0f1e2d3c4b5a69788796a5b4c3d2e1f00f1e2d3c4b5a69788796a5b4c3d2e1f0,
              columns: {item: item, rater: rater, value: answer, missing: [DATA_EXPIRED]}}
    Fix: Declares the codes as missing.
    Source: Rating tables of real studies
    """
    files = [n for n, file in enumerate(card.release.files) if file.holds in ("ratings", "raters", None)]
    if not files:
        return
    declared = card.release.files[files[0]].columns.missing
    route: Route = ("release", "files", files[0], "columns", "missing")
    remove = worded("if it means a withdrawn consent, remove the rows")
    keep = worded("if it is an answer, list it under scale.values or scale.abstain")
    of_raters = [
        (worded("Raters have"), code, axis, remove)
        for axis, codes in facts.table.missing_codes.items()
        for code in codes
    ]
    of_answers = [
        (worded("Ratings have"), code, worded("the answer for `{dimension}`", dimension=dimension.id), keep)
        for _, dimension, found in measured_dimensions(card, facts)
        for code in found.sizes.doubtful or ()
    ]
    for who, code, what, otherwise in [*of_raters, *of_answers]:
        if code not in declared:
            message = worded(
                "{who} `{code}` as {what}, which looks like a missing value and is not declared.",
                who=who,
                code=code,
                what=what,
            )
            help_ = worded("Add it to columns.missing; {otherwise}.", otherwise=otherwise)
            yield Problem(
                route, message, help_, Fix(worded("Declare {code} as missing", code=code), (Append(route, code),))
            )


@rule("AC816", "raters-are-platform-ids", "error")
def raters_are_platform_ids(card: Card, facts: "Facts") -> Iterator[Problem]:
    """The ids of raters look like those of a platform, or like e-mail addresses.

    A platform's id leads to a profile, to other studies by the same person, and in the end to a name. Raters agreed
    to none of that.

    Bad:
        release:
          level: individual
          rater_ids: pseudonymous
    Measured:
        {"table": {"rater_ids": "mturk"}}
    Good:
        release:
          level: individual
          rater_ids: pseudonymous
    Source: CrowdWorkSheets, arXiv:2206.08931, on what becomes public about raters
    """
    names = {
        "mturk": worded("worker ids of Mechanical Turk"),
        "prolific": worded("ids of Prolific"),
        "email": worded("e-mail addresses"),
    }
    if facts.table.rater_ids:
        what = names.get(facts.table.rater_ids, f"ids of {facts.table.rater_ids}")
        route: Route = ("release", "rater_ids") if card.release.rater_ids else ("release",)
        message = worded("The ids of raters in the data look like {what}.", what=what)
        yield Problem(
            route,
            message,
            worded("Replace them by numbers in random order, and keep the list, if at all, to yourself."),
        )
