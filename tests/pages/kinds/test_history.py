"""The page of what was changed in an article, and the line that leads to it."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Any

from briefings.archive import Archive, index
from briefings.model import Part, Revision, Rewording
from briefings.pages import context, plan
from tests.records import NOW, SITE, ZONE, article, claim, records

BRIDGE = article("2030-05-01/bridge", claim("2030-05-01/bridge#open"), lang="fr")
FIRST = Revision(
    datetime(2030, 5, 2, 9, 30, tzinfo=ZONE),
    "0123456789abcdef0123456789abcdef01234567",
    (Rewording("title", (Part("kept", "The"), Part("removed", "bridge"))),),
)
SECOND = Revision(
    datetime(2030, 5, 4, 23, 5, tzinfo=ZONE),
    "f" * 40,
    (
        Rewording(
            "text", (Part("omitted"), Part("removed", "It"), Part("break"), Part("kept", "A"))
        ),
        Rewording("text", (Part("added", "So"),)),
        Rewording("claim", (Part("added", "It stands"),), "open"),
        Rewording("claim", (Part("removed", "It fell"),), "gone"),
    ),
)


def archive(*revisions: Revision) -> Archive:
    loaded = records([BRIDGE, article("2030-05-01/mine")])
    return index(replace(loaded, histories={BRIDGE.path: revisions} if revisions else {}), NOW)


def show(url: str, indexed: Archive) -> dict[str, Any]:
    page = next(page for page in plan(indexed, SITE) if page.url == url)
    return context(page, indexed, SITE)


def test_only_what_was_changed_has_a_history() -> None:
    histories = [page.url for page in plan(archive(FIRST), SITE) if page.kind == "history"]
    assert histories == ["2030/05/01/bridge/history/"]
    assert not [page for page in plan(archive(), SITE) if page.kind == "history"]


def test_an_article_leads_to_its_history() -> None:
    indexed = archive(FIRST, SECOND)
    assert show("2030/05/01/bridge/", indexed)["history"] == {
        "name": "what was changed",
        "url": "2030/05/01/bridge/history/",
        "last": {"iso": "2030-05-04", "text": "4 May 2030"},
    }
    assert show("2030/05/01/mine/", indexed)["history"] is None


def test_revisions_are_told_newest_first_and_part_by_part() -> None:
    page = show("2030/05/01/bridge/history/", archive(FIRST, SECOND))
    assert page["count"] == "2 revisions"
    assert page["lang"] == "fr"
    assert page["article"] == {"name": "Bridge", "url": "2030/05/01/bridge/"}
    newest, oldest = page["revisions"]
    assert oldest == {
        "on": {"iso": "2030-05-02", "text": "2 May 2030"},
        "time": {"iso": "2030-05-02T09:30:00+03:00", "text": "09:30"},
        "commit": "0123456789",
        "changes": [
            {
                "name": "Title",
                "passages": [
                    {
                        "paragraphs": [
                            [
                                {"fate": "kept", "text": "The"},
                                {"fate": "removed", "text": "bridge"},
                            ]
                        ],
                        "claim": None,
                    }
                ],
            }
        ],
    }
    assert [change["name"] for change in newest["changes"]] == ["Text", "Claims"]
    text, claims = newest["changes"]
    assert [len(passage["paragraphs"]) for passage in text["passages"]] == [2, 1]
    assert [passage["claim"] for passage in claims["passages"]] == [
        "claims/2030/05/01/bridge/open/",
        None,
    ]


def test_old_words_are_not_for_search_engines() -> None:
    indexed = archive(FIRST)
    assert show("2030/05/01/bridge/history/", indexed)["page"]["unlisted"]
    sitemap = show("sitemaps/2030-05.xml", indexed)
    assert not [entry for entry in sitemap["urls"] if "history" in entry["loc"]]
