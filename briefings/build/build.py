"""The build, from records to a manifest: index, plan, decide, render.

    records --index--> archive --plan--> pages --decide--> stale --render--> fresh --> manifest

Nothing is published here: the caller does that, once nothing else can fail.
"""

from __future__ import annotations

import logging
from collections.abc import Mapping

from briefings.build.build_key import MEDIA, digest_files, make_build_key, make_structure_key
from briefings.build.dependency_index import PageRecord
from briefings.build.fingerprints import Fingerprints
from briefings.build.page_records import BuildSummary, read_index, read_summary
from briefings.build.progress import track
from briefings.build.render_pool import Work, render_pages
from briefings.build.result import Built, News, unchanged
from briefings.build.site_plan import survey
from briefings.build.staleness import decide, subject_of
from briefings.build.template_cache import Compiler
from briefings.build.validity import find_validity, is_valid_at
from briefings.cache.digest import digest_file
from briefings.cache.memo import Memo
from briefings.cache.store import Cache
from briefings.content import Loaded
from briefings.model import ContentError
from briefings.publish.manifest import read_manifest_digest
from briefings.publish.site_tree import SiteTree
from briefings.render import check_own_pages
from briefings.settings import Settings

log = logging.getLogger("mkdocs.plugins.briefings")


def build(
    loaded: Loaded,
    settings: Settings,
    taken: Mapping[str, str],
    cache: Cache,
    scope: str,
    tree: SiteTree,
    memo: Memo,
    compiler: Compiler,
) -> Built:
    """Render what is stale into the folder `tree.fresh`, where MkDocs has written its own files.

    `taken` maps each of those to what it is made from; `cache` has what the last build of
    this `scope` remembered, `memo` what the last one of this process memoized. The templates of
    what is rendered are compiled by `compiler`, once for all processes.
    Raises ContentError with all problems, jinja2.TemplateError for a fault of the theme.
    """
    own = {
        file.relative_to(tree.fresh).as_posix(): digest_file(file)
        for file in tree.fresh.rglob("*")
        if file.is_file()
    }
    stamp = make_build_key(loaded, settings, taken, own)
    last = read_summary(cache, scope)
    if stamp == last.stamp and is_valid_at(last, settings.now) and _is_published(last, tree):
        return unchanged(last, tree.published)
    memory = read_index(cache, scope, memo)
    bounds = find_validity(loaded, settings)
    frame = make_structure_key(loaded, settings, taken)
    found = survey(loaded, settings, taken, frame, bounds, memo)
    of, link_index, pages = found.archive, found.link_index, found.pages.values()
    texts = digest_files(of, loaded, settings, pages)
    frame = b"" if of.unpublished_paths else frame
    framed = frame != b"" and frame == last.frame and is_valid_at(last, settings.now)
    names = memory.found if framed and memory.found else Fingerprints(of, link_index, loaded)
    # What a first build reads is digested in the end: while it renders, memory is short.
    is_first = not memory.names
    changed = {} if framed or is_first else names.digests_since(memory.found, memory.places.keys())
    digests = {**(names.digests() if changed is None else changed), **texts}
    blocks = memory.blocks(digests) if changed is None else memory.updated_blocks(digests)
    touched = memory.touched(memory.changed(blocks))
    tree.look.seek()  # late, since what is seen holds for a moment; it takes a process meanwhile
    decision = decide(found.pages, memory.pages, touched, tree.published)
    for stale in decision.stale:
        why = stale.why if isinstance(stale.why, str) else f"changed: {memory.names[stale.why]}"
        log.debug("/%s: %s", stale.page.url, why)
    templates = compiler({stale.page.kind for stale in decision.stale})
    media = {
        stale.page.url: loaded.digests[settings.site.path_of(stale.page.url)]
        for stale in decision.stale
        if stale.page.kind == MEDIA
    }
    work = Work(
        of, settings.site, settings.render_options, link_index, tree.fresh, templates.code, media
    )
    made: dict[str, PageRecord] = {}
    problems = check_own_pages(of, settings.site, settings.render_options, link_index)
    pages_made = render_pages([stale.page for stale in decision.stale], work, settings.jobs)
    for page in track(pages_made, len(decision.stale)):
        problems += page.problems
        reads = memory.place_names(page.reads)
        made[page.page.file] = subject_of(page.page), page.digest, reads
    if problems:
        raise ContentError(problems)
    if is_first:
        blocks = memory.blocks({**names.digests(), **texts})
    elif memory.unknown:
        unknown = {*memory.unknown}
        known = {name: digests[name] for name in unknown & digests.keys()}
        found_now = {} if changed is None else names.digests_of(unknown)
        blocks = memory.updated_blocks({**known, **found_now}, blocks)
    manifest = {**decision.kept, **{file: made[file][1] for file in made}, **own}
    removed = len(tree.published.keys() - manifest.keys())
    summary = (
        f"{len(pages)} pages planned, {len(made)} rendered, {len(decision.kept)} kept, "
        f"{removed} files removed"
    )
    last = BuildSummary(stamp, frame, *bounds, pages=len(pages))
    return Built(
        manifest, summary, News(memory, blocks, made, found.pages, templates.new, last, names)
    )


def _is_published(last: BuildSummary, tree: SiteTree) -> bool:
    """Whether the published tree is, to the byte, what the last build made."""
    return read_manifest_digest(tree.target) == last.manifest and tree.published == tree.listed
