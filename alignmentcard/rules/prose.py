"""Do sentences of the card say something else than its fields? (AC219)"""

from collections.abc import Iterator

from alignmentcard.messages import later
from alignmentcard.messages.retold import worded
from alignmentcard.model import Card
from alignmentcard.rules.figures import Said, figures
from alignmentcard.rules.limits import Limits
from alignmentcard.rules.named import names
from alignmentcard.rules.phrases import found_in, phrases
from alignmentcard.rules.readings import readings
from alignmentcard.rules.rule import Problem, rule
from alignmentcard.rules.years import years


@rule("AC219", "prose-says-otherwise", "info")
def prose_says_otherwise(card: Card, limits: Limits) -> Iterator[Problem]:
    """A sentence says one thing, and the field that it speaks of another.

    Readers believe the sentence, programs the field, and both take the card at its word. The phrases that are looked
    for, with examples, stand in `schema/phrases.yaml`; numbers, years, platforms, languages and licences in sentences
    are held against the fields as well. The finding quotes what was read. It is a question, since sentences can be
    meant in another way.

    Bad:
        dataset:
          summary: Replies of a chat assistant, judged by GPT-4 that was prompted to answer as 800 adults in the US.
    Good:
        dataset:
          summary: Replies of a chat assistant, each judged by people from an online panel of adults in the US.
    Source: The standard, "Prose is read"
    """
    for route, words, says, field in (*_senses(card), *figures(card, limits), *years(card), *names(card)):
        message = worded(
            "“{words}” reads as if {says}, and the card says {field}.", words=words, says=says, field=field
        )
        yield Problem(
            route, message, worded("Correct the sentence or the field; or accept this, and say how it is meant.")
        )
    yield from _long_labels(card, limits)


def _senses(card: Card) -> Said:
    for reading in readings(card):
        for route, text in reading.texts:
            if words := found_in(reading.sense, text):
                yield route, words, worded(phrases(reading.sense)[0].says), reading.field


A_LABEL = later("The definition of `{dimension}` has {words} words, and the card says that raters had a label.")
NOTHING = later("The definition of `{dimension}` has {words} words, and the card says that raters had nothing.")


def _long_labels(card: Card, limits: Limits) -> Iterator[Problem]:
    """Yield definitions that are longer than a label, where raters are said to have had no more than one."""
    for n, dimension in enumerate(card.dimensions):
        words = (dimension.definition.text or "").split()
        if dimension.definition.detail == "none" and dimension.definition.guidelines.exist:
            message = worded(
                "There were guidelines for `{dimension}`, and the card says that raters had nothing.",
                dimension=dimension.id,
            )
            help_ = worded("Write detail: brief or detailed; or take the guidelines out if raters did not see them.")
            yield Problem(("dimensions", n, "definition", "detail"), message, help_)
        if dimension.definition.detail in ("none", "label") and len(words) >= limits.definition_words:
            text = A_LABEL if dimension.definition.detail == "label" else NOTHING
            message = worded(text, dimension=dimension.id, words=len(words))
            help_ = worded("Write detail: brief or detailed; or take the text out if raters did not see it.")
            yield Problem(("dimensions", n, "definition", "text"), message, help_)
