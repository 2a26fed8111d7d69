"""What data files hold of an archive."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from briefings.archive import Archive, index
from briefings.model import Article, Citation, Correction, Figure, Site, Source, Status
from briefings.pages import context, plan
from tests.records import NOW, SITE, article, claim, records

OPEN, SHUT = "2030-05-01/bridge#open", "2030-06-03/reply#shut"
ROOT = "https://example.org/news/"


def archive_of(*articles: Article, preview: bool = False) -> Archive:
    return index(records(articles), NOW, preview=preview)


def show(url: str, archive: Archive, site: Site = SITE) -> Any:
    page = next(page for page in plan(archive, site) if page.url == url)
    return context(page, archive, site)["data"]


def dispute() -> tuple[Article, Article]:
    status = (Status(date(2030, 6, 9), "confirmed", "mirror", "Seen from the quay."),)
    said = claim(OPEN, by="tarn lorvia", regions=("norvik",), quote="wide open", status=status)
    bridge = article("2030-05-01/bridge", said, at="18:30")
    shut = claim(SHUT, by="mayor", relation="denies", answers=OPEN)
    return bridge, article("2030-06-03/reply", shut)


def test_a_row_a_claim() -> None:
    (row,) = show("data/claims/2030-05.jsonl", archive_of(*dispute()))["rows"]
    assert row == {
        "id": OPEN,
        "url": f"{ROOT}claims/2030/05/01/bridge/open/",
        "article": "2030-05-01/bridge",
        "by": ["tarn", "lorvia"],
        "says": "The open stands",
        "kind": "event",
        "on": "2030-05-01",
        "regions": ["norvik"],
        "denies": None,
        "confirms": None,
        "amends": None,
        "denied_by": [SHUT],
        "quote": "wide open",
        "fidelity": "verbatim",
        "source": "wire",
        "figure": None,
        "state": "confirmed",
        "states": [
            {"state": "claimed", "on": "2030-05-01", "by": None, "note": None},
            {"state": "disputed", "on": "2030-06-03", "by": SHUT, "note": None},
            {
                "state": "confirmed",
                "on": "2030-06-09",
                "by": "mirror",
                "note": "Seen from the quay.",
            },
        ],
    }


def test_columns_are_those_of_the_rows_in_both_formats() -> None:
    archive = archive_of(*dispute())
    for url in ("claims/2030-06.jsonl", "claims/2030-06.csv", "articles/2030-06.jsonl"):
        table = show(f"data/{url}", archive)
        assert [list(row) for row in table["rows"]] == [table["columns"]]
    assert show("data/claims/2030-06.csv", archive) == show("data/claims/2030-06.jsonl", archive)


def test_an_answer_names_the_claim_by_its_whole_id() -> None:
    (row,) = show("data/claims/2030-06.jsonl", archive_of(*dispute()))["rows"]
    assert (row["denies"], row["confirms"], row["amends"]) == (OPEN, None, None)
    assert (row["quote"], row["fidelity"]) == (None, None)


def test_a_months_file_changes_later_only_where_a_state_does() -> None:
    bridge, reply = dispute()
    before, after = (
        show("data/claims/2030-05.csv", archive_of(*articles))["rows"][0]
        for articles in (
            (bridge,),
            (bridge, reply, article("2030-07-01/other", claim("2030-07-01/other#x"))),
        )
    )
    changed = {key for key in before if before[key] != after[key]}
    assert changed == {"denied_by", "states"}


def test_a_row_an_article() -> None:
    bridge = replace(
        dispute()[0],
        sources=(Citation("wire", "https://wire.example/1", "mirror", date(2030, 5, 1)),),
        corrections=(Correction(date(2030, 5, 2), "It is the north bridge.", OPEN),),
    )
    (row,) = show("data/articles/2030-05.jsonl", archive_of(bridge))["rows"]
    assert row == {
        "id": "2030-05-01/bridge",
        "url": f"{ROOT}2030/05/01/bridge/",
        "title": "Bridge",
        "summary": "What is known of the bridge.",
        "date": "2030-05-01",
        "time": "2030-05-01T18:30:00+03:00",
        "updated": None,
        "lang": None,
        "authors": [],
        "regions": ["norvik"],
        "actors": ["tarn", "lorvia"],
        "sources": [
            {
                "source": "wire",
                "url": "https://wire.example/1",
                "via": "mirror",
                "published": "2030-05-01",
                "retrieved": None,
                "archive": None,
                "sha256": None,
            }
        ],
        "claims": [OPEN],
        "corrections": [{"date": "2030-05-02", "text": "It is the north bridge.", "claim": OPEN}],
    }


def test_figures_of_one_key_stand_together_by_date() -> None:
    def counted(day: str, key: str | None, low: float, high: float) -> Article:
        figure = Figure(low, high, "boats", None, key, approx=low != high)
        return article(f"{day}/x", claim(f"{day}/x#n", kind="figure", figure=figure))

    archive = archive_of(
        counted("2030-05-03", "boats", 7, 7),
        counted("2030-05-01", "boats", 5, 9.5),
        counted("2030-05-02", None, 1, 1),
        *dispute(),
    )
    rows = show("data/figures.csv", archive)["rows"]
    assert [(row["key"], row["on"], row["low"], row["high"]) for row in rows] == [
        (None, "2030-05-02", 1, 1),
        ("boats", "2030-05-01", 5, 9.5),
        ("boats", "2030-05-03", 7, 7),
    ]
    assert [row["approx"] for row in rows] == [False, True, False]


def test_rows_stand_by_time() -> None:
    day = "2030-05-02"
    archive = archive_of(
        article(f"{day}/late", at="20:00"),
        article(f"{day}/front", at="12:00", lead=9),
        article("2030-05-01/first", at="23:00"),
    )
    rows = show("data/articles/2030-05.jsonl", archive)["rows"]
    assert [row["id"][11:] for row in rows] == ["first", "front", "late"]


def test_a_preview_has_drafts_in_no_data_and_no_feeds() -> None:
    draft = article(
        "2030-05-01/draft",
        claim("2030-05-01/draft#n", kind="figure", figure=Figure(1, 1)),
        status="draft",
    )
    archive = archive_of(draft, preview=True)
    site = replace(SITE, preview=True)
    for url in ("claims/2030-05.csv", "articles/2030-05.jsonl", "figures.csv"):
        assert show(f"data/{url}", archive, site)["rows"] == []
    assert not [page for page in plan(archive, site) if "feed" in page.url]


def test_the_package_lists_a_file_a_month_and_says_nothing_that_changes_daily() -> None:
    bridge, reply = dispute()
    quiet = article("2030-07-01/quiet")
    package = show("data/datapackage.json", archive_of(bridge, reply, quiet))
    assert [(it["name"], it["path"]) for it in package["resources"]] == [
        ("claims-2030-05", "claims/2030-05.csv"),
        ("claims-2030-06", "claims/2030-06.csv"),
        ("claims-2030-05-jsonl", "claims/2030-05.jsonl"),
        ("claims-2030-06-jsonl", "claims/2030-06.jsonl"),
        ("articles-2030-05", "articles/2030-05.jsonl"),
        ("articles-2030-06", "articles/2030-06.jsonl"),
        ("articles-2030-07", "articles/2030-07.jsonl"),
        ("figures", "figures.csv"),
    ]
    more = article("2030-05-09/more", claim("2030-05-09/more#x"))
    assert show("data/datapackage.json", archive_of(bridge, reply, quiet, more)) == package


def test_the_package_names_the_licence_and_sources_but_no_grades() -> None:
    loaded = records(dispute())
    wire = Source("wire", "x.md", "Wire", url="https://wire.example/", reliability="E")
    archive = index(replace(loaded, sources={**loaded.sources, "wire": wire}), NOW)
    package = show("data/datapackage.json", archive)
    assert "licenses" not in package
    assert package["sources"] == [
        {"title": "Mirror"},
        {"title": "Wire", "path": "https://wire.example/"},
    ]
    for licence, key in (("CC-BY-4.0", "name"), ("https://example.org/terms", "path")):
        package = show("data/datapackage.json", archive, replace(SITE, licence=licence))
        assert package["licenses"] == [{key: licence}]


def test_a_name_that_has_no_latin_letters() -> None:
    package = show("data/datapackage.json", archive_of(), replace(SITE, name="Вісті"))
    assert package["name"] == "briefings"
    assert [it["name"] for it in package["resources"]] == ["figures"]
