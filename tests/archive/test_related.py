"""Related articles, without comparing all with all."""

from __future__ import annotations

from briefings.archive import Related, index
from briefings.archive.related import WINDOW
from briefings.model import Article
from tests.records import NOW, article, claim, records


def relate(*articles: Article) -> Related:
    return index(records(articles), NOW).related


def ids(articles: list[Article]) -> list[str]:
    return [a.id for a in articles]


def test_named_then_answered_then_of_the_same_region_and_actors() -> None:
    named = article("2030-05-01/named")
    answered = article("2030-05-02/answered", claim("2030-05-02/answered#a", by="mayor"))
    alike = article("2030-05-03/alike", regions=("norvik",), actors=("tarn",))
    apart = article("2030-05-03/apart", regions=("norvik",))
    this = article(
        "2030-05-04/this",
        claim("2030-05-04/this#no", relation="denies", answers="2030-05-02/answered#a"),
        related=(named.id,),
        regions=("norvik",),
    )
    related = relate(named, answered, alike, apart, this)
    assert ids(related.to(this)) == [named.id, answered.id, alike.id]
    assert ids(related.to(answered)) == [this.id]


def test_a_later_article_changes_nothing_for_an_earlier_one() -> None:
    of = [article(f"2030-05-{n:02}/x", regions=("norvik",), actors=("tarn",)) for n in range(1, 9)]
    before = relate(*of[:-1])
    after = relate(*of)
    assert [ids(before.to(a)) for a in of[:-1]] == [ids(after.to(a)) for a in of[:-1]]


def test_only_the_latest_few_under_a_region_are_looked_at() -> None:
    many = [
        article(f"20{n:02}-01-01/x", regions=("norvik",), actors=("tarn",))
        for n in range(10, 10 + WINDOW + 5)
    ]
    related = relate(*many)
    found = related.to(many[-1], limit=100)
    assert ids(found) == ids(list(reversed(many[-1 - WINDOW : -1])))
