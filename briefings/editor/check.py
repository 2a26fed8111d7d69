"""All that is wrong with the content, as a build would find it, without building."""

from __future__ import annotations

from collections.abc import Mapping

from briefings import archive
from briefings.content import load
from briefings.engine import Settings, plan_site
from briefings.model import ContentError, Problem
from briefings.pages import Prose, context, page_url
from briefings.render import Renderer, index_lookups

WITH_BODY = ("article", "day", "region", "actor", "source")


def check(settings: Settings, taken: Mapping[str, str]) -> list[Problem]:
    """The problems of all content files, sorted by place.

    `taken` maps each file that MkDocs writes to what it is made from. Bodies are looked at only
    when front matter, references and addresses are right, as in a build.
    """
    loaded = load(settings.content, settings.site.zone, settings.project)
    if loaded.problems:
        return list(loaded.problems)
    of = archive.index(loaded.records, settings.now)
    try:
        pages = plan_site(of, settings.site, taken, settings.project)
    except ContentError as error:
        return list(error.problems)
    urls = frozenset([*(page.url for page in pages), *map(page_url, taken)])
    lookups = index_lookups(of, settings.site, urls)
    renderer = Renderer(of, settings.site, settings.look, lookups)
    return sorted(
        {
            problem
            for page in pages
            if page.kind in WITH_BODY
            for value in context(page, of, settings.site).values()
            if isinstance(value, Prose)
            for problem in renderer.render_body(value).problems
        }
    )
