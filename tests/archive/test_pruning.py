"""Nothing is left that names what isn't there."""

from __future__ import annotations

from datetime import date

from briefings.archive import prune
from briefings.model import Briefing, Correction, Status, Takeaway
from tests.records import article, claim, records

GONE = "2030-05-01/gone"


def test_what_names_an_article_that_isnt_there_says_nothing_of_it() -> None:
    left = article(
        "2030-05-02/left",
        claim(
            "2030-05-02/left#reply",
            relation="denies",
            answers=f"{GONE}#plan",
            status=(Status(date(2030, 5, 3), "confirmed", f"{GONE}#plan"),),
        ),
        related=(GONE,),
        corrections=(Correction(date(2030, 5, 4), "The name.", f"{GONE}#plan"),),
    )
    takeaways = (Takeaway("Gone.", articles=(GONE,)), Takeaway("Left.", ("2030-05-02/left#reply",)))
    of = records(
        [left],
        [
            Briefing(date(2030, 5, 2), "content/briefings/2030-05-02.md", takeaways=takeaways),
            Briefing(date(2030, 5, 3), "content/briefings/2030-05-03.md", lead=GONE),
        ],
    )
    pruned = prune(of, of.articles)
    assert GONE not in repr(pruned)
    assert [t.text for t in pruned.briefings[date(2030, 5, 2)].takeaways] == ["Left."]
    assert list(pruned.briefings) == [date(2030, 5, 2)]


def test_an_answer_to_a_claim_that_is_there_stays() -> None:
    first = article("2030-05-01/first", claim("2030-05-01/first#open"))
    reply = claim("2030-05-02/reply#shut", relation="denies", answers="2030-05-01/first#open")
    of = records([first, article("2030-05-02/reply", reply)])
    assert prune(of, of.articles).articles == of.articles
