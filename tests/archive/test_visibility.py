"""Drafts and embargoes leave no trace."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from briefings.archive import in_force, index, is_public
from briefings.archive.visibility import published_records
from briefings.model import (
    Body,
    Briefing,
    Correction,
    Image,
    Part,
    Revision,
    Rewording,
    Status,
    Takeaway,
)
from tests.records import NOW, ZONE, article, claim, records

SECRET = "2030-05-02/secret"


def test_an_embargo_ends_at_its_minute() -> None:
    at = datetime(2030, 5, 2, 12, tzinfo=ZONE)
    held = article(SECRET, publish_at=at)
    assert not is_public(held, at - timedelta(seconds=1))
    assert is_public(held, at)
    assert not is_public(replace(held, status="draft"), at)


def test_whatever_points_to_a_withheld_article_goes_with_it() -> None:
    pointing = article(
        "2030-05-03/open",
        claim(
            "2030-05-03/open#reply",
            relation="denies",
            answers=f"{SECRET}#plan",
            status=(
                Status(date(2030, 5, 4), "disputed", f"{SECRET}#plan"),
                Status(date(2030, 5, 5), "confirmed", "wire"),
            ),
        ),
        related=(SECRET, "2030-05-01/old"),
        corrections=(Correction(date(2030, 5, 4), "The name.", f"{SECRET}#plan"),),
    )
    briefing = Briefing(
        date(2030, 5, 3),
        "content/briefings/2030-05-03.md",
        lead=SECRET,
        takeaways=(Takeaway("So it is.", (f"{SECRET}#plan", "2030-05-03/open#reply"), (SECRET,)),),
    )
    of = records(
        [
            article(SECRET, claim(f"{SECRET}#plan"), status="draft"),
            pointing,
            article("2030-05-01/old"),
        ],
        [briefing, Briefing(date(2030, 5, 2), "content/briefings/2030-05-02.md", title="Secret")],
    )
    shown = published_records(of, NOW)
    assert SECRET not in shown.articles
    assert SECRET not in repr(shown)
    assert shown.articles["2030-05-03/open"].related == ("2030-05-01/old",)
    assert [s.is_ for s in shown.articles["2030-05-03/open"].claims[0].status] == ["confirmed"]
    assert "Secret" not in repr(shown.briefings)
    assert shown.articles["2030-05-01/old"] == of.articles["2030-05-01/old"]


def test_an_editors_words_on_a_withheld_article_wait_for_it() -> None:
    day = date(2030, 5, 1)
    told = Briefing(
        day,
        "content/briefings/2030-05-01.md",
        title="Two matters",
        takeaways=(
            Takeaway("A secret.", articles=(SECRET,)),
            Takeaway("Partly open.", (f"{SECRET}#plan",), ("2030-05-01/old",)),
            Takeaway("Of no article."),
        ),
    )
    led = Briefing(date(2030, 5, 3), "content/briefings/2030-05-03.md", title="Plot", lead=SECRET)
    of = records(
        [
            article(SECRET, claim(f"{SECRET}#plan"), status="draft"),
            article("2030-05-01/old"),
            article("2030-05-03/open"),
        ],
        [told, led],
    )
    bodies = {**of.bodies, told.path: Body("Words.", 3), led.path: Body("Plot.", 3)}
    shown = published_records(replace(of, bodies=bodies), NOW)
    assert [t.text for t in shown.briefings[day].takeaways] == ["Partly open.", "Of no article."]
    assert list(shown.briefings) == [day]
    assert sorted(bodies.keys() - shown.bodies.keys()) == [
        "content/articles/secret.md",
        led.path,
    ]


def test_a_picture_of_a_withheld_article_is_withheld_unless_another_shows_it() -> None:
    draft = article(SECRET, status="draft", image=Image("media/secret.jpg", "A plan"))
    public = article("2030-05-01/old", image=Image("media/old.jpg", "A bridge"))
    body = Body("![](../media/secret%20map.png) ![](../media/old.jpg) ![](../media/both.png)", 9)
    of = replace(
        records([draft, public]),
        media=("media/both.png", "media/old.jpg", "media/secret map.png", "media/secret.jpg"),
    )
    other = Body("![](../media/both.png)", 9)
    of = replace(of, bodies={draft.path: body, public.path: other})
    assert published_records(of, NOW).media == ("media/both.png", "media/old.jpg")


@pytest.mark.parametrize(
    ("name", "written"),
    [
        ("photo (1).jpg", "photo%20(1).jpg"),
        ("Norvik, May.jpg", "Norvik,%20May.jpg"),
        ("my_photo.jpg", r"my\_photo.jpg"),
        ("a&b.jpg", "a&amp;b.jpg"),
        ("für.jpg", "f%c3%bcr.jpg"),
        ("fu\u0308r.jpg", "für.jpg"),
        ("für.jpg", "fu\u0308r.jpg"),
        ("pier’s.jpg", "pier&rsquo;s.jpg"),
    ],
)
def test_a_withheld_picture_is_known_however_it_is_written(name: str, written: str) -> None:
    draft, public = article(SECRET, status="draft"), article("2030-05-01/old")
    of = replace(records([draft, public]), media=(f"media/{name}",))
    shown, hidden = Body("Nothing.", 9), Body(f"![](../media/{written})", 9)
    of = replace(of, bodies={draft.path: hidden, public.path: shown})
    assert published_records(of, NOW).media == ()
    of = replace(of, bodies={draft.path: hidden, public.path: hidden})
    assert published_records(of, NOW).media == (f"media/{name}",)


def test_without_anything_withheld_the_records_are_the_same() -> None:
    of = records([article("2030-05-01/old")])
    assert published_records(of, NOW) is of


def test_what_has_to_do_with_nothing_withheld_is_the_same() -> None:
    answering = claim("2030-05-01/old#b", relation="denies", answers="2030-05-01/old#a")
    entry = Status(date(2030, 5, 2), "confirmed", "wire")
    public = article("2030-05-01/old", claim("2030-05-01/old#a", status=(entry,)), answering)
    shown = published_records(records([public, article(SECRET, status="draft")]), NOW)
    assert shown.articles["2030-05-01/old"] is public


def test_an_entry_on_a_claim_counts_from_its_day() -> None:
    entries = tuple(Status(date(2031, 1, n), "confirmed", "wire") for n in (1, 2))
    one = article("2030-05-03/a", claim("2030-05-03/a#b", status=entries))
    other = article("2030-05-03/c")
    of = records([one, other])
    shown = in_force(of, NOW.date())
    assert shown.articles[one.id].claims[0].status == entries[:1]
    assert shown.articles[other.id] is other
    assert in_force(of, date(2031, 1, 2)) is of


def test_a_withheld_article_has_no_history() -> None:
    draft, public = article(SECRET, status="draft"), article("2030-05-01/old")
    revision = Revision(NOW, "0" * 40, (Rewording("title", (Part("added", "Plot"),)),))
    of = replace(
        records([draft, public]), histories=dict.fromkeys((draft.path, public.path), (revision,))
    )
    assert {**published_records(of, NOW).histories} == {public.path: (revision,)}


def test_a_denial_that_isnt_published_disputes_nothing() -> None:
    bridge = article("2030-05-01/bridge", claim("2030-05-01/bridge#open"))
    shut = claim(f"{SECRET}#shut", by="mayor", relation="denies", answers="2030-05-01/bridge#open")
    for unpublished in ({"status": "draft"}, {"publish_at": NOW + timedelta(days=1)}):
        ledger = index(records([bridge, article(SECRET, shut, **unpublished)]), NOW).ledger
        assert [it.state for it in ledger.history(bridge.claims[0])] == ["claimed"]
        assert (list(ledger.disputes), list(ledger.state_changes)) == ([], [])
        denied = replace(bridge, **unpublished)
        ledger = index(records([denied, article(SECRET, shut)]), NOW).ledger
        assert list(ledger.disputes) == []
        assert ledger.states(ledger.claims[shut.id]) == ("claimed",)
