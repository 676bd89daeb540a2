"""How many questions a profile asks; the one number that the guide, the list of profiles and the screen tell."""

from dataclasses import replace

from alignmentcard.author.plan import open_questions
from alignmentcard.author.progress import Progress
from alignmentcard.profiles import Profile

LIKELY = {"dimensions": {"id": "dimension", "name": "Dimension"}, "pools": {"id": "raters", "kind": "human"}}
"""What is counted with as long as nobody has named dimensions and pools: one, and one of people."""


def questions_left(progress: Progress) -> int:
    """Count the questions that are still to come."""
    unnamed = {section: [entry] for section, entry in LIKELY.items() if not progress.data.get(section)}
    likely = replace(progress, data={**progress.data, **unnamed})
    return len(unnamed) + sum(len(list(questions)) for _, questions in open_questions(likely))


def questions_of(profile: Profile) -> int:
    """Count the questions about data with one dimension and one pool of people."""
    return questions_left(Progress(profile))
