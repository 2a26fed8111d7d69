"""What a source's page says of it, and articles of their sources."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from briefings.archive import Archive, index
from briefings.model import Article, Citation, Records, Status
from tests.pages.test_pages import show
from tests.records import NOW, article, claim, records


def archive_of(*articles: Article, **parties: str) -> Archive:
    loaded = records(articles)
    return index(_sided(loaded, parties), NOW)


def _sided(loaded: Records, parties: dict[str, str]) -> Records:
    sided = {id_: replace(source, party=parties.get(id_)) for id_, source in loaded.sources.items()}
    return replace(loaded, sources=sided)


def cited(id_: str, *sources: str, **values: Any) -> Article:
    """An article by its sources: `wire`, or `wire>mirror` for one read at another."""
    parts = (source.partition(">") for source in sources)
    cited = tuple(Citation(source, via=via or None) for source, _, via in parts)
    return article(id_, sources=cited, **values)


def test_what_a_source_alone_vouches_for() -> None:
    archive = archive_of(
        cited("2030-05-01/alone", "wire>mirror"),
        cited("2030-05-02/both", "wire", "mirror"),
        article("2030-05-03/claimed", claim("2030-05-03/claimed#a", source="mirror")),
    )
    wire, mirror = show("sources/wire/", archive), show("sources/mirror/", archive)
    assert wire["alone"] == [
        {"name": "Alone", "url": "2030/05/01/alone/", "count": "1 May 2030"},
    ]
    assert (wire["alone_total"], wire["alone_months"]) == ("1 article", [])
    assert mirror["alone"] == []


def test_what_a_source_alone_vouches_for_is_cut_by_month() -> None:
    days = [f"2030-{month}-{day:02}" for month in ("04", "05") for day in range(1, 9)]
    articles = [cited(f"{day}/x", "wire") for day in days]
    page = show("sources/wire/", archive_of(*articles))
    assert (page["alone_total"], len(page["alone"])) == ("16 articles", 12)
    assert [(m["url"], m["count"]) for m in page["alone_months"]] == [
        ("sources/wire/2030/05/", "8 articles"),
        ("sources/wire/2030/04/", "8 articles"),
    ]


def test_what_became_of_a_sources_claims_is_counted_and_linked() -> None:
    entry = (Status(NOW.date().replace(year=2030), "withdrawn", "mirror"),)
    ids = [f"2030-05-{day:02}/x#a" for day in range(1, 13)]
    articles = [article(i[:-2], claim(i, status=entry)) for i in ids]
    page = show("sources/wire/", archive_of(*articles))
    (outcome,) = page["outcomes"]
    assert (outcome["name"], outcome["url"], outcome["count"]) == (
        "Withdrawn",
        "sources/wire/#withdrawn",
        "12 claims",
    )
    assert len(outcome["claims"]) == 10
    assert [(m["url"], m["count"]) for m in outcome["months"]] == [
        ("sources/wire/2030/05/", "12 claims")
    ]
    assert page["claims_total"] == "12 claims"
    assert show("sources/mirror/", archive_of(*articles))["outcomes"] == []


def test_the_months_of_a_source_have_articles_of_which_only_a_claim_rests_on_it() -> None:
    bridge = article("2030-05-01/bridge", claim("2030-05-01/bridge#open", source="mirror"))
    page = show("sources/mirror/2030/05/", archive_of(bridge))
    assert [card["url"] for card in page["claims"]] == ["claims/2030/05/01/bridge/open/"]


def test_how_a_source_was_read_is_told_to_the_end() -> None:
    archive = archive_of(
        cited("2030-05-01/a", "wire>mirror"),
        cited("2030-05-02/b", "wire>mirror"),
        cited("2030-05-03/circle", "wire>mirror", "mirror>wire"),
    )
    chains = show("sources/wire/", archive)["chains"]
    assert [([step["name"] for step in c["steps"]], c["count"]) for c in chains] == [
        (["Wire", "Mirror"], "3 articles"),
        (["Mirror", "Wire"], "1 article"),
    ]
    assert show("sources/mirror/", archive)["chains"] == chains


def test_an_article_tells_the_whole_chain() -> None:
    loaded = records([cited("2030-05-01/a", "wire>mirror", "mirror>post")])
    post = replace(loaded.sources["wire"], id="post", name="Post", path="content/sources/post.md")
    archive = index(replace(loaded, sources={**loaded.sources, "post": post}), NOW)
    wire, mirror = show("2030/05/01/a/", archive)["sources"]
    assert wire["via"]["name"] == "Mirror"
    assert [step["name"] for step in wire["beyond"]] == ["Post"]
    assert mirror["beyond"] == []


def test_an_article_says_that_all_its_sources_are_of_one_party() -> None:
    def party(sources: tuple[str, ...], **parties: str) -> tuple[str | None, str | None]:
        archive = archive_of(cited("2030-05-01/a", *sources), **parties)
        page = show("2030/05/01/a/", archive)
        (story,) = show("2030/05/", archive)["days"][0]["stories"]
        return page["party"], story["party"]

    assert party(("wire",), wire="orvania") == ("Orvania", "Orvania")
    assert party(("wire", "mirror"), wire="orvania", mirror="orvania") == ("Orvania", "Orvania")
    assert party(("wire>mirror",), wire="orvania", mirror="lorvia") == ("Orvania", "Orvania")
    assert party(("wire", "mirror"), wire="orvania", mirror="lorvia") == (None, None)
    assert party(("wire", "mirror"), wire="orvania") == (None, None)
    assert party(("wire",)) == (None, None)


def test_a_claims_own_source_is_one_of_its_articles() -> None:
    bridge = article("2030-05-01/bridge", claim("2030-05-01/bridge#open", source="mirror"))
    archive = archive_of(bridge, wire="orvania", mirror="lorvia")
    assert show("2030/05/01/bridge/", archive)["party"] is None
