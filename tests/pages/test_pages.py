"""What pages show of an archive: scenarios over contexts, without templates."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from briefings.archive import Archive, index
from briefings.model import (
    Actor,
    Article,
    Briefing,
    Correction,
    Image,
    NearDuplicate,
    Role,
    Site,
    Takeaway,
)
from briefings.pages import KINDS, Page, context, plan
from tests.records import NOW, SITE, ZONE, article, claim, records

OPEN = "2030-05-01/bridge#open"


def archive_of(articles: Iterable[Article], briefings: Iterable[Briefing] = ()) -> Archive:
    return index(records(articles, briefings), NOW)


def show(url: str, archive: Archive, site: Site = SITE) -> dict[str, Any]:
    page = next(page for page in plan(archive, site) if page.url == url)
    return context(page, archive, site)


def dispute() -> list[Article]:
    bridge = article("2030-05-01/bridge", claim(OPEN, kind="control", regions=("norvik",)), lead=3)
    reply = article(
        "2030-05-03/reply",
        claim(
            "2030-05-03/reply#shut",
            by="mayor",
            kind="control",
            relation="denies",
            answers=OPEN,
            regions=("norvik",),
        ),
    )
    return [bridge, reply]


def test_every_address_is_planned_once() -> None:
    old = replace(dispute()[0], aliases=("old/bridge", "older/bridge.html"))
    urls = [page.url for page in plan(archive_of([old, dispute()[1]]), SITE)]
    assert len(urls) == len(set(urls))
    assert {
        "",
        "2030/05/01/",
        "2030/05/",
        "2030/",
        "archive/",
        "2030/05/01/bridge/",
        "regions/",
        "regions/norvik/",
        "regions/norvik/2030/05/",
        "actors/tarn/2030/05/",
        "sources/wire/2030/05/",
        "claims/",
        "claims/2030/05/",
        "claims/2030/05/01/bridge/open/",
        "corrections/",
        "404.html",
        "robots.txt",
        "sitemap.xml",
        "sitemaps/2030-05.xml",
        "sitemaps/pages.xml",
        "data/",
        "data/datapackage.json",
        "data/claims/2030-05.jsonl",
        "data/claims/2030-05.csv",
        "data/articles/2030-05.jsonl",
        "data/figures.csv",
        "feed.xml",
        "feed.json",
        "regions/norvik/feed.xml",
        "actors/tarn/feed.xml",
        "corrections/feed.xml",
        "changes/feed.xml",
        "old/bridge/",
        "older/bridge.html",
    } <= set(urls)


def test_without_an_address_of_its_own_a_site_has_no_sitemaps_and_no_feeds() -> None:
    site = replace(SITE, url="")
    kinds = {page.kind for page in plan(archive_of(dispute()), site)}
    sitemaps = {"sitemap", "sitemap_index", "news_sitemap"}
    feeds = {"feed", "json_feed", "corrections_feed", "changes_feed"}
    others = {"figure", "figure_month", "history", "redirect", "media"}
    assert kinds == KINDS.keys() - {*sitemaps, *feeds, *others}
    assert show("robots.txt", archive_of(dispute()), site)["sitemap"] is None


def test_pages_of_an_empty_newsroom() -> None:
    archive = archive_of([])
    home = show("", archive)
    assert home["briefing"] is None
    assert home["takeaways"] == home["claims"] == home["stories"] == home["week"] == []
    assert show("regions/norvik/", archive)["stories"] == []
    assert show("claims/", archive)["disputes"] == []


def test_a_briefing_shows_claims_as_they_stood_and_notes_what_came_later() -> None:
    archive = archive_of(dispute())
    (section,) = show("2030/05/01/", archive)["sections"]
    (card,) = section["claims"]
    assert card["state"]["name"] == "claimed"
    assert card["answers"] == []
    assert card["later"]["name"] == "disputed"
    assert card["later"]["since"]["iso"] == "2030-05-03"


def test_a_later_denial_changes_nothing_but_the_note() -> None:
    before = show("2030/05/01/", archive_of(dispute()[:1]))
    after = show("2030/05/01/", archive_of(dispute()))
    note, no_note = (page["sections"][0]["claims"][0] for page in (after, before))
    assert note.pop("later") is not None
    assert no_note.pop("later") is None
    assert (note.pop("as_of"), no_note.pop("as_of")) == ("2030-05-01", "")
    assert after.pop("next") is not None
    assert before.pop("next") is None
    assert before == after


def test_what_changed_since_the_last_briefing() -> None:
    articles = dispute()
    articles[0] = replace(
        articles[0],
        corrections=(Correction(date(2030, 5, 2), "It is the north bridge.", OPEN),),
    )
    changes = show("2030/05/03/", archive_of(articles))["changes"]
    assert changes["since"] == {"name": "1 May 2030", "url": "2030/05/01/"}
    assert [link["url"] for link in changes["new"]] == ["claims/2030/05/03/reply/shut/"]
    (state,) = changes["states"]
    assert state["claim"] == {
        "name": "Tarn: The open stands",
        "url": "claims/2030/05/01/bridge/open/",
    }
    assert state["by"]["url"] == "claims/2030/05/03/reply/shut/"
    assert (state["before"], state["after"]) == ("claimed", "disputed")
    (correction,) = changes["corrections"]
    assert correction["text"] == "It is the north bridge."
    assert correction["claim"]["url"] == "claims/2030/05/01/bridge/open/"


def test_a_day_has_a_section_a_region_by_weight_and_one_for_the_rest() -> None:
    day = "2030-05-01"
    archive = archive_of(
        [
            article(f"{day}/one", regions=("eastmere",)),
            article(f"{day}/two", regions=("eastmere", "norvik"), lead=1),
            article(f"{day}/three", regions=("norvik",), lead=5),
            article(f"{day}/four"),
        ]
    )
    sections = show("2030/05/01/", archive)["sections"]
    assert [section["anchor"] for section in sections] == ["norvik", "eastmere", "wider-picture"]
    norvik, eastmere, wider = sections
    assert [story["title"] for story in norvik["stories"]] == ["Three", "Two"]
    assert [story["title"] for story in eastmere["stories"]] == ["One"]
    assert [link["name"] for link in eastmere["elsewhere"]] == ["Two"]
    assert [story["title"] for story in wider["stories"]] == ["Four"]


def test_a_denial_of_the_same_day_stands_with_the_claim_and_nowhere_else() -> None:
    day = "2030-05-01"
    archive = archive_of(
        [
            article(f"{day}/bridge", claim(OPEN, regions=("norvik",)), lead=2),
            article(
                f"{day}/reply",
                claim(
                    f"{day}/reply#shut",
                    by="mayor",
                    relation="denies",
                    answers=OPEN,
                    regions=("eastmere",),
                ),
            ),
        ]
    )
    sections = show("2030/05/01/", archive)["sections"]
    cards = [card for section in sections for card in section["claims"]]
    (card,) = cards
    assert [answer["relation"] for answer in card["answers"]] == ["denies"]
    assert card["state"]["name"] == "disputed"


def test_takeaways_are_the_editors_or_composed() -> None:
    day = date(2030, 5, 1)
    composed = show("2030/05/01/", archive_of(dispute()[:1]))
    assert composed["composed"]
    assert [t["text"] for t in composed["takeaways"]] == [
        "What is known of the bridge.",
        "Tarn: The open stands",
    ]
    takeaway = Takeaway("Nobody knows who holds the bridge.", claims=(OPEN,))
    briefing = Briefing(day, "content/briefings/x.md", title="A bridge", takeaways=(takeaway,))
    edited = show("2030/05/01/", archive_of(dispute()[:1], [briefing]))
    assert not edited["composed"]
    assert edited["title"] == "A bridge"
    (shown,) = edited["takeaways"]
    assert [link["name"] for link in shown["sources"]] == ["Wire"]


def test_takeaways_of_a_busy_day_are_seven_at_most() -> None:
    many = [article(f"2030-05-01/x{n}") for n in range(40)]
    assert 3 <= len(show("2030/05/01/", archive_of(many))["takeaways"]) <= 7


def test_a_region_shows_what_each_party_says_of_its_control() -> None:
    region = show("regions/norvik/", archive_of(dispute()))
    assert [
        (
            timeline["party"],
            [(line["date"]["iso"], line["state"]["name"]) for line in timeline["lines"]],
        )
        for timeline in region["control"]
    ] == [
        ("Mayor", [("2030-05-03", "disputed")]),
        ("Tarn", [("2030-05-01", "disputed")]),
    ]
    assert [card["url"] for card in region["disputes"]] == ["claims/2030/05/01/bridge/open/"]


def test_an_actor_shows_its_claims_and_who_denies_them() -> None:
    archive = archive_of(dispute())
    tarn = show("actors/tarn/", archive)
    assert [card["state"]["name"] for card in tarn["claims"]] == ["disputed"]
    assert [card["relation"] for card in tarn["said_of"]] == ["denies"]
    assert show("actors/lorvia/", archive)["claims"] == []


def test_a_claimant_has_the_role_of_the_day() -> None:
    loaded = records(dispute())
    roles = (Role("Colonel", "2020", "2030-04"), Role("General", "2030-05-01"))
    tarn = Actor("tarn", "content/actors/tarn.md", "Tarn", roles=roles)
    archive = index(replace(loaded, actors={**loaded.actors, "tarn": tarn}), NOW)
    claimant = show("claims/2030/05/01/bridge/open/", archive)["claim"]["claimants"][0]
    assert claimant["role"] == "General"
    assert roles[0].held_on(date(2030, 4, 30))
    assert not roles[0].held_on(date(2030, 5, 1))


def test_a_claim_tells_its_chain_and_its_states() -> None:
    page = show("claims/2030/05/03/reply/shut/", archive_of(dispute()))
    assert page["thread"]["url"] == "claims/2030/05/01/bridge/open/"
    assert show("claims/2030/05/01/bridge/open/", archive_of(dispute()))["thread"] is None
    states = show("claims/2030/05/01/bridge/open/", archive_of(dispute()))["states"]
    assert [(s["state"], s["by"] and s["by"]["url"]) for s in states] == [
        ("claimed", None),
        ("disputed", "claims/2030/05/03/reply/shut/"),
    ]


def test_a_calendar_says_which_days_have_a_briefing() -> None:
    month = show("2030/05/", archive_of(dispute()))
    cells = {cell["iso"]: cell for week in month["weeks"] for cell in week if cell["number"]}
    assert len(cells) == 31
    assert cells["2030-05-01"]["label"] == "1 May 2030, 1 article"
    assert cells["2030-05-02"] == {
        "number": 2,
        "url": None,
        "label": "2 May 2030, no briefing",
        "iso": "2030-05-02",
    }


def test_months_lead_to_those_beside_them() -> None:
    archive = archive_of([article(f"2030-{month}-01/x") for month in ("04", "05", "07")])
    beside = [show(f"2030/{month}/", archive) for month in ("04", "05", "07")]
    assert [page["previous"] and page["previous"]["url"] for page in beside] == [
        None,
        "2030/04/",
        "2030/05/",
    ]
    assert [page["next"] and page["next"]["name"] for page in beside] == [
        "May 2030",
        "July 2030",
        None,
    ]


def test_the_calendar_knows_the_last_month_of_all() -> None:
    days = [
        day
        for week in show("9999/12/", archive_of([article("9999-12-31/x")]))["weeks"]
        for day in week
    ]
    assert next(day for day in days if day["url"])["label"] == "31 December 9999, 1 article"


def test_linked_data_of_an_article_says_no_more_than_its_front_matter() -> None:
    bare = article("2030-05-01/bridge", image=Image("media/the bridge.jpg", "A bridge"))
    timed = article(
        "2030-05-02/reply",
        at="18:30",
        corrections=tuple(Correction(date(2030, 5, n), f"On the {n}th.") for n in (8, 9)),
    )
    archive = archive_of([bare, timed])
    data = show("2030/05/01/bridge/", archive)["page"]["data"]
    assert data["datePublished"] == data["dateModified"] == "2030-05-01"
    assert data["image"] == "https://example.org/news/media/the%20bridge.jpg"
    assert data["url"] == "https://example.org/news/2030/05/01/bridge/"
    page = show("2030/05/02/reply/", archive, replace(SITE, url=""))
    assert page["page"]["published"] == "2030-05-02T18:30:00+03:00"
    assert page["page"]["modified"] == "2030-05-09"
    assert {"url", "mainEntityOfPage"}.isdisjoint(page["page"]["data"])
    assert [note["text"] for note in page["corrections"]] == ["On the 9th.", "On the 8th."]
    day = show("2030/05/02/", archive, replace(SITE, url=""))["page"]["data"]
    assert day["hasPart"] == [{"@type": "NewsArticle", "headline": "Reply"}]


def test_a_page_invents_no_time_at_which_it_changed() -> None:
    when = datetime(2030, 5, 3, tzinfo=ZONE)
    archive = archive_of([article("2030-05-01/bridge", updated=when, updated_timed=False)])
    page = show("2030/05/01/bridge/", archive)["page"]
    assert page["modified"] == page["data"]["dateModified"] == "2030-05-03"
    assert show("2030/05/01/", archive)["page"]["data"]["dateModified"] == "2030-05-03"


def test_a_drafts_page_is_badged_in_a_preview() -> None:
    draft = article("2030-05-01/draft", status="draft")
    archive = index(records([draft]), NOW, preview=True)
    page = show("2030/05/01/draft/", archive, replace(SITE, preview=True))
    assert page["badge"] == "Draft"
    assert page["page"]["unlisted"]


def test_a_sitemap_tells_when_a_page_last_changed() -> None:
    bridge = replace(dispute()[0], corrections=(Correction(date(2030, 5, 9), "The name."),))
    archive = archive_of([bridge, dispute()[1]])
    urls = {
        entry["loc"]: entry["lastmod"] for entry in show("sitemaps/2030-05.xml", archive)["urls"]
    }
    root = "https://example.org/news/"
    assert urls[f"{root}2030/05/01/bridge/"] == "2030-05-09"
    assert urls[f"{root}2030/05/03/"] == "2030-05-03"
    assert urls[f"{root}claims/2030/05/03/reply/shut/"] == "2030-05-03"
    assert urls[f"{root}claims/2030/05/01/bridge/open/"] == "2030-05-09"
    index_page = show("sitemap.xml", archive)
    assert [s["loc"] for s in index_page["sitemaps"]] == [
        f"{root}sitemaps/pages.xml",
        f"{root}sitemaps/2030-05.xml",
        f"{root}sitemaps/news.xml",
    ]


def test_pages_lead_back_to_the_root() -> None:
    assert Page("", "home").base == "./"
    assert Page("2030/05/01/", "day").base == "../../../"
    assert Page("robots.txt", "robots").base == "./"
    assert Page("old/x.html", "redirect").base == "../"


def test_a_denial_that_was_told_later_leaves_an_old_briefing_a_note() -> None:
    bridge, reply = dispute()
    denial = replace(reply.claims[0], on=date(2030, 5, 1))
    archive = archive_of([bridge, replace(reply, claims=(denial,))])
    (section,) = show("2030/05/01/", archive)["sections"]
    (card,) = section["claims"]
    assert (card["state"]["name"], card["answers"]) == ("claimed", [])
    assert (card["later"]["name"], card["later"]["since"]["iso"]) == ("disputed", "2030-05-03")
    assert show("2030/05/01/", archive)["changes"]["states"] == []
    (change,) = show("2030/05/03/", archive)["changes"]["states"]
    assert (change["after"], change["on"]["iso"]) == ("disputed", "2030-05-01")


def test_a_claim_of_several_parties_is_in_the_timeline_of_each() -> None:
    joint = claim(OPEN, by="tarn mayor", kind="control", regions=("norvik",))
    timelines = show("regions/norvik/", archive_of([article("2030-05-01/bridge", joint)]))
    assert [
        (it["party"], [line["url"] for line in it["lines"]]) for it in timelines["control"]
    ] == [(party, ["claims/2030/05/01/bridge/open/"]) for party in ["Tarn", "Mayor"]]


def copies_of_the_bridge() -> Archive:
    """Three copies of one article, of two days, and one that is none."""
    ids = ["2030-05-01/bridge", "2030-05-01/echo", "2030-05-02/late"]
    bridge, echo, late = (
        article(id_, claim(f"{id_}#open", regions=(region,)), lead=5 - place)
        for place, (id_, region) in enumerate(
            zip(ids, ("norvik", "eastmere", "norvik"), strict=True)
        )
    )
    other = article("2030-05-01/ferry", regions=("norvik",), lead=1)
    likes = (NearDuplicate(echo.id, bridge.id, 90), NearDuplicate(late.id, bridge.id, 80))
    loaded = records([bridge, echo, late, other])
    return index(replace(loaded, near_duplicates=likes), NOW)


def test_copies_are_one_story_of_a_day_and_later_ones_dont_change_it() -> None:
    archive = copies_of_the_bridge()
    first = show("2030/05/01/", archive)
    shown = [
        (
            section["anchor"],
            [(s["url"], [also["url"] for also in s["also"]]) for s in section["stories"]],
            [it["url"] for it in section["elsewhere"]],
        )
        for section in first["sections"]
    ]
    assert shown == [
        ("norvik", [("2030/05/01/bridge/", ["2030/05/01/echo/"]), ("2030/05/01/ferry/", [])], []),
        ("eastmere", [], ["2030/05/01/bridge/"]),
    ]
    assert [t["articles"][0]["url"] for t in first["takeaways"][:2]] == [
        "2030/05/01/bridge/",
        "2030/05/01/ferry/",
    ]
    (section,) = show("2030/05/02/", archive)["sections"]
    (story,) = section["stories"]
    assert story["url"] == "2030/05/02/late/"
    assert story["also"] == [
        {"name": "Wire: Bridge", "url": "2030/05/01/bridge/"},
        {"name": "Wire: Echo", "url": "2030/05/01/echo/"},
    ]


def test_a_copy_of_an_earlier_day_stands_where_its_own_regions_are() -> None:
    bridge = article("2030-05-01/bridge", regions=("norvik",))
    late, ferry = article("2030-05-02/late"), article("2030-05-02/ferry", regions=("eastmere",))
    loaded = replace(
        records([bridge, late, ferry]), near_duplicates=(NearDuplicate(late.id, bridge.id, 90),)
    )
    sections = show("2030/05/02/", index(loaded, NOW))["sections"]
    assert [(it["anchor"], [s["url"] for s in it["stories"]]) for it in sections] == [
        ("eastmere", ["2030/05/02/ferry/"]),
        ("wider-picture", ["2030/05/02/late/"]),
    ]


def test_copies_are_one_story_of_the_front_page() -> None:
    stories = show("", copies_of_the_bridge())["stories"]
    assert [(story["url"], len(story["also"])) for story in stories] == [
        ("2030/05/02/late/", 2),
        ("2030/05/01/ferry/", 0),
    ]
    month = show("regions/norvik/2030/05/", copies_of_the_bridge())
    assert "2030/05/01/bridge/" in str(month)
