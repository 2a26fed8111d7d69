"""Briefings, what changed from one to the next, and the feed of it."""

from __future__ import annotations

from itertools import pairwise
from xml.etree import ElementTree

from tests.acceptance.judging.common import (
    Differences,
    article_url,
    claim_url,
    day_url,
    differ,
    everywhere,
    ground_url,
    shape,
    told,
    tree_of,
    urls,
)
from tests.acceptance.model import Model
from tests.acceptance.published import Element, Pages, cards, read

ATOM = "{http://www.w3.org/2005/Atom}"


def check_briefings(model: Model, pages: Pages) -> Differences:
    for day in model.days():
        url = day_url(day)
        main = pages.main(url)
        found = cards(pages, url, main)
        seen = everywhere(found)
        top = {it.url for it in found}
        yield from differ(f"{url}: claims", urls(model.of_day(day)), seen & urls(model.of_day(day)))
        yield from differ(f"{url}: claims of other days", set(), top - urls(model.of_day(day)))
        ids = {claim_url(id_): id_ for id_ in model.claims}
        for card in found:
            yield from told(model, card, day, url)
            if card.url in ids:
                expected = tree_of(model, ids[card.url], day)
                yield from differ(f"{url}: answers to {card.url}", expected, shape(card.answers))
        changes = main.one("section", id_="changes")
        since = model.before(day)
        label = [it for it in changes.all("p", "label") if it.text.startswith("Since")]
        yield from differ(
            f"{url}: since",
            [day_url(since)] if since else [],
            [link for it in label for link in pages.links(url, it)],
        )
        yield from check_changes(model, pages, day, url, changes.elements()[1])


def check_changes(model: Model, pages: Pages, day: str, url: str, told_: Element) -> Differences:
    """What changed since the briefing before, as a page or a feed tells it."""
    lists: dict[str, Element] = {}
    parts = told_.elements()
    for head, items in pairwise(parts):
        if head.tag == "h3":
            lists[head.text] = items
    states: dict[str, tuple[str, str, str, str | None]] = {}
    for it in (
        lists["Claims whose state changed"].elements()
        if "Claims whose state changed" in lists
        else []
    ):
        names = [name.text for name in it.all("span", "state")]
        links = pages.links(url, it)
        on = it.one("time").attributes["datetime"]
        states[links[0]] = (names[0], names[1], on, links[1] if len(links) > 1 else None)
    ids = {claim_url(id_): id_ for id_ in model.claims}
    expected = {}
    for id_, (before_, now_) in model.changed(day).items():
        named = ids.get((states.get(claim_url(id_)) or ("", "", "", ""))[3] or "")
        ground = ground_url(now_.on_ground(named))
        expected[claim_url(id_)] = (before_, now_.name, now_.on, ground)
    yield from differ(f"{url}: changed states", expected, states)
    figures = {}
    for it in lists["New figures"].elements() if "New figures" in lists else []:
        links = pages.links(url, it)
        figures[links[0]] = (links[1], links[2])
    new_figures = model.new_figures(day)
    yield from differ(f"{url}: new figures", urls(new_figures), set(figures))
    before = model.before(day) or ""
    for id_ in new_figures:
        key = model.claims[id_]["figure"]["key"]
        old = model.figures(key, before)
        last = max((model.filed(it), model.on(it)) for it in old)
        latest = {it for it in old if (model.filed(it), model.on(it)) == last}
        then, all_of = figures.get(claim_url(id_), ("", ""))
        yield from differ(f"{url}: figure's page", f"figures/{key}/", all_of)
        if then not in urls(latest):
            yield f"{url}: {id_} was before, {latest}; found {then}"
    corrections = [
        (it.one("time").attributes["datetime"], it.elements()[1].text, pages.links(url, it)[0])
        for it in (lists["Corrections"].elements() if "Corrections" in lists else [])
    ]
    yield from differ(
        f"{url}: corrections",
        sorted((on, text, article_url(id_)) for on, id_, text in model.corrected(day)),
        sorted(corrections),
    )
    new = [it for part in told_.all("details") for it in pages.links(url, part)]
    yield from differ(f"{url}: new claims", sorted(urls(model.of_day(day))), sorted(new))
    for part in told_.all("summary"):
        count = len(model.of_day(day))
        yield from differ(f"{url}: count", f"{count} new claim{'s'[: count != 1]}", part.text)


def check_feed(model: Model, pages: Pages) -> Differences:
    feed = ElementTree.fromstring(pages.text("changes/feed.xml"))
    days = []
    for entry in feed.iter(f"{ATOM}entry"):
        id_ = (entry.findtext(f"{ATOM}id") or "").removeprefix(pages.base).partition("#")[0]
        days.append(id_.strip("/").replace("/", "-"))
        content = read(entry.findtext(f"{ATOM}content") or "")
        yield from check_changes(model, pages, days[-1], f"changes/feed.xml {id_}", content)
    yield from differ("changes/feed.xml", model.days()[::-1][:14], days)
