"""Format dates, times and numbers in English, whatever the machine's locale."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from zoneinfo import ZoneInfo

from briefings.model import Figure
from briefings.pages.views import Moment

MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
LANGUAGES = {
    "ar": "Arabic",
    "be": "Belarusian",
    "bg": "Bulgarian",
    "cs": "Czech",
    "de": "German",
    "en": "English",
    "es": "Spanish",
    "et": "Estonian",
    "fa": "Persian",
    "fi": "Finnish",
    "fr": "French",
    "he": "Hebrew",
    "hu": "Hungarian",
    "it": "Italian",
    "ja": "Japanese",
    "ka": "Georgian",
    "ko": "Korean",
    "lt": "Lithuanian",
    "lv": "Latvian",
    "nl": "Dutch",
    "pl": "Polish",
    "pt": "Portuguese",
    "ro": "Romanian",
    "ru": "Russian",
    "sk": "Slovak",
    "sv": "Swedish",
    "tr": "Turkish",
    "uk": "Ukrainian",
    "zh": "Chinese",
}


def day_text(day: date) -> str:
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def day_moment(day: date) -> Moment:
    return {"iso": day.isoformat(), "text": day_text(day)}


def time_moment(at: datetime) -> Moment:
    """Return the time of day: `18:30`."""
    return {"iso": at.isoformat(timespec="seconds"), "text": f"{at:%H:%M}"}


def partial_moment(text: str | None) -> Moment | None:
    """Return `2024`, `2024-02` or `2024-02-08` as a moment."""
    if text is None:
        return None
    parts = [int(part) for part in text.split("-")]
    words = [str(parts[0])]
    if len(parts) > 1:
        words.insert(0, MONTHS[parts[1] - 1])
    if len(parts) > 2:
        words.insert(0, str(parts[2]))
    return {"iso": text, "text": " ".join(words)}


def weekday(day: date) -> str:
    return WEEKDAYS[day.weekday()]


def month_text(month: str) -> str:
    """`2025-04` -> `April 2025`."""
    year, number = month.split("-")
    return f"{MONTHS[int(number) - 1]} {year}"


def zone_text(zone: ZoneInfo) -> str:
    """`Europe/Kyiv` -> `Kyiv time`."""
    # Not the abbreviation, which is another one in summer: EET, EEST.
    city = zone.key.rpartition("/")[2].replace("_", " ")
    return "UTC" if city in ("UTC", "GMT", "Universal", "Zulu") else f"{city} time"


def count(number: int, one: str) -> str:
    """`no articles`, `1 article`, `1,200 articles`."""
    amount = f"{number:,}" if number else "no"
    return f"{amount} {one if number == 1 else one + 's'}"


def name_of_id(id_: str) -> str:
    """A readable name for an id that has no record: `united-states` -> `United States`."""
    return id_.upper() if len(id_) <= 2 else id_.replace("-", " ").title()


def listed(names: Iterable[str]) -> str:
    """`a`, `a and b`, `a, b and c`."""
    *head, last = names
    return f"{', '.join(head)} and {last}" if head else last


def figure_text(figure: Figure) -> str:
    """Format `2.5 km (front line)`. What is counted is omitted if the figure has a page of its
    own."""
    text = quantity(figure)
    return f"{text} ({figure.of})" if figure.of and not figure.key else text


def quantity(figure: Figure) -> str:
    """`about 12,000 soldiers`, `24 to 30 settlements`."""
    return f"{amount(figure)} {figure.unit or ''}".rstrip()


def amount(figure: Figure) -> str:
    """A figure without its unit: `about 12,000`, `24 to 30`."""
    low, high = number(figure.low), number(figure.high)
    exact = low if low == high else f"{low} to {high}"
    return f"about {exact}" if figure.approx else exact


def number(value: float) -> str:
    """`12,000`, `2.5`, `−3`."""
    text = f"{int(value):,}" if value == int(value) else f"{value:,}"
    # U+2212, since a hyphen is narrower than a plus.
    return text.replace("-", "−")


def cut(text: str, length: int) -> str:
    """Truncate a text to at most `length` characters, ellipsis included."""
    return text if len(text) <= length else f"{text[: length - 1].rstrip()}…"


def language(tag: str) -> str:
    """Return the English name of a language: `en-GB` -> `English`; a tag without a name is
    returned."""
    return LANGUAGES.get(main_language(tag), tag)


def main_language(lang: str) -> str:
    return lang.lower().partition("-")[0]
