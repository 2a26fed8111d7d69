"""Articles, copies of them, those that others replaced, and those that nobody may see."""

from __future__ import annotations

import re

from tests.acceptance.judging.common import (
    NOW,
    Differences,
    article_url,
    claim_url,
    day_url,
    differ,
    everywhere,
    flat,
    told,
    urls,
)
from tests.acceptance.model import Model
from tests.acceptance.published import Element, Pages, cards


def check_articles(model: Model, pages: Pages) -> Differences:
    """One party's articles say so; copies are one story in a briefing; replaced ones lead on."""
    for id_ in model.articles:
        url = article_url(id_)
        main = pages.main(url)
        notices = [it.text for it in main.all("p", "notice")]
        party = [it for it in notices if it.startswith("All sources of this article")]
        one = model.party(id_)
        expected = (
            [f"All sources of this article belong to one party: {one.title()}"] if one else []
        )
        yield from differ(f"{url}: party", expected, party)
        found = cards(pages, url, main)
        mine = {it for it in model.claims if it.startswith(f"{id_}#")}
        yield from differ(f"{url}: claims", urls(mine), everywhere(found) & urls(mine))
        for card in found:
            yield from told(model, card, NOW, url)
        ids = {claim_url(it): it for it in mine}
        for card in (it for top in found for it in flat(top) if it.url in ids):
            of = ids[card.url]
            yield from differ(f"{url}: notes on {of}", model.notes(of), list(card.corrections))
        corrections = main.first("section", id_="corrections")
        said = [
            it.elements()[1].text
            for it in (corrections.one("ul").elements() if corrections else [])
        ]
        expected = [text for _, of, text in model.corrections() if of == id_]
        yield from differ(f"{url}: corrections", sorted(expected), sorted(said))
    for day in model.days():
        url = day_url(day)
        stories = {}
        for items in pages.main(url).all("ol", "stories"):
            for it in items.elements():
                (title,) = it.one("div").all("h3")
                also = [link for part in it.all("div", "also") for link in pages.links(url, part)]
                stories[pages.links(url, title)[0]] = set(also)
        of_day = [it for it in model.articles if it[:10] == day]
        covered = set(stories) | {link for also in stories.values() for link in also}
        lost = {article_url(it) for it in of_day} - covered
        yield from differ(f"{url}: articles left out", set(), lost)
        for id_ in of_day:
            copies = {article_url(it) for it in model.copies(id_, day)}
            if article_url(id_) in stories:
                yield from differ(f"{url}: copies of {id_}", copies, stories[article_url(id_)])
    for id_ in model.replaced:
        heir = id_
        while heir in model.heirs:
            heir = model.heirs[heir]
        yield from leads_to(pages, article_url(id_), article_url(heir))
        for claim in model.replaced[id_].get("claims", []):
            of = f"{heir}#{claim['id']}"
            target = claim_url(of) if of in model.claims else article_url(heir)
            yield from leads_to(pages, claim_url(f"{id_}#{claim['id']}"), target)
    log = pages.main("corrections/").first("ul", "log")
    told_ = [
        (
            it.one("time").attributes["datetime"],
            it.elements()[1].text,
            pages.links("corrections/", it)[0],
        )
        for it in (log.elements() if log else [])
    ]
    yield from differ(
        "corrections/",
        sorted((on, text, article_url(of)) for on, of, text in model.corrections()),
        sorted(told_),
    )


def leads_to(pages: Pages, url: str, target: str) -> Differences:
    if not pages.has(url):
        yield f"{url}: leads nowhere"
        return
    found = re.findall(
        r'http-equiv="refresh" content="0; url=([^"]*)"', pages.text(f"{url}index.html")
    )
    link = Element("a", {"href": found[0]}) if found else None
    yield from differ(f"{url}: leads", target, link and pages.target(url, link))


def check_secrets(model: Model, pages: Pages) -> Differences:
    """Of what isn't published, nothing is there, not even its name."""
    words = {id_.partition("/")[2]: id_ for id_ in model.unknown}
    for path, data in pages.files.items():
        for word, id_ in words.items():
            if f"{word}/" in path or re.search(rb"\b%b\b(?!-)" % word.encode(), data):
                yield f"{path}: tells of {id_}, which isn't published"
