"""Contexts for every template, typed by what pages promise: plain days, extreme ones, empty ones.

The island of Lorvia and all on it are invented.
"""

from __future__ import annotations

from typing import Any

from markupsafe import Markup

from briefings.pages import views

Context = dict[str, Any]

SITE: views.SiteView = {
    "name": "The Lorvia Ledger",
    "description": "Daily briefings from the island of Lorvia. Who says what, and who denies it.",
    "url": "https://example.org/",
    "language": "en",
    "preview": False,
    "sections": [
        {"name": "Latest", "url": ""},
        {"name": "Regions", "url": "regions/"},
        {"name": "Actors", "url": "actors/"},
        {"name": "Claims", "url": "claims/"},
        {"name": "Archive", "url": "archive/"},
    ],
    "pages": [{"name": "About", "url": "about/"}, {"name": "Methodology", "url": "methodology/"}],
}

SECTIONS = {
    "home": "latest",
    "day": "latest",
    "region": "regions",
    "regions": "regions",
    "entity_month": "regions",
    "actor": "actors",
    "actors": "actors",
    "claim": "claims",
    "claims": "claims",
    "claims_month": "claims",
    "archive": "archive",
    "month": "archive",
    "year": "archive",
}


def page(kind: str) -> views.PageView:
    return {
        "title": "Norvik contested",
        "description": "Both sides say that they hold the harbour.",
        "kind": kind,
        "section": SECTIONS.get(kind, ""),
        "crumbs": []
        if kind == "home"
        else [link("Archive", "archive/"), link("2031", "2031/"), link("April", "2031/04/")],
        "url": "" if kind == "home" else f"{kind}/",
        "base": "./" if kind == "home" else "../",
        "canonical": f"https://example.org/{kind}/",
        "json_ld": Markup('{"@context":"https://schema.org","@type":"NewsArticle"}'),
        "lang": None,
        "published": "2031-04-26T18:30:00+03:00",
        "modified": "2031-04-27T08:00:00+03:00",
        "image": "https://example.org/media/harbour.svg",
        "unlisted": kind == "not_found",
    }


def link(name: str, url: str) -> views.Link:
    return {"name": name, "url": url}


def counted(name: str, url: str, count: str) -> views.Counted:
    return {"name": name, "url": url, "count": count}


def moment(day: int = 26) -> views.Moment:
    return {"iso": f"2031-04-{day:02}", "text": f"{day} April 2031"}


def hour(text: str = "18:30") -> views.Moment:
    return {"iso": f"2031-04-26T{text}:00+03:00", "text": text}


NORVIK = link("Norvik", "regions/norvik/")
EASTMERE = link("Eastmere", "regions/eastmere/")
ORVANIA = link("Orvania", "actors/orvania/")
MINISTRY = link("Ministry of Defence of Orvania", "actors/ministry/")
COURIER = link("Norvik Courier", "sources/courier/")
CHANNEL = link("Staff of Lorvia, channel", "sources/channel/")
DIGEST = link("The Tidewater Digest", "sources/digest/")


def source(name: views.Link = CHANNEL, via: views.Link | None = DIGEST) -> views.SourceView:
    return {
        "name": name["name"],
        "url": name["url"],
        "via": via,
        "external": "https://example.net/report",
        "published": moment(),
        "retrieved": moment(27),
        "archive": "https://example.net/archive/report",
    }


def story(
    title: str = "Harbour of Norvik claimed by both sides as ferries stay in port",
    *,
    lang: str | None = None,
    time: bool = True,
) -> views.Story:
    return {
        "title": title,
        "url": "2031/04/26/norvik-harbour/",
        "summary": "Orvania says that its marines hold the harbour; the staff of Lorvia says that"
        " fighting there goes on and that the eastern quay never changed hands.",
        "lang": lang,
        "date": moment(),
        "time": hour() if time else None,
        "regions": [NORVIK, EASTMERE],
        "actors": [ORVANIA, link("General Tarn", "actors/tarn/")],
        "sources": [COURIER],
        "badge": None,
        "corrected": False,
    }


def claimant(name: str, role: str | None = None) -> views.Claimant:
    return {"name": name, "url": "actors/someone/", "role": role}


def card(
    says: str,
    who: views.Claimant,
    *answers: views.ClaimCard,
    state: str = "claimed",
    relation: str | None = None,
    quote: str | None = None,
    fidelity: str | None = None,
    figure: str | None = None,
) -> views.ClaimCard:
    return {
        "url": "claims/2031/04/26/norvik-harbour/harbour/",
        "claimants": [who],
        "kind": "control",
        "date": moment(),
        "says": says,
        "quote": quote,
        "fidelity": fidelity,
        "lang": None,
        "figure": figure,
        "state": {"name": state, "since": None if state == "claimed" else moment()},
        "later": None,
        "source": source(),
        "article": link("Harbour of Norvik claimed by both sides", "2031/04/26/norvik-harbour/"),
        "regions": [NORVIK],
        "relation": relation,
        "answering": None,
        "answers": list(answers),
        "badge": None,
    }


TARN = claimant("General Tarn", "Chief of the General Staff of Orvania")
STAFF = claimant("General Staff of Lorvia")
FISHERS = claimant("Fishers' Union of Eastmere")

REPLY = card("The eastern quay was never left.", TARN, relation="denies")
DENIAL = card(
    "Fighting in the harbour goes on, and the eastern quay is held.",
    STAFF,
    REPLY,
    state="disputed",
    relation="denies",
    quote="The statements about the harbour have nothing to do with the truth",
    fidelity="translated",
)
PAIR = card(
    "The harbour of Norvik is wholly in Orvanian hands.",
    TARN,
    DENIAL,
    state="disputed",
    quote="The harbour is ours, to the last bollard",
)
FIGURE = card(
    "Some 4,000 islanders have crossed to Eastmere since Monday.",
    FISHERS,
    figure="about 4,000 people",
)
SETTLED = [
    card(
        "The lighthouse was shelled on Friday.",
        STAFF,
        card("Its lamp is out.", FISHERS, relation="confirms"),
        state="confirmed",
    ),
    card("The ferry Aurora sank.", FISHERS, state="refuted"),
    card("A cease-fire begins on Sunday.", TARN, state="withdrawn"),
]
LATER: views.ClaimCard = {
    **card("No marines have landed at Eastmere.", STAFF, quote="None at all"),
    "fidelity": "wording not verified",
    "later": {"name": "disputed", "since": moment(28)},
    "answering": link("General Tarn: marines have landed at Eastmere", "claims/landed/"),
    "relation": "denies",
}
CARDS = [PAIR, FIGURE, *SETTLED, LATER]

DATELINE: views.Dateline = {
    "weekday": "Saturday",
    "day": moment(),
    "as_of": hour(),
    "zone": "Lorvia time",
    "articles": "7 articles",
    "sources": "3 sources",
}


def takeaway(text: str) -> views.TakeawayView:
    return {
        "text": text,
        "claims": [link("The harbour is held", "claims/harbour/")],
        "articles": [link("Harbour of Norvik claimed by both sides", "2031/04/26/a/")],
        "sources": [COURIER, CHANNEL],
    }


TAKEAWAYS = [
    takeaway("Orvania says it holds the whole harbour of Norvik; Lorvia's staff denies it."),
    takeaway("The Fishers' Union counts about 4,000 people who crossed to Eastmere since Monday."),
    takeaway("Neither side confirms the cease-fire that the envoys announced for Sunday."),
]


def day_line(day: int = 25) -> views.DayLine:
    return {
        "title": "Ferries stop, and both sides speak of an offer",
        "url": f"2031/04/{day:02}/",
        "weekday": "Friday",
        "day": moment(day),
        "count": "5 articles",
    }


def control(state: str = "disputed") -> views.ControlLine:
    return {
        "party": "Orvania",
        "claimants": [TARN],
        "date": moment(),
        "says": "The harbour is wholly in Orvanian hands.",
        "url": "claims/harbour/",
        "state": {"name": state, "since": moment()},
        "badge": None,
    }


def region_line(name: str = "Norvik") -> views.RegionLine:
    return {
        "name": name,
        "url": "regions/norvik/",
        "country": "Lorvia",
        "count": "4 articles today",
        "trend": "two new claims, one disputed",
        "control": [control(), {**control("claimed"), "party": "Lorvia"}],
    }


CORRECTION: views.CorrectionView = {
    "date": moment(27),
    "text": "An earlier version gave the number of ferries as nine; it is seven.",
    "article": link("Ferries stay in port", "2031/04/26/ferries/"),
    "claim": link("Seven ferries stay in port", "claims/ferries/"),
}

CHANGES: views.Changes = {
    "since": link("25 April 2031", "2031/04/25/"),
    "new": [link("General Tarn: the harbour is held", "claims/harbour/")],
    "states": [
        {
            "claim": link("The lighthouse was shelled", "claims/lighthouse/"),
            "by": "Norvik Courier",
            "before": "claimed",
            "after": "confirmed",
            "on": moment(),
        }
    ],
    "corrections": [CORRECTION],
}

STANDING = Markup(
    "<p>The harbour of Norvik has three quays, and since Friday each of them has been claimed by"
    ' both sides. <a href="../regions/norvik/">Norvik</a> lies where the strait is narrowest.</p>'
    "<h3>What can be seen</h3><p>Pictures from the ferry terminal show smoke over the western"
    " quay. They show nothing of who holds it.</p><blockquote><p>“The harbour is ours, to the"
    " last bollard.”</p></blockquote><ul><li>Seven ferries</li><li>Two tugs</li></ul>"
)

PROSE = Markup(str(STANDING).replace("h3>", "h2>"))

MONTHS = [counted("April 2031", "2031/04/", "41 articles"), counted("May 2031", "2031/05/", "1")]
WEEKDAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]


def calendar_day(number: int) -> views.CalendarDay:
    briefed = number % 3 != 0
    return {
        "number": number,
        "url": f"2031/04/{number:02}/" if briefed else None,
        "label": f"{number} April, {'5 articles' if briefed else 'no briefing'}",
        "iso": f"2031-04-{number:02}",
    }


def weeks() -> list[list[views.CalendarDay]]:
    outside: views.CalendarDay = {"number": 0, "url": None, "label": "", "iso": ""}
    days = [outside, *map(calendar_day, range(1, 31)), *[outside] * 4]
    return [days[start : start + 7] for start in range(0, len(days), 7)]


def day_stories(*stories: views.Story) -> views.DayStories:
    return {"day": day_line(26), "stories": list(stories)}


def plain() -> dict[str, Context]:
    """A site on an ordinary day: all that a template may be given, each thing once or more."""
    stories = [story(), story("Ferries stay in port", time=False), story("An offer of talks")]
    stories[2].update({"corrected": True, "badge": "Draft"})
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
            "days": [day_stories(*stories), day_stories(story())],
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
        "article": {
            "title": "Harbour of Norvik claimed by both sides as ferries stay in port",
            "summary": "Orvania says that its marines hold it; Lorvia's staff denies that.",
            "lang": None,
            "dateline": {
                "date": moment(),
                "time": hour(),
                "zone": "Lorvia time",
                "updated": moment(27),
            },
            "badge": "Embargoed until 28 April 2031, 06:00 Lorvia time",
            "image": {
                "src": "media/harbour.svg",
                "alt": "Smoke over a quay",
                "credit": "Norvik Courier",
                "caption": "The western quay on Saturday.",
            },
            "body": PROSE,
            "regions": [NORVIK, EASTMERE],
            "actors": [ORVANIA, MINISTRY],
            "sources": [source(), source(COURIER, None)],
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
            "control": [control(), control("claimed")],
            "control_history": [control("refuted")],
            "stories": stories,
            "disputes": [PAIR],
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
            "kind": "newspaper",
            "group": "Newspapers",
            "owner": ORVANIA,
            "party": "Orvania",
            "external": "https://example.net/",
            "lang": "Lorvian",
            "summary": "The island's daily.",
            "background": STANDING,
            "stories": stories,
            "claims": [FIGURE],
            "read_at": [counted("The Tidewater Digest", "sources/digest/", "3 articles")],
            "origin_of": [counted("Staff of Lorvia, channel", "sources/channel/", "2 articles")],
            "months": MONTHS,
        },
        "claims": {
            "disputes": [PAIR],
            "newest": CARDS,
            "months": MONTHS,
            "counts": ["12 claims", "5 open disputes"],
        },
        "claims_month": {
            "name": "April 2031",
            "days": [{"day": link("26 April 2031", "2031/04/26/"), "claims": CARDS}],
            "previous": link("March 2031", "2031/03/"),
            "next": None,
        },
        "claim": {
            "claim": PAIR,
            "chain": [FIGURE],
            "states": [
                {"state": "claimed", "on": moment(), "by": None, "note": None},
                {
                    "state": "disputed",
                    "on": moment(),
                    "by": link("General Staff of Lorvia: fighting goes on", "claims/denial/"),
                    "note": "Denied within the hour.",
                },
            ],
            "article": stories[0],
        },
        "corrections": {"corrections": [CORRECTION]},
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


OPTIONAL = {
    "dateline",
    "briefing",
    "narrative",
    "image",
    "background",
    "summary",
    "country",
    "iso",
    "wikidata",
    "badge",
    "edit",
    "lang",
    "lead",
    "party",
    "owner",
    "external",
    "previous",
    "next",
}


def bare() -> dict[str, Context]:
    """The same pages with every list empty and all that may be absent absent."""

    def empty(kind: str, key: str, value: Any) -> Any:
        if isinstance(value, list):
            return value if key in ("weekdays", "weeks") else []
        if key == "changes":
            return {"since": None, "new": [], "states": [], "corrections": []}
        if key == "dateline" and kind == "region":
            return {"latest": None, "articles": "No articles", "sources": "no sources"}
        required = (kind, key) in {
            ("day", "dateline"),
            ("article", "dateline"),
            ("article", "briefing"),
            ("article", "summary"),
        }
        return None if key in OPTIONAL and not required else value

    return {
        kind: {key: empty(kind, key, value) for key, value in context.items()}
        for kind, context in plain().items()
    }


LONG = "The Provisional Joint Coordination Council of Northern Lorvia"
UNBROKEN = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft"
CYRILLIC = "Генеральний штаб заперечує: бої в порту тривають, східний причал утримано"


def extreme() -> dict[str, Context]:
    """Hundreds of stories, long and unbroken names, Cyrillic, markup as text, deep answers."""
    contexts = plain()
    stories = [story(f"{CYRILLIC} ({number})", lang="uk") for number in range(299)]
    stories += [story(f"{UNBROKEN} <script>alert(1)</script> & “more”")]
    deep = card("No.", claimant(LONG, f"Speaker of the {LONG}"), relation="denies")
    for state in ("claimed", "disputed", "confirmed", "refuted", "withdrawn"):
        deep = card(CYRILLIC, claimant(LONG, LONG), deep, state=state, relation="amends")
    deep = {
        **deep,
        "relation": None,
        "claimants": [TARN, claimant(LONG)],
        "quote": CYRILLIC,
        "lang": "uk",
        "fidelity": "translated",
        "badge": "Draft",
        "figure": "24,000,000 to 30,000,000 settlements (of all that there are)",
        "source": None,
    }
    cards = [deep, PAIR] * 20
    contexts["home"].update(stories=stories[:20], claims=[deep], disputes=[deep])
    contexts["home"]["regions"] = [region_line(LONG), region_line(UNBROKEN)] * 10
    contexts["day"].update(title=UNBROKEN, takeaways=[takeaway(UNBROKEN)] * 7)
    contexts["day"]["sections"][0].update(stories=stories, claims=cards)
    contexts["month"]["days"] = [day_stories(*stories)] * 2
    contexts["article"].update(title=CYRILLIC, summary=CYRILLIC, lang="uk", claims=[deep])
    contexts["actor"].update(name=LONG, claims=cards, stories=stories)
    contexts["region"].update(name=UNBROKEN, stories=stories, disputes=cards)
    contexts["claim"].update(claim=deep, chain=[deep])
    contexts["entity_month"].update(name=LONG, days=[day_stories(*stories)], claims=cards)
    return contexts
