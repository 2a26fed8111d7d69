"""Rendering in one process: a worker's job, the files that it writes, and what it reports.

RenderJob --pickled, or inherited by a fork--> RenderWorker
pages --RenderWorker.render--> files below the job's folder, and a WrittenPage each
"""

from __future__ import annotations

import secrets
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeAlias

from briefings.archive import Archive
from briefings.build.fingerprints import MEDIA, fixed_dependencies
from briefings.cache.digest import Digest, digest_bytes
from briefings.content import copy_asset, find_medium, work_board
from briefings.model import Problem, Site
from briefings.pages import Page
from briefings.publish.file_ops import make_folder
from briefings.render import LinkIndex, Renderer, RenderOptions

# With 100,000, a cold build of 10,000 articles took 840 MiB instead of 490, and was no faster.
MAX_MEMOIZED = 5_000
"""Parts of pages that a process memoizes for other pages, some 6 MB. Pages that show the same part
are rendered close together, so a larger archive needs no more."""


@dataclass(frozen=True, slots=True)
class RenderJob:
    """All that a worker needs to render any page.

    `compiled` has the compiled templates that are known, `media` the digests of the media to copy,
    by address. Pages are written below `folder`. With a `staging` folder on the same file system
    they are written there first, so that no partial page is ever seen.
    """

    archive: Archive
    site: Site
    render_options: RenderOptions
    link_index: LinkIndex
    folder: Path
    compiled: Mapping[str, bytes] = field(default_factory=dict)
    media: Mapping[str, Digest] = field(default_factory=dict)
    staging: Path | None = None


@dataclass(frozen=True, slots=True)
class WrittenPage:
    """A page that was written: the digest of its bytes, the names of its dependencies, problems."""

    page: Page
    digest: Digest
    reads: tuple[str, ...]
    problems: tuple[Problem, ...]


RenderOn: TypeAlias = Callable[[Iterable[Sequence[Page]], RenderJob], Iterator[WrittenPage]]
"""Renders batches of pages on other hosts, such as a cluster's."""


class RenderWorker:
    """One process's renderer, and the folders that it has made."""

    def __init__(self, job: RenderJob) -> None:
        self.renderer = Renderer(
            job.archive, job.site, job.render_options, job.link_index, job.compiled
        )
        self._site, self._content, self._media = job.site, job.render_options.content, job.media
        self._folder = job.folder
        self._staged = job.staging and job.staging / secrets.token_hex(8)
        self._folders: set[str] = set()

    def render(self, pages: Sequence[Page]) -> list[WrittenPage]:
        """Render pages and write their files. Raises jinja2.TemplateError, OSError."""
        if self.renderer.remembered + len(self._folders) > MAX_MEMOIZED:
            self.renderer.forget()
            self._folders.clear()
        return [self._render(page) for page in pages]

    def _render(self, page: Page) -> WrittenPage:
        # A process that is killed can't say what it worked on.
        work_board.note(f"/{page.url}")
        if page.kind == MEDIA:
            return self._copy(page)
        rendered = self.renderer.render(page)
        with self._writing(page.file) as target:
            target.write_bytes(rendered.content)
        # Pickle writes an interned name once, however many pages of a batch depend on it.
        reads = tuple(map(sys.intern, (*fixed_dependencies(page), *sorted(rendered.reads))))
        return WrittenPage(page, digest_bytes(rendered.content), reads, tuple(rendered.problems))

    def _copy(self, page: Page) -> WrittenPage:
        """Copy a medium; a problem if it has changed since content was read."""
        expected = self._media[page.url]
        with self._writing(page.file) as target:
            source = find_medium(self._content, page.url)
            problem = copy_asset(self._site.path_of(page.url), source, target, expected)
        return WrittenPage(page, expected, fixed_dependencies(page), (problem,) if problem else ())

    @contextmanager
    def _writing(self, path: str) -> Iterator[Path]:
        """Yield the file to write, which is moved to `path` afterwards if it is a staged one."""
        file = self._folder / path
        make_folder(path.rpartition("/")[0], self._folder, self._folders)
        yield self._staged or file
        if self._staged and self._staged.exists():
            self._staged.replace(file)
