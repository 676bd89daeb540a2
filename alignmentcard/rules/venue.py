"""Does the card fit the JSON Schema that its profile carries? (AC015)"""

from collections.abc import Iterator

from alignmentcard.document import Document
from alignmentcard.messages.retold import worded
from alignmentcard.model import Card
from alignmentcard.paths import path_of
from alignmentcard.profiles import Profile
from alignmentcard.rules.rule import Problem, rule


@rule("AC015", "profile-schema", "error")
def profile_schema(document: Document, card: Card, profile: Profile) -> Iterator[Problem]:
    """A field does not fit the JSON Schema that the profile carries.

    A venue or an organisation can ask for more than the standard does: for one value among those that the standard
    allows, or for fields of its own under `extensions`. What it asks for stands in the profile as a JSON Schema. A
    field that is listed as a gap counts as answered.

    Bad:
        release:
          level: distribution
          personal_data: Counts by gender; no names, no ids of the platform.
    Good:
        release:
          level: individual
          personal_data: Counts by gender; no names, no ids of the platform.
    Profile: annotator-level-release
    Source: The standard, "Profiles"; JSON Schema, draft 2020-12
    """
    for fragment in profile.schemas:
        for mismatch in fragment.mismatches(document.data):
            path = path_of(document.data, mismatch.route) or worded("the card")
            gap = mismatch.kind == "required" and card.is_gap(path)
            if not gap:
                message = worded(
                    "`{path}` {message}. The profile {owner} asks for this.",
                    path=path,
                    message=mismatch.message,
                    owner=fragment.owner,
                )
                yield Problem(mismatch.route, message, mismatch.help, on_key=mismatch.kind == "additionalProperties")
