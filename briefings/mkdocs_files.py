"""MkDocs' files: those that it writes, and the source of each.

docs_dir, theme --select_files--> files --source_paths--> sources
                                        --find_faults---> problems
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

import mkdocs
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, InclusionLevel, get_files

from briefings.content import leftovers
from briefings.model import Problem
from briefings.settings import Settings

OWN_TEMPLATES = str(Path(mkdocs.__file__).parent / "templates")
SECURITY = ".well-known/security.txt"


def select_files(files: Files) -> Files:
    """Return the files that MkDocs is to write.

    Left out are its own sitemap, since ours has the generated pages too, and what editors and
    operating systems leave behind.
    """
    found = []
    for file in files:
        if str(file.abs_src_path).startswith(OWN_TEMPLATES) or _is_leftover(file.src_uri):
            continue
        if file.src_uri == SECURITY and file.inclusion is InclusionLevel.EXCLUDED:
            file.inclusion = InclusionLevel.INCLUDED  # unless asked, MkDocs leaves all such out
        found.append(file)
    return Files(found)


def _is_leftover(path: str) -> bool:
    """Whether an editor or a file manager left this file; MkDocs itself excludes hidden ones."""
    *folders, name = path.split("/")
    return any(folder.lower() in leftovers.FOLDERS for folder in folders) or (
        not name.startswith(".") and leftovers.is_leftover(name)
    )


def source_paths(files: Files, settings: Settings) -> dict[str, str]:
    """Map each file that MkDocs writes, by its path in the site, to the path of its source."""
    return {
        file.dest_uri: path_of_file(Path(str(file.abs_src_path)), settings)
        for file in files
        if file.inclusion.is_included()  # type: ignore[no-untyped-call]
    }


def find_files(config: MkDocsConfig) -> Files | None:
    """Return the files of a build, before one; None while MkDocs would follow a symlink in them."""
    if any(path.is_symlink() for path in Path(config.docs_dir).rglob("*")):
        return None
    files = get_files(config)
    files.add_files_from_theme(config.theme.get_env(), config)
    return select_files(files)


def find_source_paths(config: MkDocsConfig, settings: Settings) -> dict[str, str] | None:
    """Return the `source_paths` of a build, before one; None while its files aren't known."""
    files = find_files(config)
    return None if files is None else source_paths(files, settings)


def path_of_file(file: Path, settings: Settings) -> str:
    """Return a file's path as records have it; outside of the content, relative to the project."""
    file = file.resolve()
    if file.is_relative_to(settings.content):
        return settings.site.path_of(file.relative_to(settings.content).as_posix())
    return os.path.relpath(file, settings.project).replace(os.sep, "/")


def find_faults(files: Files, config: MkDocsConfig, sources: Mapping[str, str]) -> list[Problem]:
    """Files of `docs_dir` that would take the place of the theme's.

    `sources` are those of `source_paths`.
    """
    theme = Files([])
    theme.add_files_from_theme(config.theme.get_env(), config)
    theirs = {file.dest_uri.casefold() for file in theme}
    problems = []
    for file in own(files, config):
        path = sources.get(file.dest_uri)
        if path is not None and file.dest_uri.casefold() in theirs:
            message = f"it would take the place of the theme's own '{file.dest_uri}'"
            hint = "rename it, or put it into the theme's 'custom_dir'"
            problems.append(Problem(path, 1, 1, message, hint))
    return sorted(problems)


def own(files: Iterable[File], config: MkDocsConfig) -> Iterator[File]:
    """Return the files in `docs_dir`; all others are the theme's, or made by plugins."""
    return (file for file in files if file.src_dir == config.docs_dir)
