"""The build, from records to a manifest: survey, decide, render.

    records --survey--> archive and pages --decide--> stale --render--> fresh --> manifest

Nothing is published here: the caller does that, once nothing else can fail.
"""

from __future__ import annotations

import logging
from collections.abc import Mapping

from briefings.content import Loaded
from briefings.engine.built import Built, unchanged
from briefings.engine.digests import digest_rest, digest_stamp
from briefings.engine.kept import Kept
from briefings.engine.manifest import Digest, digest
from briefings.engine.memory import Memory
from briefings.engine.progress import track
from briefings.engine.settings import Settings
from briefings.engine.staleness import PageRecord, decide, subject_of
from briefings.engine.survey import survey
from briefings.engine.tree import Tree
from briefings.engine.workers import Work, render_pages
from briefings.model import ContentError, Problem

log = logging.getLogger("mkdocs.plugins.briefings")


def build(
    loaded: Loaded,
    settings: Settings,
    taken: Mapping[str, str],
    memory: Memory,
    tree: Tree,
    kept: Kept,
) -> Built:
    """Render what is stale into the folder `tree.fresh`, where MkDocs has written its own files.

    `taken` maps each of those to what it is made from; `memory` is what the last build remembered,
    `kept` what the last one of this process kept.
    Raises ContentError with all problems, jinja2.TemplateError for a fault of the theme.
    """
    own = {
        file.relative_to(tree.fresh).as_posix(): digest(file.read_bytes())
        for file in tree.fresh.rglob("*")
        if file.is_file()
    }
    stamp = digest_stamp(loaded, settings, taken)
    if stamp == memory.stamp and _is_published(own, memory, tree):
        return unchanged(memory, tree.published)
    found = survey(loaded, settings, taken, kept)
    pages = found.pages
    digests = {**found.digests, **digest_rest(loaded, settings, found.lookups, pages)}
    decision = decide(pages, memory.pages, memory.changed(digests), tree.published)
    for stale in decision.stale:
        why = stale.why if isinstance(stale.why, str) else f"changed: {memory.names[stale.why]}"
        log.debug("/%s: %s", stale.page.url, why)
    work = Work(found.archive, settings.site, settings.look, found.lookups, tree.fresh)
    made: dict[str, PageRecord] = {}
    problems: list[Problem] = []
    pages_made = render_pages([stale.page for stale in decision.stale], work, settings.jobs)
    for page in track(pages_made, len(decision.stale)):
        problems += page.problems
        reads = memory.place_names(page.reads)
        made[page.page.file] = PageRecord(subject_of(page.page), page.digest, reads)
    if problems:
        raise ContentError(problems)
    manifest = {**decision.kept, **{file: page.digest for file, page in made.items()}, **own}
    removed = len(tree.published.keys() - manifest.keys())
    return Built(
        manifest=manifest,
        made=made,
        planned=frozenset(page.file for page in pages),
        digests=digests,
        stamp=stamp,
        summary=f"{len(pages)} pages planned, {len(made)} rendered, {len(decision.kept)} kept, "
        f"{removed} files removed",
    )


def _is_published(own: Mapping[str, Digest], memory: Memory, tree: Tree) -> bool:
    """Whether the published tree has all that the last build made, and MkDocs' files as now."""
    pages = {file: page.digest for file, page in memory.pages.items()}
    return tree.published == {**pages, **own}
