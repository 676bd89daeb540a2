"""Section `collection`: how people were asked."""

from typing import Annotated

from alignmentcard.model.base import (
    Amount,
    Count,
    Date,
    Id,
    Positive,
    Section,
    Share,
    Text,
    about,
    entries,
    optional,
    record,
)
from alignmentcard.model.terms import Order, QualityControl, RepeatKind, Setting, Training


class Period(Section):
    """When answers were collected."""

    start: Date | None = optional("First day, month or year.", example="2023-06-01")
    end: Date | None = optional("Last day, month or year.", example="2023-08-31")


class Pilot(Section):
    """A trial run before the collection."""

    raters: Positive | None = optional(
        "How many raters took part; 20 to 30 are enough to see where a task fails.", example=25
    )
    outcome: Text | None = optional("What was learnt and changed.")


class Repeat(Section):
    """Questions that the same rater was asked again."""

    kind: Annotated[RepeatKind, about("What changed between the two askings.")]
    items: Count | None = optional("How many items were repeated.", example=100)
    raters: Count | None = optional("How many raters were asked again.", example=40)
    gap_days: Amount | None = optional("Days between the askings; 0 within one session.", example=14)


class Turns(Section):
    """How many turns of a dialogue an item has."""

    min: Count | None = optional("Fewest turns.", example=1)
    median: Amount | None = optional("Median over items.", example=4)
    max: Count | None = optional("Most turns.", example=12)


class Stage(Section):
    """One step of a collection that has several, in their order."""

    id: Annotated[Id, about("Short name of the stage.", example="screening")]
    asks: Text | None = optional("What was done or asked.", example="Is the reply safe to show?")
    who: list[Id] = entries("Ids of the pools that did it.", example=["us-crowd"])
    rule: Text | None = optional(
        "When an item or a rater came here, and what decided.", example="a third rater where the first two differ"
    )
    share: Share | None = optional("Share of the items that came here, between 0 and 1.", example=0.2)


class Collection(Section):
    """How people were asked."""

    unit: Text | None = optional(
        "What a rater looked at for one answer.",
        question="What does a rater look at for one answer?",
        example="one reply in a dialogue",
    )
    turns: Turns = record(Turns, "How many turns of a dialogue an item has.")
    context_shown: Text | None = optional(
        "What raters saw beside what they judged.", example="the whole dialogue up to the reply, without system prompt"
    )
    stages: list[Stage] = entries(
        "What happened first, second and so on, where answers came in several steps.",
        question="Were there several steps, such as screening and then rating?",
    )
    setting: Setting | None = optional(
        "Where people were when they answered.", question="Where were people when they answered?"
    )
    period: Period = record(Period, "When answers were collected.", question="When were the answers collected?")
    platform: Text | None = optional("Platform that connected task and raters.", example="Prolific")
    tool: Text | None = optional("Program in which raters answered.", example="Label Studio 1.12")
    training: list[Training] = entries("How raters were prepared.", question="How were raters prepared?")
    quality_controls: list[QualityControl] = entries(
        "How careless answers were found.", question="How did you notice careless answers?"
    )
    items_per_session: Positive | None = optional("Items that one rater judged in one session.", example=60)
    minutes_per_session: Amount | None = optional("Length of a session in minutes.", example=45)
    order: Order | None = optional(
        "Order in which options and items were shown.",
        question="In which order were options and items shown?",
    )
    abstention: bool | None = optional(
        "Whether a rater could say that they have no view.",
        question="Could a rater say that they have no view?",
    )
    pilot: Pilot | None = optional("A trial run before the collection.")
    repeats: list[Repeat] = entries(
        "Questions that the same rater was asked again.", question="Was anybody asked the same thing twice?"
    )
