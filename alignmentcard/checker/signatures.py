"""Signatures of review records, with the SSH keys that people have: made and verified by ssh-keygen, offline.

A check starts no program that nobody asked for. It looks at what a signature says of itself, which
tells what is none and which key it is of (`signature_unverified`); whether it is over the record is said to be not
checked.

What is signed is the record without its signature, as JSON with sorted keys and no blanks, followed by a newline. The
record holds the digest of card and measurements, so that a signature fits one record of one state of one card.
"""

import json
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any

from alignmentcard.checker.envelope import NAMESPACE, read_envelope
from alignmentcard.errors import AlignmentCardError
from alignmentcard.messages import later
from alignmentcard.model.records import Review
from alignmentcard.programs import ssh_keygen
from alignmentcard.text.visible import visible

BEGIN, END = "-----BEGIN SSH SIGNATURE-----", "-----END SSH SIGNATURE-----"
WIDTH = 70
PRINCIPAL = re.compile(r"[^-\s].*")
"""A name that begins with a dash would be taken for an option."""
UNSIGNED = later("It is not signed.")
UNREADABLE = later("Its signature cannot be read.")
ELSEWHERE = later("Its signature was made for something else than a review.")
UNCHECKED = later("It is signed; nobody has checked the signature here.")
NOT_THIS = later("Its signature is not of this record.")
BROKEN = (UNREADABLE, ELSEWHERE, NOT_THIS)
"""What is said of signatures that are none of the record, whoever's they are."""
MEND = later("Have it recorded again with --sign, or take out the line `signature`: then it is an unsigned record.")


@dataclass(frozen=True)
class Signature:
    """What can be said of the signature of a record; `good` is None where there is none or nobody named its owner."""

    good: bool | None
    sentence: str
    key: str = ""
    """The key that a signature says it is of, by its fingerprint; empty where there is no signature to read."""
    by: str = ""
    """Whose signature it is, by those who were asked; empty where nobody was."""


Look = Callable[[Review], Signature]
"""Says what the signature of a record is worth."""


def message(record: dict[str, Any]) -> bytes:
    """Return the bytes that a signature of a record is over."""
    data = {name: value for name, value in record.items() if name != "signature" and value not in (None, [], "")}
    return f"{json.dumps(data, sort_keys=True, ensure_ascii=False, separators=(',', ':'))}\n".encode()


def sign(record: dict[str, Any], key: Path) -> str:
    """Return the signature of a record by a private key, or by a public one whose private half an agent holds."""
    if not key.is_file():
        raise AlignmentCardError(f"{key} is not a file. Name an SSH key, such as ~/.ssh/id_ed25519.")
    said = ssh_keygen("-Y", "sign", "-f", key, "-n", NAMESPACE, given=message(record), asks=True)
    lines = said.content.decode("ascii", "replace").split()
    if not said.well or BEGIN.split()[0] not in lines:
        raise AlignmentCardError(f"{key} cannot sign: {_last(said.complaint)} Nothing was recorded.")
    text = said.content.decode("ascii").replace(BEGIN, "").replace(END, "")
    return "".join(text.split())


def signature_unverified(review: Review) -> Signature:
    """Say what can be told of the signature of a record without any program; it is never good, and may be bad."""
    if not review.signature:
        return Signature(None, UNSIGNED)
    found = read_envelope(review.signature)
    if found is None:
        return Signature(False, UNREADABLE)
    if found.namespace != NAMESPACE:
        return Signature(False, ELSEWHERE)
    return Signature(None, UNCHECKED, found.fingerprint)


def signature_of(review: Review, allowed: Path | None = None) -> Signature:
    """Say whose signature a record has; `allowed` is a file of keys and their owners, as git and ssh-keygen read it."""
    told = signature_unverified(review)
    if not review.signature or told.good is False:
        return told
    given = message(review.model_dump(exclude_defaults=True))
    with _file(review.signature) as file:
        found = _key(given, file) if allowed is None else _owner(given, file, allowed, review.date)
    return replace(found, key=told.key)


def signature_reader(allowed: Path | None) -> Look:
    """Return what says what signatures are worth: by a file of keys and their owners, or as far as can be seen."""
    return partial(_counting, allowed=allowed) if allowed else signature_unverified


def _counting(review: Review, allowed: Path) -> Signature:
    """Say whose signature a record has where only those of some people count: one that is not signed does not."""
    found = signature_of(review, allowed)
    return found if found.good is not None else replace(found, good=False)


def _key(given: bytes, file: Path) -> Signature:
    said = ssh_keygen("-Y", "check-novalidate", "-n", NAMESPACE, "-s", file, given=given)
    if not said.well:
        return Signature(False, NOT_THIS)
    found = re.search(r"SHA256:\S+", said.content.decode("utf-8", "replace"))
    key = f"the key {found[0]}" if found else "a key"
    return Signature(None, f"It is signed with {key}; --allowed-signers FILE says whose that is.")


def _owner(given: bytes, file: Path, allowed: Path, date: str) -> Signature:
    """Verify against the owners of keys; a key counts that was valid on the day of the record."""
    if not allowed.is_file():
        raise AlignmentCardError(f"{allowed} is not a file. It holds lines such as: ada@example.org ssh-ed25519 AAAA…")
    day = [f"-Overify-time={date.replace('-', '')}"] if len(date) == len("2024-06-01") else []
    found = ssh_keygen("-Y", "find-principals", "-s", file, "-f", allowed, *day)
    for name in filter(PRINCIPAL.fullmatch, found.content.decode("utf-8", "replace").splitlines()):
        words: list[str | Path] = ["-Y", "verify", "-f", allowed, "-I", name, "-n", NAMESPACE, "-s", file, *day]
        if ssh_keygen(*words, given=given).well:
            return Signature(True, f"It is signed by {visible(name)}.", by=visible(name))
    if _key(given, file).good is False:
        return Signature(False, NOT_THIS)
    return Signature(False, f"It is signed with a key that {allowed} does not allow.")


@contextmanager
def _file(signature: str) -> Iterator[Path]:
    """Write a signature into a file of its own, armoured as ssh-keygen reads it."""
    from tempfile import TemporaryDirectory

    lines = [signature[start : start + WIDTH] for start in range(0, len(signature), WIDTH)]
    with TemporaryDirectory() as folder:
        file = Path(folder, "signature")
        file.write_text("\n".join((BEGIN, *lines, END, "")), encoding="ascii")
        yield file


def _last(complaint: str) -> str:
    line = visible(complaint.strip().splitlines()[-1]) if complaint.strip() else "ssh-keygen gave no reason"
    return f"{line.rstrip('.')}."
