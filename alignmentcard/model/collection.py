"""Section `collection`: how people were asked."""

from alignmentcard.model.base import Amount, Count, Date, Positive, Section, Text, about, many, needed, part
from alignmentcard.model.terms import Order, QualityControl, RepeatKind, Setting, Training


class Period(Section):
    """When answers were collected."""

    start: Date | None = about("First day, month or year.", example="2023-06-01")
    end: Date | None = about("Last day, month or year.", example="2023-08-31")


class Pilot(Section):
    """A trial run before the collection."""

    raters: Positive | None = about(
        "How many raters took part; 20 to 30 are enough to see where a task fails.", example=25
    )
    outcome: Text | None = about("What was learnt and changed.")


class Repeat(Section):
    """Questions that the same rater was asked again."""

    kind: RepeatKind = needed("What changed between the two askings.")
    items: Count | None = about("How many items were repeated.", example=100)
    raters: Count | None = about("How many raters were asked again.", example=40)
    gap_days: Amount | None = about("Days between the askings; 0 within one session.", example=14)


class Collection(Section):
    """How people were asked."""

    unit: Text | None = about(
        "What a rater looked at for one answer.",
        question="What does a rater look at for one answer?",
        example="one reply in a dialogue",
    )
    setting: Setting | None = about(
        "Where people were when they answered.", question="Where were people when they answered?"
    )
    period: Period = part(Period, "When answers were collected.", question="When were the answers collected?")
    platform: Text | None = about("Platform that connected task and raters.", example="Prolific")
    tool: Text | None = about("Program in which raters answered.", example="Label Studio 1.12")
    training: list[Training] = many("How raters were prepared.", question="How were raters prepared?")
    quality_controls: list[QualityControl] = many(
        "How careless answers were found.", question="How did you notice careless answers?"
    )
    items_per_session: Positive | None = about("Items that one rater judged in one session.", example=60)
    minutes_per_session: Amount | None = about("Length of a session in minutes.", example=45)
    order: Order | None = about(
        "Order in which options and items were shown.",
        question="In which order were options and items shown?",
    )
    abstention: bool | None = about(
        "Whether a rater could say that they have no view.",
        question="Could a rater say that they have no view?",
    )
    pilot: Pilot | None = about("A trial run before the collection.")
    repeats: list[Repeat] = many(
        "Questions that the same rater was asked again.", question="Was anybody asked the same thing twice?"
    )
