"""All that a build needs to know beside the content itself."""

from __future__ import annotations

import pickle
import secrets
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cache, partial
from hashlib import blake2b
from importlib.machinery import ModuleSpec
from importlib.metadata import PackageNotFoundError, version
from importlib.util import find_spec
from pathlib import Path
from types import BuiltinFunctionType, FunctionType
from typing import Any

from markdown.util import get_installed_extensions

from briefings.cache.digest import start_digest
from briefings.content import timezones
from briefings.model import Problem, Site
from briefings.render import RenderOptions


@dataclass(frozen=True, slots=True)
class Settings:
    """`project` is the folder of `mkdocs.yml`; `now` is the one reading of the clock, in
    the site's timezone.

    `jobs` is the number of processes that may work at once, `history` whether the site has
    articles' histories. `warnings` are about the configuration. `target` is the published folder,
    `cache` the cache folder (None for `.briefings` in the project), `docs` the folder of the site's
    own pages. `media_types` are types of files that are published beside the usual ones.
    """

    project: Path
    content: Path
    site: Site
    render_options: RenderOptions
    jobs: int
    now: datetime
    history: bool = False
    warnings: tuple[Problem, ...] = ()
    target: Path | None = None
    cache: Path | None = None
    docs: Path | None = None
    media_types: frozenset[str] = frozenset()

    @property
    def cache_folder(self) -> Path:
        return self.cache or self.project / ".briefings"

    @property
    def program(self) -> bytes:
        """The version of all code that makes pages; a cache is read by this version only."""
        return describe_program().encode()


# Those whose output is in pages: another version may give other bytes.
LIBRARIES = ("cmarkgfm", "jinja2", "markdown", "markupsafe", "nh3", "pygments", "tzdata")


def describe_settings(settings: Settings) -> str:
    """Describe what every page depends on: the site, the Markdown engine, the program."""
    options = settings.render_options
    parts = [
        repr(settings.site),
        timezones.describe(settings.site.zone).hex(),
        options.engine,
        _describe(options.extensions),
        _describe(options.configs),
        *map(describe_extension, options.extensions),
        describe_program(),
    ]
    return "\n".join(parts)


@cache
def describe_program() -> str:
    """Describe all code that makes pages: this package's sources, Python, the libraries."""
    return "\n".join([_describe_code(__name__), sys.version, *map(_installed, LIBRARIES)])


def describe_extension(extension: object) -> str:
    """The digest of the code that a Markdown extension is in; `extension` is its name, or the
    object itself, as other plugins give it."""
    if not isinstance(extension, str):
        named = type(extension).__module__
    elif extension in (installed := get_installed_extensions()).names:
        named = installed[extension].module
    else:
        named = extension.partition(":")[0]
    return _describe_code(named)


@cache
def digest_code(package: str) -> str:
    """Digest all Python files of a package, or of a module.

    Done once a process, as a module is imported once: what is found then is what runs.
    """
    loaded = sys.modules.get(package)
    spec = loaded.__spec__ if loaded else find_spec(package)
    code = start_digest()
    code.update(_installed(package).encode())
    for file in _files_of(spec) if spec else ():
        code.update(file.read_bytes())
    return code.hexdigest()


def _files_of(spec: ModuleSpec) -> list[Path]:
    if spec.submodule_search_locations is not None:
        folders = map(Path, spec.submodule_search_locations)
        files = (file for folder in folders for file in folder.rglob("*.py"))
        return sorted(file for file in files if file.is_file())
    file = Path(spec.origin or "")
    return [file] if file.is_file() else []


def _installed(library: str) -> str:
    try:
        return f"{library} {version(library)}"
    except PackageNotFoundError:
        return f"no {library}"


def pickled(value: object) -> bytes | None:
    """A value as it can be sent to another process; None if it can't, such as a Markdown extension
    that holds a function of its own."""
    try:
        return pickle.dumps(value)
    except (pickle.PicklingError, TypeError, AttributeError):
        return None


def _describe(value: Any) -> str:
    """Describe a value, the same in every process; a function by its name and its package's code.

    The description of a value that can't be compared differs each time, so that pages are rendered
    again rather than kept wrongly.
    """
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{key}: {_describe(value[key])}" for key in sorted(value)) + "}"
    if isinstance(value, list | tuple):
        return "[" + ", ".join(map(_describe, value)) + "]"
    if isinstance(value, type | FunctionType | BuiltinFunctionType):
        return f"{value.__qualname__} of {_describe_code(value.__module__)}"
    if isinstance(value, partial):
        return _describe([value.func, value.args, value.keywords])
    if value is None or isinstance(value, str | int | float):
        return repr(value)
    state = pickled(value) or secrets.token_bytes()
    return f"{_describe(type(value))} {blake2b(state).hexdigest()}"


def _describe_code(module: str | None) -> str:
    """Describe the package of a module; some built-in functions have None as their module."""
    name = module or "builtins"
    # The whole package, any module of which the extension may import.
    return f"{name} {digest_code(name.partition('.')[0])}"
