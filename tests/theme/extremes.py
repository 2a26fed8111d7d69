"""The same contexts at their ends: empty, and with hundreds of stories, long names, Cyrillic."""

from __future__ import annotations

from typing import Any

from briefings.pages import views
from tests.theme.plain import Context, plain
from tests.theme.records import (
    PAIR,
    RIVALS,
    TARN,
    card,
    claimant,
    day_stories,
    region_line,
    story,
    takeaway,
)

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
    "history",
    "lang",
    "lead",
    "party",
    "unit",
    "cut",
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
            return {
                "since": None,
                "new": [],
                "new_count": "no new claims",
                "states": [],
                "figures": [],
                "corrections": [],
            }
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
    contexts["month"]["days"] = [day_stories(*stories, day=day) for day in (26, 25)]
    contexts["article"].update(title=CYRILLIC, summary=CYRILLIC, lang="uk", claims=[deep])
    contexts["actor"].update(name=LONG, claims=cards, stories=stories)
    contexts["region"].update(name=UNBROKEN, stories=stories, disputes=cards)
    line: views.FigureLine = {
        "number": "about −24,000,000 to 30,000,000",
        "claim": deep,
        "rivals": RIVALS,
    }
    chart = contexts["figure"]["chart"]
    marks = [{**chart["marks"][3], "said": LONG[:44], "top": 62 * n} for n in range(300)]
    chart = {**chart, "height": 62 * 300 + 26, "marks": marks, "description": f"{CYRILLIC}; " * 300}
    for kind in ("figure", "figure_month"):
        contexts[kind].update(chart=chart, lines=[line] * 300)
    contexts["figure"].update(name=UNBROKEN)
    contexts["source"].update(name=LONG, claims=cards, stories=stories)
    contexts["claim"].update(claim=deep, thread=deep)
    contexts["entity_month"].update(name=LONG, days=[day_stories(*stories)], claims=cards)
    return contexts
