"""Old addresses lead to what has taken their place."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from briefings.archive import index
from briefings.model import Figure, Revision
from briefings.pages import context, plan
from tests.records import NOW, SITE, ZONE, article, claim, records

OPEN = "2030-05-01/bridge#open"


def test_all_addresses_of_a_replaced_article_lead_to_its_successor() -> None:
    old = article(
        "2030-05-01/bridge", claim(OPEN), claim("2030-05-01/bridge#toll"), aliases=("old/bridge",)
    )
    new = article("2030-05-04/crossing", claim("2030-05-04/crossing#open"), replaces=old.id)
    archive = index(records([old, new]), NOW)
    targets = {
        page.url: context(page, archive, SITE)["target"]["url"]
        for page in plan(archive, SITE)
        if page.kind == "redirect"
    }
    assert targets == {
        "2030/05/01/bridge/": "2030/05/04/crossing/",
        "claims/2030/05/01/bridge/open/": "claims/2030/05/04/crossing/open/",
        "claims/2030/05/01/bridge/toll/": "2030/05/04/crossing/",
        "old/bridge/": "2030/05/04/crossing/",
        "2030/05/01/": "2030/05/04/crossing/",
    }


def test_no_address_dies_when_a_month_loses_all_its_articles() -> None:
    olds = [
        article(f"2029-05-0{n}/b{n}", claim(f"2029-05-0{n}/b{n}#c"), regions=("norvik",))
        for n in (1, 2)
    ]
    news = [article(f"2030-05-0{n}/n{n}", replaces=old.id) for n, old in enumerate(olds, 1)]
    articles = [*olds, *(replace(new, replaces=None) for new in news)]
    before = {page.url for page in plan(index(records(articles), NOW), SITE)}
    after = [page.url for page in plan(index(records([*olds, *news]), NOW), SITE)]
    files = {url for url in before if url.startswith(("sitemaps/", "data/")) and "2029-05" in url}
    assert before - files <= set(after)
    assert len(after) == len(set(after))


def test_no_address_of_figures_disputes_and_revisions_dies() -> None:
    """A dispute needs no entry, and a successor may give no number any more."""
    boats = Figure(12, 12, "boats", key="boats")
    lost = claim("2029-05-01/bridge#lost", kind="figure", figure=boats)
    old = article("2029-05-01/bridge", lost, claim("2029-05-01/bridge#open"))
    denial = claim(
        "2029-06-01/reply#shut", "mayor", relation="denies", answers="2029-05-01/bridge#open"
    )
    reply = article("2029-06-01/reply", denial)
    new = article("2030-05-01/again", claim("2030-05-01/again#open"))
    revision = Revision(datetime(2029, 5, 2, tzinfo=ZONE), "0" * 40, ())
    content = replace(records([old, reply, new]), histories={old.path: (revision,)})
    before = {page.url for page in plan(index(content, NOW), SITE)}
    replacing = {**content.articles, new.id: replace(new, replaces=old.id)}
    pages = list(plan(index(replace(content, articles=replacing), NOW), SITE))
    after = [page.url for page in pages]
    files = {url for url in before if url.startswith(("sitemaps/", "data/"))}
    assert {
        "figures/boats/",
        "figures/boats/2029/05/",
        "claims/states/disputed/2029/05/",
        "2029/05/01/bridge/history/",
    } < before
    assert before - files <= set(after)
    assert len(after) == len(set(after))
