"""The small views that sample pages are made of, typed by what pages promise.

The island of Lorvia and all on it are invented.
"""

from __future__ import annotations

import re

from markupsafe import Markup

from briefings.pages import menu, views

SITE: views.SiteView = {
    "name": "The Lorvia Ledger",
    "description": "Daily briefings from the island of Lorvia. Who says what, and who denies it.",
    "url": "https://example.org/",
    "language": "en",
    "preview": False,
    "has_feeds": True,
    "sections": menu("masthead"),
    "footer": menu("footer"),
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
        "feeds": [{"name": "Latest", "url": "feed.xml", "type": "application/atom+xml"}],
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
        "beyond": [COURIER] if via else [],
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
        "party": None,
        "badge": None,
        "added": None,
        "corrected": False,
        "also": [link("Harbour Herald: Both sides claim the harbour", "2031/04/26/copy/")],
    }


def claimant(name: str, role: str | None = None) -> views.Claimant:
    return {"name": name, "url": "actors/someone/", "role": role}


def standing(state: str) -> views.StateView:
    """A state, with what it rests on where it can only be an editor's entry."""
    entered = state in ("confirmed", "refuted", "withdrawn")
    return {
        "name": state,
        "since": None if state == "claimed" else moment(),
        "ground": COURIER if entered else None,
    }


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
    slug = re.sub("[^a-z]+", "-", says.lower()).strip("-")
    return {
        "url": f"claims/2031/04/26/norvik-harbour/{slug}/",
        "as_of": state,
        "claimants": [who],
        "date": moment(),
        "says": says,
        "quote": quote,
        "fidelity": fidelity,
        "passage": "2031/04/26/norvik-harbour/#:~:text=The%20harbour%20is%20ours"
        if quote
        else None,
        "lang": None,
        "figure": figure,
        "figure_url": "figures/boats/" if figure else None,
        "state": standing(state),
        "later": None,
        "source": source(),
        "article": link("Harbour of Norvik claimed by both sides", "2031/04/26/norvik-harbour/"),
        "regions": [NORVIK],
        "relation": relation,
        "answering": None,
        "rival": None,
        "settled": None,
        "answers": list(answers),
        "more": None,
        "way": "",
        "corrections": [],
        "badge": None,
    }


def chart() -> views.ChartView:
    """A dot, a ring, a range and a broken one on an axis to 100."""

    def mark(top: int, low: float, high: float, state: str | None, *, approx: bool) -> views.Mark:
        number = f"{'about ' if approx else ''}{low:g}{f' to {high:g}' if high > low else ''}"
        return {
            "number": number,
            "day": "26 April 2031",
            "said": "General Staff of Lorvia",
            "state": state,
            "approx": approx,
            "low": low,
            "high": high,
            "top": top,
        }

    return {
        "label": "4 numbers. Axis from 0 to 100 boats.",
        "description": "40, General Staff of Lorvia, 26 April 2031",
        "caption": "Axis from 0 to 100 boats. A ring is a number given as approximate.",
        "height": 4 * 62 + 26,
        "ticks": [
            {"text": "0", "at": 0.0, "anchor": "start"},
            {"text": "50", "at": 50.0, "anchor": "middle"},
            {"text": "100", "at": 100.0, "anchor": "end"},
        ],
        "marks": [
            mark(0, 40, 40, None, approx=False),
            mark(62, 45, 45, "disputed", approx=True),
            mark(124, 10, 90, None, approx=False),
            mark(186, 20, 30, "withdrawn", approx=True),
        ],
    }


def figure(name: str = "Boats lost") -> views.FigureView:
    return {"name": name, "url": "figures/boats/", "count": "4 claims", "chart": chart()}


TARN = claimant("General Tarn", "Chief of the General Staff of Orvania")
STAFF = claimant("General Staff of Lorvia")
FISHERS = claimant("Fishers' Union of Eastmere")

REPLY = card("The eastern quay was never left.", TARN, relation="denies", state="disputed")
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
    "later": {"name": "disputed", "since": moment(28), "ground": None},
    "answering": link("General Tarn: marines have landed at Eastmere", "claims/landed/"),
    "relation": "denies",
}
DENIED: views.ClaimCard = {
    **card("Marines have landed at Eastmere.", TARN, state="confirmed"),
    "settled": "what it denies was confirmed",
}
OTHER_SIDE: views.ClaimCard = {
    **card(
        "Nobody has landed at Eastmere.",
        STAFF,
        {
            **card("Somebody has.", FISHERS, relation="denies", state="withdrawn"),
            "settled": "this denial was withdrawn",
        },
        relation="denies",
        state="disputed",
    ),
    "answering": link("General Tarn: marines have landed at Eastmere", "claims/landed/"),
    "rival": DENIED,
    "more": link("and 970 more answers", "claims/landed/"),
}
CARDS = [PAIR, FIGURE, *SETTLED, LATER, OTHER_SIDE]
RIVALS: views.Rivals = {
    "named": [
        {
            "relation": "denies",
            "name": "General Tarn",
            "url": "claims/landed/",
            "state": standing("confirmed"),
            "settled": "what it denies was confirmed",
        },
        {
            "relation": "denied by",
            "name": "Fishers' Union of Eastmere",
            "url": "claims/somebody/",
            "state": standing("disputed"),
            "settled": None,
        },
    ],
    "more": link("and 968 more", "claims/nobody/"),
}
LINES: list[views.FigureLine] = [
    {"number": "about 4,000", "claim": {**FIGURE, "badge": "Draft"}, "rivals": RIVALS},
    {"number": "10 to 90", "claim": FIGURE, "rivals": {"named": [], "more": None}},
]

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
        "number": str(day),
        "count": "5 articles",
    }


def control(state: str = "disputed") -> views.ControlLine:
    return {
        "party": "Orvania",
        "claimants": [TARN],
        "date": moment(),
        "says": "The harbour is wholly in Orvanian hands.",
        "url": "claims/harbour/",
        "state": standing(state),
        "rivals": RIVALS if state == "disputed" else {"named": [], "more": None},
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
    "new_count": "1 new claim",
    "states": [
        {
            "claim": link("The lighthouse was shelled", "claims/lighthouse/"),
            "how": "resting on",
            "by": link("Norvik Courier", "sources/courier/"),
            "before": "claimed",
            "after": "confirmed",
            "on": moment(),
        }
    ],
    "figures": [
        {
            "claim": link("Fishers' Union: 4,000 have crossed", "claims/crossed/"),
            "now": "about 4,000 people",
            "before": link("General Tarn: 3,000 have crossed", "claims/crossed-before/"),
            "then": "3,000 people",
            "figure_url": "figures/crossings/",
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
    '<div class="table" role="group" aria-label="Table" tabindex="0"><table><thead><tr>'
    '<th>Quay</th><th class="align-center">Side</th><th class="align-right">Ferries</th>'
    '</tr></thead><tbody><tr><td>Western</td><td class="align-center">Orvania</td>'
    '<td class="align-right">7</td></tr></tbody></table></div>'
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


def day_stories(*stories: views.Story, day: int = 26) -> views.DayStories:
    return {"day": day_line(day), "stories": list(stories)}


def words(fate: str, text: str = "") -> views.WordsView:
    return {"fate": fate, "text": text}


REVISION: views.RevisionView = {
    "on": moment(27),
    "time": hour(),
    "commit": "0123456789",
    "changes": [
        {
            "name": "Text",
            "passages": [
                {
                    "paragraphs": [
                        [words("omitted"), words("kept", "The quay is"), words("removed", "ours")],
                        [words("added", "not theirs")],
                    ],
                    "claim": None,
                }
            ],
        },
        {
            "name": "Claims",
            "passages": [
                {"paragraphs": [[words("added", "The quay is held")]], "claim": "claims/a/b/"}
            ],
        },
    ],
}
