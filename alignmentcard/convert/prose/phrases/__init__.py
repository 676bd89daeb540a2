"""How a careful author would say each value: a sentence for a field, or one for each word of its vocabulary.

`{}` is the value in words; `{They}`, `{it}` and the like are whom and what it is about. A field that is not here is
said as its name and its value. The files are in the order of a card: what the data is, what was asked, who judged, what
came of it.
"""

from collections.abc import Mapping

from alignmentcard.convert.prose.phrases import data, people, results, task
from alignmentcard.convert.prose.phrases.kinds import Phrase, Together

__all__ = ["PHRASES", "Phrase", "Together"]

PHRASES: Mapping[str, Phrase] = {**data.PHRASES, **task.PHRASES, **people.PHRASES, **results.PHRASES}
