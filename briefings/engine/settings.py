"""All that a build needs to know beside the content itself."""

from __future__ import annotations

import pickle
import secrets
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from hashlib import blake2b
from importlib.metadata import PackageNotFoundError, version
from importlib.util import find_spec
from pathlib import Path
from types import BuiltinFunctionType, FunctionType
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
        *map(describe_extension, look.extensions),
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


def describe_extension(extension: object) -> str:
    """The version of what a Markdown extension is in, or the digest of its module; `extension` is
    its name, or the object itself, as other plugins give it."""
    named = extension if isinstance(extension, str) else type(extension).__module__
    name = named.partition(":")[0]
    return f"{name} {_version_of(name)}"


@cache
def _version_of(module: str) -> str:
    """Looked for once, as a process imports a module but once: what it is then is what runs."""
    try:
        return version(module.partition(".")[0])
    except PackageNotFoundError:
        file = _file_of(module)
        return blake2b(file.read_bytes()).hexdigest() if file else "built in"


def _file_of(module: str) -> Path | None:
    loaded = sys.modules.get(module)
    spec = loaded.__spec__ if loaded else find_spec(module)
    file = Path(spec.origin) if spec and spec.origin else None
    return file if file and file.exists() else None


def pickled(value: object) -> bytes | None:
    """A value as it can be sent to another process; None if it can't, such as a Markdown extension
    that holds a function of its own."""
    try:
        return pickle.dumps(value)
    except (pickle.PicklingError, TypeError, AttributeError):
        return None


def _describe(value: Any) -> str:
    """A value in words that are the same in every process, a function by its place. Of what can't
    be told whether it is the same, the words are others each time."""
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{key}: {_describe(value[key])}" for key in sorted(value)) + "}"
    if isinstance(value, list | tuple):
        return "[" + ", ".join(map(_describe, value)) + "]"
    if isinstance(value, type | FunctionType | BuiltinFunctionType):
        return f"{value.__module__}.{value.__qualname__}"
    if value is None or isinstance(value, str | int | float):
        return repr(value)
    state = pickled(value) or secrets.token_bytes()
    return f"{type(value).__module__}.{type(value).__qualname__} {blake2b(state).hexdigest()}"
