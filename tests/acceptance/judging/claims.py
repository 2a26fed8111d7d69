"""Claims' pages, and the lists of the ledger."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from itertools import zip_longest
from urllib.parse import unquote

from tests.acceptance.judging.common import (
    NOW,
    Differences,
    article_url,
    claim_url,
    differ,
    everywhere,
    ground_url,
    listed,
    shape,
    told,
    tree_of,
    urls,
)
from tests.acceptance.model import SETTLED, Model, State
from tests.acceptance.published import Element, Pages, cards, replies, section

GROUNDS = (
    "resting on its denial of",
    "resting on its denial by",
    "resting on the withdrawal of",
    "resting on",
    "source:",
)
"""How a line of a claim's log names what its state stands on."""


def how_told(model: Model, id_: str, state: State, ground: str | None) -> str:
    by = state.on_ground(ground)
    if by is None:
        return "source:"
    if state.name == "claimed":
        return "resting on the withdrawal of"
    if state.name == "disputed" and model.answers(id_) == ("denies", by):
        return "resting on its denial of"
    if state.name == "disputed" and by in model.claims and model.answers(by) == ("denies", id_):
        return "resting on its denial by"
    return "resting on"


def check_claims(model: Model, pages: Pages) -> Differences:
    """A claim's page: its state, the log of them, what answers it, what it answers."""
    ids = {claim_url(id_): id_ for id_ in model.claims}
    for url, id_ in ids.items():
        if not pages.has(url):
            yield f"{url}: isn't there"
            continue
        main = pages.main(url)
        head = main.one("p", "dateline")
        yield from differ(url, model.state(id_).name, head.one("span", "state").text)
        yield from check_linked(model, pages, id_)
        yield from check_place(model, pages, id_, main)
        (card,) = cards(pages, url, section(main, "Who says it, who answers"), url)
        yield from told(model, card, NOW, url)
        yield from differ(f"{url}: corrections", model.notes(id_), list(card.corrections))
        yield from differ(f"{url}: answers", tree_of(model, id_), shape(card.answers))
        thread = cards(pages, url, section(main, "What it answers"), url)
        root = model.root(id_)
        yield from differ(
            f"{url}: thread",
            [(claim_url(root), tree_of(model, root))] if root != id_ else [],
            [(it.url, shape(it.answers)) for it in thread],
        )
        for it in thread:
            yield from told(model, it, NOW, f"{url}: thread")
        log = section(main, "Its state over time")
        assert log
        lines = [
            (
                it.one("span", "state").text,
                it.one("time").attributes["datetime"],
                by,
                next((how for how in GROUNDS if how in it.text), ""),
                "entered by an editor" in it.text,
            )
            for it in log.one("ol").elements()
            for by in pages.links(url, it)
        ]
        grounds = [ids.get(by) for _, _, by, _, _ in lines]
        yield from differ(
            f"{url}: log",
            [
                (
                    it.name,
                    it.on,
                    ground_url(it.on_ground(ground) or model.source(id_)),
                    how_told(model, id_, it, ground),
                    it.name in SETTLED,
                )
                for it, ground in zip_longest(model.history(id_), grounds)
                if it
            ],
            lines,
        )


def check_place(model: Model, pages: Pages, id_: str, main: Element) -> Differences:
    """Which article a claim stands in, and where in it the quote is."""
    url, place = claim_url(id_), section(main, "In the article")
    assert place
    article = article_url(id_.partition("#")[0])
    titles = [it for story in place.one("ol", "stories").elements() for it in story.all("h3")]
    led = [link for it in titles for link in pages.links(url, it)]
    yield from differ(f"{url}: article", [article], led)
    ways = [it for it in place.all("a") if it.text == "Read the quote in the article"]
    yield from differ(
        f"{url}: passage",
        [(article, model.claims[id_]["quote"])] if model.quoted(id_) else [],
        [
            (pages.target(url, it), unquote(it.attributes["href"].partition("#:~:text=")[2]))
            for it in ways
        ],
    )


def check_linked(model: Model, pages: Pages, id_: str) -> Differences:
    """What programs are told: the claim, who made it, where; and no verdict."""
    text = pages.text(f"{claim_url(id_)}index.html")
    (found,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', text)
    linked = json.loads(found)
    claim = model.claims[id_]
    part = linked.get("hasPart", {})
    yield from differ(
        f"{claim_url(id_)}: linked data",
        {
            "type": "Claim",
            "text": claim["says"],
            "on": model.on(id_),
            "by": [model.registry["actors"][it]["name"] for it in model.by(id_)],
            "in": ("NewsArticle", pages.base + article_url(id_.partition("#")[0])),
            "quote": ("Quotation", claim["quote"]) if "quote" in claim else (None, None),
            "review": False,
        },
        {
            "type": linked["@type"],
            "text": linked["text"],
            "on": linked["dateCreated"],
            "by": [it["name"] for it in linked["creator"]],
            "in": (linked["appearance"]["@type"], linked["appearance"]["url"]),
            "quote": (part.get("@type"), part.get("text")),
            "review": "ClaimReview" in text,
        },
    )


def check_actors(model: Model, pages: Pages) -> Differences:
    """What an actor says, and what others answered: each with the claim that it answers."""
    for actor in model.registry["actors"]:
        url = f"actors/{actor}/"
        main = pages.main(url)
        mine = {id_ for id_ in model.claims if actor in model.by(id_)}
        says = cards(pages, url, section(main, "Says"))
        yield from listed(f"{url}: says", urls(mine), {it.url for it in says}, 15)
        part = section(main, "Answers by others")
        heard = replies(pages, url, part)
        answers = {id_: model.answers(id_) for id_ in model.claims.keys() - mine}
        expected = {
            (claim_url(id_), to[0], claim_url(to[1]))
            for id_, to in answers.items()
            if to and to[1] in mine
        }
        found = {(card.url, relation, to) for card, relation, to in heard}
        yield from listed(f"{url}: answers by others", expected, found, 15)
        yield from differ(f"{url}: answers told twice", len(found), len(heard))
        for card in [*says, *(it for it, _, _ in heard)]:
            yield from told(model, card, NOW, url)


def check_months(model: Model, pages: Pages) -> Differences:
    """The months of regions, actors and sources have all claims that concern them."""
    of: dict[str, Callable[[str], list[str]]] = {
        "regions": model.regions,
        "actors": model.by,
        "sources": lambda id_: [model.source(id_)],
    }
    for kind, concerned in of.items():
        months: dict[str, set[str]] = {}
        for id_ in model.claims:
            for it in concerned(id_):
                url = f"{kind}/{it}/{id_[:7].replace('-', '/')}/"
                months.setdefault(url, set()).add(id_)
        for url, ids in months.items():
            found = cards(pages, url, pages.main(url))
            yield from differ(url, urls(ids), everywhere(found) & urls(ids))
            yield from differ(f"{url}: others", set(), {it.url for it in found} - urls(ids))
            for card in found:
                yield from told(model, card, NOW, url)


def check_ledger(model: Model, pages: Pages) -> Differences:
    """The index, its filters by state and kind, and its months."""
    by_state: dict[str, set[str]] = {}
    by_kind: dict[str, set[str]] = {}
    by_month: dict[str, set[str]] = {}
    for id_ in model.claims:
        by_state.setdefault(model.state(id_).name, set()).add(id_)
        by_kind.setdefault(model.kind(id_), set()).add(id_)
        by_month.setdefault(id_[:7], set()).add(id_)
    main = pages.main("claims/")
    disputes = cards(pages, "claims/", section(main, "Open disputes"))
    open_ = urls(by_state.get("disputed", set()))
    yield from listed("claims/: disputes", open_, everywhere(disputes[:30]) & open_, 30)
    yield from differ("claims/: no disputes", set(), {it.url for it in disputes} - open_)
    for card in disputes:
        yield from told(model, card, NOW, "claims/")
    for month, ids in by_month.items():
        url = f"claims/{month.replace('-', '/')}/"
        found = cards(pages, url, pages.main(url))
        yield from differ(url, urls(ids), everywhere(found) & urls(ids))
        yield from differ(f"{url}: of other months", set(), {it.url for it in found} - urls(ids))
        for card in found:
            yield from told(model, card, NOW, url)
    for folder, of in (("states", by_state), ("kinds", by_kind)):
        for name, ids in of.items():
            for month in {id_[:7] for id_ in ids}:
                url = f"claims/{folder}/{name}/{month.replace('-', '/')}/"
                found = cards(pages, url, pages.main(url))
                there = {it for it in ids if it[:7] == month}
                seen = everywhere(found)
                yield from differ(url, urls(there), seen & urls(there))
                yield from differ(f"{url}: others", set(), {it.url for it in found} - urls(there))
        filed = {it for it in pages.files if re.match(rf"claims/{folder}/[a-z]+/index.html", it)}
        named = {f"claims/{folder}/{name}/index.html" for name in of}
        empty = {
            it
            for it in filed - named
            if not any(
                words in pages.main(it.removesuffix("index.html")).text
                for words in ("None at present.", "This page has moved")
            )
        }
        yield from differ(f"claims/{folder}/", (set(), set()), (named - filed, empty))
