"""All that a build needs to know beside the content itself."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from hashlib import blake2b
from importlib.metadata import PackageNotFoundError, version
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from briefings.content import timezones
from briefings.model import Site
from briefings.render import Look


@dataclass(frozen=True, slots=True)
class Settings:
    """`project` is the folder of `mkdocs.yml`; `now` is the one reading of the clock, in
    the site's timezone.

    `jobs` is a number of processes, or the address of the Dask scheduler whose workers render.
    `history`: whether the site has articles' histories.
    """

    project: Path
    content: Path
    site: Site
    look: Look
    jobs: int | str
    now: datetime
    history: bool = False

    @property
    def program(self) -> bytes:
        """The version of all code that makes pages: what it remembers is for no other."""
        return describe_program().encode()


LIBRARIES = ("cmarkgfm", "jinja2", "markdown", "markupsafe", "nh3", "tzdata")


def describe_settings(settings: Settings) -> str:
    """All that every page depends on, in words: the site, the engine, the program's versions."""
    look = settings.look
    parts = [
        repr(settings.site),
        timezones.describe(settings.site.zone).hex(),
        look.engine,
        _describe(look.extensions),
        _describe(look.configs),
        *(f"{name} {describe_extension(name)}" for name in map(str, look.extensions)),
        describe_program(),
    ]
    return "\n".join(parts)


@cache
def describe_program() -> str:
    """The version of all code that makes pages: this package's own text, Python, the libraries."""
    code = blake2b(digest_size=16)
    for file in sorted(Path(__file__).parents[1].rglob("*.py")):
        code.update(file.read_bytes())
    libraries = (f"{name} {version(name)}" for name in LIBRARIES)
    return "\n".join([code.hexdigest(), sys.version, *libraries])


def describe_extension(name: str) -> str:
    """A Markdown extension's version, or the digest of the module that it is in."""
    package = name.partition(".")[0].partition(":")[0]
    try:
        return version(package)
    except PackageNotFoundError:
        spec = find_spec(name.partition(":")[0]) if "." in name else find_spec(package)
        origin = Path(spec.origin) if spec and spec.origin else None
        return (
            blake2b(origin.read_bytes()).hexdigest() if origin and origin.exists() else "built in"
        )


def _describe(value: Any) -> str:
    """A value in words that are the same in every process; a function is named by its place."""
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{key}: {_describe(value[key])}" for key in sorted(value)) + "}"
    if isinstance(value, list | tuple):
        return "[" + ", ".join(map(_describe, value)) + "]"
    if callable(value):
        return f"{value.__module__}.{value.__qualname__}"
    return repr(value)
