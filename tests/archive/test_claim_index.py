"""What is indexed once isn't indexed again while it is the same."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from briefings.archive import index
from briefings.cache.memo import Memo
from briefings.model import Status
from tests.records import NOW, article, claim, records


def test_a_month_of_the_same_articles_is_taken_over() -> None:
    april = article("2030-04-01/x", regions=("norvik",))
    bridge = claim("2030-05-01/bridge#open")
    may = article("2030-05-01/bridge", bridge, regions=("norvik",))
    denial = claim("2030-06-01/reply#shut", by="mayor", relation="denies", answers=bridge.id)
    june = article("2030-06-01/reply", denial)
    memo = Memo()
    first = index(records([april, may, june]), NOW, memo=memo)
    changed = replace(may, title="It still stands")
    second = index(records([april, changed, june]), NOW, memo=memo)
    in_april, in_may = ("region", "norvik", "2030-04"), ("region", "norvik", "2030-05")
    assert second.by_month_and_entity[in_april] is first.by_month_and_entity[in_april]
    assert second.by_month_and_entity[in_may] == (changed,)
    assert second.regions["norvik"].articles == [changed, april]
    assert second.ledger is first.ledger


def test_an_answer_in_another_month_changes_how_a_claim_stands() -> None:
    bridge = claim("2030-05-01/bridge#open")
    may = article("2030-05-01/bridge", bridge)
    memo = Memo()
    first = index(records([may]), NOW, memo=memo)
    denial = claim("2030-06-01/reply#shut", by="mayor", relation="denies", answers=bridge.id)
    june = article("2030-06-01/reply", denial)
    second = index(records([may, june]), NOW, memo=memo)
    third = index(records([may]), NOW, memo=memo)
    assert ("states", "disputed", "2030-05") not in first.by_facet
    assert second.by_facet["states", "disputed", "2030-05"] == (bridge,)
    assert second.by_facet["states", "disputed", "2030-06"] == (denial,)
    assert list(second.ledger.disputes) == [denial, bridge]
    assert third.ledger.disputes == ()
    assert third.by_facet == first.by_facet


def test_an_entry_on_what_a_claim_denies_changes_how_it_stands() -> None:
    bridge = claim("2030-05-01/bridge#open")
    denial = claim("2030-06-01/reply#shut", by="mayor", relation="denies", answers=bridge.id)
    june = article("2030-06-01/reply", denial)
    memo = Memo()
    first = index(records([article("2030-05-01/bridge", bridge), june]), NOW, memo=memo)
    entry = Status(date(2030, 6, 5), "withdrawn", "wire")
    taken_back = article("2030-05-01/bridge", replace(bridge, status=(entry,)))
    second = index(records([taken_back, june]), NOW, memo=memo)
    assert first.by_facet["states", "disputed", "2030-06"] == (denial,)
    assert second.by_facet["states", "claimed", "2030-06"] == (denial,)
    assert second.ledger.disputes == ()
    assert second.by_facet == index(records([taken_back, june]), NOW).by_facet
