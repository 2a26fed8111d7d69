"""A whole content folder: its records, and all its problems at once."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefings.content import Loader
from briefings.content.dialect import Dialect
from briefings.content.files import File, read
from briefings.content.frontmatter import split
from briefings.content.parse import parse
from briefings.model import Actor, Body, Citation, Figure, Image, Role, Status, Takeaway
from tests.content.sites import (
    ARTICLE,
    GOOD,
    OTHER,
    REGISTRIES,
    ZONE,
    Files,
    lines,
    load_site,
    with_key,
    write_site,
)

FULL = """---
title: The market of Norvik
date: 2025-04-26T23:30:00Z
updated: 2025-04-28
summary: >
  The market is open
  again.
slug: norvik-market
lang: en
lead: 7
aliases: [/old/market/, market.html]
related: [2025-04-26/harbour]
image: {src: media/market.png, alt: Stalls, credit: Lorvia Post, caption: }
status: draft
publish_at: 2025-04-28 06:00
regions: [eastmere]
actors: [lorvia]
sources:
  - {source: lorvia-post, via: lorvia-post, published: 2025-04-26, retrieved: 2025-04-26T22:00Z}
claims:
  - id: stalls
    by: [general-tarn, lorvia]
    says: About 40 stalls are open
    kind: figure
    amends: 2025-04-26/harbour#harbour-held
    figure: {low: 40, high: 45, unit: stalls, key: stalls, approx: true}
    regions: [norvik]
    on: 2025-04-25
    status:
      - {on: 2025-04-27, is: disputed, by: open}
      - {on: 2025-04-28, is: confirmed, by: lorvia-post, note: Seen}
      - {on: 2025-04-29, is: withdrawn, by: 2025-04-26/harbour#harbour-held}
  - {id: open, by: lorvia, says: NO, quote: it is said, fidelity: paraphrase}
corrections:
  - {date: 2025-04-28, text: Stalls, claim: stalls}
---

The market.
"""


def test_an_article_of_all_keys(tmp_path: Path) -> None:
    loaded = load_site(
        tmp_path, {ARTICLE: GOOD, OTHER: FULL, "content/media/market.png": b"\x89PNG\0"}
    )
    assert lines(loaded) == []
    article = loaded.records.articles["2025-04-27/norvik-market"]
    assert article.path == OTHER
    assert article.date == dt.datetime(2025, 4, 27, 2, 30, tzinfo=ZONE)
    assert article.date.tzinfo is ZONE
    assert article.timed
    assert article.day == dt.date(2025, 4, 27)
    assert article.updated == dt.datetime(2025, 4, 28, tzinfo=ZONE)
    assert not article.updated_timed
    assert article.publish_at == dt.datetime(2025, 4, 28, 6, tzinfo=ZONE)
    assert article.summary == "The market is open again."
    assert (article.lang, article.lead, article.status) == ("en", 7, "draft")
    assert article.aliases == ("old/market/", "market.html")
    assert article.related == ("2025-04-26/harbour",)
    assert article.image == Image("media/market.png", "Stalls", "Lorvia Post")
    assert article.regions == ("eastmere", "norvik")
    assert article.actors == ("lorvia", "general-tarn")
    day = dt.date(2025, 4, 27)
    assert article.sources == (
        Citation("lorvia-post", None, "lorvia-post", dt.date(2025, 4, 26), day),
    )
    stalls, opened = article.claims
    assert stalls.id == "2025-04-27/norvik-market#stalls"
    assert (stalls.relation, stalls.answers) == ("amends", "2025-04-26/harbour#harbour-held")
    assert stalls.figure == Figure(40, 45, "stalls", None, "stalls", approx=True)
    assert (stalls.on, stalls.regions) == (dt.date(2025, 4, 25), ("norvik",))
    assert stalls.status == (
        Status(dt.date(2025, 4, 27), "disputed", "2025-04-27/norvik-market#open"),
        Status(dt.date(2025, 4, 28), "confirmed", "lorvia-post", "Seen"),
        Status(dt.date(2025, 4, 29), "withdrawn", "2025-04-26/harbour#harbour-held"),
    )
    assert (opened.says, opened.on, opened.regions) == ("NO", day, ("eastmere",))
    assert (opened.kind, opened.source, opened.by) == ("event", "lorvia-post", ("lorvia",))
    assert article.corrections[0].claim == "2025-04-27/norvik-market#stalls"
    assert loaded.records.bodies[OTHER] == Body("\nThe market.\n", 37)
    assert loaded.records.media == ("media/market.png",)


def test_an_article_of_few_keys(tmp_path: Path) -> None:
    article = load_site(tmp_path, {ARTICLE: GOOD}).records.articles["2025-04-26/harbour"]
    assert article.date == dt.datetime(2025, 4, 26, tzinfo=ZONE)
    assert not article.timed
    assert (article.updated, article.lead, article.status) == (None, 0, "published")
    assert article.claims[1].answers == "2025-04-26/harbour#harbour-held"


def test_registries_and_briefings(tmp_path: Path) -> None:
    actor = (
        "---\nname: General Tarn\nkind: person\nparty: orvania\naliases: [Tarn]\n"
        "not: [Tarn Bay]\nroles:\n- {title: Commander, from: 2024, to: 2025-03}\n"
        "wikidata: Q1\nsummary: A man.\n---\n"
    )
    briefing = (
        "---\ntitle: A day\nlead: 2025-04-26/harbour\ntakeaways:\n- The harbour\n"
        "- {text: Both, claims: ['2025-04-26/harbour#harbour-held'], "
        "articles: [2025-04-26/harbour]}\n---\nWords.\n"
    )
    records = load_site(
        tmp_path,
        {
            ARTICLE: GOOD,
            "content/actors/general-tarn.md": actor,
            "content/briefings/2025-04-26.md": briefing,
        },
    ).records
    assert records.actors["general-tarn"] == Actor(
        id="general-tarn",
        path="content/actors/general-tarn.md",
        name="General Tarn",
        kind="person",
        party="orvania",
        roles=(Role("Commander", "2024", "2025-03"),),
        aliases=("Tarn",),
        excluded=("Tarn Bay",),
        wikidata="Q1",
        summary="A man.",
    )
    assert records.regions["norvik"].neighbours == ("eastmere",)
    assert records.sources["lorvia-post"].owner == "lorvia"
    day = records.briefings[dt.date(2025, 4, 26)]
    assert (day.title, day.lead) == ("A day", "2025-04-26/harbour")
    assert day.takeaways == (
        Takeaway("The harbour"),
        Takeaway("Both", ("2025-04-26/harbour#harbour-held",), ("2025-04-26/harbour",)),
    )
    assert records.bodies[day.path] == Body("Words.\n", 8)


@pytest.mark.parametrize(
    ("date", "day"),
    [
        ("2025-04-26T23:30:00Z", "2025-04-27"),
        ("2025-04-26t23:30:00.5z", "2025-04-27"),
        ("2025-04-26 23:30", "2025-04-26"),
        ("2025-04-27T00:30+05:00", "2025-04-26"),
        ("2025-03-30T03:30", "2025-03-30"),
        ("'2025-04-26'", "2025-04-26"),
    ],
)
def test_the_day_of_an_article_is_the_one_of_the_sites_timezone(
    tmp_path: Path, date: str, day: str
) -> None:
    loaded = load_site(tmp_path, {ARTICLE: GOOD.replace("2025-04-26", date)})
    assert lines(loaded) == []
    assert list(loaded.records.articles) == [f"{day}/harbour"]


def test_windows_line_ends_and_a_byte_order_mark_are_fine(tmp_path: Path) -> None:
    text = "\ufeff" + with_key(GOOD, "lead: 12").replace("\n", "\r\n")
    (line,) = lines(load_site(tmp_path, {ARTICLE: text}))
    assert line.startswith(f"{ARTICLE}:2:7: '12' is not a rank")


def test_keys_without_values_count_as_left_out(tmp_path: Path) -> None:
    text = with_key(GOOD, "updated:\nactors:\nimage:\nlead:\naliases: []")
    loaded = load_site(tmp_path, {ARTICLE: text})
    assert lines(loaded) == []
    assert loaded.records.articles["2025-04-26/harbour"].status == "published"


def test_hidden_files_and_the_sites_own_pages_are_no_records(tmp_path: Path) -> None:
    files: Files = {
        "content/.git/x.md": b"\0",
        "content/articles/.x.md.swp": b"\0",
        "content/README.md": "How to write",
        "content/pages/about.md": "About us",
        "content/pages/logo.png": b"\x89PNG\0",
    }
    loaded = load_site(tmp_path, files)
    assert lines(loaded) == []
    assert set(loaded.records.bodies) == set(REGISTRIES)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("# About\n", []),
        ("---\ntitle: About us\nhide: [toc]\n---\n# About\n", []),
        ("---\nno end", []),
        ("---\ntitle: A: B\n---\n# About\n", ["2:9: YAML: a ':' that begins no value here"]),
        (
            "---\ntitle: A\ntemplate: article.html\n---\n# About\n",
            ["3:11: a page can't choose its template (remove the key: content is untrusted)"],
        ),
    ],
)
def test_a_page_of_the_sites_own_has_sound_front_matter(
    tmp_path: Path, text: str, expected: list[str]
) -> None:
    path = "content/pages/about.md"
    found = lines(load_site(tmp_path, {path: text}))
    assert len(found) == len(expected)
    assert all(map(str.startswith, found, (f"{path}:{line}" for line in expected))), found


def test_paths_below_the_project_and_beside_it(tmp_path: Path) -> None:
    write_site(tmp_path / "site", {ARTICLE: "x", "content/media/a/b.png": ""})
    root = tmp_path / "site" / "content"
    for project, path in (
        (tmp_path, "site/content/articles/harbour.md"),
        (root, "articles/harbour.md"),
        (tmp_path / "other", "content/articles/harbour.md"),
    ):
        loaded = Loader(root, ZONE, project).load()
        assert [problem.path for problem in loaded.problems] == [path]
        assert loaded.records.media == ("media/a/b.png",)


def test_an_empty_folder_has_no_records_and_no_problems(tmp_path: Path) -> None:
    loaded = Loader(tmp_path, ZONE, tmp_path).load()
    assert loaded.problems == ()
    assert not loaded.records.articles


def test_all_faults_of_all_files_come_at_once_and_in_order(tmp_path: Path) -> None:
    spoilt = (
        GOOD.replace("date: 2025-04-26", "date: 2025-02-30")
        .replace("[norvik]", "[norvk]")
        .replace("    says: Orvania", "    sayz: Orvania")
        .replace("[lorvia]", "[lorvya]")
        .replace("quote: The harbour is ours", "quote: It is ours")
        .replace("denies: harbour-held", "denies: harbour-hold")
    )
    loaded = load_site(
        tmp_path,
        {
            ARTICLE: spoilt,
            OTHER: "---\ntitle: [\n---\n",
            "content/actors/lorvia.md": "no front matter",
            "content/briefings/today.md": "---\ntitel: x\n---\n",
            "content/regions/norvik.md": "---\nneighbours: [westmere, eastmere, eastmere]\n---\n",
            "content/pages/about.md": b"\xff",
        },
    )
    assert [line.partition(" (")[0] for line in lines(loaded)] == [
        "content/actors/lorvia.md:1:1: no front matter",
        f"{ARTICLE}:3:7: '2025-02-30' is not a date",
        f"{ARTICLE}:5:11: unknown region 'norvk'",
        f"{ARTICLE}:12:5: unknown key 'sayz'",
        f"{ARTICLE}:13:12: the body doesn't contain this quote",
        f"{ARTICLE}:15:10: unknown actor 'lorvya'",
        f"{ARTICLE}:17:13: unknown claim 'harbour-hold'",
        f"{OTHER}:2:8: a '[' that is never closed",
        "content/briefings/today.md:1:1: the file name 'today' is not a date",
        "content/briefings/today.md:2:1: unknown key 'titel'",
        "content/pages/about.md:1:1: not UTF-8",
        "content/regions/norvik.md:2:1: missing key 'name'",
        "content/regions/norvik.md:2:14: unknown region 'westmere'",
        "content/regions/norvik.md:2:34: 'eastmere' is listed twice",
    ]


def test_faulty_files_leave_the_others_records(tmp_path: Path) -> None:
    loaded = load_site(tmp_path, {ARTICLE: GOOD, OTHER: "---\n", "content/actors/tarn.md": "x"})
    assert set(loaded.records.articles) == {"2025-04-26/harbour"}
    assert set(loaded.records.actors) == {"general-tarn", "lorvia"}


NAMING = with_key(
    GOOD.replace("denies: harbour-held", "denies: 2025-04-26/market#closed"),
    "related: [2025-04-26/market]\nactors: [tarn]",
)


@pytest.mark.parametrize(
    "market",
    [
        "no front matter",
        "---\ntitle: [\n---\n",
        b"\xff",
        GOOD.replace("2025-04-26", "2025-04-31"),
        GOOD.replace("claims:", "claim:"),
        GOOD.replace("- id: harbour-held", "- name: harbour-held"),
    ],
)
def test_a_faulty_file_makes_nothing_that_names_it_unknown(
    tmp_path: Path, market: str | bytes
) -> None:
    files: Files = {ARTICLE: NAMING, OTHER: market, "content/actors/tarn.md": "---\nname: [\n---\n"}
    paths = {problem.path for problem in load_site(tmp_path, files).problems}
    assert paths == {OTHER, "content/actors/tarn.md"}


def test_a_claim_that_a_sound_article_lacks_is_unknown(tmp_path: Path) -> None:
    files = {
        ARTICLE: NAMING,
        OTHER: GOOD,
        "content/actors/tarn.md": "---\nname: Tarn\n---\n",
    }
    (line,) = lines(load_site(tmp_path, files))
    assert line.startswith(f"{ARTICLE}:19:13: unknown claim '2025-04-26/market#closed'")


def test_a_file_that_is_gone_by_the_time_it_is_read_is_a_problem(tmp_path: Path) -> None:
    gone = read(File("articles", ARTICLE, str(tmp_path / "harbour.md")))
    assert str(gone).startswith(f"{ARTICLE}:1:1: can't be read: no such file or directory")


FRAGMENTS = st.sampled_from(
    [*GOOD.splitlines(keepends=True), *FULL.splitlines(keepends=True), "---\n", "  - ", ": ", "\t"]
)


@settings(max_examples=300, deadline=None)
@given(st.one_of(st.text(), st.lists(FRAGMENTS | st.text(max_size=8)).map("".join)))
def test_no_text_raises(text: str) -> None:
    for folder in ("articles", "briefings", "regions", "actors", "sources"):
        for content in (text, f"---\n{text}\n---\n"):
            file = File(folder, f"content/{folder}/x.md", "")
            parsed = parse(file, content, split(content), ZONE, Dialect())
            lines_of = content.count("\n") + 1
            assert all(1 <= problem.line <= lines_of for problem in parsed.problems)
            assert parsed.record or parsed.problems


@settings(max_examples=50, deadline=None)
@given(data=st.binary(), front=st.booleans())
def test_no_bytes_raise(tmp_path_factory: pytest.TempPathFactory, data: bytes, front: bool) -> None:
    content = b"---\n" + data + b"\n---\n" if front else data
    assert load_site(tmp_path_factory.mktemp("site"), {ARTICLE: content}).problems
