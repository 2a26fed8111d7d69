"""Make the metadata that every page has."""

from __future__ import annotations

from collections.abc import Sequence

from briefings.model import Article, Site
from briefings.model.moment import Moment
from briefings.pages.views import Link, PageView


def head(title: str, description: str, section: str = "", crumbs: Sequence[Link] = ()) -> PageView:
    """Return the metadata of a page; kind and addresses are added when it is rendered."""
    return {
        "title": title,
        "description": description,
        "section": section,
        "crumbs": list(crumbs),
        "kind": "",
    }


def published(article: Article) -> str:
    """Return when an article was published, ISO 8601, with a time only if its front matter has
    one."""
    return Moment(article.date, article.timed).isoformat()


def address_of(url: str, site: Site) -> str:
    """Return the absolute address; empty if the site has no `site_url`."""
    # An address from the root would be wrong where the site has a folder of its host.
    return site.url and site.url + url
