"""What claims' pages show: the quote and its passage, filters by kind and state, corrections."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from briefings.archive import Archive, index
from briefings.model import Article, Citation, Correction, Source, Status
from briefings.model.article import Verdict
from briefings.pages import context, plan
from tests.records import NOW, SITE, article, claim, records

OPEN = "2030-05-01/bridge#open"
SHUT = "2030-05-03/reply#shut"
ADDRESS = "claims/2030/05/01/bridge/open/"


def show(url: str, archive: Archive) -> dict[str, Any]:
    page = next(page for page in plan(archive, SITE) if page.url == url)
    return context(page, archive, SITE)


def quoted(quote: str, fidelity: str = "verbatim", **values: Any) -> Archive:
    original = claim(OPEN, quote=quote, fidelity=fidelity)
    loaded = records([article("2030-05-01/bridge", original, **values)])
    sources = {**loaded.sources, "wire": replace(loaded.sources["wire"], lang="uk")}
    return index(replace(loaded, sources=sources), NOW)


@pytest.mark.parametrize(
    ("quote", "fragment"),
    [
        ("The bridge is open", "The%20bridge%20is%20open"),
        ("It’s open, all of it, by land-sea routes", "open%2C%20all%20of%20it%2C%20by"),
        ("Open... And the road too", "And%20the%20road%20too"),
        (
            "Міст відкрито",
            "%D0%9C%D1%96%D1%81%D1%82%20%D0%B2%D1%96%D0%B4%D0%BA%D1%80%D0%B8%D1%82%D0%BE",
        ),
    ],
)
def test_a_quote_leads_to_its_passage(quote: str, fragment: str) -> None:
    card = show(ADDRESS, quoted(quote))["claim"]
    assert card["passage"] == f"2030/05/01/bridge/#:~:text={fragment}"


@pytest.mark.parametrize(("quote", "fidelity"), [("It opened", "paraphrase"), ("—", "verbatim")])
def test_words_that_the_page_may_not_hold_have_no_passage(quote: str, fidelity: str) -> None:
    assert show(ADDRESS, quoted(quote, fidelity))["claim"]["passage"] is None


@pytest.mark.parametrize(
    ("fidelity", "lang", "text"),
    [
        ("verbatim", None, None),
        ("unknown", None, "wording not verified"),
        ("translated", None, "translated; the original in Ukrainian"),
        ("translated", "en-GB", "translated; the original in Ukrainian"),
        ("translated", "uk", "translated"),
    ],
)
def test_a_translation_names_the_language_of_the_original(
    fidelity: str, lang: str | None, text: str | None
) -> None:
    card = show(ADDRESS, quoted("The bridge is open", fidelity, lang=lang))["claim"]
    assert card["fidelity"] == text


def test_a_correction_stands_with_the_claim_that_it_concerns() -> None:
    original = article("2030-05-01/bridge", claim(OPEN), claim("2030-05-01/bridge#paved"))
    note = Correction(date(2030, 5, 2), "The bridge was called a ferry.", OPEN)
    general = Correction(date(2030, 5, 3), "A name was misspelt.")
    archive = index(records([replace(original, corrections=(note, general))]), NOW)
    cards = show("2030/05/01/bridge/", archive)["claims"]
    assert [[it["text"] for it in card["corrections"]] for card in cards] == [[note.text], []]


def disputes() -> list[Article]:
    settled = Status(date(2030, 6, 2), "refuted", "wire")
    return [
        article("2030-05-01/bridge", claim(OPEN, kind="control")),
        article("2030-05-03/reply", claim(SHUT, "mayor", relation="denies", answers=OPEN)),
        article("2030-06-01/ferry", claim("2030-06-01/ferry#sank", status=(settled,))),
    ]


def test_claims_are_filed_by_kind_and_by_their_state_of_today() -> None:
    archive = index(records(disputes()), NOW)
    pages = [page.url for page in plan(archive, SITE) if page.kind == "claims_facet"]
    assert pages == [
        "claims/states/refuted/",
        "claims/states/refuted/2030/06/",
        "claims/states/disputed/",
        "claims/states/disputed/2030/05/",
        "claims/states/claimed/",
        "claims/states/claimed/2030/06/",
        "claims/states/claimed/2030/05/",
        "claims/kinds/event/",
        "claims/kinds/event/2030/06/",
        "claims/kinds/event/2030/05/",
        "claims/kinds/control/",
        "claims/kinds/control/2030/05/",
    ]
    events = show("claims/kinds/event/", archive)
    assert [card["url"] for card in events["claims"]] == [
        "claims/2030/06/01/ferry/sank/",
        "claims/2030/05/03/reply/shut/",
    ]
    assert events["count"] == "2 claims"
    assert [it["url"] for it in events["months"]] == [
        "claims/kinds/event/2030/06/",
        "claims/kinds/event/2030/05/",
    ]
    assert show("claims/states/claimed/2030/06/", archive)["claims"] == []
    june = show("claims/kinds/event/2030/06/", archive)
    assert [card["url"] for card in june["claims"]] == ["claims/2030/06/01/ferry/sank/"]
    assert (june["previous"]["url"], june["next"]) == ("claims/kinds/event/2030/05/", None)


def test_the_ledger_leads_to_every_filter() -> None:
    facets = show("claims/", index(records(disputes()), NOW))["facets"]
    assert {it["name"]: [(x["url"], x["count"]) for x in it["links"]] for it in facets} == {
        "By state": [
            ("claims/states/claimed/", "0"),
            ("claims/states/disputed/", "2"),
            ("claims/states/refuted/", "1"),
        ],
        "By kind": [("claims/kinds/control/", "1"), ("claims/kinds/event/", "2")],
        "By actor": [("actors/tarn/2030/06/#claims", "2"), ("actors/mayor/2030/05/#claims", "1")],
    }


def test_a_claim_tells_machines_who_says_it_and_where_it_was_read() -> None:
    original = article(
        "2030-05-01/bridge",
        claim(OPEN, quote="The bridge is open", regions=("norvik",)),
        sources=(Citation("wire", "https://wire.example/1"),),
    )
    data = show(ADDRESS, index(records([original]), NOW))["page"]["data"]
    tarn = {
        "@type": "Organization",
        "name": "Tarn",
        "url": "https://example.org/news/actors/tarn/",
    }
    assert data == {
        "@context": "https://schema.org",
        "@type": "Claim",
        "url": "https://example.org/news/claims/2030/05/01/bridge/open/",
        "text": "The open stands",
        "inLanguage": "en",
        "dateCreated": "2030-05-01",
        "creator": [tarn],
        "citation": "https://wire.example/1",
        "about": [{"@type": "Place", "name": "Norvik"}],
        "appearance": {
            "@type": "NewsArticle",
            "headline": "Bridge",
            "url": "https://example.org/news/2030/05/01/bridge/",
            "datePublished": "2030-05-01",
            "citation": ["https://wire.example/1"],
        },
        "hasPart": {
            "@type": "Quotation",
            "text": "The bridge is open",
            "spokenByCharacter": [tarn],
            "citation": "https://wire.example/1",
        },
    }


def test_without_an_address_a_claim_cites_its_source_by_name() -> None:
    archive = index(records([article("2030-05-01/bridge", claim(OPEN))]), NOW)
    data = show(ADDRESS, archive)["page"]["data"]
    assert (data["citation"], "hasPart" in data) == ("Wire", False)
    assert archive.records.sources["wire"] == Source("wire", "content/sources/wire.md", "Wire")


def test_a_claim_is_filed_under_its_kind_and_says_how_to_cite_it() -> None:
    page = show(ADDRESS, quoted("The bridge is open"))
    assert page["kind"] == {"name": "Claim of an event", "url": "claims/kinds/event/"}
    said, _, where = page["cite"].partition(". ")
    claimed = page["claim"]
    assert said == (
        f"Claim by {claimed['claimants'][0]['name']}, {claimed['date']['text']}: {claimed['says']}"
    )
    assert where == f"{SITE.name}, {SITE.url}{ADDRESS}"


@pytest.mark.parametrize(
    ("verdict", "by", "expected"),
    [
        ("refuted", "wire", "sources/wire/"),
        ("confirmed", SHUT, "claims/2030/05/03/reply/shut/"),
        ("disputed", "wire", "sources/wire/"),
    ],
)
def test_a_state_that_an_editor_entered_tells_for_what(
    verdict: Verdict, by: str, expected: str
) -> None:
    bridge, reply, _ = disputes()
    entry = (Status(date(2030, 5, 2), verdict, by),)
    bridge = replace(bridge, claims=(replace(bridge.claims[0], status=entry),))
    card = show(ADDRESS, index(records([bridge, reply]), NOW))["claim"]
    assert (card["state"]["name"], card["state"]["ground"]["url"]) == (verdict, expected)
    (answer,) = card["answers"]
    assert answer["state"]["ground"] is None


def test_a_denial_speaks_for_itself() -> None:
    card = show(ADDRESS, index(records(disputes()), NOW))["claim"]
    assert card["state"]["name"] == "disputed"
    assert card["state"]["ground"] is None


def test_a_claims_page_is_headed_by_who_says_it() -> None:
    page = show(ADDRESS, index(records(disputes()), NOW))
    assert page["page"]["title"] == "Tarn: The open stands"
    assert not page["is_long"]
