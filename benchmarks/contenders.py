"""Those who build the archive, ours and the peers, each behind the same few functions."""

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

    `site` is the folder's sub-folder that the pages are built into, `leftovers` are those
    which a build leaves behind and a cold one must not find. An `incremental` one makes use of
    what it finds there.
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
    """Our build, with the articles' Markdown rendered by `engine`."""
    return Contender(
        name=f"briefings, {engine}",
        version=find_version(Path(sys.prefix), "briefings"),
        write=partial(briefings.write, markdown=engine),
        command=briefings.command,
        site="site",
        leftovers=(".briefings",),
        incremental=True,
    )


def peer(name: str, environments: Path) -> Contender:
    """The peer of that name, installed below `environments` if it isn't yet."""
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
