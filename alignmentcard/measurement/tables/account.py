"""The account of a table: every answer that was read is used, or set aside for one reason."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence

from alignmentcard.errors import AlignmentCardError
from alignmentcard.measurement.engine.engines import rows
from alignmentcard.measurement.results.account import FileAccount
from alignmentcard.measurement.tables.copies import COPY
from alignmentcard.measurement.tables.counting import ByFile
from alignmentcard.measurement.tables.ratings import Ratings
from alignmentcard.measurement.tables.study import Study
from alignmentcard.measurement.tables.telling import word_for
from alignmentcard.messages import later
from alignmentcard.messages.retold import joined, worded

AGAIN = {
    "first": "superseded by an earlier answer of the same rater",
    "last": "superseded by a later answer of the same rater",
}
IN_TIME = {"first": later("first in time"), "last": later("last in time")}
IN_TABLE = {"first": later("first in the table"), "last": later("last in the table")}
"""Which answer counts where a rater was asked again."""
OTHER_ROWS, OTHER_DIMENSION, NO_DIMENSION = "other rows", "other dimension", "no dimension"


def account(table: Ratings, studies: Sequence[Study], named: Callable[[str], str]) -> tuple[FileAccount, ...]:
    """Say what became of the answers of each file; `named` gives the path by which a file is shown."""
    gone = {reason: count for reason, count in _set_aside(table, studies).items() if count}
    used = sum((_used(table, study) for study in studies), Counter[int]())
    read, lines = table.counting.read(), table.counting.all_rows()
    found = []
    for number, path in enumerate(table.loaded.files):
        exported = table.loaded.set_aside.get(path, {}) if len(table.loaded.files) > 1 else _together(table)
        reasons = {reason: count[number] for reason, count in gone.items() if count[number]}
        found.append(FileAccount(
            rows=lines[number],
            answers=read[number] + sum(exported.values()),
            used=used[number],
            set_aside=dict(sorted((Counter(reasons) + Counter(exported)).items())),
            path=named(path) if path else None,
        ))  # fmt: skip
    _must_add_up(found)
    return tuple(found)


def notes(files: Sequence[FileAccount], studies: Sequence[Study]) -> Iterator[str]:
    """Yield sentences about answers that do not count."""
    for study in studies:
        yield from notes_on(study)
        yield from notes_on_copies(study)
    for file in files:
        if file.answers and not file.used and len(files) > 1:
            reasons = joined(", ", (joined(" ", (f"{n:,}", worded(reason))) for reason, n in file.set_aside.items()))
            yield worded("No answer of {path} counts: {reasons}.", path=file.path, reasons=reasons)


def notes_on(study: Study) -> Iterator[str]:
    """Tell of answers by a rater to an item that the rater answered before."""
    number = (study.repeats or 0) - study.copied
    if not number:
        return
    again = word_for(
        number,
        worded("{count:,} answer is by a rater who answered the item before", count=number),
        worded("{count:,} answers are by a rater who answered the item before", count=number),
    )
    again = joined(": ", (study.name, again)) if study.name else again
    if not study.repeated:
        yield word_for(
            number,
            worded("{again}, and counts as if by somebody else (repeats: all).", again=again),
            worded("{again}, and count as if by somebody else (repeats: all).", again=again),
        )
        return
    when = worded(IN_TIME[study.settings.repeats] if study.occasions else IN_TABLE[study.settings.repeats])
    yield worded("{again}; of each rater's answers to an item the {when} counts (--repeats).", again=again, when=when)


def notes_on_copies(study: Study) -> Iterator[str]:
    """Tell of copies, and what became of them."""
    found = study.copies
    number = found.by_file.total() if found else 0
    if not found or not number:
        return
    told = word_for(
        number,
        worded("{count:,} answer stands in a row that is a copy of another one in every column", count=number),
        worded("{count:,} answers stand in rows that are copies of other ones in every column", count=number),
    )
    told = joined(": ", (study.name, told)) if study.name else told
    if not found.surely:
        yield worded(
            "{told}. The table does not say whether the rater was asked again, and this is counted as the same answer "
            "given twice. If rows were joined twice, take the copies out and measure again.",
            told=told,
        )
    elif study.repeated:
        yield worded(
            "{told}: each counts once, and is no question that was asked again. If it was asked again, name a column "
            "that says when: --column occasion=NAME.",
            told=told,
        )
    else:
        yield worded(
            "{told}: all count as if by somebody else (repeats: all). If rows were joined twice, take the copies out.",
            told=told,
        )


def _set_aside(table: Ratings, studies: Sequence[Study]) -> Mapping[str, ByFile]:
    """Count the answers of the table that do not count, by reason and file."""
    found: dict[str, ByFile] = {OTHER_ROWS: table.counting.other_rows(), **table.unusable}
    for reason, count in [
        *_other_dimensions(table, studies),
        *(one for study in studies for one in _not_counted(table, study)),
    ]:
        found[reason] = found.get(reason, Counter()) + count
    return found


def _other_dimensions(table: Ratings, studies: Sequence[Study]) -> Iterator[tuple[str, ByFile]]:
    if not table.dimension:
        return
    names = ", ".join(table.engine.text(study.name) for study in studies)
    yield NO_DIMENSION, table.counting.answers(table.relation, "WHERE dimension IS NULL")
    yield OTHER_DIMENSION, table.counting.answers(table.relation, f"WHERE CAST(dimension AS STRING) NOT IN ({names})")


def _not_counted(table: Ratings, study: Study) -> Iterator[tuple[str, ByFile]]:
    """Yield the answers to one dimension that do not count."""
    if study.repeated:
        counted = table.counting.answers(study.askings) - table.counting.answers(study.ratings)
        copied = study.copies.by_file if study.copies and study.copied else Counter()
        yield AGAIN[study.settings.repeats], counted - copied
        yield COPY, copied
    if not table.counting.several:
        yield from ((reason, Counter({0: count})) for reason, count in study.valueless.items())
    elif study.empty:
        found = rows(table.engine.query(f"SELECT file, reason, sum(n) AS n {study.empty} GROUP BY file, reason"))
        yield from ((row["reason"], Counter({int(row["file"]): int(row["n"])})) for row in found)


def _used(table: Ratings, study: Study) -> ByFile:
    if table.counting.several:
        return table.counting.answers(study.ratings)
    return Counter({0: study.answers.ratings})


def _together(table: Ratings) -> Mapping[str, int]:
    """Add up what the files of an export say of answers that were not taken, where they are not told apart."""
    return sum((Counter(reasons) for reasons in table.loaded.set_aside.values()), Counter[str]())


def _must_add_up(files: Sequence[FileAccount]) -> None:
    """See that no answer vanished or counts twice."""
    for file in files:
        if file.answers != file.used + sum(file.set_aside.values()):
            raise AlignmentCardError(
                worded(
                    "Of {answers:,} answers in {what}, {used:,} count and {sum:,} were set aside. That does not "
                    "add up, and the numbers would be wrong: please report it with the table, or one like it.",
                    answers=file.answers,
                    what=file.path or "the table",
                    used=file.used,
                    sum=sum(file.set_aside.values()),
                )
            )
