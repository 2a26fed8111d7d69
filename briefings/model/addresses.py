"""Which paths a site may publish: one rule for aliases, slugs, pages and media.

A path is relative to the site's root, decoded: `2024/old-name/`, `media/map.png`. It has to be a
file on every system that may build or serve the site, and none that a server takes for its
configuration.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator
from typing import NamedTuple
from unicodedata import normalize

# File systems take 255, of bytes or of characters:
# https://en.wikipedia.org/wiki/Comparison_of_file_systems#Limits
SEGMENT_BYTES = 200
PATH_BYTES = 1_000
DEPTH = 30
# In lower case: https://learn.microsoft.com/windows/win32/fileio/naming-a-file
DEVICES = frozenset(
    {"con", "prn", "aux", "nul", "conin$", "conout$"}
    | {f"{port}{number}" for port in ("com", "lpt") for number in (*range(10), *"¹²³")}
)
# Reserved on Windows, where a newsroom may build: see the address above.
FORBIDDEN = re.compile(r'[<>:"|?*\\]')
LEADS_OUT = re.compile(r"(?:^|[/\0])\.{0,2}(?:[/\0]|$)")
# What hosts read at a site's root, in lower case: Netlify, Cloudflare, Azure, GitHub and others.
CONFIGURATION = frozenset(
    {
        *("_headers", "_redirects", "_routes.json", "_worker.js", "_config.yml"),
        *("netlify.toml", "vercel.json", "now.json", "wrangler.toml", "wrangler.json"),
        *("firebase.json", "staticwebapp.config.json", "app.yaml", "php.ini", "cname"),
    }
)


class Refusal(NamedTuple):
    """Why a path can't be published, and what would be right."""

    message: str
    hint: str


def fold_path(path: str) -> str:
    """Return the same for all paths that are one file on a case-insensitive file system."""
    # By far the most paths, and NFC leaves ASCII as it is.
    return path.lower() if path.isascii() else normalize("NFC", path).casefold()


def find_refusal(path: str) -> Refusal | None:
    """Why a path of the site can't be published; None if it can."""
    if len(path.encode(errors="replace")) > PATH_BYTES:
        return Refusal(f"a path of more than {PATH_BYTES:,} bytes", "shorten it")
    segments = path.removesuffix("/").split("/")
    if len(segments) > DEPTH:
        return Refusal(f"a path more than {DEPTH} folders deep", "shorten it")
    if fold_path(segments[0]) in CONFIGURATION:
        return Refusal(f"'{segments[0]}' is a host's configuration", "choose another name")
    for place, segment in enumerate(segments):
        if refusal := _refuse_segment(segment, is_first=place == 0):
            return refusal
    return None


def is_unsafe(paths: str) -> bool:
    """Return whether one of the paths, separated by NUL, could lead out of its folder.

    The regular expression runs only where a plain search finds a suspicious pair of characters.
    """
    ends = paths[:1] in "./" or paths[-1:] in "./"
    looks_so = ends or any(mark in paths for mark in ("/.", "\0.", "//", "/\0", "\0/", "\0\0"))
    return looks_so and LEADS_OUT.search(paths) is not None


def parent_folders(path: str, known: Container[str] = ()) -> Iterator[str]:
    """Yield the folders that a path lies in, the nearest first, up to the first known one.

    The root isn't among them.
    """
    folder = path.rpartition("/")[0]
    while folder and folder not in known:
        yield folder
        folder = folder.rpartition("/")[0]


def folders_of(paths: Iterable[str]) -> set[str]:
    """All folders of a tree with these files, "" for its root among them."""
    folders = {""}
    for path in paths:
        folders.update(parent_folders(path, folders))
    return folders


def is_device(name: str) -> bool:
    """Return whether Windows takes a file's or a folder's name, with any suffix, for a device."""
    return name.partition(".")[0].rstrip(" ").lower() in DEVICES


def _refuse_segment(segment: str, *, is_first: bool) -> Refusal | None:
    if segment in ("", ".", ".."):
        return Refusal("a path with a step that leads nowhere", "write it in its simplest form")
    if segment.startswith(".") and not (is_first and segment == ".well-known"):
        return Refusal(f"'{segment}' begins with a dot", "servers read or hide it: rename it")
    if fold_path(segment) == "web.config":
        return Refusal(f"'{segment}' is a server's configuration", "choose another name")
    if not segment.isprintable():
        return Refusal("a path with an invisible character", "leave it out")
    if match := FORBIDDEN.search(segment):
        return Refusal(f"a path with '{match[0]}'", "leave it out: not every system can have it")
    if segment[-1] in ". ":
        return Refusal(f"'{segment}' ends with a dot or a blank", "leave it out")
    if segment[0] == " ":
        return Refusal(f"'{segment}' begins with a blank", "leave it out")
    if is_device(segment):
        return Refusal(f"'{segment}' is a device's name on Windows", "choose another name")
    if len(segment.encode()) > SEGMENT_BYTES:
        return Refusal(f"a name of more than {SEGMENT_BYTES} bytes", "shorten it")
    return None
