"""Words for sentences about how a table was read."""


def counted(count: int, noun: str) -> str:
    """Write a number and what it counts: 1 row, 1,200 rows."""
    return f"{count:,} {noun if count == 1 else noun + 's'}"


def word_for(count: int, one: str, many: str) -> str:
    """Choose the word that fits a number."""
    return one if count == 1 else many
