"""Untrusted HTML to harmless HTML: an allowlist of tags, attributes, their values and schemes.

It runs after all Markdown. Two things pass that no page shows, since `conform` turns them into what
a page may hold: the alignment of a table's cell becomes a class, a task's checkbox a character.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable

import nh3

from briefings.content.markup.hidden_html import drop_hidden
from briefings.content.markup.raw_html import LEFT_OUT
from briefings.render.markdown import MarkdownError


def _words(text: str) -> set[str]:
    return set(text.split())


TAGS = _words(
    "a abbr b bdi blockquote br caption cite code dd del details div dl dt em figcaption figure "
    "h1 h2 h3 h4 h5 h6 hr i img input ins kbd li mark ol p pre q s samp section small span strong "
    "sub summary sup table tbody td tfoot th thead time tr u ul var wbr"
)
DROPPED_WITH_CONTENT = set(LEFT_OUT)
ATTRIBUTES = {
    "*": {"class", "dir", "id", "lang", "title"},
    "a": {"aria-label", "href", "name"},
    "blockquote": {"cite"},
    "del": {"cite", "datetime"},
    "details": {"open"},
    "img": {"alt", "height", "src", "width"},
    "input": {"checked", "type"},
    "ins": {"cite", "datetime"},
    "ol": {"reversed", "start"},
    "q": {"cite"},
    "td": {"align", "colspan", "rowspan", "style"},
    "th": {"align", "colspan", "rowspan", "scope", "style"},
    "time": {"datetime"},
}
SCHEMES = {"http", "https", "mailto", "tel"}
HARMFUL = {"blob", "data", "file", "javascript", "vbscript"}
ADDRESS_SCHEME = re.compile(
    r"""(?:href|src|cite)\s*+=\s*+["']?+\s*+([A-Za-z][A-Za-z0-9+.-]{0,30}):""", re.IGNORECASE
)

LANGUAGES = _words(
    "af am ar az be bg bn bs ca cs cy da de el en eo es et eu fa fi fr ga gl gu he hi hr hu hy id "
    "is it ja ka kk km kn ko ky la lo lt lv mk ml mn mr ms mt my ne nl no pa pl ps pt ro ru sd si "
    "sk sl so sq sr sv sw ta te tg th tk tr tt ug uk ur uz vi yi zh"
)
CLASS = re.compile(
    r"footnotes?|footnote-(?:ref|backref)|headerlink|toc|task-list(?:-item)?|language-[\w+#.-]+"
)
ALIGNED = re.compile(r"(?:.*text-align:)?\s*(left|center|right)\b.*", re.DOTALL | re.IGNORECASE)
BACK_REFERENCE = re.compile(r"Back to reference [0-9-]+")
MOMENT = re.compile(
    r"\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d(?:\.\d{1,3})?)?(?:Z|[+-]\d\d:\d\d))?", re.ASCII
)

# Markup can make a parser multiply elements without end: each unclosed formatting tag is opened
# again in each later paragraph, unless there are three like it.
# https://html.spec.whatwg.org/multipage/parsing.html#the-list-of-active-formatting-elements
MAX_TAGS = 20_000
MANY_TAGS = 1_000
MAX_FORMATS = 100
# A tag that doesn't end is one up to the end, as parsers have it, so each is read once.
LONG = 20_000
MAX_ENTITIES = 50_000
MAX_ATTRIBUTES = 50_000
FORMATTING = re.compile(
    r"""<(?:b|big|code|em|font|i|nobr|s|small|strike|strong|tt|u)[\s/]"""
    r"""(?:[^>=]++|=\s*+(?:"[^"]*+"?|'[^']*+'?)?)*+>?""",
    re.IGNORECASE,
)
FORBIDDEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ufdd0-\ufdef\ufffe\uffff]")
ASTRAL = re.compile("[\U00010000-\U0010ffff]")


def sanitize(html: str) -> str:
    """Well-formed HTML of nothing but harmless tags, attributes and values.

    Void elements have no slash, each attribute is ` name="value"`, and only the characters that
    have to be are written as entities. Addresses whose schemes no page may have are left, but for
    harmful ones, so that they can be reported. Raises MarkdownError for more markup than a page can
    hold.
    """
    tags = html.count("<")
    if tags > MAX_TAGS:
        raise MarkdownError(f"the text has more than {MAX_TAGS:,} tags", "split it")
    if tags > MANY_TAGS and len(set(FORMATTING.findall(html))) > MAX_FORMATS:
        raise MarkdownError(
            f"the text has more than {MAX_FORMATS} different formatting tags",
            "use Markdown's own emphasis",
        )
    # Shorter texts can't have that many.
    if len(html) > LONG:
        _limit_parts(html)
    others = {scheme.lower() for scheme in ADDRESS_SCHEME.findall(html)} - SCHEMES - HARMFUL
    # ammonia drops an attribute with another scheme before anybody can say what was wrong with it.
    cleaner = _cleaner(SCHEMES | others) if others else CLEANER
    clean = FORBIDDEN.sub("", cleaner.clean(drop_hidden(html)))
    return clean if clean.isascii() else ASTRAL.sub(_character, clean)


def _limit_parts(html: str) -> None:
    """Refuse what takes the parser, which no alarm can interrupt, the square of its length."""
    for part, name in (("\u00a0", "no-break spaces"), ("&", "entities")):
        if html.count(part) > MAX_ENTITIES:
            raise MarkdownError(f"the text has more than {MAX_ENTITIES:,} {name}", "split it")
    for part in html.split("<"):
        if len(part) > LONG and len({*part.partition(">")[0].split()}) > MAX_ATTRIBUTES:
            raise MarkdownError(
                f"a tag has more than {MAX_ATTRIBUTES:,} attributes", "look for one without its '>'"
            )


def _character(match: re.Match[str]) -> str:
    """Nothing for the two code points at a plane's end, which are no characters."""
    return "" if ord(match[0]) & 0xFFFE == 0xFFFE else match[0]


def _classes(value: str) -> str | None:
    return " ".join(name for name in value.split() if CLASS.fullmatch(name)) or None


def _language(value: str) -> str | None:
    """Return the language alone: scripts and regions have to be registered, and few texts need
    them."""
    language = value.strip().lower().partition("-")[0]
    return language if language in LANGUAGES else None


def _alignment(value: str) -> str | None:
    match = ALIGNED.fullmatch(value)
    return match[1].lower() if match else None


def _moment(value: str) -> str | None:
    value = value.strip()
    if not MOMENT.fullmatch(value):
        return None
    try:
        dt.datetime.fromisoformat(value)
    except ValueError:
        return None
    return value


def _number(low: int, high: int) -> Callable[[str], str | None]:
    def check(value: str) -> str | None:
        value = value.strip()
        if not re.fullmatch(r"-?\d{1,6}", value, re.ASCII) or not low <= int(value) <= high:
            return None
        return str(int(value))

    return check


def _matching(pattern: str | re.Pattern[str]) -> Callable[[str], str | None]:
    return lambda value: value if re.fullmatch(pattern, value) else None


VALUES: dict[str, Callable[[str], str | None]] = {
    "align": _alignment,
    "aria-label": _matching(BACK_REFERENCE),
    "checked": lambda value: "",
    "class": _classes,
    "colspan": _number(2, 100),
    "datetime": _moment,
    "dir": _matching("ltr|rtl|auto"),
    "height": _number(1, 100_000),
    "id": _matching(r"\S+"),
    "lang": _language,
    "name": _matching(r"\S+"),
    "open": lambda value: "",
    "reversed": lambda value: "",
    "rowspan": _number(2, 100),
    "scope": _matching("row|col|rowgroup|colgroup"),
    "start": _number(-999_999, 999_999),
    "style": _alignment,
    "type": _matching("checkbox"),
    "width": _number(1, 100_000),
}


def _attribute(tag: str, name: str, value: str) -> str | None:
    check = VALUES.get(name)
    return check(value) if check else value


def _cleaner(schemes: set[str]) -> nh3.Cleaner:
    return nh3.Cleaner(
        tags=TAGS,
        clean_content_tags=DROPPED_WITH_CONTENT,
        attributes=ATTRIBUTES,
        attribute_filter=_attribute,
        url_schemes=schemes,
        # ammonia adds `rel="noopener noreferrer"` to all links, the site's own included.
        link_rel=None,
    )


CLEANER = _cleaner(SCHEMES)
