"""Pages that would be one file, or a file where another page needs a folder, and files that not
every system can have.

Names that differ in capitals alone, or in the form of their letters, are one file on many systems.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path, PurePosixPath

from briefings.archive import Archive
from briefings.content import locate
from briefings.model import Problem, Site
from briefings.model.addresses import find_refusal, fold
from briefings.pages import Page
from briefings.pages.kinds import redirect

CHOSEN = ("redirect", "media")
"""Pages whose addresses an editor chooses, letter by letter; those of others are of small ones."""
DOMAIN = "CNAME"
"""What a site at GitHub has among its own pages for its domain, as MkDocs' manual says."""


def find_refused(pages: Sequence[Page], taken: Mapping[str, str], site: Site) -> list[Problem]:
    """A problem for each file, of media and of what MkDocs writes, that can't be published."""
    media = {page.file: site.path_of(page.file) for page in pages if page.kind == "media"}
    problems: list[Problem] = []
    for file, path in (*media.items(), *taken.items()):
        refusal = None if file == DOMAIN else find_refusal(file)
        if refusal:
            problems.append(Problem(path, 1, 1, refusal.message, refusal.hint))
    return problems


def overlap(pages: Sequence[Page], taken: Iterable[str]) -> bool:
    """Whether two of these are one file, or one of them is a folder of another."""
    files = [fold(page.file) if page.kind in CHOSEN else page.file for page in pages]
    files += map(fold, taken)
    folders: set[str] = set()
    for file in files:
        folder = file.rpartition("/")[0]
        while folder not in folders:
            folders.add(folder)
            folder = folder.rpartition("/")[0]
    known = set(files)
    return len(known) < len(files) or not known.isdisjoint(folders)


def find_collisions(
    pages: Sequence[Page], taken: Mapping[str, str], archive: Archive, site: Site, content: Path
) -> list[Problem]:
    """A problem for each page whose place in the site is another's already.

    `taken` maps each file that MkDocs writes, relative to the site's root, to the path of what it
    is made from; `content` is the content folder. Generated pages come first, then MkDocs' own,
    then redirects from old addresses.
    """
    owners: dict[str, str] = {}
    folders: dict[str, str] = {}
    problems: list[Problem] = []
    for file, owner, page in _claims(pages, taken, archive, site):
        name = fold(file)
        above = _new_folders(name, folders)
        other = owners.get(name) or folders.get(name)
        other = other or next((owners[folder] for folder in above if folder in owners), None)
        if other is None:
            owners[name] = owner
            folders |= dict.fromkeys(above, owner)
            continue
        line, column = (1, 1)
        if page:
            file_of = content / PurePosixPath(owner).relative_to(site.content_dir)
            _, alias = redirect.origin(page, archive)
            where = ("title",) if alias is None else ("aliases", alias)
            line, column = locate(file_of, where)
        url = "/" + file.removesuffix("index.html")
        hint = f"it is that of {other}; choose another"
        problems.append(Problem(owner, line, column, f"the address '{url}' is taken", hint))
    return problems


def _new_folders(file: str, known: Mapping[str, str]) -> list[str]:
    """The folders that a file stands in, but for those that are known already."""
    folders: list[str] = []
    folder = file.rpartition("/")[0]
    while folder and folder not in known:
        folders.append(folder)
        folder = folder.rpartition("/")[0]
    return folders


def _claims(
    pages: Sequence[Page], taken: Mapping[str, str], archive: Archive, site: Site
) -> Iterator[tuple[str, str, Page | None]]:
    """File, owner and, for a redirect, its page, in the order of precedence."""
    for page in pages:
        if page.kind == "media":
            yield page.file, site.path_of(page.file), None
        elif page.kind != "redirect":
            yield page.file, f"a page that is generated ({page.kind})", None
    for file, path in taken.items():
        yield file, path, None
    for page in pages:
        if page.kind == "redirect":
            yield page.file, redirect.origin(page, archive)[0].path, page
