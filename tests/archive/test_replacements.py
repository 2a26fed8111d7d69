"""Replaced articles and copies: what is left in the archive, and where references lead."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from briefings.archive import index, near_duplicates_until
from briefings.model import Article, Briefing, NearDuplicate, Status, Takeaway
from tests.records import NOW, article, claim, records

OLD, NEW = "2030-05-01/bridge", "2030-05-03/crossing"


def articles(**of_new: Any) -> list[Article]:
    old = article(
        OLD, claim(f"{OLD}#open"), claim(f"{OLD}#toll"), claim(f"{OLD}#gone", relation="denies")
    )
    new = article(NEW, claim(f"{NEW}#open", by="mayor"), claim(f"{NEW}#toll"), replaces=OLD)
    status = Status(date(2030, 5, 4), "confirmed", f"{OLD}#toll")
    reply = article(
        "2030-05-02/reply",
        claim("2030-05-02/reply#shut", "lorvia", relation="denies", answers=f"{OLD}#open"),
        claim("2030-05-02/reply#paid", status=(status,)),
        related=(OLD, NEW),
    )
    return [old, replace(new, **of_new), reply]


def test_a_replaced_article_is_gone_and_what_was_said_of_it_is_said_of_the_new_one() -> None:
    briefing = Briefing(
        date(2030, 5, 1), "b.md", lead=OLD, takeaways=(Takeaway("So", (f"{OLD}#open",), (OLD,)),)
    )
    of = index(records(articles(), [briefing]), NOW)
    assert list(of.records.articles) == [NEW, "2030-05-02/reply"]
    assert {id_: old.by for id_, old in of.replaced.items()} == {OLD: NEW}
    shut, paid = of.records.articles["2030-05-02/reply"].claims
    assert (shut.relation, shut.answers) == ("denies", f"{NEW}#open")
    assert [entry.by for entry in paid.status] == [f"{NEW}#toll"]
    assert of.records.articles["2030-05-02/reply"].related == (NEW,)
    assert [c.id for c in of.ledger.disputes] == [f"{NEW}#open", "2030-05-02/reply#shut"]
    day = of.records.briefings[date(2030, 5, 1)]
    assert (day.lead, day.takeaways) == (NEW, (Takeaway("So", (f"{NEW}#open",), (NEW,)),))
    assert of.unpublished_paths == {"content/articles/bridge.md"}


def test_a_draft_or_an_embargoed_article_replaces_nothing_yet() -> None:
    for unpublished in ({"status": "draft"}, {"publish_at": NOW + timedelta(days=1)}):
        of = records(articles(**unpublished))
        assert list(index(of, NOW).records.articles) == [OLD, "2030-05-02/reply"]
        assert index(of, NOW).replaced == {}
        assert list(index(of, NOW, preview=True).replaced) == [OLD]


def test_an_article_that_was_never_published_leaves_no_address() -> None:
    old, new, reply = articles()
    of = index(records([replace(old, status="draft"), new, reply]), NOW)
    assert of.replaced == {}
    assert of.ledger.claims["2030-05-02/reply#shut"].answers == f"{NEW}#open"


def test_the_last_of_a_chain_takes_all_places() -> None:
    last = article("2030-05-05/last", claim("2030-05-05/last#open"), replaces=NEW)
    of = index(records([*articles(), last]), NOW)
    assert {id_: old.by for id_, old in of.replaced.items()} == {OLD: last.id, NEW: last.id}
    assert of.ledger.claims["2030-05-02/reply#shut"].answers == f"{last.id}#open"
    assert of.ledger.claims["2030-05-02/reply#paid"].status == ()


def test_copies_are_those_that_are_shown() -> None:
    ids = ["2030-05-01/a", "2030-05-01/b", "2030-05-02/c", "2030-05-02/d"]
    a, b, c, d = (article(id_) for id_ in ids)
    likes = (NearDuplicate(b.id, a.id, 90), NearDuplicate(c.id, b.id, 80))
    of = replace(records([a, b, c, d]), near_duplicates=likes)
    copies = index(of, NOW).near_duplicates
    assert copies == {a.id: (b,), b.id: (a, c), c.id: (b,)}
    assert [near_duplicates_until(c.day, it, copies) for it in (a, b, c)] == [
        (b, c),
        (a, c),
        (a, b),
    ]
    assert [near_duplicates_until(a.day, it, copies) for it in (a, b, d)] == [(b,), (a,), ()]
    of = replace(of, articles={**of.articles, b.id: replace(b, status="draft")})
    assert index(of, NOW).near_duplicates == {}
    assert len(index(of, NOW, preview=True).near_duplicates) == 3


def test_what_came_later_makes_no_copies_of_earlier_articles() -> None:
    first, second, whole = (
        article(id_) for id_ in ("2030-05-01/first", "2030-05-01/second", "2030-05-02/whole")
    )
    likes = (NearDuplicate(whole.id, first.id, 90), NearDuplicate(whole.id, second.id, 90))
    copies = index(
        replace(records([first, second, whole]), near_duplicates=likes), NOW
    ).near_duplicates
    assert near_duplicates_until(first.day, first, copies) == ()
    assert near_duplicates_until(whole.day, first, copies) == (second, whole)
