"""Claims' pages, and the lists of the ledger."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from urllib.parse import unquote

from tests.acceptance.judging.common import (
    NOW,
    Differences,
    article_url,
    claim_url,
    differ,
    everywhere,
    ground_url,
    history,
    listed,
    one_of,
    shape,
    told,
    tree_of,
    urls,
)
from tests.acceptance.model import Model
from tests.acceptance.published import Pages, cards, section


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
        own = main.one("ul", "pairs").elements()[0].elements()[0]
        (link,) = [it.one("a") for it in own.all("p", "meta") if it.text.startswith("In: ")]
        passage = unquote(link.attributes["href"].partition("#:~:text=")[2])
        quote = model.claims[id_]["quote"] if model.quoted(id_) else ""
        yield from differ(f"{url}: passage", quote, passage)
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
        log = section(main, "Its state")
        assert log
        lines = [
            (
                it.one("span", "state").text,
                it.one("time").attributes["datetime"],
                next(iter(pages.links(url, it)), None),
            )
            for it in log.one("ol").elements()
        ]
        yield from differ(
            f"{url}: log",
            [
                (it.name, it.on, ground_url(it.by and one_of(model, id_, it.by)))
                for it in history(model, id_)
            ],
            [
                (
                    name,
                    on,
                    ground_url(by and one_of(model, id_, ids.get(by, by))) if by in ids else by,
                )
                for name, on, by in lines
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
