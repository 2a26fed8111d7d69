from itertools import chain

from benchmarks.archive import A_DAY, Archive, Day, days


def _articles(found: list[Day]) -> list[str]:
    return [article.id for day in found for article in day.articles]


def test_the_same_seed_gives_the_same_archive_and_another_seed_another() -> None:
    assert list(days(Archive(60))) == list(days(Archive(60)))
    assert _articles(list(days(Archive(60, seed=2)))) != _articles(list(days(Archive(60))))


def test_a_longer_archive_begins_with_the_shorter_one() -> None:
    assert list(days(Archive(100)))[:3] == list(days(Archive(75)))


def test_articles_are_spread_over_days_in_the_order_of_time() -> None:
    found = list(days(Archive(60)))
    assert [len(day.articles) for day in found] == [A_DAY, A_DAY, 10]
    dates = [article.date for day in found for article in day.articles]
    assert dates == sorted(dates)
    assert all(article.day == day.date for day in found for article in day.articles)
    assert len(set(_articles(found))) == 60


def test_each_article_has_three_regions_and_three_actors_and_about_500_words() -> None:
    for day in days(Archive(50)):
        for article, body in zip(day.articles, day.bodies, strict=True):
            assert len(set(article.regions)) == len(set(article.actors)) == 3
            assert {actor for claim in article.claims for actor in claim.by} <= {*article.actors}
            assert 400 < len(body.split()) < 620
            assert len(article.summary) <= 400


def test_denials_answer_earlier_claims_of_others() -> None:
    earlier: dict[str, tuple[str, ...]] = {}
    denials = 0
    for article in chain.from_iterable(day.articles for day in days(Archive(300))):
        for claim in article.claims:
            if claim.answers:
                denials += 1
                assert claim.relation == "denies"
                assert not set(claim.by) & set(earlier[claim.answers])
        earlier |= {claim.id: claim.by for claim in article.claims}
    assert len(earlier) > 500
    assert denials > 100


def test_each_quote_stands_in_its_article_in_quotation_marks() -> None:
    quotes = 0
    for day in days(Archive(100)):
        for article, body in zip(day.articles, day.bodies, strict=True):
            for claim in article.claims:
                if claim.quote:
                    quotes += 1
                    assert f"“{claim.quote}," in body
    assert quotes > 50


def test_a_full_day_of_each_week_has_a_briefing_of_its_own_articles() -> None:
    found = list(days(Archive(14 * A_DAY)))
    briefings = [day.briefing for day in found if day.briefing]
    assert len(briefings) == 2
    for briefing in briefings:
        assert briefing.lead is not None
        assert briefing.lead.startswith(briefing.day.isoformat())
        assert 3 <= len(briefing.takeaways) <= 7
