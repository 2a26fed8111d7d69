"""What feeds hold of an archive."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from typing import Any

import pytest

from briefings.archive import Archive, index
from briefings.model import Article, Correction, Image
from briefings.pages import Prose, context, plan
from tests.records import NOW, SITE, ZONE, article, claim, records

ROOT = "https://example.org/news/"
OPEN = "2030-05-01/bridge#open"


def archive_of(*articles: Article) -> Archive:
    return index(records(articles), NOW)


def show(url: str, archive: Archive) -> dict[str, Any]:
    page = next(page for page in plan(archive, SITE) if page.url == url)
    return context(page, archive, SITE)


def ids(view: dict[str, Any]) -> list[str]:
    return [entry["id"] for entry in view["feed"]["entries"]]


def bridge(**values: Any) -> Article:
    return article("2030-05-01/bridge", claim(OPEN, regions=("norvik",)), at="18:30", **values)


def test_an_entry_is_known_by_the_articles_address() -> None:
    view = show("feed.xml", archive_of(bridge()))
    assert view["feed"] == {
        "title": "The Lorvia Ledger: Latest articles",
        "subtitle": "",
        "url": f"{ROOT}feed.xml",
        "home": ROOT,
        "updated": "2030-05-01T18:30:00+03:00",
        "entries": [
            {
                "id": f"{ROOT}2030/05/01/bridge/",
                "url": f"{ROOT}2030/05/01/bridge/",
                "title": "Bridge",
                "summary": "What is known of the bridge.",
                "published": "2030-05-01T18:30:00+03:00",
                "updated": "2030-05-01T18:30:00+03:00",
                "lang": None,
                "authors": (),
                "tags": ["Norvik", "Tarn"],
                "picture": None,
            }
        ],
    }
    assert view["texts"] == [
        Prose(
            "Text.",
            "content/articles/bridge.md",
            9,
            tagged=("norvik", "tarn"),
            at="2030/05/01/bridge/",
        )
    ]


@pytest.mark.parametrize(
    ("aliases", "expected"),
    [
        ((), "2030/05/01/bridge/"),
        (("2030/04/30/bridge/",), "2030/04/30/bridge/"),
        (("2030/04/30/bridge",), "2030/04/30/bridge/"),
        (("2030/04/30/bridge/index.html",), "2030/04/30/bridge/"),
        (("old/bridge/", "2030/04/29/span/", "2030/04/30/span/"), "2030/04/29/span/"),
        (("old/bridge/", "2030/04/30/index.html", "x/2030/04/30/bridge/"), "2030/05/01/bridge/"),
    ],
)
def test_an_article_that_has_moved_keeps_the_id_of_its_first_address(
    aliases: tuple[str, ...], expected: str
) -> None:
    note = Correction(date(2030, 5, 7), "The name.")
    archive = archive_of(bridge(aliases=aliases, corrections=(note,)))
    for feed in ("feed.xml", "regions/norvik/feed.xml", "actors/tarn/feed.xml"):
        (entry,) = show(feed, archive)["feed"]["entries"]
        assert (entry["id"], entry["url"]) == (ROOT + expected, f"{ROOT}2030/05/01/bridge/")
    (item,) = show("feed.json", archive)["data"]["items"]
    assert item["id"] == ROOT + expected
    assert ids(show("corrections/feed.xml", archive)) == [f"{ROOT}{expected}#corrected-2030-05-07"]


def test_a_text_in_feeds_has_its_picture_and_corrections() -> None:
    image = Image("media/a b.PNG", 'The "old" bridge', "Photo: <Tarn>", "At dawn.")
    notes = (Correction(date(2030, 5, 7), "5 < 6."), Correction(date(2030, 5, 9), "The name."))
    view = show("feed.xml", archive_of(bridge(image=image, corrections=notes, lang="fr")))
    (entry,), (prose,) = view["feed"]["entries"], view["texts"]
    assert entry["picture"] == {"url": f"{ROOT}media/a%20b.PNG", "type": "image/png"}
    assert prose.before == (
        f'<figure><img src="{ROOT}media/a%20b.PNG" alt="The &#34;old&#34; bridge">'
        "<figcaption>At dawn. Photo: &lt;Tarn&gt;</figcaption></figure>\n"
    )
    assert prose.after == (
        '\n<section><h2 lang="en">Corrections</h2><ul>'
        '<li><time datetime="2030-05-09">9 May 2030</time>: The name.</li>'
        '<li><time datetime="2030-05-07">7 May 2030</time>: 5 &lt; 6.</li></ul></section>\n'
    )


def test_a_feed_has_the_newest_articles_by_time() -> None:
    many = [article(f"2030-05-{n:02}/x") for n in range(1, 32)]
    day = "2030-06-01"
    last = [article(f"{day}/front", at="10:00", lead=9), article(f"{day}/late", at="12:00")]
    found = ids(show("feed.xml", archive_of(*many, *last)))
    assert len(found) == 30
    assert found[:3] == [
        f"{ROOT}2030/06/01/late/",
        f"{ROOT}2030/06/01/front/",
        f"{ROOT}2030/05/31/x/",
    ]


def test_updated_is_when_an_article_last_changed() -> None:
    corrected = bridge(
        updated=datetime(2030, 5, 4, 8, tzinfo=ZONE),
        corrections=(Correction(date(2030, 5, 9), "The name."),),
    )
    view = show("feed.xml", archive_of(corrected, article("2030-05-07/x")))
    assert [entry["updated"] for entry in view["feed"]["entries"]] == [
        "2030-05-07T00:00:00+03:00",
        "2030-05-09T00:00:00+03:00",
    ]
    assert view["feed"]["updated"] == "2030-05-09T00:00:00+03:00"


def test_regions_and_actors_have_what_is_filed_under_them_in_brief() -> None:
    archive = archive_of(bridge(), article("2030-05-02/x", actors=("mayor",)))
    norvik = show("regions/norvik/feed.xml", archive)
    assert (ids(norvik), norvik["texts"]) == ([f"{ROOT}2030/05/01/bridge/"], [])
    assert norvik["feed"]["title"] == "The Lorvia Ledger: Latest on Norvik"
    assert norvik["feed"]["home"] == f"{ROOT}regions/norvik/"
    assert ids(show("actors/mayor/feed.xml", archive)) == [f"{ROOT}2030/05/02/x/"]


def test_an_empty_feed_was_never_updated() -> None:
    feed = show("regions/eastmere/feed.xml", archive_of(bridge()))["feed"]
    assert (feed["entries"], feed["updated"]) == ([], "1970-01-01T00:00:00+00:00")


def test_corrections_keep_their_ids_as_more_are_made() -> None:
    notes = [Correction(date(2030, 5, day), f"On the {day}th.") for day in (7, 8, 8)]
    before = show("corrections/feed.xml", archive_of(bridge(corrections=tuple(notes[1:]))))
    after = show("corrections/feed.xml", archive_of(bridge(corrections=tuple(notes))))
    at = f"{ROOT}2030/05/01/bridge/#corrected-2030-05-0"
    assert sorted(ids(before)) == [f"{at}8", f"{at}8-2"]
    assert sorted(ids(after)) == [f"{at}7", f"{at}8", f"{at}8-2"]
    entry = next(e for e in after["feed"]["entries"] if e["id"] == f"{at}7")
    assert (entry["title"], entry["summary"]) == ("Corrected: Bridge", "On the 7th.")
    assert entry["url"] == f"{ROOT}2030/05/01/bridge/#corrections"


def test_an_entry_a_briefing_tells_what_changed() -> None:
    shut = claim("2030-05-03/reply#shut", by="mayor", relation="denies", answers=OPEN)
    noted = bridge(corrections=(Correction(date(2030, 5, 2), "The north bridge."),))
    view = show(
        "changes/feed.xml", archive_of(noted, article("2030-05-03/reply", shut, at="9:15".zfill(5)))
    )
    assert ids(view) == [f"{ROOT}2030/05/03/#changes", f"{ROOT}2030/05/01/#changes"]
    latest, first = view["feed"]["entries"]
    assert latest["summary"] == "1 new claim, 1 changed state, no new figures and 1 correction."
    assert (latest["published"], latest["updated"]) == (
        "2030-05-03T00:00:00+03:00",
        "2030-05-03T09:15:00+03:00",
    )
    assert first["summary"] == "1 new claim, no changed states, no new figures and no corrections."
    assert [state["after"] for state in view["changes"][0]["states"]] == ["disputed"]


def test_json_feed() -> None:
    feed = show(
        "feed.json", archive_of(bridge(image=Image("media/a b.jpg", "A bridge"), lang="fr"))
    )
    assert feed["data"] == {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "The Lorvia Ledger: Latest articles",
        "home_page_url": ROOT,
        "feed_url": f"{ROOT}feed.json",
        "language": "en",
        "authors": [{"name": "The Lorvia Ledger"}],
        "items": [
            {
                "id": f"{ROOT}2030/05/01/bridge/",
                "url": f"{ROOT}2030/05/01/bridge/",
                "title": "Bridge",
                "summary": "What is known of the bridge.",
                "content_html": replace(
                    show("feed.xml", archive_of(bridge(lang="fr")))["texts"][0],
                    before=f'<figure><img src="{ROOT}media/a%20b.jpg" alt="A bridge"></figure>\n',
                ),
                "image": f"{ROOT}media/a%20b.jpg",
                "date_published": "2030-05-01T18:30:00+03:00",
                "date_modified": "2030-05-01T18:30:00+03:00",
                "language": "fr",
                "tags": ["Norvik", "Tarn"],
            }
        ],
    }


def test_a_byline_names_the_authors_in_feeds_pages_and_data() -> None:
    archive = archive_of(bridge(authors=("Ann Tarn", "Бо Рід")))
    assert show("feed.xml", archive)["feed"]["entries"][0]["authors"] == ("Ann Tarn", "Бо Рід")
    (item,) = show("feed.json", archive)["data"]["items"]
    assert item["authors"] == [{"name": "Ann Tarn"}, {"name": "Бо Рід"}]
    page = show("2030/05/01/bridge/", archive)
    assert page["authors"] == ("Ann Tarn", "Бо Рід")
    assert page["page"]["data"]["author"] == [
        {"@type": "Person", "name": "Ann Tarn"},
        {"@type": "Person", "name": "Бо Рід"},
    ]
    (row,) = show("data/articles/2030-05.jsonl", archive)["data"]["rows"]
    assert row["authors"] == ["Ann Tarn", "Бо Рід"]


def test_without_a_byline_the_newsroom_is_the_author() -> None:
    archive = archive_of(bridge())
    assert "authors" not in show("feed.json", archive)["data"]["items"][0]
    author = show("2030/05/01/bridge/", archive)["page"]["data"]["author"]
    assert author == {"@type": "Organization", "name": "The Lorvia Ledger"}
