"""Check the content without building: the problems of a build, warnings and notes.

A build ends at the first stage that finds problems; here the later stages check what is left, so
that an editor sees all problems at once. A file with a problem counts as present: an address or a
link that may be right once it is mended isn't reported.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Set
from dataclasses import replace

from briefings.archive import Archive, index, prune, published_records, sources_of
from briefings.editor.notes import find_notes
from briefings.editor.removed_addresses import find_vanished
from briefings.editor.review import find_warnings
from briefings.editor.site_pages import check_pages
from briefings.model import (
    Actor,
    Body,
    ContentError,
    Problem,
    Records,
    Region,
    SitePage,
    Source,
)
from briefings.newsroom import load_newsroom
from briefings.pages import Page, Prose, page_url
from briefings.pages.planned_pages import plan_site
from briefings.render import Renderer, index_links
from briefings.settings import Settings


def check(
    settings: Settings, mkdocs_files: Mapping[str, str] | None, published: Collection[str] = ()
) -> list[Problem]:
    """Return the problems of all content files, then warnings, then notes, each sorted by place.

    `mkdocs_files` maps each file that MkDocs writes to the path of its source. Without it neither
    addresses nor links can be checked in full, so bodies aren't. A file with problems has no
    warnings. When files change during the check, that is all that is reported. `published` are the
    files of the site as it is published: each address that would vanish is a warning.
    """
    try:
        return _check(settings, mkdocs_files, published)
    except ContentError as error:
        return sorted(error.problems)


def _check(
    settings: Settings, mkdocs_files: Mapping[str, str] | None, published: Collection[str]
) -> list[Problem]:
    loaded = load_newsroom(settings)
    problems = set(loaded.problems)
    faulty = frozenset(problem.path for problem in problems)
    records = loaded.records
    archive = index(_without_faults(records, faulty), settings.now)
    urls = None
    vanished: list[Problem] = []
    try:
        planned = plan_site(archive, settings.site, mkdocs_files or {}, settings.content)
        pages = planned.values()
    except ContentError as error:
        problems.update(error.problems)
    else:
        # A faulty file may be the one whose address a link names.
        if not faulty:
            urls = _addresses(pages, mkdocs_files or {})
            if mkdocs_files is not None:
                files = planned.keys() | mkdocs_files.keys()
                site, now = settings.site, settings.now
                vanished = find_vanished(published, files, records, now, site, settings.content)
    problems.update(check_pages(records.own_pages, faulty, settings.render_options))
    if mkdocs_files is not None:
        shown = published_records(records, settings.now).bodies
        unpublished = archive.unpublished_paths | (records.bodies.keys() - shown.keys())
        # A text that is known to be faulty may also be one that takes long to convert.
        bodies = {path: shown[path] for path in shown if path not in faulty}
        problems.update(
            _check_bodies(bodies, faulty | unpublished, archive, settings, mkdocs_files, urls)
        )
        if not faulty:
            problems.update(_check_unpublished(records, unpublished, settings, mkdocs_files))
    site, today = settings.site, settings.now.date()
    warnings = find_warnings(loaded, site, settings.content, today)
    found = sorted({*settings.warnings, *loaded.warnings, *warnings, *vanished})
    found += find_notes(records, archive, today, site, settings.content)
    # Stable: within warnings and notes, the order of places stays.
    found.sort(key=lambda item: item.severity == "note")
    return sorted(problems) + [item for item in found if item.path not in faulty]


def _without_faults(records: Records, faulty: frozenset[str]) -> Records:
    """Records that later stages can work with: faulty articles are drafts, faulty registry files
    but ids, and references to articles and claims that couldn't be read are removed.
    """
    # The usual case: the records are as they should be, and pruning looks at each reference.
    if not faulty:
        return records
    records = prune(records, records.articles)
    articles = {
        id_: replace(article, status="draft") if article.path in faulty else article
        for id_, article in records.articles.items()
    }
    claims = [claim for article in articles.values() for claim in article.claims]
    regions = {id_ for article in articles.values() for id_ in article.regions}
    regions |= {id_ for region in records.regions.values() for id_ in region.neighbours}
    actors = {id_ for article in articles.values() for id_ in article.actors}
    actors |= {source.owner for source in records.sources.values() if source.owner}
    sources = {id_ for article in articles.values() for id_ in sources_of(article)}
    sources |= {e.by for claim in claims for e in claim.status if "#" not in e.by}
    return replace(
        records,
        articles=articles,
        # Made up from what names them, since later stages look them up without asking.
        regions={id_: Region(id_, "", id_) for id_ in regions} | {**records.regions},
        actors={id_: Actor(id_, "", id_) for id_ in actors} | {**records.actors},
        sources={id_: Source(id_, "", id_) for id_ in sources} | {**records.sources},
        briefings={d: b for d, b in records.briefings.items() if b.path not in faulty},
    )


def _addresses(pages: Iterable[Page], mkdocs_files: Iterable[str]) -> frozenset[str]:
    return frozenset([*(page.url for page in pages), *map(page_url, mkdocs_files)])


def _check_unpublished(
    records: Records, unpublished: Set[str], settings: Settings, mkdocs_files: Mapping[str, str]
) -> Iterator[Problem]:
    """Problems that would come up once all is published, when nobody may be there to mend them."""
    # As a preview has it: with drafts and embargoes, as if their time had come.
    archive = index(records, settings.now, preview=True)
    try:
        pages = plan_site(archive, settings.site, mkdocs_files, settings.content).values()
    except ContentError as error:
        yield from error.problems
        return
    urls = _addresses(pages, mkdocs_files)
    bodies = {path: records.bodies[path] for path in unpublished}
    yield from _check_bodies(bodies, frozenset(), archive, settings, mkdocs_files, urls)


def _check_bodies(
    bodies: Mapping[str, Body],
    unpublished: Set[str],
    archive: Archive,
    settings: Settings,
    mkdocs_files: Mapping[str, str],
    urls: frozenset[str] | None,
) -> Iterator[Problem]:
    """Yield problems of some texts; a link to an unpublished file is none, since it won't be
    written."""
    site = replace(
        settings.site,
        pages=tuple(SitePage("", page_url(file), path) for file, path in mkdocs_files.items()),
    )
    link_index = index_links(replace(archive, unpublished_paths=frozenset(unpublished)), site, urls)
    renderer = Renderer(archive, site, settings.render_options, link_index)
    replaced = {old.article.path for old in archive.replaced.values()}
    for path, body in bodies.items():
        # No page shows a replaced article's text.
        if path not in replaced:
            yield from renderer.render_body(Prose(body.text, path, body.line)).problems
    if urls is not None and not archive.unpublished:
        yield from renderer.check_own_pages()
