"""Parse single values: each function takes the text in the file and returns the value.

They raise `InvalidError`, whose message and hint reach the editor unchanged.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from unicodedata import normalize
from urllib.parse import unquote

from briefings.content.diagnostics import Where
from briefings.model import identifiers
from briefings.model.addresses import find_refusal, is_device
from briefings.model.folding import compose
from briefings.model.hosts import read_host
from briefings.model.moment import Moment

# Embeddings and overrides (U+202A to U+202E) are rejected; marks and isolates (which have to be
# closed) are what a line of Arabic or Hebrew may need beside words of other scripts.
BIDI = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
TURNING = re.compile("[\u202a-\u202e]")
ISOLATED = re.compile("[\u2066-\u2068][^\u2066-\u2069]*+\u2069")
ISOLATE = re.compile("[\u2066-\u2069]")
FROM_RIGHT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff]")
# Invisible characters make different words look the same. Persian, the scripts of India and emoji
# need the joiners, Khmer and Thai the zero-width space, each between its own characters: rejected
# beside Latin, Greek, Cyrillic and Armenian ones, signs and spaces, and at the ends.
PLAIN = r"\s!-\u058f"
INVISIBLE = re.compile(
    f"[\u2060\ufeff]|(?:^|(?<=[{PLAIN}]))[\u200b-\u200d]|[\u200b-\u200d](?=[{PLAIN}]|$)"
)
# https://www.rfc-editor.org/rfc/rfc3339#section-5.6 In ASCII, since `\d` has the digits of all
# scripts.
DATE_TIME = re.compile(
    r"([1-9]\d{3}-\d\d-\d\d)"
    r"(?:[Tt ](\d\d:\d\d(?::\d\d(?:\.\d{1,6})?)?) ?(Z|z|[+-]\d\d:\d\d)?)?",
    re.ASCII,
)
ARTICLE = re.compile(r"\d{4}-\d\d-\d\d/([^/#]+)", re.ASCII)
# A double has 15 decimal digits exactly; more would be published as another number.
NUMBER = re.compile(r"[+-]?\d{1,15}(?:\.\d{1,15})?", re.ASCII)
GROUPED = re.compile(r"[+-]?\d{1,3}(?:[,_ \u00a0\u202f'’.]\d{3})+", re.ASCII)
PARTIAL = re.compile(r"[1-9]\d{3}(?:-\d\d(?:-\d\d)?)?", re.ASCII)
ADDRESS = re.compile(r"https?://([^\s/?#<>\"\\^`{|}]+)(?:[/?#][^\s<>\"]*)?", re.IGNORECASE)
SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")
BAD_PERCENT = re.compile(r"%(?![0-9A-Fa-f]{2})")
# Slashes, and what begins a query or a fragment, can't be part of a name.
HIDDEN_MARK = re.compile(r"%(?:2[fF]|5[cC]|3[fF]|23)")
SUMMARY_LENGTH = 400
TEXT_LENGTH = 10_000
"""Maximum length of any text in front matter, in characters; longer ones belong in the body."""


class InvalidError(ValueError):
    """An invalid value: what is wrong, and what would be right.

    `part` leads from the value to the faulty part of it; `misplaced`: the value's key is at fault.
    """

    def __init__(
        self, message: str, hint: str = "", part: Where = (), *, misplaced: bool = False
    ) -> None:
        super().__init__(message)
        self.message, self.hint, self.part, self.misplaced = message, hint, part, misplaced


def expect_text(value: object) -> str:
    if not isinstance(value, str):
        raise InvalidError(f"expected a single value, found {describe(value)}", "write it as text")
    return value


def describe(value: object) -> str:
    """Describe the type of a value, in an editor's words."""
    if isinstance(value, list):
        return "a list"
    return "keys and values" if isinstance(value, dict) else "nothing"


def parse_text(value: str) -> str:
    value = value.strip()
    if not value:
        raise InvalidError("an empty value", "write it, or remove the key")
    if len(value) > TEXT_LENGTH:
        raise InvalidError(f"{len(value):,} characters are too many", f"at most {TEXT_LENGTH:,}")
    return _unwrap(value) if "\n" in value else value


def _unwrap(value: str) -> str:
    """Join the lines of a text by blanks, and strip it."""
    first, *others = value.split("\n")
    lines = (line.lstrip().rstrip(" \t") for line in others)
    return " ".join((first.rstrip(" \t"), *filter(None, lines)))


def parse_name(value: str) -> str:
    if (match := BIDI.search(value)) and (stray := _find_stray_direction(value, match)):
        raise InvalidError(
            f"a control character for the direction of text (U+{ord(stray[0]):04X})", "remove it"
        )
    if match := INVISIBLE.search(value):
        raise InvalidError(f"an invisible character (U+{ord(match[0]):04X})", "remove it")
    return parse_text(value)


def _find_stray_direction(value: str, first: re.Match[str]) -> re.Match[str] | None:
    """Find the first bidirectional control that isn't allowed in this text.

    `first` is the first control that the text has.
    """
    if not FROM_RIGHT.search(value.replace("\u061c", "")):
        return first
    return TURNING.search(value) or ISOLATE.search(ISOLATED.sub("", value))


def parse_summary(value: str) -> str:
    value = parse_text(value)
    if len(value) > SUMMARY_LENGTH:
        raise InvalidError(f"{len(value)} characters are too many", f"at most {SUMMARY_LENGTH}")
    return value


def parse_slug(value: str) -> str:
    if not identifiers.is_slug(value):
        raise InvalidError(f"'{value}' is not an id", slug_hint(value))
    return value


def slugify(value: str) -> str:
    """Reduce a text to the characters of an id; the result may be empty."""
    return "-".join(re.findall("[a-z0-9]+", value.lower()))[: identifiers.SLUG_LENGTH].strip("-")


def slug_hint(value: str) -> str:
    """Suggest the nearest valid id, or state the rule."""
    slug = slugify(value)
    if len(value) > identifiers.SLUG_LENGTH:
        return f"at most {identifiers.SLUG_LENGTH} characters"
    if is_device(slug):
        return f"'{slug}' is a device's name on Windows: choose another one"
    return f"did you mean '{slug}'?" if slug else "a-z, 0-9 and single hyphens"


def parse_article(value: str) -> str:
    match = ARTICLE.fullmatch(value)
    if match is None or not identifiers.is_slug(match[1]):
        raise InvalidError(f"'{value}' is not an article's id", "write '<date>/<slug>'")
    return value


def parse_claim(value: str) -> str:
    article, mark, claim = value.rpartition("#")
    match = ARTICLE.fullmatch(article)
    known = match is not None and identifiers.is_slug(match[1]) if mark else True
    if not known or not identifiers.is_slug(claim):
        hint = "write the id of a claim in this article, or '<date>/<slug>#<id>'"
        raise InvalidError(f"'{value}' is not a claim's id", hint)
    return value


def parse_full_claim(value: str) -> str:
    if "#" not in value:
        raise InvalidError(f"'{value}' is not a full claim id", "write '<date>/<slug>#<id>'")
    return parse_claim(value)


def parse_moment(value: str, zone: dt.tzinfo) -> Moment:
    """Parse a date or an RFC 3339 time, also with a blank for the T and without seconds.

    Raises InvalidError.
    """
    match = DATE_TIME.fullmatch(value)
    if match is None:
        hint = "write 2025-04-26 or 2025-04-26T14:30:00+02:00"
        raise InvalidError(f"'{value}' is not a date", hint)
    day, time, offset = match.groups()
    try:
        dt.date.fromisoformat(day)
    except ValueError:
        raise InvalidError(f"'{day}' is not a date", "there is no such day") from None
    try:
        at = dt.datetime.fromisoformat(f"{day}T{time or '00:00'}{(offset or '').upper()}")
        at = at.astimezone(zone) if offset else at.replace(tzinfo=zone)
    # At the calendar's ends, an offset leads out of it.
    except (ValueError, OverflowError):
        raise InvalidError(f"'{value}' has no such time of day", "hours go from 00 to 23") from None
    return Moment(at, time is not None)


def parse_partial_date(value: str) -> str:
    try:
        if not PARTIAL.fullmatch(value):
            raise ValueError
        dt.date.fromisoformat(value + "-01-01"[len(value) - len("2025") :])
    except ValueError:
        hint = "write 2025, 2025-04 or 2025-04-26"
        raise InvalidError(f"'{value}' is not a date", hint) from None
    return value


def parse_number(value: object) -> float:
    value = expect_text(value)
    if not NUMBER.fullmatch(value):
        if GROUPED.fullmatch(value):
            hint = f"write {re.sub('[^0-9+-]', '', value)}"
        else:
            hint = "plain digits, such as 12000 or 2.5"
        raise InvalidError(f"'{value}' is not a number", hint)
    return float(value)


def parse_rank(value: object) -> int:
    value = expect_text(value)
    if len(value) != 1 or value not in "0123456789":
        raise InvalidError(f"'{value}' is not a rank", "a digit from 0 to 9")
    return int(value)


def parse_flag(value: object) -> bool:
    value = expect_text(value)
    if value.lower() not in ("true", "false"):
        raise InvalidError(f"'{value}' is neither true nor false", "write true or false")
    return value.lower() == "true"


def parse_address(value: str) -> str:
    match = ADDRESS.fullmatch(value)
    if match is None or not value.isprintable():
        hint = "it begins with https:// or http:// and has no spaces"
        raise InvalidError(f"'{value}' is not a web address", hint)
    if read_host(match[1]) is None:
        raise InvalidError(f"'{value}' is not a web address", "check its host name and port")
    return value


def parse_site_path(value: str) -> str:
    """Parse a path of this site; percent-encoded and plain forms are the same path."""
    path = _decode(value.removeprefix("/")) if "%" in value else value.removeprefix("/")
    return _expect_path(value, normalize("NFC", path), "2024/old-name/")


def parse_media(value: str) -> str:
    if not value.startswith("media/"):
        name = value.replace("\\", "/").rpartition("/")[2] or "harbour.jpg"
        raise InvalidError(f"'{value}' is not in media/", f"put it there and write 'media/{name}'")
    return _expect_path(value, compose(value), "media/harbour.jpg")


def _decode(value: str) -> str:
    """Decode the percent-encoded bytes of a path."""
    if BAD_PERCENT.search(value):
        raise InvalidError(
            f"'{value}' has a '%' that stands for nothing", "two hex digits, or '%25' for '%'"
        )
    if match := HIDDEN_MARK.search(value):
        raise InvalidError(f"'{value}' has '{match[0]}' in a name", "leave it out")
    try:
        return unquote(value, errors="strict")
    except UnicodeDecodeError:
        raise InvalidError(
            f"'{value}' has percent signs that aren't UTF-8", "write the letters themselves"
        ) from None


def _expect_path(value: str, path: str, example: str) -> str:
    """Validate a decoded path; `value` is the path as written."""
    if SCHEME.match(path) or any(mark in path for mark in '\\?#<>"'):
        raise InvalidError(f"'{value}' is not a path of this site", f"such as {example}")
    if refusal := find_refusal(path):
        raise InvalidError(f"'{value}' is not a path of this site: {refusal.message}", refusal.hint)
    return path


def matching(pattern: str, what: str, example: str) -> Callable[[str], str]:
    compiled = re.compile(pattern, re.ASCII)

    def check(value: str) -> str:
        if not compiled.fullmatch(value):
            raise InvalidError(f"'{value}' is not {what}", f"such as {example}")
        return value

    return check
