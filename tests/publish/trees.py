"""Trees for tests: files given as a dict, published, and read back as a dict."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from briefings.cache.digest import digest_bytes
from briefings.publish.manifest import NAME
from briefings.publish.site_tree import SiteTree, open_tree

Files = Mapping[str, str]

OLD = {"index.html": "home", "2025/index.html": "year", "norvik/index.html": "Norvik"}
NEW = {"index.html": "home, new", "2025/index.html": "year", "2025/04/index.html": "April"}
LAST = {"index.html": "home, new", "norvik/index.html": "Norvik again"}


def publish(folder: Path, files: Files, *, standby: bool = True) -> bool:
    """Publish these files, as a build does, at `folder/site`; what is published isn't written."""
    with open_tree(folder / "site", folder / "cache") as tree:
        changed = tree.publish(write_fresh(tree, files))
        if standby:
            tree.renew_standby()
        return changed


def publish_with_standby(folder: Path, files: Files) -> None:
    """Publish these files after another build: a first one leaves no standby tree."""
    publish(folder, {**files, "index.html": "older"})
    publish(folder, files)


def write_fresh(tree: SiteTree, files: Files) -> dict[str, bytes]:
    """Write those files that aren't published already; the manifest of all."""
    manifest = {path: digest_bytes(text.encode()) for path, text in files.items()}
    for path, text in files.items():
        if tree.published.get(path) != manifest[path]:
            put(tree.fresh, path, text)
    return manifest


def put(root: Path, path: str, text: str = "") -> None:
    """Write a file by hand, or make a folder where the path ends with a slash."""
    file = root / path
    if path.endswith("/"):
        file.mkdir(parents=True)
        return
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text)


def read_tree(root: Path) -> dict[str, str] | None:
    """All files, links and empty folders of a tree but its manifest; None when there is no tree."""
    if not root.exists():
        return None
    found = {}
    for place in root.rglob("*"):
        path = place.relative_to(root).as_posix()
        if place.is_symlink():
            found[path] = f"-> {place.readlink()}"
        elif place.is_file():
            found[path] = place.read_text()
        elif not any(place.iterdir()):
            found[f"{path}/"] = ""
    found.pop(NAME, None)
    return found


def standby_of(folder: Path) -> Path:
    """The one standby tree for the site at `folder/site`."""
    [standby] = (folder / "cache/trees").glob("*/standby-*")
    return standby


def has_standby(folder: Path) -> bool:
    """Whether there is a standby tree for the site at `folder/site`."""
    return any((folder / "cache/trees").glob("*/standby-*"))


def leftovers(folder: Path) -> list[str]:
    """What the work folders hold beside a standby tree."""
    works = (folder / "cache" / "trees").iterdir()
    return [
        entry.name for work in works for entry in work.iterdir() if "standby-" not in entry.name
    ]


def inodes(root: Path) -> dict[str, int]:
    """The inode of each file of a tree, by which one that was kept is known."""
    files = (place for place in root.rglob("*") if place.is_file())
    return {place.relative_to(root).as_posix(): place.stat().st_ino for place in files}
