"""Find pages that would be the same file, files where a folder is needed, and invalid file names.

Names that differ only in case or in Unicode normalization are one file on many systems.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path, PurePosixPath

from briefings.archive import Archive
from briefings.content import locate
from briefings.model import Problem, Site
from briefings.model.addresses import find_refusal, fold_path, folders_of, parent_folders
from briefings.pages import Page
from briefings.pages.kinds import redirect

CHOSEN = ("redirect", "media")
"""Kinds whose addresses an editor chooses, in any case. All other addresses are lowercase."""
DOMAIN = "CNAME"
"""The file by which GitHub Pages knows a site's domain; MkDocs' manual has it among the pages."""


def find_refused(
    pages: Sequence[Page], mkdocs_files: Mapping[str, str], site: Site
) -> list[Problem]:
    """Return a problem for each file of media and of MkDocs that can't be published."""
    media = {page.file: site.path_of(page.file) for page in pages if page.kind == "media"}
    problems: list[Problem] = []
    for file, path in (*media.items(), *mkdocs_files.items()):
        refusal = None if file == DOMAIN else find_refusal(file)
        if refusal:
            problems.append(Problem(path, 1, 1, refusal.message, refusal.hint))
    return problems


def overlap(pages: Sequence[Page], mkdocs_files: Iterable[str]) -> bool:
    """Return whether two pages are the same file, or one is a folder of another."""
    files = [fold_path(page.file) if page.kind in CHOSEN else page.file for page in pages]
    files += map(fold_path, mkdocs_files)
    # Sets tell quickly that all is well; who has which address is looked for only if it isn't.
    known = set(files)
    return len(known) < len(files) or not known.isdisjoint(folders_of(files))


def find_collisions(
    pages: Sequence[Page],
    mkdocs_files: Mapping[str, str],
    archive: Archive,
    site: Site,
    content: Path,
) -> list[Problem]:
    """Return a problem for each page whose address another page has.

    `mkdocs_files` maps each file that MkDocs writes, relative to the site's root, to the path of
    its source; `content` is the content folder. Generated pages take precedence over those of
    MkDocs, and those over redirects.
    """
    owners: dict[str, str] = {}
    folders: dict[str, str] = {}
    problems: list[Problem] = []
    for file, owner, page in _owners(pages, mkdocs_files, archive, site):
        name = fold_path(file)
        above = [*parent_folders(name, folders)]
        other = owners.get(name) or folders.get(name)
        other = other or next((owners[folder] for folder in above if folder in owners), None)
        if other is None:
            owners[name] = owner
            folders |= dict.fromkeys(above, owner)
            continue
        # A file of MkDocs or of media is at fault as a whole.
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


def _owners(
    pages: Sequence[Page], mkdocs_files: Mapping[str, str], archive: Archive, site: Site
) -> Iterator[tuple[str, str, Page | None]]:
    """Yield file, owner and, for a redirect, its page, in order of precedence."""
    for page in pages:
        if page.kind == "media":
            yield page.file, site.path_of(page.file), None
        elif page.kind != "redirect":
            yield page.file, f"a page that is generated ({page.kind})", None
    # In this order, the later one is to choose another address: a redirect can, an article can't.
    for file, path in mkdocs_files.items():
        yield file, path, None
    for page in pages:
        if page.kind == "redirect":
            yield page.file, redirect.origin(page, archive)[0].path, page
