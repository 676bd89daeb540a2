"""The tools of other formats, as tests ask them."""

import json
import logging
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest


@contextmanager
def _quietly() -> Iterator[None]:
    """Let a library warn about itself without ending a test, and keep its log to itself."""
    logging.disable(logging.CRITICAL)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    finally:
        logging.disable(logging.NOTSET)


def through_mlcroissant(text: str) -> Any:
    """Read a Croissant file with mlcroissant, which fails where it has errors, and write it again."""
    mlcroissant = pytest.importorskip("mlcroissant")
    with _quietly():
        data = mlcroissant.Dataset(jsonld=json.loads(text)).metadata.to_json()
    return json.loads(json.dumps(data, default=str))


def graph_of(data: Any) -> Any:
    """Read JSON-LD as a graph."""
    rdflib = pytest.importorskip("rdflib")
    with _quietly():
        return rdflib.Graph().parse(data=json.dumps(data), format="json-ld")
