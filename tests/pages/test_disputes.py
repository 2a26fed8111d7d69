"""Both sides of a dispute on every page, each once in a list, however many there are."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from briefings.archive import Archive, index
from briefings.model import Article, Claim, Figure, Status
from briefings.model.article import Verdict
from briefings.pages import claim_cards, context, plan
from briefings.pages.kinds import claim as claim_page
from tests.records import NOW, SITE, article, claim, records

OPEN, SHUT, AGAIN = "2030-05-01/bridge#open", "2030-05-03/reply#shut", "2030-05-05/again#open-again"
OPEN_URL, SHUT_URL = "claims/2030/05/01/bridge/open/", "claims/2030/05/03/reply/shut/"
PLACE: dict[str, Any] = {"kind": "control", "regions": ("norvik",)}


def dispute(on_open: Verdict | None = None, on_shut: Verdict | None = None) -> list[Article]:
    """Tarn says that the bridge is open, the mayor denies it; what an editor entered on 7 May."""

    def entries(verdict: Verdict | None) -> tuple[Status, ...]:
        return (Status(date(2030, 5, 7), verdict, "mirror"),) if verdict else ()

    open_ = claim(OPEN, status=entries(on_open), **PLACE)
    shut = claim(SHUT, "mayor", relation="denies", answers=OPEN, status=entries(on_shut), **PLACE)
    return [article("2030-05-01/bridge", open_), article("2030-05-03/reply", shut)]


def archive_of(articles: list[Article]) -> Archive:
    return index(records(articles), NOW)


def show(url: str, archive: Archive) -> dict[str, Any]:
    page = next(page for page in plan(archive, SITE) if page.url == url)
    return context(page, archive, SITE)


def cards_in(value: Any) -> Iterator[dict[str, Any]]:
    """All claims' cards in a context, those within others too."""
    if isinstance(value, dict):
        if "claimants" in value and "answers" in value:
            yield value
        value = list(value.values())
    if isinstance(value, list):
        for part in value:
            yield from cards_in(part)


@pytest.mark.parametrize(
    "url",
    [
        "",
        "2030/05/03/reply/",
        "2030/05/03/",
        "regions/norvik/",
        "regions/norvik/2030/05/",
        "actors/mayor/",
        "actors/tarn/",
        "sources/wire/",
        "claims/",
        "claims/2030/05/",
        "claims/states/disputed/",
        "claims/kinds/control/",
        OPEN_URL,
        SHUT_URL,
    ],
)
def test_a_page_that_shows_one_side_shows_the_other_and_both_are_disputed(url: str) -> None:
    found = {
        card["url"]: card["state"]["name"] for card in cards_in(show(url, archive_of(dispute())))
    }
    assert found == {OPEN_URL: "disputed", SHUT_URL: "disputed"}


def test_a_denial_stands_beside_what_it_denies() -> None:
    (card,) = show("2030/05/03/reply/", archive_of(dispute()))["claims"]
    assert (card["rival"]["url"], card["rival"]["settled"]) == (OPEN_URL, None)
    assert card["answers"] == []
    (other,) = show("2030/05/01/bridge/", archive_of(dispute()))["claims"]
    assert (other["rival"], [it["url"] for it in other["answers"]]) == (None, [SHUT_URL])


@pytest.mark.parametrize("verdict", ["confirmed", "refuted", "withdrawn"])
def test_what_was_entered_for_one_side_is_a_fact_beside_the_other(verdict: Verdict) -> None:
    archive = archive_of(dispute(on_open=verdict))
    (shut,) = show("2030/05/03/reply/", archive)["claims"]
    assert shut["state"]["name"] == ("claimed" if verdict == "withdrawn" else "disputed")
    assert shut["rival"]["settled"] == f"what it denies was {verdict}"
    assert shut["rival"]["state"]["since"]["iso"] == "2030-05-07"
    assert shut["rival"]["state"]["ground"]["url"] == "sources/mirror/"
    archive = archive_of(dispute(on_shut=verdict))
    (open_,) = show("2030/05/01/bridge/", archive)["claims"]
    assert open_["state"]["name"] == ("claimed" if verdict == "withdrawn" else "disputed")
    assert [it["settled"] for it in open_["answers"]] == [f"this denial was {verdict}"]


def test_a_regions_timelines_name_who_denies_what() -> None:
    control = show("regions/norvik/", archive_of(dispute(on_shut="withdrawn")))["control"]
    lines = {timeline["party"]: line for timeline in control for line in timeline["lines"]}
    shown = {
        party: [
            (it["relation"], it["name"], it["url"], it["settled"]) for it in line["rivals"]["named"]
        ]
        for party, line in lines.items()
    }
    assert shown == {
        "Mayor": [("denies", "Tarn", OPEN_URL, None)],
        "Tarn": [("denied by", "Mayor", SHUT_URL, "this denial was withdrawn")],
    }


def test_figures_that_deny_one_another_say_so() -> None:
    figure = Figure(5, 5, "boats", key="boats")
    first, second = (
        replace(
            disputed,
            claims=tuple(replace(it, kind="figure", figure=figure) for it in disputed.claims),
        )
        for disputed in dispute()
    )
    (line,) = show("figures/", archive_of([first, second]))["figures"]
    assert line["state"] == "disputed"
    assert [(it["relation"], it["name"]) for it in line["rivals"]["named"]] == [("denies", "Tarn")]
    page = show("figures/boats/", archive_of([first, second]))
    assert [line["rivals"]["named"][0]["relation"] for line in page["lines"]] == [
        "denies",
        "denied by",
    ]
    assert [mark["state"] for mark in page["chart"]["marks"]] == ["disputed", "disputed"]
    assert page["chart"]["description"].count(", disputed") == 2


def test_open_disputes_are_listed_once() -> None:
    again = claim(AGAIN, relation="denies", answers=SHUT, **PLACE)
    archive = archive_of([*dispute(), article("2030-05-05/again", again)])
    for url in ("claims/", "regions/norvik/"):
        assert [card["url"] for card in show(url, archive)["disputes"]] == [OPEN_URL]
    assert show("claims/", archive)["counts"] == ["3 claims", "3 of them disputed"]
    assert show("claims/", archive)["newest"] == []


def test_a_denial_leads_its_dispute_once_the_other_side_is_settled() -> None:
    archive = archive_of(dispute(on_open="confirmed"))
    (card,) = show("claims/", archive)["disputes"]
    assert (card["url"], card["rival"]["url"]) == (SHUT_URL, OPEN_URL)


def test_the_front_page_shows_no_dispute_twice() -> None:
    page = show("", archive_of(dispute()))
    assert [card["url"] for card in page["claims"]] == [SHUT_URL]
    assert page["disputes"] == []


def test_an_old_briefing_knows_nothing_of_what_is_denied_later() -> None:
    archive = archive_of(dispute(on_open="confirmed"))
    ((card,),) = [section["claims"] for section in show("2030/05/03/", archive)["sections"]]
    rival = card["rival"]
    assert (rival["state"]["name"], rival["later"]["name"]) == ("disputed", "confirmed")
    assert rival["settled"] is None


def test_a_note_says_when_a_dispute_became_known() -> None:
    early = claim("2030-05-09/x#no", "mayor", "2030-05-01", relation="denies", answers=OPEN)
    later = claim("2030-05-06/y#no", "lorvia", "2030-05-01", relation="denies", answers=OPEN)
    articles = [dispute()[0], article("2030-05-09/x", early), article("2030-05-06/y", later)]
    ((card,),) = [
        section["claims"] for section in show("2030/05/01/", archive_of(articles))["sections"]
    ]
    assert card["later"]["since"]["iso"] == "2030-05-06"


def test_what_changed_says_on_which_denial_it_rests() -> None:
    (change,) = show("2030/05/03/", archive_of(dispute()))["changes"]["states"]
    assert (change["how"], change["by"]["url"]) == ("resting on its denial by", SHUT_URL)
    withdrawn = archive_of([*dispute(on_shut="withdrawn"), article("2030-05-07/x")])
    changes = show("2030/05/07/", withdrawn)["changes"]["states"]
    (change,) = [it for it in changes if it["claim"]["url"] == OPEN_URL]
    assert (change["before"], change["after"]) == ("disputed", "claimed")
    assert (change["how"], change["by"]["url"]) == ("resting on the withdrawal of", SHUT_URL)


def test_a_source_has_the_claims_that_were_disputed_on_either_side() -> None:
    (outcome,) = show("sources/wire/", archive_of(dispute()))["outcomes"]
    assert (outcome["name"], outcome["count"]) == ("Disputed", "2 claims")


def crowd(number: int, relation: str = "denies") -> list[Article]:
    """A claim and a denial of it; then so many answers to it in one article of June."""
    reply = "2030-06-01/reply"
    answers = [
        claim(f"{reply}#c{n}", "lorvia", relation=relation, answers=OPEN) for n in range(number)
    ]
    return [*dispute(), article(reply, *answers)]


def size(page: dict[str, Any]) -> int:
    return sum(1 for _ in cards_in(page))


def test_a_list_shows_some_of_many_answers_and_leads_to_the_others() -> None:
    (card,) = show("2030/05/01/bridge/", archive_of(crowd(1000)))["claims"]
    assert len(card["answers"]) == claim_cards.ANSWERS
    assert card["more"] == {"name": "and 971 more answers", "url": OPEN_URL}


def test_no_crowd_hides_a_denial() -> None:
    (card,) = show("2030/05/01/bridge/", archive_of(crowd(1000, "confirms")))["claims"]
    assert SHUT_URL in [it["url"] for it in card["answers"]]


def test_a_claims_own_page_leads_to_the_months_that_have_all_its_answers() -> None:
    archive = archive_of(crowd(1000))
    page = show(OPEN_URL, archive)
    assert len(page["claim"]["answers"]) == claim_page.ANSWERS
    assert [(it["url"], it["count"]) for it in page["answer_months"]] == [
        ("claims/2030/06/", "1,000 answers"),
        ("claims/2030/05/", "1 answer"),
    ]
    (month,) = show("claims/2030/06/", archive)["days"]
    assert len({card["url"] for card in cards_in(month["claims"])} - {OPEN_URL}) == 1000
    assert show(OPEN_URL, archive_of(dispute()))["answer_months"] == []


def test_an_answer_shows_the_way_to_it_where_there_are_too_many_others() -> None:
    archive = archive_of(crowd(1000))
    page = show("claims/2030/06/01/reply/c7/", archive)
    assert size(page) < 10
    thread = page["thread"]
    assert (thread["url"], thread["more"]["name"]) == (OPEN_URL, "and 1,000 more answers")
    assert [it["url"] for it in thread["answers"]] == ["claims/2030/06/01/reply/c7/"]
    other = show("claims/2030/06/01/reply/c8/", archive)["thread"]
    assert thread["way"] != other["way"]


def test_answers_of_one_month_all_stand_in_it_though_their_claim_shows_some() -> None:
    day = "2030-05-01"
    answers = [
        claim(f"{day}/bridge#c{n}", "lorvia", relation="denies", answers=OPEN) for n in range(100)
    ]
    nested = [
        claim(f"{day}/bridge#d{n}", "mayor", relation="denies", answers=f"{day}/bridge#c{n}")
        for n in range(100)
    ]
    bridge = article(f"{day}/bridge", *nested, *answers, claim(OPEN))
    for url in ("2030/05/01/bridge/", "claims/2030/05/", "claims/states/disputed/2030/05/"):
        page = show(url, archive_of([bridge]))
        rivals = sum(1 for card in cards_in(page) if card["rival"])
        urls = [card["url"] for card in cards_in(page)]
        assert len(set(urls)) == 201
        assert len(urls) == 201 + rivals


def broad(depth: int, width: int) -> list[Article]:
    """Answers to answers: each claim has so many, down to a depth."""
    claims: list[Claim] = [claim(OPEN)]
    row = claims
    for level in range(depth):
        row = [
            claim(
                f"{OPEN[:18]}x{level}-{n}-{place}", "mayor", relation="amends", answers=answered.id
            )
            for place, answered in enumerate(row)
            for n in range(width)
        ]
        claims = claims + row
    return [article("2030-05-01/bridge", *claims)]


def test_answers_to_answers_have_a_limit_in_all() -> None:
    archive = archive_of(broad(5, 4))
    card = claim_cards.claim_card(archive.ledger.claims[OPEN], archive, SITE)
    assert size({"card": card}) == 1 + claim_cards.ANSWERS
    below = [it for it in cards_in(card) if it["more"]]
    assert all(it["more"]["url"] == it["url"] for it in below)
    assert below
