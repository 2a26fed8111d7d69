"""Regions, sources and figures."""

from __future__ import annotations

from tests.acceptance.judging.common import (
    NOW,
    Differences,
    article_url,
    claim_url,
    differ,
    everywhere,
    listed,
    name_of,
    number_of,
    told,
    urls,
)
from tests.acceptance.model import Model
from tests.acceptance.published import Pages, cards, section


def check_regions(model: Model, pages: Pages) -> Differences:
    for region in model.registry["regions"]:
        url = f"regions/{region}/"
        main = pages.main(url)
        part = section(main, "Who says who holds it")
        found = {}
        for column in part.one("div", "parties").elements() if part else []:
            lines = [
                (
                    it.one("time").attributes["datetime"],
                    pages.links(url, it.one("p"))[0],
                    it.one("span", "state").text,
                )
                for it in column.one("ol").elements()
            ]
            more = column.first("p", "none")
            found[column.one("h3").text] = (lines, more is not None)
        by_party = model.control(region)
        names = {party: name_of(model, party) for party in by_party}
        yield from differ(f"{url}: parties", set(names.values()), set(found))
        for party, lines_ in by_party.items():
            told_, cut = found.get(names[party], ([], False))
            whole = {(on, claim_url(id_), state) for on, id_, state in lines_}
            if not cut:
                yield from differ(f"{url}: control by {party}", whole, set(told_))
            elif not set(told_) <= whole or len(told_) >= len(whole):
                yield f"{url}: control by {party}, cut: {whole} {told_}"
            days = [on for on, _, _ in told_]
            yield from differ(f"{url}: order of {party}", sorted(days, reverse=True), days)
        here = {
            id_
            for id_ in model.claims
            if region in model.regions(id_) and model.state(id_).name == "disputed"
        }
        disputes = cards(pages, url, section(main, "Open disputes"))
        seen = everywhere(disputes)
        yield from differ(f"{url}: no disputes", set(), {it.url for it in disputes} - urls(here))
        if len(here) <= 5:
            yield from differ(f"{url}: disputes", urls(here), seen & urls(here))
        for card in disputes:
            yield from told(model, card, NOW, url)


def check_sources(model: Model, pages: Pages) -> Differences:
    for source in model.registry["sources"]:
        url = f"sources/{source}/"
        main = pages.main(url)
        part = section(main, "What became of its claims")
        counts = {
            it.one("a").text: it.one("span").text
            for it in (part.one("ul").elements() if part else [])
        }
        outcomes = model.outcomes(source)
        yield from differ(
            f"{url}: outcomes",
            {name: f"{len(ids)} claim{'s'[: len(ids) != 1]}" for name, ids in outcomes.items()},
            counts,
        )
        for name, ids in outcomes.items():
            anchor = main.first("section", id_=name.split()[0].lower())
            found = {it.url for it in cards(pages, url, anchor)}
            yield from listed(f"{url}: {name}", urls(ids), found, 10)
        only = section(main, "The only source")
        links = pages.links(url, only) if only else []
        alone = {article_url(it) for it in model.alone(source)}
        yield from listed(f"{url}: alone", alone, {it for it in links if it[:2] == "20"}, 12)
        ways = section(main, "How it was read")
        chains = {
            tuple(link.split("/")[1] for link in pages.links(url, it)): it.one("span", "label").text
            for it in (ways.one("ul").elements() if ways else [])
        }
        yield from differ(
            f"{url}: chains",
            {
                way: f"{len(of)} article{'s'[: len(of) != 1]}"
                for way, of in model.chains(source).items()
            },
            chains,
        )


def check_shelves(model: Model, pages: Pages) -> Differences:
    """The pages of regions and actors lead to the figures that concern them."""
    for kind in ("regions", "actors"):
        for id_ in model.registry[kind]:
            url = f"{kind}/{id_}/"
            part = section(pages.main(url), "Figures")
            links = pages.links(url, part) if part else []
            found = {link for link in links if link.startswith("figures/")}
            keys = {
                f"figures/{model.claims[it]['figure']['key']}/"
                for it in model.claims
                if "key" in model.claims[it].get("figure", {})
                and id_ in (model.regions(it) if kind == "regions" else model.by(it))
            }
            yield from differ(f"{url}: figures", keys, found)


def check_figures(model: Model, pages: Pages) -> Differences:
    for key in sorted(model.keys()):
        url = f"figures/{key}/"
        main = pages.main(url)
        rows = {}
        for it in main.one("tbody").elements():
            number, by, state = it.elements()
            rows[pages.links(url, number)[0]] = (
                number.text,
                [link.split("/")[1] for link in pages.links(url, by)],
                by.one("time").attributes["datetime"],
                state.one("span", "state").text,
            )
        expected = {
            claim_url(id_): (
                number_of(model.claims[id_]["figure"]),
                model.by(id_),
                model.on(id_),
                model.state(id_).name,
            )
            for id_ in model.figures(key)
        }
        yield from differ(url, expected, rows)
        svg = main.one("svg")
        numbers = sorted(it.text for it in svg.all("tspan", "number"))
        yield from differ(f"{url}: chart", sorted(it[0] for it in expected.values()), numbers)
