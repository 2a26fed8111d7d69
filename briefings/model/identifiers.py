"""Ids, and the addresses that follow from them.

Addresses are relative to the site's root, without a leading slash: `2025/04/26/kursk-contested/`.
They never change once published, so each rule stands here and nowhere else.
"""

from __future__ import annotations

import re
from datetime import date
from urllib.parse import quote

from briefings.model.addresses import is_device

# One form each: two spellings would be two addresses, or one file on some systems.
SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*", re.ASCII)
SLUG_LENGTH = 80


def is_slug(text: str) -> bool:
    """Return whether a text can be an id, which is a folder's name in addresses."""
    return len(text) <= SLUG_LENGTH and SLUG.fullmatch(text) is not None and not is_device(text)


def article_id(day: date, slug: str) -> str:
    """`2025-04-26/kursk-contested`: the day is the article's day in the site's timezone."""
    return f"{day.isoformat()}/{slug}"


def claim_id(article: str, claim: str) -> str:
    """`2025-04-26/kursk-contested#kursk-retaken`."""
    return f"{article}#{claim}"


def day_url(day: date) -> str:
    return f"{day.isoformat().replace('-', '/')}/"


def month_url(month: str, under: str = "") -> str:
    """Return the page of a month such as `2025-04`; `under` is the address of what the month is
    of."""
    return f"{under}{month.replace('-', '/')}/"


def article_url(article: str) -> str:
    """`2025/04/26/kursk-contested/`."""
    return f"{_by_date(article)}/"


def history_url(article: str) -> str:
    """Return the page of what was changed in an article."""
    return f"{article_url(article)}history/"


def claim_url(claim: str) -> str:
    """`claims/2025/04/26/kursk-contested/kursk-retaken/`."""
    return f"claims/{_by_date(claim).replace('#', '/')}/"


def facet_url(facet: str, value: str) -> str:
    """Claims of one kind (`kinds`, `control`), or in one state (`states`, `disputed`)."""
    return f"claims/{facet}/{value}/"


def region_url(region: str) -> str:
    return f"regions/{region}/"


def actor_url(actor: str) -> str:
    return f"actors/{actor}/"


def source_url(source: str) -> str:
    return f"sources/{source}/"


def figure_url(key: str) -> str:
    return f"figures/{key}/"


def media_url(path: str) -> str:
    """A picture's address: its path (`media/sudzha.jpg`) encoded where it has to be."""
    return quote(path)


def month_of(day: date) -> str:
    """`2025-04`."""
    return day.isoformat()[:7]


def _by_date(id_: str) -> str:
    """An id with its date, which comes first and has two hyphens, as folders."""
    return id_.replace("-", "/", 2)
