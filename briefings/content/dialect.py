"""Which Markdown the site's texts are written in, as far as checking them depends on it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class Dialect:
    """The Markdown engine, and the names of its extensions where they are known by name."""

    engine: Literal["python-markdown", "gfm"] = "python-markdown"
    extensions: tuple[str, ...] = ()

    def describe(self) -> bytes:
        """A text that is equal only for equal dialects."""
        return "\0".join((self.engine, *self.extensions)).encode()
