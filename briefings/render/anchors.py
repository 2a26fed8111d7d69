"""The anchors of pages, where links may land: ids of texts, and those that templates give.

What a page's own parts are called follows from its address (the theme's templates); the ids of a
text are those that it has once it is converted, which is asked for when a link needs it.
"""

from __future__ import annotations

import datetime as dt
import difflib
import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass

from briefings.archive import Archive
from briefings.pages.kinds.source import OUTCOMES
from briefings.render.heading_ids import find_name
from briefings.render.links import BODY_ID

MAIN = "main"
DAY = re.compile(r"(\d{4})/(\d\d)/(\d\d)/")
ARTICLE = re.compile(r"(\d{4})/(\d\d)/(\d\d)/([^/]+)/")
MONTH = re.compile(r"(?:(?:regions|actors)/[^/]+/|claims/)?(\d{4})/(\d\d)/")
WHOLE = frozenset({"", "archive/", "data/", "figures/"})
"""Pages none of whose parts has a name."""
ENTITY = re.compile(r"(regions|actors|sources)/([^/]+)/")
MOST_NAMES = 300
"""Of so many names, the nearest one is looked for."""

SHOWN = 5

ReadIds = Callable[[str], Collection[str] | None]


@dataclass(frozen=True, slots=True)
class MissingAnchor:
    """A fragment that its page doesn't have."""

    hint: str


@dataclass(frozen=True, slots=True)
class Anchors:
    """Resolves the fragments of links.

    `own_pages` are the paths of the site's own pages by address. `read_ids` gives the ids of the
    text in a file, without a prefix, `read_page_ids` those of an own page; None if unknown.
    """

    archive: Archive
    own_pages: Mapping[str, str]
    read_ids: ReadIds
    read_page_ids: ReadIds

    def resolve(self, url: str, fragment: str) -> str | MissingAnchor | None:
        """Return the fragment to write in a link to a page; None if the page's ids are unknown."""
        # Words to scroll to, not an id: https://wicg.github.io/scroll-to-text-fragment/
        if not fragment or fragment.startswith(":~:"):
            return None
        if path := self.own_pages.get(url):
            return self._resolve_on_own_page(path, fragment)
        ids: Collection[str] = ()
        if path := self._find_text(url):
            known = self.read_ids(path)
            if known is None:
                return None
            ids = known
        found = find_name(fragment, ids)
        # A link copied from the browser has the prefix that ids get on pages.
        if found is None and fragment.startswith(BODY_ID):
            found = find_name(fragment.removeprefix(BODY_ID), ids)
        if found is not None:
            return BODY_ID + found
        has = self.has_template_id(url, fragment)
        return None if has is None else fragment if has else MissingAnchor(hint_name(fragment, ids))

    def _resolve_on_own_page(self, path: str, fragment: str) -> str | MissingAnchor | None:
        """Ids of the site's own pages stay as they are."""
        ids = self.read_page_ids(path)
        if ids is None or fragment == MAIN:
            return None
        found = find_name(fragment, ids)
        return MissingAnchor(hint_name(fragment, ids)) if found is None else found

    def has_template_id(self, url: str, fragment: str) -> bool | None:
        """Return whether a page's template gives this id; None if unknown."""
        records = self.archive.records
        if fragment == MAIN:
            return True
        if url in WHOLE:
            return False
        if match := ARTICLE.fullmatch(url):
            article = records.articles.get(_article_id(match))
            return fragment == "corrections" and bool(article.corrections) if article else None
        if DAY.fullmatch(url):
            return fragment in ("changes", "wider-picture") or fragment in records.regions
        if match := MONTH.fullmatch(url):
            return fragment == "claims" or fragment.startswith(f"{match[1]}-{match[2]}-")
        if match := ENTITY.fullmatch(url):
            return match[1] == "sources" and fragment in OUTCOMES
        return None

    def _find_text(self, url: str) -> str | None:
        """Return the path of the file whose text stands in a page."""
        records = self.archive.records
        if match := ARTICLE.fullmatch(url):
            article = records.articles.get(_article_id(match))
            return article.path if article else None
        if match := DAY.fullmatch(url):
            try:
                briefing = records.briefings.get(dt.date(*map(int, match.groups())))
            except ValueError:
                return None
            return briefing.path if briefing else None
        if match := ENTITY.fullmatch(url):
            registry: Mapping[str, object] = getattr(records, match[1])
            return getattr(registry.get(match[2]), "path", None)
        return None


def _article_id(match: re.Match[str]) -> str:
    year, month, day, slug = match.groups()
    return f"{year}-{month}-{day}/{slug}"


def hint_name(fragment: str, names: Collection[str]) -> str:
    """Return the nearest of some names, or the only one."""
    known = sorted(names)[:MOST_NAMES]
    # Cut, since difflib takes the square of the length of what somebody wrote.
    near = difflib.get_close_matches(fragment[:100], known, n=1, cutoff=0.5)
    near = near or (known if len(known) == 1 else [])
    if near:
        return f"did you mean '#{near[0]}'?"
    if not known:
        return "there are no headings: leave the '#' and what follows out"
    more = ", …" if len(known) > SHOWN else ""
    return f"there is {', '.join(f'#{name}' for name in known[:SHOWN])}{more}"
