"""One build, from records to a manifest, in five steps. Nothing is published here.

    is_up_to_date? --> plan --> find_stale --> render --> result

`BuildSession` opens what a build works with, and publishes its result once nothing else can fail.
"""

from __future__ import annotations

import logging
from collections.abc import Mapping, Set
from dataclasses import dataclass

from briefings.build.build_key import make_build_key, make_structure_key
from briefings.build.dependency_index import DependencyIndex, Dependents, PageRecord
from briefings.build.fingerprints import MEDIA, LastDigests, digest_dependencies, digest_files
from briefings.build.page_records import BuildSummary, PageRecords
from briefings.build.progress import track
from briefings.build.render_job import RenderJob, RenderOn
from briefings.build.render_pool import render_pages
from briefings.build.result import BuildResult, StateUpdate
from briefings.build.site_plan import SitePlan, make_site_plan
from briefings.build.staleness import Decision, Stale, decide, subject_of
from briefings.build.template_cache import compile_kinds
from briefings.build.validity import find_validity, is_valid_at
from briefings.cache.digest import Digest, digest_bytes, digest_file
from briefings.cache.memo import Memo
from briefings.cache.store import Cache
from briefings.content import Loaded
from briefings.model import ContentError
from briefings.publish.manifest import read_manifest_digest
from briefings.publish.site_tree import SiteTree
from briefings.render import check_own_pages
from briefings.settings import Settings

log = logging.getLogger("mkdocs.plugins.briefings")


@dataclass(frozen=True, slots=True)
class BuildInputs:
    """What a build works with.

    `mkdocs_files` maps each file that MkDocs has written to `tree.fresh` to the path of its source.
    `cache` has what the last build of this `scope` wrote, `memo` what builds of this process made.
    """

    settings: Settings
    loaded: Loaded
    mkdocs_files: Mapping[str, str]
    cache: Cache
    tree: SiteTree
    memo: Memo
    render_on: RenderOn | None = None

    @property
    def scope(self) -> str:
        return "preview" if self.settings.site.preview else "site"


@dataclass(frozen=True, slots=True)
class Plan:
    """All pages, with the digests of the files that they depend on, by dependency.

    With the same `structure_key`, all other dependencies have the same digests; empty where it
    can't say that. The plan is valid between two times, `validity` (ISO 8601, or empty).
    """

    site: SitePlan
    files: Mapping[str, Digest]
    structure_key: Digest
    validity: tuple[str, str]


@dataclass(frozen=True, slots=True)
class Staleness:
    """The pages to render, and what that was decided from.

    `digests` has the current digests in the order of the `index`, `current` those of the
    dependencies that may have changed, or of all if `is_complete`.
    """

    decision: Decision
    index: DependencyIndex
    digests: bytes
    current: Mapping[str, Digest]
    is_complete: bool


@dataclass(frozen=True, slots=True)
class Rendered:
    """The records of the pages that were rendered, by file, and the templates compiled for them."""

    records: Mapping[str, PageRecord]
    compiled: Mapping[str, bytes]


class Build:
    """One build of a site. The pages are written to `tree.fresh`, beside MkDocs' files."""

    def __init__(self, inputs: BuildInputs) -> None:
        self._inputs = inputs
        self._settings, self._loaded = inputs.settings, inputs.loaded
        fresh = inputs.tree.fresh
        self._mkdocs_digests = {
            file.relative_to(fresh).as_posix(): digest_file(file)
            for file in fresh.rglob("*")
            if file.is_file()
        }
        self._key = make_build_key(
            self._loaded, self._settings, inputs.mkdocs_files, self._mkdocs_digests
        )
        self._records = PageRecords(inputs.cache, inputs.scope, inputs.memo)
        self._last = self._records.read_summary()

    def run(self) -> BuildResult:
        """Render what is stale. Raises ContentError with all problems, jinja2.TemplateError for a
        fault of the theme."""
        # Without reading cached files or page records: 0.5 s of a build without changes.
        if self.is_up_to_date():
            return self.unchanged()
        plan = self.plan()
        staleness = self.find_stale(plan)
        rendered = self.render(plan, staleness.decision.stale, staleness.index)
        return self.result(plan, staleness, rendered)

    def is_up_to_date(self) -> bool:
        """Whether the published tree is, to the byte, what this build would make."""
        last, tree = self._last, self._inputs.tree
        return (
            self._key == last.build_key
            and is_valid_at(last, self._settings.now)
            # A CI may restore cache and site from different commits.
            and read_manifest_digest(tree.target) == last.manifest
            # Else a published file was changed or removed by hand.
            and tree.published == tree.listed
        )

    def unchanged(self) -> BuildResult:
        pages = self._last.pages
        summary = f"{pages} pages planned, 0 rendered, {pages} kept, 0 files removed"
        return BuildResult(self._inputs.tree.published, summary)

    def plan(self) -> Plan:
        """Plan all pages. Raises ContentError when two would be one file."""
        inputs, settings, loaded = self._inputs, self._settings, self._loaded
        validity = find_validity(loaded, settings)
        key = make_structure_key(loaded, settings, inputs.mkdocs_files)
        planned = make_site_plan(loaded, settings, inputs.mkdocs_files, key, validity, inputs.memo)
        files = digest_files(planned.archive, loaded, settings, planned.pages.values())
        # What is unpublished may also be told by a body, which the structure key doesn't cover.
        return Plan(planned, files, b"" if planned.archive.unpublished_paths else key, validity)

    def find_stale(self, plan: Plan) -> Staleness:
        """Decide which pages to render, from the digests of what they depended on."""
        inputs, last, site_plan = self._inputs, self._last, plan.site
        index = self._records.read_index()
        is_same_structure = (
            plan.structure_key != b""
            and plan.structure_key == last.structure_key
            and is_valid_at(last, self._settings.now)
        )
        # A first build digests in `result`: while it renders, memory is short.
        is_complete = not is_same_structure and index.digests != b""
        current = plan.files
        if is_complete:
            current = {**self._digest_dependencies(site_plan), **current}
        digests = index.extend(b"", current) if is_complete else index.update(current)
        changed = index.find_dependents(index.find_changed(digests))
        decision = decide(site_plan.pages, index.records, changed, inputs.tree.published)
        for stale in decision.stale:
            log.debug("/%s: %s", stale.page.url, stale.reason)
        return Staleness(decision, index, digests, current, is_complete)

    def render(self, plan: Plan, stale: tuple[Stale, ...], index: DependencyIndex) -> Rendered:
        """Render pages. Raises ContentError with their problems, jinja2.TemplateError."""
        inputs, settings, site_plan = self._inputs, self._settings, plan.site
        pages = [item.page for item in stale]
        options = settings.render_options
        # Before processes are forked: compiling takes 0.12 s in each one otherwise.
        templates = compile_kinds(options, {page.kind for page in pages}, inputs.cache)
        job = RenderJob(
            site_plan.archive,
            settings.site,
            options,
            site_plan.link_index,
            inputs.tree.fresh,
            templates.code,
            media={
                page.url: self._loaded.digests[settings.site.path_of(page.url)]
                for page in pages
                if page.kind == MEDIA
            },
        )
        problems = check_own_pages(site_plan.archive, settings.site, options, site_plan.link_index)
        records: dict[str, PageRecord] = {}
        written = render_pages(pages, job, settings.jobs, inputs.render_on)
        for page in track(written, len(pages)):
            problems += page.problems
            places = index.add(page.reads)
            records[page.page.file] = subject_of(page.page), page.digest, places
        if problems:
            raise ContentError(problems)
        return Rendered(records, templates.new)

    def result(self, plan: Plan, staleness: Staleness, rendered: Rendered) -> BuildResult:
        """List the site's files, and what the next build reads."""
        index, records, kept = staleness.index, rendered.records, staleness.decision.kept
        made = {file: record[1] for file, record in records.items()}
        manifest = {**kept, **made, **self._mkdocs_digests}
        removed = len(self._inputs.tree.published.keys() - manifest.keys())
        pages = len(plan.site.pages)
        summary = (
            f"{pages} pages planned, {len(made)} rendered, {len(kept)} kept, "
            f"{removed} files removed"
        )
        digests = self._digest_new(plan, staleness)
        update = StateUpdate(
            self._records,
            index,
            index.following(digests, records, plan.site.pages.keys()),
            BuildSummary(self._key, plan.structure_key, *plan.validity, pages=pages),
            rendered.compiled,
        )
        return BuildResult(manifest, summary, update)

    def warm_up(self) -> None:
        """Memoize what a build with something to do would, once this one's result is written.
        Raises ContentError where a file has changed meanwhile."""
        index = self._records.read_index()
        if index.dependents is None:
            self.plan()
            index.dependents = Dependents(index.records)

    def _digest_new(self, plan: Plan, staleness: Staleness) -> bytes:
        """Return the digests of all dependencies, including those that were added just now."""
        index, current, site_plan = staleness.index, staleness.current, plan.site
        new = index.without_digest(staleness.digests)
        # A body has a new word or link: to digest all kinds would take 0.25 s of its edit.
        kinds = {name.partition(" ")[0] for name in new if name not in current}
        if kinds and not staleness.is_complete:
            others = self._digest_dependencies(site_plan, kinds)
            current = {**others, **current}
        return index.extend(staleness.digests, current)

    def _digest_dependencies(
        self, site_plan: SitePlan, kinds: Set[str] | None = None
    ) -> dict[str, Digest]:
        archive, memo = site_plan.archive, self._inputs.memo
        last = None
        if self._settings.site.preview:
            unpublished = digest_bytes(repr(sorted(archive.unpublished)).encode())
            last = memo.get("last digests", unpublished, LastDigests)
        return digest_dependencies(archive, site_plan.link_index, self._loaded, kinds, last)
