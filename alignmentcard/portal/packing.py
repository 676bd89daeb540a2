"""What is known of a card as bytes: for the way between processes, and for the builds to come."""

import json
from dataclasses import fields
from sys import intern
from typing import Any

from alignmentcard.portal.downloads import compact
from alignmentcard.portal.record import Record
from alignmentcard.portal.summary import Summary

SUMMARY = [field.name for field in fields(Summary)]
TEXTS = ("row", "dataset")
"""What stands in a record as JSON and is passed on as it is."""
LONG = 64
"""Characters from which on a text is hardly that of another card as well."""
OTHERS = [field.name for field in fields(Record) if field.name not in TEXTS]


def pack(summary: Summary, record: Record) -> bytes:
    """Write down what is known of a card, in one line; tabs stand between its parts, for JSON has none."""
    told = compact([getattr(summary, name) for name in SUMMARY]), compact([getattr(record, name) for name in OTHERS])
    return "\t".join((*told, *(getattr(record, name) for name in TEXTS))).encode()


def unpack(packed: bytes) -> tuple[Summary, Record]:
    """Read what is known of a card."""
    summary, others, *texts = packed.decode().split("\t")
    told = dict(zip(OTHERS, _shared(json.loads(others)), strict=True)) | dict(zip(TEXTS, texts, strict=True))
    return Summary(*_shared(json.loads(summary))), Record(**told)


def _shared(value: Any) -> Any:
    """Keep each word once, however many cards say it; half of what is known of thousands of cards is the same words."""
    if isinstance(value, str):
        return intern(value) if len(value) < LONG else value
    if isinstance(value, list):
        return [_shared(one) for one in value]
    return {intern(key): _shared(one) for key, one in value.items()} if isinstance(value, dict) else value
