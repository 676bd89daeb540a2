"""Failures of Arrow."""


class ArrowException(Exception):  # noqa: N818 (Arrow's name)
    """A file or a table that cannot be read."""
