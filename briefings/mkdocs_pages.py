"""The site's own pages on their way through MkDocs.

    a page --read_source--> text --give_keys--> metadata --MkDocs--> HTML, within its time
    a file beside it --guard--> copied, if it is what was checked

MkDocs opens files by their names, follows symlinks, waits for FIFOs, and converts without a limit.
So the files of `docs_dir` are read, copied and converted here instead.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page

from briefings import render
from briefings.content import PageText, copy_asset, read_page_file
from briefings.model import Problem, SitePage
from briefings.pages import page_url


class OwnPages:
    """The files of `docs_dir` in one build.

    `paths` maps `src_uri`, MkDocs' name for a file, to the path of its source; `digests` maps that
    path to the digest of the content that was checked.
    """

    def __init__(self, paths: Mapping[str, str], digests: Mapping[str, bytes]) -> None:
        self._paths, self._digests = paths, digests
        self._texts: dict[str, PageText] = {}
        self._problems: list[Problem] = []
        self._conversions = render.Conversions()

    @property
    def problems(self) -> list[Problem]:
        """Return the problems found while MkDocs read and converted them."""
        return sorted([*self._problems, *self._conversions.problems])

    def guard(self, file: File) -> None:
        """Have MkDocs copy a file only if it is still what was checked."""
        path = self._paths[file.src_uri]
        # MkDocs has no event for the copying of a file.
        vars(file)["copy_file"] = partial(_copy, file, path, self._digests.get(path, b""))

    def read_source(self, page: Page) -> str | None:
        """Return the text of a page, without its keys; None for another plugin's page."""
        path = self._paths.get(page.file.src_uri)
        if path is None:
            return None
        file = Path(str(page.file.abs_src_path))
        read = read_page_file(path, file, self._digests.get(path, b""))
        if isinstance(read, Problem):
            self._problems.append(read)
            read = PageText()
        self._texts[page.file.src_uri] = read
        # After an empty line, MkDocs looks for neither YAML nor `key: value`.
        return f"\n{read.text}"

    def give_keys(self, page: Page) -> None:
        """Give a page its keys, and limit the time of its conversion."""
        read = self._texts.pop(page.file.src_uri, None)
        if read is not None:
            page.meta = read.meta
            vars(page)["render"] = partial(self._render, page, read.line)

    def _render(self, page: Page, line: int, config: MkDocsConfig, files: Files) -> None:
        page.content = ""
        convert = partial(_convert, page, config, files)
        self._conversions.run(self._paths[page.file.src_uri], line, convert)


def list_pages(
    files: Files, listed: Mapping[str, int], sources: Mapping[str, str]
) -> tuple[SitePage, ...]:
    """The own pages, those of the navigation first; `listed` has the place of each of these in it,
    by MkDocs' name for its file."""
    documents = sorted(
        files.documentation_pages(), key=lambda file: listed.get(file.src_uri, len(listed))
    )
    return tuple(
        SitePage(
            title=str(file.page.title),
            url=page_url(file.dest_uri),
            path=sources[file.dest_uri],
            listed=file.src_uri in listed,
        )
        for file in documents
        if file.page is not None
    )


def _copy(file: File, path: str, digest: bytes, dirty: bool = False) -> None:
    target = Path(file.abs_dest_path)
    target.parent.mkdir(parents=True, exist_ok=True)
    problem = copy_asset(path, Path(str(file.abs_src_path)), target, digest)
    if problem:
        raise PluginError(str(problem))


def _convert(page: Page, config: MkDocsConfig, files: Files) -> None:
    """As MkDocs does it. Raises MarkdownError for what takes too long or can't be converted."""

    def convert(_: str) -> str:
        type(page).render(page, config, files)
        return page.content or ""

    with render.limit_time():
        render.convert(convert, page.markdown or "")
