"""What is known of a card as bytes: for the way between processes, and for the builds to come."""

import json
from dataclasses import fields

from alignmentcard.portal.downloads import compact
from alignmentcard.portal.record import Record
from alignmentcard.portal.summary import Summary

SUMMARY = [field.name for field in fields(Summary)]
TEXTS = ("row", "dataset")
"""What stands in a record as JSON and is passed on as it is."""
OTHERS = [field.name for field in fields(Record) if field.name not in TEXTS]


def pack(summary: Summary, record: Record) -> bytes:
    """Write down what is known of a card, in one line; tabs stand between its parts, for JSON has none."""
    told = compact([getattr(summary, name) for name in SUMMARY]), compact([getattr(record, name) for name in OTHERS])
    return "\t".join((*told, *(getattr(record, name) for name in TEXTS))).encode()


def unpack(packed: bytes) -> tuple[Summary, Record]:
    """Read what is known of a card."""
    summary, others, *texts = packed.decode().split("\t")
    told = dict(zip(OTHERS, json.loads(others), strict=True)) | dict(zip(TEXTS, texts, strict=True))
    return Summary(*json.loads(summary)), Record(**told)
