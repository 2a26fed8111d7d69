"""What belongs where."""

from __future__ import annotations

from datetime import date, datetime

from briefings.archive import index
from briefings.model import Briefing, Citation, Correction
from tests.records import NOW, ZONE, article, claim, records


def test_each_article_is_on_the_shelves_of_its_own_and_on_no_others() -> None:
    bridge = article(
        "2030-05-01/bridge",
        claim("2030-05-01/bridge#open", regions=("norvik",)),
        sources=(Citation("wire", via="mirror"),),
    )
    harbour = article("2030-06-02/harbour", regions=("eastmere",), actors=("mayor",))
    archive = index(records([bridge, harbour]), NOW)
    assert {day: [a.id for a in of] for day, of in archive.days.items()} == {
        date(2030, 5, 1): [bridge.id],
        date(2030, 6, 2): [harbour.id],
    }
    assert list(archive.months) == ["2030-05", "2030-06"]
    assert {id_: list(s.articles) for id_, s in archive.regions.items()} == {
        "norvik": [bridge],
        "eastmere": [harbour],
    }
    assert {id_: list(s.articles) for id_, s in archive.actors.items()} == {
        "tarn": [bridge],
        "mayor": [harbour],
    }
    assert {id_: list(s.articles) for id_, s in archive.sources.items()} == {
        "wire": [harbour, bridge],
        "mirror": [bridge],
    }
    assert archive.sources["wire"].months == {"2030-06": 1, "2030-05": 1}
    assert archive.by_month_and_entity["source", "wire", "2030-05"] == (bridge,)
    assert archive.neighbours["source", "wire", "2030-05"] == (None, "2030-06")
    assert set(archive.entities_by_month["2030-06"]) == {
        ("region", "eastmere"),
        ("actor", "mayor"),
        ("source", "wire"),
    }


def test_a_days_articles_stand_by_lead_then_newest_first() -> None:
    day = "2030-05-01"
    of = [
        article(f"{day}/morning", at="08:00"),
        article(f"{day}/evening", at="20:00"),
        article(f"{day}/front", at="06:00", lead=9),
    ]
    archive = index(records(of), NOW)
    assert [a.id[11:] for a in archive.days[date(2030, 5, 1)]] == ["front", "evening", "morning"]


def test_days_know_their_neighbours() -> None:
    archive = index(records([article(f"2030-05-0{n}/x") for n in (1, 4, 9)]), NOW)
    first, middle, last = archive.day_order
    assert archive.neighbours["day", first] == (None, middle)
    assert archive.neighbours["day", middle] == (first, last)
    assert archive.neighbours["day", last] == (middle, None)


def test_a_briefing_of_a_quiet_day_is_a_day() -> None:
    quiet = Briefing(date(2030, 5, 2), "content/briefings/2030-05-02.md", title="A quiet day")
    archive = index(records([article("2030-05-01/x")], [quiet]), NOW)
    assert archive.days[quiet.day] == ()


def test_corrections_are_newest_first() -> None:
    one = article("2030-05-01/x", corrections=(Correction(date(2030, 5, 3), "The name."),))
    other = article("2030-05-02/y", corrections=(Correction(date(2030, 5, 9), "The place."),))
    archive = index(records([one, other, article("2030-05-04/z")]), NOW)
    assert [note.text for _, note in archive.corrections] == ["The place.", "The name."]
    assert {
        day: [note.text for _, note in of] for day, of in archive.corrections_by_briefing.items()
    } == {date(2030, 5, 4): ["The name."]}


def test_a_preview_shows_what_is_withheld_and_says_so() -> None:
    draft = article("2030-05-01/draft", status="draft")
    embargoed = article("2030-05-01/later", publish_at=datetime(2032, 1, 1, tzinfo=ZONE))
    public = article("2030-05-01/now")
    of = records([draft, embargoed, public])
    assert list(index(of, NOW).records.articles) == [public.id]
    preview = index(of, NOW, preview=True)
    assert preview.unpublished == {draft.id, embargoed.id}
    assert len(preview.records.articles) == 3
