"""The generators that build the archive, each behind the same few functions.

Ours is this checkout's Briefings or another one's, by the Python that it is installed in.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from benchmarks import briefings, hugo, material
from benchmarks.archive import Archive
from benchmarks.environments import find_or_install, find_version


@dataclass(frozen=True, slots=True)
class Contender:
    """`write` lays the archive out in a folder, `command` builds that folder.

    `site` is the sub-folder that the pages are built into, `leftovers` are those that a build
    leaves behind and a cold one must not find. An `incremental` one reuses what it finds there.
    """

    name: str
    version: str
    write: Callable[[Archive, Path], None]
    command: Callable[[Path], list[str]]
    site: str
    leftovers: tuple[str, ...]
    incremental: bool = False


@dataclass(frozen=True, slots=True)
class _Peer:
    package: str
    write: Callable[[Archive, Path], None]
    command: Callable[[Path, Path], list[str]]
    site: str
    leftovers: tuple[str, ...]


_PEERS: Mapping[str, _Peer] = {
    "material": _Peer("mkdocs-material", material.write, material.command, "site", (".cache",)),
    "hugo": _Peer("hugo", hugo.write, hugo.command, "public", ("resources", "cache")),
}
PEERS = tuple(_PEERS)
ENGINES = ("python-markdown", "gfm")


def ours(engine: str) -> Contender:
    """Return this checkout's build, with the articles' Markdown rendered by `engine`."""
    return _briefings(f"briefings, {engine}", engine, Path(sys.prefix), {})


def other(engine: str, environment: Path) -> Contender:
    """Return the build of another checkout, installed in the virtual environment `environment`.

    It is named by the checkout's folder: `before, gfm` for `/path/to/before/.venv`.
    """
    environment = environment.absolute()
    return _briefings(f"{environment.parent.name}, {engine}", engine, environment, {})


def on_dask(engine: str, scheduler: str) -> Contender:
    """Return this checkout's build with its pages rendered on the Dask cluster of `scheduler`."""
    options = {"jobs": "dask", "scheduler": scheduler}
    return _briefings(f"briefings on dask, {engine}", engine, Path(sys.prefix), options)


def peer(name: str, environments: Path) -> Contender:
    """Return the peer of that name, installed below `environments` unless it is already."""
    found = _PEERS[name]
    environment = find_or_install(environments, found.package)
    return Contender(
        name=name,
        version=find_version(environment, found.package),
        write=found.write,
        command=partial(found.command, environment),
        site=found.site,
        leftovers=found.leftovers,
    )


def _briefings(name: str, engine: str, environment: Path, options: Mapping[str, str]) -> Contender:
    python = environment / "bin/python"
    return Contender(
        name=name,
        version=find_version(environment, "briefings"),
        write=partial(briefings.write, markdown=engine, python=python, options=options),
        command=partial(briefings.command, python=python),
        site="site",
        leftovers=(".briefings",),
        incremental=True,
    )
