"""Which dimension of a card is which question of a table: by what the card says, by name, or by the same words."""

from collections.abc import Mapping, Sequence

from alignmentcard.measurement.tables.columns import ColumnError
from alignmentcard.measurement.tables.words import plain
from alignmentcard.messages.retold import worded


def linked(said: Mapping[str, str], ids: Sequence[str], questions: Sequence[str]) -> dict[str, str]:
    """Return the questions of a table by the id of their dimension, where the names differ.

    What the card says comes first. A question that is no id stands for the dimension whose id has the same letters and
    digits (`type.sex_harassment` for `type-sex-harassment`), where no other question or dimension does.
    """
    for dimension, question in said.items():
        if ids and dimension not in ids:
            raise ColumnError(
                worded(
                    "Under columns, dimensions names “{dimension}”. The card has: {names}.",
                    dimension=dimension,
                    names=", ".join(ids[:12]),
                )
            )
        if question not in questions:
            raise ColumnError(
                worded(
                    "The card says that the table calls the dimension {dimension} “{question}”, and it does not. "
                    "Its questions are: {names}.",
                    dimension=dimension,
                    question=question,
                    names=", ".join(questions[:12]),
                )
            )
    found = dict(said)
    free = [question for question in questions if question not in ids and question not in said.values()]
    for dimension in (id_ for id_ in ids if id_ not in questions and id_ not in said):
        alike = [question for question in free if plain(question) == plain(dimension)]
        rivals = [id_ for id_ in ids if plain(id_) == plain(dimension)]
        if len(alike) == len(rivals) == 1:
            found[dimension] = alike[0]
    return {dimension: question for dimension, question in found.items() if dimension != question}
