"""The pure parser of ruamel.yaml, with what it asks itself at every token asked once.

Pages have no C: there most of the time of a check is its parser. It finds its parts again by properties, and looks for
keys that may begin at a token where there are none; the events are the same.
"""

from collections.abc import Iterable
from functools import cached_property
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.parser import Parser
from ruamel.yaml.scanner import Scanner


class _Scanner(Scanner):
    @cached_property
    def reader(self) -> Any:
        """Return where the text is read from, which stays the same."""
        return self.loader.reader

    def need_more_tokens(self) -> bool:
        """Say whether the next token is not sure yet."""
        if self.done:
            return False
        if not self.tokens:
            return True
        if not self.possible_simple_keys:
            return False
        self.stale_possible_simple_keys()
        return bool(self.next_possible_simple_key() == self.tokens_taken)

    def check_token(self, *choices: Any) -> bool:
        """Say whether the next token is of one of some kinds."""
        while self.need_more_tokens():
            self.fetch_more_tokens()
        return bool(self.tokens) and (not choices or isinstance(self.tokens[0], choices))


class _Parser(Parser):
    @cached_property
    def scanner(self) -> Any:
        """Return what makes tokens of the text, which stays the same."""
        return self.loader.scanner


def parse(text: str) -> Iterable[Any]:
    """Return the events of a text."""
    yaml = YAML(typ="safe", pure=True)
    yaml.Scanner, yaml.Parser = _Scanner, _Parser
    found: Iterable[Any] = yaml.parse(text)
    return found
