"""A context for every template: an ordinary day, each thing that may be shown once or more."""

from __future__ import annotations

from typing import Any

from markupsafe import Markup

from tests.theme.records import (
    CARDS,
    CHANGES,
    CHANNEL,
    CORRECTION,
    COURIER,
    DATELINE,
    DENIAL,
    DIGEST,
    EASTMERE,
    FIGURE,
    LINES,
    MINISTRY,
    MONTHS,
    NORVIK,
    ORVANIA,
    PAIR,
    PROSE,
    REVISION,
    STANDING,
    TAKEAWAYS,
    WEEKDAYS,
    chart,
    control,
    counted,
    day_line,
    day_stories,
    figure,
    hour,
    link,
    moment,
    region_line,
    source,
    story,
    weeks,
)

Context = dict[str, Any]


def plain() -> dict[str, Context]:
    """A site on an ordinary day: all that a template may be given, each thing once or more."""
    stories = [story(), story("Ferries stay in port", time=False), story("An offer of talks")]
    stories[2].update({"corrected": True, "badge": "Draft", "party": "Orvania"})
    stories[1]["added"] = moment(28)
    month: Context = {
        "entity": NORVIK,
        "kind_name": "region",
        "name": "Norvik",
        "month": "April 2031",
        "days": [day_stories(*stories)],
        "claims": CARDS,
        "previous": link("March 2031", "2031/03/"),
        "next": link("May 2031", "2031/05/"),
    }
    return {
        "main": {"titled": True, "body": Markup("<h1>About</h1>") + PROSE},
        "home": {
            "dateline": DATELINE,
            "briefing": day_line(26),
            "takeaways": TAKEAWAYS,
            "composed": True,
            "claims": [PAIR, FIGURE],
            "regions": [region_line(), region_line("Eastmere"), region_line("Sund")],
            "disputes": [PAIR],
            "stories": stories,
            "week": [day_line(), day_line(24)],
            "claims_total": "12 claims",
        },
        "day": {
            "dateline": DATELINE,
            "title": "Norvik contested",
            "composed": True,
            "lead": stories[0],
            "takeaways": TAKEAWAYS,
            "changes": CHANGES,
            "narrative": STANDING,
            "sections": [
                {
                    "region": NORVIK,
                    "anchor": "norvik",
                    "stories": stories,
                    "elsewhere": [link("Harbour", "2031/04/26/a/")],
                    "claims": CARDS,
                },
                {
                    "region": None,
                    "anchor": "wider",
                    "stories": stories[:1],
                    "elsewhere": [],
                    "claims": [],
                },
            ],
            "sources": [counted("Norvik Courier", "sources/courier/", "3 articles")],
            "previous": day_line(),
            "next": day_line(27),
        },
        "month": {
            "name": "April 2031",
            "weekdays": [{"short": name[:2], "name": name} for name in WEEKDAYS],
            "weeks": weeks(),
            "days": [day_stories(*stories), day_stories(story(), day=25)],
            "previous": link("March 2031", "2031/03/"),
            "next": link("May 2031", "2031/05/"),
        },
        "year": {
            "name": "2031",
            "months": MONTHS,
            "previous": link("2030", "2030/"),
            "next": link("2032", "2032/"),
        },
        "archive": {
            "years": [{"name": "2031", "url": "2031/", "count": "42 articles", "months": MONTHS}]
        },
        "history": {
            "article": link("Norvik contested", "2031/04/26/norvik/"),
            "lang": None,
            "badge": "Draft",
            "published": moment(),
            "count": "1 revision",
            "zone": "Lorvia time",
            "revisions": [REVISION],
        },
        "article": {
            "title": "Harbour of Norvik claimed by both sides as ferries stay in port",
            "summary": "Orvania says that its marines hold it; Lorvia's staff denies that.",
            "lang": None,
            "authors": ("Ann Tarn", "Bo Reed", "Cy Holm"),
            "dateline": {
                "date": moment(),
                "time": hour(),
                "zone": "Lorvia time",
                "updated": moment(27),
            },
            "history": {**link("what was changed", "2031/04/26/a/history/"), "last": moment(27)},
            "badge": "Embargoed until 28 April 2031, 06:00 Lorvia time",
            "image": {
                "url": "media/harbour.svg",
                "alt": "Smoke over a quay",
                "credit": "Norvik Courier",
                "caption": "The western quay on Saturday.",
            },
            "body": PROSE,
            "regions": [NORVIK, EASTMERE],
            "actors": [ORVANIA, MINISTRY],
            "sources": [source(), source(COURIER, None)],
            "party": "Orvania",
            "claims": CARDS,
            "corrections": [CORRECTION],
            "related": stories,
            "cite": "The Lorvia Ledger, Harbour of Norvik claimed by both sides, 26 April 2031,"
            " https://example.org/2031/04/26/norvik-harbour/",
            "edit": "https://example.org/edit/norvik-harbour.md",
            "briefing": link("26 April 2031", "2031/04/26/"),
        },
        "regions": {"regions": [region_line(), region_line("Eastmere")]},
        "region": {
            "name": "Norvik",
            "country": "Lorvia",
            "iso": "LO-NV",
            "summary": "The northern shore of the island, with its only deep harbour.",
            "background": STANDING,
            "dateline": {"latest": moment(), "articles": "41 articles", "sources": "6 sources"},
            "control": [
                {"party": "Orvania", "lines": [control(), control("refuted")], "earlier": None},
                {"party": "Lorvia", "lines": [control("claimed")], "earlier": "2 earlier claims"},
            ],
            "stories": stories,
            "disputes": [PAIR],
            "figures": [figure()],
            "more_figures": [link("Ferries", "figures/ferries/")],
            "neighbours": [EASTMERE],
            "months": MONTHS,
            "wikidata": "Q0",
        },
        "entity_month": month,
        "actors": {
            "groups": [
                {
                    "name": "Persons",
                    "anchor": "persons",
                    "actors": [
                        {
                            **counted("General Tarn", "actors/tarn/", "5 articles"),
                            "role": "Chief of the General Staff",
                            "party": "Orvania",
                        },
                        {
                            **counted("Ada Sund", "actors/sund/", "1 article"),
                            "role": None,
                            "party": None,
                        },
                    ],
                }
            ]
        },
        "actor": {
            "name": "General Tarn",
            "kind": "person",
            "party": ORVANIA,
            "summary": "Commands the forces of Orvania on the island.",
            "roles": [
                {"title": "Chief of the General Staff", "since": moment(1), "until": None},
                {"title": "Commander of the marines", "since": None, "until": moment(1)},
            ],
            "background": STANDING,
            "claims": CARDS,
            "said_of": [DENIAL],
            "quotes": [PAIR],
            "figures": [figure()],
            "more_figures": [link("Ferries", "figures/ferries/")],
            "stories": stories,
            "companions": [counted("Orvania", "actors/orvania/", "12 articles")],
            "months": MONTHS,
            "wikidata": "Q0",
        },
        "sources": {
            "groups": [
                {
                    "name": "Newspapers",
                    "anchor": "newspapers",
                    "sources": [
                        {
                            **counted("Norvik Courier", "sources/courier/", "5 articles"),
                            "owner": "Courier House",
                        }
                    ],
                }
            ]
        },
        "source": {
            "name": "Norvik Courier",
            "kind": "Newspaper",
            "owner": ORVANIA,
            "party": "Orvania",
            "external": "https://example.net/",
            "lang": "Lorvian",
            "summary": "The island's daily.",
            "background": STANDING,
            "stories": stories,
            "claims": [FIGURE],
            "claims_total": "14 claims",
            "outcomes": [
                {
                    **counted("Denied by others", "source/#denied", "12 claims"),
                    "anchor": "denied",
                    "claims": [PAIR],
                    "months": MONTHS,
                }
            ],
            "alone_total": "14 articles",
            "alone": [counted("The quay", "2031/04/26/quay/", "26 April 2031")],
            "alone_months": MONTHS,
            "chains": [{"steps": [CHANNEL, COURIER, DIGEST], "count": "2 articles"}],
            "months": MONTHS,
        },
        "claims": {
            "disputes": [PAIR],
            "newest": CARDS,
            "months": MONTHS,
            "counts": ["12 claims", "5 open disputes"],
            "facets": [
                {"name": "By state", "links": [counted("Disputed claims", "claims/states/x/", "5")]}
            ],
        },
        "claims_facet": {
            "title": "Disputed claims",
            "count": "5 claims",
            "claims": CARDS,
            "months": MONTHS,
            "previous": None,
            "next": None,
        },
        "claims_month": {
            "name": "April 2031",
            "days": [{"day": day_line(day), "claims": CARDS} for day in (26, 25)],
            "previous": link("March 2031", "2031/03/"),
            "next": None,
        },
        "claim": {
            "kind": link("Claim of control", "claims/kinds/control/"),
            "claim": PAIR,
            "is_long": True,
            "thread": FIGURE,
            "states": [
                {
                    "state": "claimed",
                    "on": moment(),
                    "how": "resting on",
                    "by": None,
                    "note": None,
                },
                {
                    "state": "disputed",
                    "on": moment(),
                    "how": "resting on its denial by",
                    "by": link("General Staff of Lorvia: fighting goes on", "claims/denial/"),
                    "note": "Denied within the hour.",
                },
                {
                    "state": "refuted",
                    "on": moment(27),
                    "how": "resting on",
                    "by": COURIER,
                    "note": None,
                },
            ],
            "answer_months": MONTHS,
            "article": stories[0],
            "cite": "Claim by General Tarn, 26 April 2031: The harbour is held. The Lorvia Courier",
        },
        "figures": {
            "figures": [
                {
                    **counted("Boats lost", "figures/boats/", "4 claims"),
                    "latest": "about 40 boats",
                    "by": "General Staff of Lorvia",
                    "date": moment(),
                    "state": "disputed",
                    "rivals": LINES[0]["rivals"],
                }
            ]
        },
        "figure": {
            "name": "Boats lost",
            "unit": "boats",
            "counts": ["4 claims", "2 claimants"],
            "chart": chart(),
            "lines": LINES,
            "cut": "The latest 2 of 4 claims",
            "months": MONTHS,
        },
        "figure_month": {
            "figure": link("Boats lost", "figures/boats/"),
            "month": "April 2031",
            "unit": "boats",
            "chart": chart(),
            "lines": LINES,
            "cut": None,
            "previous": link("March 2031", "2031/03/"),
            "next": None,
        },
        "corrections": {"corrections": [CORRECTION]},
        "data": {
            "package": "data/datapackage.json",
            "licence": link("CC-BY-4.0", ""),
            "tables": [
                {
                    "name": "Claims",
                    "about": "A row a claim.",
                    "files": [
                        {
                            "of": link("April 2031", "claims/2031/04/"),
                            "files": [link("CSV", "data/claims/2031-04.csv")],
                        }
                    ],
                    "columns": [{"name": "says", "type": "string", "description": "Its words."}],
                }
            ],
        },
        "not_found": {},
        "redirect": {"target": link("Harbour of Norvik", "2031/04/26/norvik-harbour/")},
        "problems": {
            "problems": [
                {
                    "place": "content/articles/harbour.md:12:9",
                    "message": "unknown actor 'general-tran'",
                    "hint": "did you mean 'general-tarn'?",
                },
                {"place": "content/articles/ferry.md:3:1", "message": "missing key", "hint": None},
            ]
        },
    }
