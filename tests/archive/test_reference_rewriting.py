"""References of articles and briefings lead where a resolver says, or nowhere."""

from __future__ import annotations

from datetime import date

from briefings.archive.reference_rewriting import rewrite_article, rewrite_briefing
from briefings.model import Briefing, Correction, Status, Takeaway
from tests.records import article, claim

OLD, NEW = "2030-05-01/old", "2030-05-02/new"
MOVED = {OLD: NEW, f"{OLD}#open": f"{NEW}#open"}


def resolve(id_: str) -> str | None:
    """The old article's claims but `open` are gone."""
    return MOVED.get(id_) or (None if id_.startswith(f"{OLD}#") else id_)


def test_what_names_nothing_that_has_moved_is_the_same_object() -> None:
    other = article("2030-05-03/x", claim("2030-05-03/x#a"), related=("2030-05-01/y",))
    briefing = Briefing(date(2030, 5, 3), "content/briefings/2030-05-03.md", lead=other.id)
    assert rewrite_article(other, resolve) is other
    assert rewrite_briefing(briefing, resolve) is briefing


def test_references_follow_to_the_successor_each_once_and_never_to_itself() -> None:
    entries = (
        Status(date(2030, 5, 4), "confirmed", f"{OLD}#open"),
        Status(date(2030, 5, 5), "refuted", f"{OLD}#gone"),
        Status(date(2030, 5, 6), "confirmed", "wire"),
    )
    reply = claim("2030-05-03/x#a", relation="denies", answers=f"{OLD}#open", status=entries)
    lost = claim("2030-05-03/x#b", relation="denies", answers=f"{OLD}#gone")
    corrections = (Correction(date(2030, 5, 4), "The name.", f"{OLD}#open"),)
    naming = article(
        "2030-05-03/x", reply, lost, related=(OLD, NEW, "2030-05-01/y"), corrections=corrections
    )
    rewritten = rewrite_article(naming, resolve)
    assert rewritten.related == (NEW, "2030-05-01/y")
    assert [note.claim for note in rewritten.corrections] == [f"{NEW}#open"]
    first, second = rewritten.claims
    assert (first.relation, first.answers) == ("denies", f"{NEW}#open")
    assert [entry.by for entry in first.status] == [f"{NEW}#open", "wire"]
    assert (second.relation, second.answers) == (None, None)
    successor = article(NEW, claim(f"{NEW}#open", relation="amends", answers=f"{OLD}#open"))
    assert rewrite_article(successor, resolve).claims[0].answers is None
    assert rewrite_article(article(NEW, related=(OLD,)), resolve).related == ()


def test_takeaways_keep_their_words() -> None:
    takeaways = (Takeaway("Both.", (f"{OLD}#open", f"{OLD}#gone"), (OLD, NEW)),)
    briefing = Briefing(date(2030, 5, 3), "content/briefings/x.md", lead=OLD, takeaways=takeaways)
    rewritten = rewrite_briefing(briefing, resolve)
    assert rewritten.lead == NEW
    assert rewritten.takeaways == (Takeaway("Both.", (f"{NEW}#open",), (NEW,)),)
