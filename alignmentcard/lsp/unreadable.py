"""What is said of a message that an editor sent and nobody can read: one sentence, in the log and to the editor."""

import logging

SENTENCE = (
    "A message from the editor is no JSON-RPC, so it was passed over. The next ones are answered; "
    "if this comes again, update the editor or its extension."
)
TWICE = "Unable to deserialize message"
"""What the library logs before it logs the same failure once more as `NO_MESSAGE`."""
NO_MESSAGE = "Unable to handle message"


class _OneSentence(logging.Filter):
    def filter(self, record: logging.LogRecord) -> bool:
        """Put the sentence in place of a traceback through the library; everything else stays as it is."""
        if record.msg == NO_MESSAGE:
            record.msg, record.args, record.exc_info, record.exc_text = SENTENCE, (), None, None
        return not str(record.msg).startswith(TWICE)


def log_in_sentences() -> None:
    """Write the log of the library to standard error, where editors show it."""
    handler = logging.StreamHandler()
    handler.setLevel(logging.WARNING)
    handler.addFilter(_OneSentence())
    library = logging.getLogger("pygls")
    library.handlers, library.propagate = [handler], False
