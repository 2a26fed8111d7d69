"""All that is wrong with the content, as a build would find it, or may be, without building.

A build ends at the first stage that finds problems; here the later stages look at what is left,
so that an editor sees all problems at once. A file with a problem counts as there: an address or a
link that may be right once it is mended isn't reported.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Set
from dataclasses import replace

from briefings import archive
from briefings.archive import Archive
from briefings.content import Loader
from briefings.editor.removed_addresses import find_vanished
from briefings.editor.review import find_notes, find_warnings
from briefings.editor.site_pages import check_pages
from briefings.history.versions import add_histories
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
from briefings.pages import Page, Prose, page_url
from briefings.pages.site_plan import plan_site
from briefings.render import Renderer, index_links
from briefings.settings import Settings


def check(
    settings: Settings, taken: Mapping[str, str] | None, published: Collection[str] = ()
) -> list[Problem]:
    """The problems of all content files, then warnings, then notes, each sorted by place.

    `taken` maps each file that MkDocs writes to what it is made from. Without it neither addresses
    nor links can be judged in full, so bodies wait. Of a file with problems nothing else is told.
    Of files that change while they are checked only that is told. `published` are the files of the
    site that is published now: a warning tells of each address that would be gone.
    """
    try:
        return _check(settings, taken, published)
    except ContentError as error:
        return sorted(error.problems)


def _check(
    settings: Settings, taken: Mapping[str, str] | None, published: Collection[str]
) -> list[Problem]:
    root, zone, project = settings.content, settings.site.zone, settings.project
    loaded = Loader(
        root,
        zone,
        project,
        dialect=settings.render_options.dialect,
        docs=settings.docs,
        media_types=settings.media_types,
    ).load()
    if settings.history:
        loaded = add_histories(loaded, root, project, zone, None)
    problems = set(loaded.problems)
    faulty = frozenset(problem.path for problem in problems)
    records = loaded.records
    of = archive.index(_sound(records, faulty), settings.now)
    urls = None
    vanished: list[Problem] = []
    try:
        planned = plan_site(of, settings.site, taken or {}, settings.content)
        pages = planned.values()
    except ContentError as error:
        problems.update(error.problems)
    else:
        if not faulty:
            urls = _addresses(pages, taken or {})
            if taken is not None:
                files = planned.keys() | taken.keys()
                site, now = settings.site, settings.now
                vanished = find_vanished(published, files, records, now, site, settings.content)
    problems.update(check_pages(records.own_pages, faulty, settings.render_options))
    if taken is not None:
        shown = archive.published_records(records, settings.now).bodies
        unpublished = of.unpublished_paths | (records.bodies.keys() - shown.keys())
        # A text that is known to be faulty may also be one that takes long to convert.
        bodies = {path: shown[path] for path in shown if path not in faulty}
        problems.update(_check_bodies(bodies, faulty | unpublished, of, settings, taken, urls))
        if not faulty:
            problems.update(_check_unpublished(records, unpublished, settings, taken))
    site, today = settings.site, settings.now.date()
    warnings = find_warnings(loaded, site, settings.content, today)
    found = sorted({*settings.warnings, *loaded.warnings, *warnings, *vanished})
    found += find_notes(records, of, today, site, settings.content)
    found.sort(key=lambda item: item.severity == "note")
    return sorted(problems) + [item for item in found if item.path not in faulty]


def _sound(records: Records, faulty: frozenset[str]) -> Records:
    """What a build could work with: faulty articles are drafts, faulty registry files but ids.

    What names an article or a claim that couldn't be read says nothing of it.
    """
    if not faulty:
        return records
    records = archive.prune(records, records.articles)
    articles = {
        id_: replace(article, status="draft") if article.path in faulty else article
        for id_, article in records.articles.items()
    }
    claims = [claim for article in articles.values() for claim in article.claims]
    regions = {id_ for article in articles.values() for id_ in article.regions}
    regions |= {id_ for region in records.regions.values() for id_ in region.neighbours}
    actors = {id_ for article in articles.values() for id_ in article.actors}
    actors |= {source.owner for source in records.sources.values() if source.owner}
    sources = {id_ for article in articles.values() for id_ in archive.sources_of(article)}
    sources |= {e.by for claim in claims for e in claim.status if "#" not in e.by}
    return replace(
        records,
        articles=articles,
        regions={id_: Region(id_, "", id_) for id_ in regions} | {**records.regions},
        actors={id_: Actor(id_, "", id_) for id_ in actors} | {**records.actors},
        sources={id_: Source(id_, "", id_) for id_ in sources} | {**records.sources},
        briefings={d: b for d, b in records.briefings.items() if b.path not in faulty},
    )


def _addresses(pages: Iterable[Page], taken: Iterable[str]) -> frozenset[str]:
    return frozenset([*(page.url for page in pages), *map(page_url, taken)])


def _check_unpublished(
    records: Records, unpublished: Set[str], settings: Settings, taken: Mapping[str, str]
) -> Iterator[Problem]:
    """What would be wrong once all is published: that day, nobody may be there to mend it."""
    of = archive.index(records, settings.now, preview=True)
    try:
        pages = plan_site(of, settings.site, taken, settings.content).values()
    except ContentError as error:
        yield from error.problems
        return
    urls = _addresses(pages, taken)
    bodies = {path: records.bodies[path] for path in unpublished}
    yield from _check_bodies(bodies, frozenset(), of, settings, taken, urls)


def _check_bodies(
    bodies: Mapping[str, Body],
    unpublished: Set[str],
    of: Archive,
    settings: Settings,
    taken: Mapping[str, str],
    urls: frozenset[str] | None,
) -> Iterator[Problem]:
    """What is wrong with some texts, where a link may not lead to what is unpublished."""
    site = replace(
        settings.site,
        pages=tuple(SitePage("", page_url(file), path) for file, path in taken.items()),
    )
    link_index = index_links(replace(of, unpublished_paths=frozenset(unpublished)), site, urls)
    renderer = Renderer(of, site, settings.render_options, link_index)
    replaced = {old.article.path for old in of.replaced.values()}
    for path, body in bodies.items():
        if path not in replaced:
            yield from renderer.render_body(Prose(body.text, path, body.line)).problems
    if urls is not None and not of.unpublished:
        yield from renderer.check_own_pages()
