"""Each thing that one page shows of another file, changed by itself.

The edits of a list are made one after the other on one newsroom, which is built and compared with
a copy built anew after each of them.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from typing import Any

import pytest

from tests.build.desk import NOW, Desk
from tests.build.lorvia import Article, Briefing, Claim, Newsroom, Record

Edit = Callable[[Newsroom], object]

OPEN = ("bridge", "open")
BOATS = ("bridge", "boats")
MAY, JUNE, YEAR = dt.date(2031, 5, 30), dt.date(2031, 6, 2), dt.date(2032, 1, 1)


def claim(of: Newsroom, slug: str, id_: str, **values: object) -> None:
    for name, value in values.items():
        assert hasattr(of.articles[slug].claims[id_], name)
        setattr(of.articles[slug].claims[id_], name, value)


def article(of: Newsroom, slug: str, **values: object) -> None:
    for name, value in values.items():
        assert hasattr(of.articles[slug], name)
        setattr(of.articles[slug], name, value)


ARTICLES: Sequence[Edit] = [
    lambda of: article(of, "bridge", title="The bridge still stands"),
    lambda of: article(of, "bridge", summary="It does."),
    lambda of: article(of, "bridge", body="Nobody crossed."),
    lambda of: article(of, "bridge", body="# Norvik\n\nNobody crossed, as [above](#norvik)."),
    lambda of: article(of, "bridge", more={"lang": "fr"}),
    lambda of: article(of, "market", more={"lead": 9}),
    lambda of: article(of, "market", more={"updated": "2031-07-01"}),
    lambda of: article(of, "bridge", folder="elsewhere"),
    lambda of: article(of, "bridge", regions=["norvik", "skerry"]),
    lambda of: article(of, "bridge", actors=["guard"]),
    lambda of: article(of, "bridge", sources=[("wire", "digest")]),
    lambda of: article(of, "bridge", sources=[("wire", None), ("herald", "digest")]),
    lambda of: article(of, "bridge", corrections=[(JUNE, "Not the bridge.", "open")]),
    lambda of: article(of, "bridge", corrections=[(YEAR, "Not the bridge.", "open")]),
    lambda of: article(of, "bridge", corrections=[(YEAR, "Not the bridge.", None)]),
    lambda of: article(of, "verdict", related=["ferry"]),
    lambda of: article(of, "mine", links=["content/briefings/2031-06-02.md"]),
    lambda of: article(of, "mine", image="media/harbour.png"),
    lambda of: article(of, "mine", when=MAY),
    lambda of: article(of, "reply", more={"status": "draft"}),
    lambda of: article(of, "reply", more={}),
    lambda of: article(of, "ferry", publish_at=NOW + dt.timedelta(days=1)),
    lambda of: article(of, "ferry", publish_at=NOW),
    lambda of: of.articles.update(late=Article(dt.date(2033, 2, 1), "Late", regions=["norvik"])),
    lambda of: of.articles.update(early=Article(dt.date(2030, 2, 1), "Early", actors=["tarn"])),
    lambda of: of.articles.update(between=Article(dt.date(2031, 6, 1), "Between")),
    lambda of: of.articles.pop("late"),
    lambda of: of.articles.pop("early"),
    lambda of: of.articles.pop("bridge"),
    lambda of: of.articles.pop("ferry"),
]
CLAIMS: Sequence[Edit] = [
    # An article that nothing else leads to: other days tell of it by their dates alone.
    lambda of: of.articles.update(quiet=Article(dt.date(2031, 5, 20), "All is quiet")),
    lambda of: of.articles["quiet"].claims.update(calm=Claim(8, ["mayor"], "It is calm")),
    lambda of: claim(of, "quiet", "calm", on=dt.date(2031, 5, 21)),
    lambda of: claim(of, "quiet", "calm", status=[(JUNE, "confirmed", "wire")]),
    lambda of: claim(of, "quiet", "calm", status=[(YEAR, "refuted", "wire")]),
    lambda of: article(of, "quiet", corrections=[(JUNE, "Not all.", "calm")]),
    lambda of: article(of, "quiet", corrections=[(JUNE, "Not nearly all.", "calm")]),
    lambda of: article(of, "quiet", title="All was quiet"),
    lambda of: claim(of, "quiet", "calm", status=[]),
    lambda of: article(of, "quiet", corrections=[(YEAR, "Not all.", None)]),
    lambda of: article(of, "quiet", corrections=[(YEAR, "Not quite all.", None)]),
    lambda of: of.articles.pop("quiet"),
    lambda of: claim(of, *OPEN, says="The bridge is wide open"),
    lambda of: claim(of, *OPEN, by=["tarn", "guard"]),
    lambda of: claim(of, *OPEN, on=dt.date(2031, 6, 1)),
    lambda of: claim(of, *OPEN, kind="event"),
    lambda of: claim(of, *OPEN, quote=None),
    lambda of: claim(of, *OPEN, source="herald"),
    lambda of: claim(of, *OPEN, regions=[]),
    lambda of: claim(of, *OPEN, regions=["skerry"]),
    lambda of: claim(of, "reply", "shut", relation="amends"),
    lambda of: claim(of, "reply", "shut", relation="denies", on=YEAR),
    lambda of: claim(of, "reply", "shut", by=["tarn", "guard"]),
    lambda of: claim(of, "reply", "shut", by=["mayor"], says="The bridge was never open"),
    lambda of: claim(of, "reply", "shut", answers=("bridge", "boats")),
    lambda of: of.articles["mine"].claims.update(
        deny=Claim(20, ["guard"], "Not so", answers=("reply", "shut"))
    ),
    lambda of: claim(of, "bridge", "boats", kind="event"),
    lambda of: claim(of, "bridge", "boats", kind="figure", number=9),
    lambda of: claim(of, "bridge", "boats", status=[(JUNE, "confirmed", "digest")]),
    lambda of: claim(of, "bridge", "boats", status=[(JUNE, "confirmed", ("mine", "found"))]),
    lambda of: claim(of, "mine", "found", says="Two mines are found"),
    lambda of: claim(of, "bridge", "boats", status=[(YEAR, "withdrawn", ("mine", "found"))]),
    lambda of: claim(of, "ferry", "waits", regions=["eastmere"]),
    lambda of: of.articles["mine"].claims.pop("deny"),
    lambda of: of.articles["reply"].claims.clear(),
]
FIGURES: Sequence[Edit] = [
    lambda of: claim(of, *BOATS, figure={"n": 9, "key": "boats", "approx": "true"}),
    lambda of: of.articles["mine"].claims.update(
        boats=Claim(21, ["guard"], "More boats", "figure", figure={"key": "boats", "of": "loss"})
    ),
    lambda of: claim(of, "mine", "boats", figure={"key": "ships", "of": "loss"}),
    lambda of: claim(of, *BOATS, figure={"n": 9, "key": "ships"}),
    lambda of: claim(of, *BOATS, on=JUNE, regions=["skerry"], by=["mayor"]),
    lambda of: claim(of, "mine", "boats", status=[(YEAR, "withdrawn", "wire")]),
    lambda of: claim(of, *BOATS, figure={}),
    lambda of: article(of, "reply", sources=[("wire", "herald"), ("herald", "digest")]),
    lambda of: article(of, "reply", sources=[("herald", None)]),
    lambda of: of.sources["herald"].front.update({"party": "orvania"}),
    lambda of: claim(of, "reply", "shut", source="wire"),
]
REGISTRIES: Sequence[Edit] = [
    lambda of: of.regions["norvik"].front.update({"name": "Upper Norvik"}),
    lambda of: of.regions["norvik"].front.update({"name": "Norvik", "aliases": ["Tarn"]}),
    lambda of: of.regions["norvik"].front.update({"not": ["Old Norvik"]}),
    lambda of: of.regions["norvik"].front.update({"not": ["Harbour Guard"]}),
    lambda of: of.regions["norvik"].front.update({"country": "mayor"}),
    lambda of: of.regions["norvik"].front.update({"neighbours": ["skerry"]}),
    lambda of: of.regions["skerry"].front.update({"name": "Great Skerry", "summary": "A rock."}),
    lambda of: of.regions["skerry"].front.update({"aliases": ["Nothing"]}),
    lambda of: of.regions.update(vale=Record({"name": "Harbour Guard"})),
    lambda of: of.regions.pop("vale"),
    lambda of: of.actors["orvania"].front.update({"name": "The Realm"}),
    lambda of: of.actors["tarn"].front.update({"party": "eastmere-council"}),
    lambda of: of.actors.update({"eastmere-council": Record({"name": "Council of Eastmere"})}),
    lambda of: of.actors["eastmere-council"].front.update({"name": "The Council"}),
    lambda of: of.actors["tarn"].front.update({"roles": [{"title": "Marshal"}]}),
    lambda of: of.actors["tarn"].front.update({"roles": [{"title": "Marshal", "from": "2032"}]}),
    lambda of: of.actors["tarn"].front.update({"aliases": []}),
    lambda of: of.actors["guard"].front.update({"name": "Coast Guard", "kind": "office"}),
    lambda of: of.sources["digest"].front.update({"name": "The Weekly Digest"}),
    lambda of: of.sources["herald"].front.update({"owner": "mayor", "party": "orvania"}),
    lambda of: of.sources["herald"].front.update({"reliability": "E"}),
    lambda of: of.sources.pop("digest"),
    lambda of: of.actors.pop("orvania"),
    lambda of: of.regions.pop("eastmere"),
]
THE_REST: Sequence[Edit] = [
    lambda of: setattr(of.briefings[JUNE], "title", "Only boats"),
    lambda of: setattr(of.briefings[JUNE], "title", None),
    lambda of: setattr(of.briefings[JUNE], "lead", "market"),
    lambda of: setattr(of.briefings[JUNE], "takeaways", [("This.", [OPEN], ["reply"])]),
    lambda of: article(of, "reply", title="The bridge was shut"),
    lambda of: setattr(of.briefings[JUNE], "body", "Norvik and Skerry."),
    lambda of: of.briefings.update({dt.date(2031, 6, 1): Briefing(body="A day without news.")}),
    lambda of: of.briefings.update({dt.date(2034, 6, 1): Briefing("A day to come")}),
    lambda of: of.briefings.clear(),
    lambda of: of.pages.update({"about.md": "# About us\n"}),
    lambda of: of.pages.update({"method.md": "# Method\n"}),
    lambda of: of.pages.pop("method.md"),
    lambda of: of.media.update({"media/harbour.png": b"another picture"}),
    lambda of: of.media.update({"media/more.png": b"one more"}),
    lambda of: of.media.clear(),
    lambda of: of.theme.update({"article.html": "{{ title }}"}),
    lambda of: of.theme.update({"article.html": "{% include 'part.html' %}", "part.html": "1"}),
    lambda of: of.theme.update({"part.html": "{{ summary }}"}),
    lambda of: of.theme.update({"assets/dispatch.css": "p { margin: 0 }"}),
    lambda of: of.theme.pop("article.html"),
    lambda of: of.theme.update({"feed.html": "<feed>{{ feed.title }}</feed>"}),
    lambda of: of.theme.pop("feed.html"),
    lambda of: of.options.update({"licence": "CC-BY-4.0"}),
    lambda of: of.settings.update({"site_name": "Lorvia"}),
    lambda of: of.settings.update({"site_url": ""}),
    lambda of: of.settings.update({"site_url": "https://lorvia.example/deep/down/"}),
    lambda of: of.settings.update({"edit_uri": "https://git.example/edit/content/pages/"}),
    lambda of: of.settings.update({"markdown_extensions": ["abbr"]}),
    lambda of: of.options.update({"markdown": "gfm"}),
    lambda of: of.options.update({"timezone": "America/Lima"}),
    lambda of: None,
]


STORY = " ".join(f"word{number * number % 97}" for number in range(120))


def copied(when: dt.date, title: str, **values: Any) -> Article:
    return Article(when, title, body=STORY, regions=["norvik"], **values)


COPIES: Sequence[Edit] = [
    lambda of: of.articles.update(told=copied(MAY, "As it was told")),
    lambda of: of.articles.update(again=copied(MAY, "As it was told again")),
    lambda of: of.articles.update(later=copied(dt.date(2031, 6, 1), "As it was told later")),
    lambda of: article(of, "again", title="As all tell it"),
    lambda of: article(of, "again", sources=[("herald", "digest")]),
    lambda of: of.sources["herald"].front.update(name="The Herald"),
    lambda of: article(of, "later", more={"status": "draft"}),
    lambda of: article(of, "later", more={}),
    lambda of: article(of, "again", body=f"More. {STORY}"),
    lambda of: article(of, "again", body="Another story."),
    lambda of: article(of, "again", body=STORY),
    lambda of: article(of, "told", more={"lead": 9}),
    lambda of: article(of, "later", when=dt.date(2031, 6, 20)),
    lambda of: of.articles.pop("told"),
    lambda of: of.articles.pop("again"),
]
REPLACED: Sequence[Edit] = [
    lambda of: of.articles.update(crossing=Article(JUNE, "The crossing", replaces="bridge")),
    lambda of: of.articles["crossing"].claims.update(open=Claim(1, ["tarn"], "The way is open")),
    lambda of: claim(of, "reply", "shut", answers=OPEN),
    lambda of: claim(of, "crossing", "open", says="The way is wide open"),
    lambda of: article(of, "crossing", publish_at=NOW + dt.timedelta(days=1)),
    lambda of: article(of, "crossing", publish_at=None),
    lambda of: article(of, "bridge", more={"aliases": ["old/bridge/"]}),
    lambda of: article(of, "bridge", more={"status": "draft"}),
    lambda of: article(of, "bridge", more={}),
    lambda of: of.articles.update(last=Article(YEAR, "The last of it", replaces="crossing")),
    lambda of: article(of, "last", title="The very last of it"),
    lambda of: of.articles["last"].claims.update(open=Claim(1, ["mayor"], "It was open")),
    lambda of: of.articles.pop("last"),
    lambda of: article(of, "crossing", replaces=None),
    lambda of: article(of, "crossing", replaces="bridge"),
    lambda of: of.articles.pop("crossing"),
]


@pytest.mark.parametrize(
    "edits",
    [ARTICLES, CLAIMS, FIGURES, REGISTRIES, COPIES, REPLACED, THE_REST],
    ids=["articles", "claims", "figures", "registries", "copies", "replaced", "the rest"],
)
def test_after_each_edit_the_site_is_as_a_clean_build_makes_it(
    desk: Desk, edits: Sequence[Edit]
) -> None:
    make(edits, desk)


@pytest.mark.parametrize("edits", [ARTICLES, THE_REST], ids=["articles", "the rest"])
def test_a_preview_that_runs_all_the_while_is_as_a_new_one(
    preview_desk: Desk, edits: Sequence[Edit]
) -> None:
    make(edits, preview_desk)


def make(edits: Sequence[Edit], desk: Desk) -> None:
    for number, edit in enumerate(edits):
        edit(desk.newsroom)
        try:
            desk.build_and_compare()
        except AssertionError as error:
            error.add_note(f"after edit {number} of the list")
            raise
