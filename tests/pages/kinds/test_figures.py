"""Pages of figures, and what other pages show of them."""

from __future__ import annotations

from briefings.archive import Archive, index
from briefings.model import Article, Figure
from briefings.pages import context, plan
from tests.pages.test_pages import show
from tests.records import NOW, SITE, article, claim, records


def count(day: str, number: float, *, of: str | None = None, key: str = "boats") -> Article:
    id_ = f"2030-{day}/count"
    figure = Figure(number, number, "boats", of, key)
    return article(id_, claim(f"{id_}#n", kind="figure", figure=figure, regions=("norvik",)))


def archive_of(*articles: Article) -> Archive:
    return index(records(articles), NOW)


def test_a_figure_has_a_page_and_one_for_each_month() -> None:
    archive = archive_of(count("04-30", 4), count("05-01", 5, of="boats lost"), count("06-01", 6))
    urls = [page.url for page in plan(archive, SITE) if page.url.startswith("figures/")]
    assert sorted(urls) == [
        "figures/",
        "figures/boats/",
        "figures/boats/2030/04/",
        "figures/boats/2030/05/",
        "figures/boats/2030/06/",
    ]
    page = show("figures/boats/", archive)
    assert (page["name"], page["unit"], page["counts"]) == (
        "Boats lost",
        "boats",
        ["3 claims", "1 claimant"],
    )
    assert [line["number"] for line in page["lines"]] == ["6", "5", "4"]
    assert [month["name"] for month in page["months"]] == ["June 2030", "May 2030", "April 2030"]
    assert page["cut"] is None
    may = show("figures/boats/2030/05/", archive)
    assert [line["number"] for line in may["lines"]] == ["5"]
    assert may["previous"] == {"name": "April 2030", "url": "figures/boats/2030/04/"}
    assert may["next"] == {"name": "June 2030", "url": "figures/boats/2030/06/"}


def test_a_figures_page_stays_short_and_its_months_whole() -> None:
    archive = archive_of(*(count(f"05-{day:02}", day) for day in range(1, 31)))
    page = show("figures/boats/", archive)
    assert len(page["lines"]) == len(page["chart"]["marks"]) == 24
    assert page["cut"] == "The latest 24 of 30 claims"
    month = show("figures/boats/2030/05/", archive)
    assert (len(month["lines"]), len(month["chart"]["marks"])) == (30, 24)
    assert month["cut"] == "The chart has the latest 24"


def test_a_month_of_a_figure_reads_nothing_of_other_months() -> None:
    april, may = count("04-30", 4), count("05-01", 5)
    page = next(p for p in plan(archive_of(april, may), SITE) if p.url.endswith("boats/2030/04/"))
    before = context(page, archive_of(april, may), SITE)
    after = context(page, archive_of(april, may, count("06-01", 60000, of="ships")), SITE)
    assert before == after


def test_regions_and_actors_show_their_figures_in_short() -> None:
    articles = [count(f"05-0{n}", n, key=f"key-{n}") for n in range(1, 7)]
    archive = archive_of(*articles)
    for url in ("regions/norvik/", "actors/tarn/"):
        page = show(url, archive)
        assert [(f["name"], f["count"]) for f in page["figures"]] == [
            (f"Key {n}", "1 claim") for n in (6, 5, 4, 3)
        ]
        assert [link["url"] for link in page["more_figures"]] == [
            "figures/key-2/",
            "figures/key-1/",
        ]
    assert show("regions/eastmere/", archive)["figures"] == []


def test_the_index_tells_the_latest_of_each_figure() -> None:
    archive = archive_of(count("05-01", 5), count("06-01", 6000), count("05-02", 1, key="ships"))
    boats, ships = show("figures/", archive)["figures"]
    assert (boats["name"], boats["count"], boats["latest"], boats["by"]) == (
        "Boats",
        "2 claims",
        "6,000 boats",
        "Tarn",
    )
    assert ships["url"] == "figures/ships/"


def test_a_claim_leads_to_its_figure() -> None:
    page = show("claims/2030/05/01/count/n/", archive_of(count("05-01", 5)))
    assert page["claim"]["figure_url"] == "figures/boats/"


def test_a_sitemap_tells_when_a_figure_last_changed() -> None:
    archive = archive_of(count("04-30", 4), count("05-01", 5))
    root = "https://example.org/news/"
    standing = {u["loc"]: u["lastmod"] for u in show("sitemaps/pages.xml", archive)["urls"]}
    assert standing[f"{root}figures/boats/"] == standing[f"{root}figures/"] == "2030-05-01"
    april = {u["loc"]: u["lastmod"] for u in show("sitemaps/2030-04.xml", archive)["urls"]}
    assert april[f"{root}figures/boats/2030/04/"] == "2030-04-30"


def test_a_briefing_tells_a_new_figure_beside_the_one_before() -> None:
    archive = archive_of(count("04-30", 4), count("05-01", 5), count("06-01", 6))
    page = next(page for page in plan(archive, SITE) if page.url == "2030/05/01/")
    (figure,) = context(page, archive, SITE)["changes"]["figures"]
    assert figure == {
        "claim": {"name": "Tarn: The n stands", "url": "claims/2030/05/01/count/n/"},
        "now": "5 boats",
        "before": {"name": "Tarn: The n stands", "url": "claims/2030/04/30/count/n/"},
        "then": "4 boats",
        "figure_url": "figures/boats/",
    }
    first = next(page for page in plan(archive, SITE) if page.url == "2030/04/30/")
    assert context(first, archive, SITE)["changes"]["figures"] == []
