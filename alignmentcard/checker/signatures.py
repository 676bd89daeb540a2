"""Signatures of review records, with the SSH keys that people have: made and verified by ssh-keygen, offline.

What is signed is the record without its signature, as JSON with sorted keys and no blanks, followed by a newline. The
record holds the digest of card and measurements, so that a signature fits one record of one state of one card.
"""

import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from alignmentcard.errors import AlignmentCardError
from alignmentcard.model.records import Review
from alignmentcard.programs import ssh_keygen
from alignmentcard.text.visible import visible

NAMESPACE = "alignmentcard-review"
"""What the signature is for; ssh-keygen refuses signatures that were made for something else, such as a commit."""
BEGIN, END = "-----BEGIN SSH SIGNATURE-----", "-----END SSH SIGNATURE-----"
WIDTH = 70
BASE64 = re.compile(r"[A-Za-z0-9+/]+={0,2}")
PRINCIPAL = re.compile(r"[^-\s].*")
"""A name that begins with a dash would be taken for an option."""
UNSIGNED = "It is not signed."


@dataclass(frozen=True)
class Signature:
    """What can be said of the signature of a record; `good` is None where there is none or nobody named its owner."""

    good: bool | None
    sentence: str


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


def signature_of(review: Review, allowed: Path | None = None) -> Signature:
    """Say whose signature a record has; `allowed` is a file of keys and their owners, as git and ssh-keygen read it."""
    if not review.signature:
        return Signature(None, UNSIGNED)
    if not BASE64.fullmatch(review.signature):
        return Signature(False, "Its signature cannot be read.")
    given = message(review.model_dump(exclude_defaults=True))
    with _file(review.signature) as file:
        return _key(given, file) if allowed is None else _owner(given, file, allowed, review.date)


def _key(given: bytes, file: Path) -> Signature:
    said = ssh_keygen("-Y", "check-novalidate", "-n", NAMESPACE, "-s", file, given=given)
    if not said.well:
        return Signature(False, "Its signature is not of this record.")
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
            return Signature(True, f"It is signed by {visible(name)}.")
    if _key(given, file).good is False:
        return Signature(False, "Its signature is not of this record.")
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
