"""What was made of the cells of a column, in sentences for people."""

from collections.abc import Collection, Iterator, Mapping, Sequence

from alignmentcard.measurement.tables import telling
from alignmentcard.measurement.tables.cells import Reading, as_list
from alignmentcard.measurement.tables.words import FORMS_OF_SIGNS, bare
from alignmentcard.messages.retold import joined, worded

EXAMPLES = 5
CODE = "missing code "


def sentences(
    counted: Sequence[tuple[object, int]],
    labels: Sequence[str | None],
    gone: Sequence[str | None],
    missing: Sequence[str],
    reading: Reading,
    separator: str | None,
) -> Iterator[str]:
    """Tell of words that were read as missing, of spellings counted together, of several labels, and of look-alikes."""
    yield from _missing(counted, gone, missing)
    yield from _merged(counted, labels, reading.abstain.values())
    if reading.separator and reading.separator != separator:
        example = next((v for v, _ in counted if isinstance(v, str) and len(reading.parts(v) or ()) > 1), None)
        if example is not None:
            yield worded(
                "Answers such as “{example}” are read as several labels, with “{separator}” between them.",
                example=example,
                separator=reading.separator,
            )
    yield from _alike(counted, labels)


def out_of_order(counts: Mapping[str, int], labels: Collection[str]) -> Iterator[str]:
    """Tell of answers that have no place in the order of a scale, because it does not have them."""
    if labels:
        shown = ", ".join(f"“{label}” ({counts.get(label, 0):,})" for label in sorted(labels)[:EXAMPLES])
        yield worded(
            "Not on the scale: {answers}. They have no place in its order, and are left out wherever order counts.",
            answers=shown,
        )


def _missing(
    counted: Sequence[tuple[object, int]], gone: Sequence[str | None], missing: Sequence[str]
) -> Iterator[str]:
    found: dict[str, int] = {}
    for (_, count), reason in zip(counted, gone, strict=True):
        word = reason.removeprefix(CODE) if reason and reason.startswith(CODE) else None
        if word is not None and word not in missing:
            found[word] = found.get(word, 0) + count
    for word, count in sorted(found.items()):
        yield worded(
            "{ratings}: {word} is read as missing. If it is an answer, list it under scale.values.",
            ratings=telling.counted(count, "rating"),
            word=word,
        )


def _merged(
    counted: Sequence[tuple[object, int]], labels: Sequence[str | None], abstain: Collection[str]
) -> Iterator[str]:
    """Tell of labels that were written in several ways, lists apart, and of abstentions that the card writes else."""
    spellings: dict[str, dict[str, int]] = {}
    for (value, count), label in zip(counted, labels, strict=True):
        if label is not None and isinstance(value, str) and as_list(value) is None:
            spellings.setdefault(label, {})[value] = count
    several = {
        label: written
        for label, written in spellings.items()
        if len(written) > 1 or (label in abstain and label not in written)
    }
    if several:
        ratings = sum(count for label, ways in several.items() for way, count in ways.items() if way != label)
        told = [worded("{ways} as {label}", ways=_listed(sorted(ways)), label=label) for label, ways in several.items()]
        shown = joined("; ", told[:EXAMPLES])
        if len(told) > EXAMPLES:
            shown = joined(", ", (shown, worded("and {count:,} more", count=len(told) - EXAMPLES)))
        yield worded(
            "{ratings}: spellings of one answer are counted together: {spellings}.",
            ratings=telling.counted(ratings, "rating"),
            spellings=shown,
        )


def _alike(counted: Sequence[tuple[object, int]], labels: Sequence[str | None]) -> Iterator[str]:
    """Tell of labels that differ in little more than capitals and blanks, and are counted apart."""
    counts: dict[str, int] = {}
    for (value, count), label in zip(counted, labels, strict=True):
        if label is not None and isinstance(value, str):
            counts[label] = counts.get(label, 0) + count
    groups: dict[str, list[str]] = {}
    for label in counts:
        groups.setdefault(bare(label), []).append(label)
    alike = [sorted(group) for _, group in sorted(groups.items()) if len(group) > 1]
    for group in alike[:EXAMPLES]:
        shown = ", ".join(f"“{label}” ({counts[label]:,})" for label in group)
        if len({FORMS_OF_SIGNS.sub("", label) for label in group}) == 1:
            yield worded(
                "{answers} are one sign in several forms or tones of skin, and are counted as different answers. Are "
                "they one?",
                answers=shown,
            )
            continue
        yield worded(
            "{answers} differ only in capitals, blanks, quotation marks or signs that nobody sees, and are counted as "
            "different answers. Are they one?",
            answers=shown,
        )


def _listed(ways: Sequence[str]) -> str:
    shown = [f"“{way}”" for way in ways[:EXAMPLES]]
    return ", ".join(shown) + (" …" if len(ways) > EXAMPLES else "")
