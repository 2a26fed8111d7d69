"""Kinds of page: one module a kind, with the name of its template.

A module has `KIND` (a `briefings.pages.kind.Kind`, which declares what other packages need to
know), `plan` (yields the pages of the kind) and `context` (makes the context of one page's
template).
"""

from __future__ import annotations

from briefings.pages.kind import KindModule
from briefings.pages.kinds import (
    actor,
    actors,
    archive,
    article,
    articles_data,
    changes_feed,
    claim,
    claims,
    claims_data,
    claims_facet,
    claims_month,
    corrections,
    corrections_feed,
    data,
    datapackage,
    day,
    entity_month,
    feed,
    figure,
    figure_month,
    figures,
    figures_data,
    history,
    home,
    json_feed,
    media,
    month,
    news_sitemap,
    not_found,
    redirect,
    region,
    regions,
    robots,
    sitemap,
    sitemap_index,
    source,
    sources,
    year,
)

MODULES: tuple[KindModule, ...] = (
    home,
    day,
    month,
    year,
    archive,
    article,
    history,
    regions,
    region,
    actors,
    actor,
    sources,
    source,
    entity_month,
    claims,
    claims_month,
    claims_facet,
    claim,
    figures,
    figure,
    figure_month,
    corrections,
    data,
    datapackage,
    claims_data,
    articles_data,
    figures_data,
    not_found,
    redirect,
    robots,
    media,
    sitemap,
    sitemap_index,
    news_sitemap,
    feed,
    json_feed,
    corrections_feed,
    changes_feed,
)
"""All kinds, in the order in which their pages are planned."""

# By the name that templates have, and stored page records.
KINDS = {module.__name__.rpartition(".")[2]: module for module in MODULES}
