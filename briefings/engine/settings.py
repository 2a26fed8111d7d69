"""All that a build needs to know beside the content itself."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from briefings.model import Site
from briefings.render import Look


@dataclass(frozen=True, slots=True)
class Settings:
    """`project` is the folder of `mkdocs.yml`; `now` (aware) is the one reading of the clock."""

    project: Path
    content: Path
    site: Site
    look: Look
    jobs: int
    now: datetime
