"""Addresses that were published and would be gone with the next publish.

The manifest of the published tree has addresses alone. So where an article has gone is inferred: a
new one of the same slug has moved to a different day, one of the same day to a different slug.
Days, months and other lists come and go with what they list, and aren't reported.
"""

from __future__ import annotations

import difflib
import re
from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from collections.abc import Set as AbstractSet
from datetime import datetime
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from briefings.archive import is_public
from briefings.content import place
from briefings.content.diagnostics import Finding
from briefings.model import Article, Problem, Records, Site

ARTICLE = re.compile(r"(\d{4})/(\d\d)/(\d\d)/([^/]+)/index\.html")
ENTRY = re.compile(r"(regions|actors|sources)/([^/]+)/index\.html")
LISTS = re.compile(
    r"(?:\d{4}|archive|regions|actors|sources|claims|figures|corrections|data|search|changes)/.*"
    r"|index\.html|404\.html"
)
PAGE = "index.html"
MOST = 100
"""Addresses that are reported one by one; articles of a day whose slugs are compared."""


KEPT = re.compile(f"(?:{ARTICLE.pattern}|{ENTRY.pattern})$")
New = dict[str, list[Article]]
"""New articles by their days, and by their slugs."""


class Located(NamedTuple):
    """A finding on an address and the file to report it in; at a value if that is an article."""

    path: str
    finding: Finding
    is_article: bool = False


def find_vanished(
    listed: Collection[str],
    files: AbstractSet[str],
    records: Records,
    now: datetime,
    site: Site,
    content: Path,
) -> list[Problem]:
    """A warning for each page of an article, a registry's entry or the site's own, or an alias,
    that is among the `listed` files of the published site and not among the `files` of the next.

    A note instead where the article itself says that it is a draft or embargoed: that is how an
    editor withdraws it, which no strict build may hold up.
    """
    gone = [file for file in listed if file.endswith(".html") and file not in files]
    gone = sorted(file for file in gone if not LISTS.fullmatch(file) or KEPT.match(file))
    if not gone:
        return []
    new: New = defaultdict(list)
    for article in records.articles.values():
        if f"{article.url}{PAGE}" not in listed and is_public(article, now):
            for part in article.id.split("/"):
                new[part].append(article)
    located = [_locate(file, records, new, now, site) for file in gone[:MOST]]
    problems = [problem for found in located for problem in _place(found, site, content)]
    if len(gone) > MOST:
        message = f"{len(gone) - MOST} more addresses were published, and would be gone"
        problems.append(Problem(site.path_of("articles"), 1, 1, message, severity="warning"))
    return sorted(problems)


def _locate(file: str, records: Records, new: New, now: datetime, site: Site) -> Located:
    if match := ARTICLE.fullmatch(file):
        year, month, day, slug = match.groups()
        return _locate_article(f"{year}-{month}-{day}", slug, records, new, now, site)
    message = f"'/{file.removesuffix(PAGE)}' was published, and would be gone"
    if match := ENTRY.fullmatch(file):
        path = site.path_of(f"{match[1]}/{match[2]}.md")
        hint = f"keep the file's name, '{match[2]}.md': it is the address that others link to"
        return Located(path, Finding((), message, hint))
    path = f"{site.pages_dir}/{file.removesuffix(f'/{PAGE}').removesuffix('.html')}.md"
    hint = "keep the page's name or, if it was an article's alias, the alias"
    return Located(path, Finding((), message, hint))


def _locate_article(
    day: str, slug: str, records: Records, new: New, now: datetime, site: Site
) -> Located:
    url = f"{day.replace('-', '/')}/{slug}/"
    message = f"'/{url}' was published, and would be gone"
    article = records.articles.get(f"{day}/{slug}")
    if article and not is_public(article, now):
        is_draft = article.status == "draft"
        key, why = ("status", "a draft") if is_draft else ("publish_at", "embargoed")
        message = f"{message}: the article is {why}"
        hint = "unless it has to go, leave it, with a correction, or have another 'replaces' it"
        return Located(
            article.path, Finding((key,), message, hint, severity="note"), is_article=True
        )
    moved = _find_moved(slug, new.get(slug, []), new.get(day, []))
    if moved is None:
        hint = f"keep it, or add 'aliases: [{url}]' to the article that it is to lead to"
        return Located(site.path_of("articles"), Finding((), message, hint))
    key = "date" if moved.id.endswith(f"/{slug}") else "title"
    hint = f"if it has moved here, add 'aliases: [{url}]'"
    return Located(moved.path, Finding((key,), message, hint, severity="warning"), is_article=True)


def _find_moved(slug: str, of_slug: Sequence[Article], of_day: Sequence[Article]) -> Article | None:
    """Return the new article that most likely is the one that had a slug on a day."""
    if of_slug:
        return max(of_slug, key=lambda article: article.id)

    def likeness(article: Article) -> tuple[float, str]:
        other = article.id.partition("/")[2]
        return difflib.SequenceMatcher(None, slug, other, autojunk=False).ratio(), article.id

    # Bounded: difflib compares each with each.
    return max(of_day[:MOST], key=likeness, default=None)


def _place(located: Located, site: Site, content: Path) -> Iterator[Problem]:
    path, finding, is_article = located
    if is_article:
        file = content / PurePosixPath(path).relative_to(site.content_dir)
        yield from place(file, path, [finding])
    else:
        yield Problem(path, 1, 1, finding.message, finding.hint, "warning")
