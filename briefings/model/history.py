"""What became of an article's words after it was published."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Literal

Fate = Literal["kept", "added", "removed", "omitted", "break"]
Place = Literal["title", "summary", "claim", "text"]


@dataclass(frozen=True, slots=True)
class Part:
    """Some words that were kept, added or removed.

    Without words: where kept ones are `omitted`, and the `break` between two paragraphs.
    """

    fate: Fate
    words: str = ""


@dataclass(frozen=True, slots=True)
class Rewording:
    """A place of an article whose words changed; `claim` is the claim's id within the article."""

    place: Place
    parts: tuple[Part, ...]
    claim: str | None = None


@dataclass(frozen=True, slots=True)
class Revision:
    """What a commit changed in an article that had been published before.

    `on` is when the new words became public, aware, in the site's timezone; `commit` the full id.
    """

    on: dt.datetime
    commit: str
    changes: tuple[Rewording, ...]
