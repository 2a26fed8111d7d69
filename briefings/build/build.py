"""One build, from records to a manifest, in five steps. Nothing is published here.

    is_up_to_date? --> plan --> find_stale --> render --> result

`BuildSession` opens what a build works with, and publishes its result once nothing else can fail.
"""

from __future__ import annotations

import logging
from collections.abc import Mapping
from dataclasses import dataclass

from briefings.build.build_key import MEDIA, digest_files, make_build_key, make_structure_key
from briefings.build.dependency_index import Dependents, PageRecord
from briefings.build.fingerprints import Fingerprints
from briefings.build.page_records import BuildSummary, DependencyIndex, read_index, read_summary
from briefings.build.progress import track
from briefings.build.render_job import RenderJob, RenderOn
from briefings.build.render_pool import render_pages
from briefings.build.result import BuildResult, StateUpdate
from briefings.build.site_plan import Survey, survey
from briefings.build.staleness import Decision, Stale, decide, subject_of
from briefings.build.template_cache import compile_kinds
from briefings.build.validity import find_validity, is_valid_at
from briefings.cache.digest import Digest, digest_file
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
    """All pages, with the digests of the files that they depend on, by name.

    With the same `structure_key`, all other names have the same digests; empty where it can't say
    that. The plan holds between two times, `bounds` (ISO 8601, or empty).
    """

    survey: Survey
    files: Mapping[str, Digest]
    structure_key: Digest
    bounds: tuple[str, str]


@dataclass(frozen=True, slots=True)
class Staleness:
    """The pages to render, and what that was decided from.

    `digests` are those of the names that may have changed, or of all names if `are_all`.
    """

    decision: Decision
    index: DependencyIndex
    fingerprints: Fingerprints
    digests: Mapping[str, Digest]
    are_all: bool
    blocks: list[bytes]


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
        self._last = read_summary(inputs.cache, inputs.scope)

    def run(self) -> BuildResult:
        """Render what is stale. Raises ContentError with all problems, jinja2.TemplateError for a
        fault of the theme."""
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
            self._key == last.stamp
            and is_valid_at(last, self._settings.now)
            and read_manifest_digest(tree.target) == last.manifest
            and tree.published == tree.listed
        )

    def unchanged(self) -> BuildResult:
        pages = self._last.pages
        summary = f"{pages} pages planned, 0 rendered, {pages} kept, 0 files removed"
        return BuildResult(self._inputs.tree.published, summary)

    def plan(self) -> Plan:
        """Plan all pages. Raises ContentError when two would be one file."""
        inputs, settings, loaded = self._inputs, self._settings, self._loaded
        bounds = find_validity(loaded, settings)
        key = make_structure_key(loaded, settings, inputs.mkdocs_files)
        planned = survey(loaded, settings, inputs.mkdocs_files, key, bounds, inputs.memo)
        files = digest_files(planned.archive, loaded, settings, planned.pages.values())
        # What is unpublished may also be told by a body, which the structure key doesn't cover.
        return Plan(planned, files, b"" if planned.archive.unpublished_paths else key, bounds)

    def find_stale(self, plan: Plan) -> Staleness:
        """Decide which pages to render, from the digests of what they depended on."""
        inputs, last = self._inputs, self._last
        index = read_index(inputs.cache, inputs.scope, inputs.memo)
        is_same_structure = (
            plan.structure_key != b""
            and plan.structure_key == last.frame
            and is_valid_at(last, self._settings.now)
        )
        if is_same_structure and index.found:
            fingerprints = index.found
        else:
            fingerprints = Fingerprints(plan.survey.archive, plan.survey.link_index, self._loaded)
        changed: Mapping[str, Digest] | None = {}
        # A first build digests in `result`: while it renders, memory is short.
        if not is_same_structure and index.names:
            changed = fingerprints.digests_since(index.found, index.places.keys())
        digests = {**(fingerprints.digests() if changed is None else changed), **plan.files}
        blocks = index.blocks(digests) if changed is None else index.updated_blocks(digests)
        touched = index.touched(index.changed(blocks))
        decision = decide(plan.survey.pages, index.pages, touched, inputs.tree.published)
        _log_reasons(decision.stale, index)
        return Staleness(decision, index, fingerprints, digests, changed is None, blocks)

    def render(self, plan: Plan, stale: tuple[Stale, ...], index: DependencyIndex) -> Rendered:
        """Render pages. Raises ContentError with their problems, jinja2.TemplateError."""
        inputs, settings, found = self._inputs, self._settings, plan.survey
        pages = [item.page for item in stale]
        options = settings.render_options
        templates = compile_kinds(options, {page.kind for page in pages}, inputs.cache)
        job = RenderJob(
            found.archive,
            settings.site,
            options,
            found.link_index,
            inputs.tree.fresh,
            templates.code,
            media={
                page.url: self._loaded.digests[settings.site.path_of(page.url)]
                for page in pages
                if page.kind == MEDIA
            },
        )
        problems = check_own_pages(found.archive, settings.site, options, found.link_index)
        records: dict[str, PageRecord] = {}
        written = render_pages(pages, job, settings.jobs, inputs.render_on)
        for page in track(written, len(pages)):
            problems += page.problems
            reads = index.place_names(page.reads)
            records[page.page.file] = subject_of(page.page), page.digest, reads
        if problems:
            raise ContentError(problems)
        return Rendered(records, templates.new)

    def result(self, plan: Plan, staleness: Staleness, rendered: Rendered) -> BuildResult:
        """List the site's files, and what the next build is to know."""
        index, records, kept = staleness.index, rendered.records, staleness.decision.kept
        made = {file: record[1] for file, record in records.items()}
        manifest = {**kept, **made, **self._mkdocs_digests}
        removed = len(self._inputs.tree.published.keys() - manifest.keys())
        pages = len(plan.survey.pages)
        summary = (
            f"{pages} pages planned, {len(made)} rendered, {len(kept)} kept, "
            f"{removed} files removed"
        )
        last = BuildSummary(self._key, plan.structure_key, *plan.bounds, pages=pages)
        update = StateUpdate(
            index,
            self._digest_blocks(plan, staleness),
            records,
            plan.survey.pages,
            rendered.compiled,
            last,
            staleness.fingerprints,
        )
        return BuildResult(manifest, summary, update)

    def warm_up(self) -> None:
        """Memoize what a build with something to do would, once this one's result is written.
        Raises ContentError where a file has changed meanwhile."""
        inputs = self._inputs
        index = read_index(inputs.cache, inputs.scope, inputs.memo)
        if index.found is None:
            found = self.plan().survey
            index.found = Fingerprints(found.archive, found.link_index, self._loaded)
            index.found.digests()
        index.readers = index.readers or Dependents(index.pages)

    def _digest_blocks(self, plan: Plan, staleness: Staleness) -> list[bytes]:
        """The digests of all names, those included that pages read only now."""
        index, fingerprints, digests = staleness.index, staleness.fingerprints, staleness.digests
        if not index.digests:
            return index.blocks({**fingerprints.digests(), **plan.files})
        unknown = {*index.unknown}
        if not unknown:
            return staleness.blocks
        known = {name: digests[name] for name in unknown & digests.keys()}
        found = {} if staleness.are_all else fingerprints.digests_of(unknown)
        return index.updated_blocks({**known, **found}, staleness.blocks)


def _log_reasons(stale: tuple[Stale, ...], index: DependencyIndex) -> None:
    for item in stale:
        why = item.why if isinstance(item.why, str) else f"changed: {index.names[item.why]}"
        log.debug("/%s: %s", item.page.url, why)
