"""Failures of use. What is wrong inside a card is a finding, never an exception."""

from alignmentcard.messages.retold import worded


class AlignmentCardError(Exception):
    """Something that the user must change before the program can go on; its text is the whole message."""


class NothingToCheckError(AlignmentCardError):
    """No card was found where the user pointed."""


class MissingExtraError(AlignmentCardError):
    """A command needs an optional dependency that is not installed."""

    def __init__(self, what: str, extra: str) -> None:
        command = f"pip install 'alignmentcard[{extra}]'"
        super().__init__(
            worded("{what} needs an optional part. Install it with: {command}", what=what, command=command)
        )


class BadProfileError(AlignmentCardError):
    """A profile file cannot be used as it is; the message is one line, whatever it quotes."""

    def __init__(self, message: str) -> None:
        shown = "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in message)
        super().__init__(message if shown == message else shown)


class BadPluginError(AlignmentCardError):
    """An installed package adds rules or profiles that cannot be used."""


class BadSettingsError(AlignmentCardError):
    """The settings of a project cannot be used as they are."""


class Missed(str):
    """A sentence about something that could not be looked at, while the rest could; no failure of the whole."""

    __slots__ = ()
