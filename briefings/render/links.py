"""Where a body's links lead: the address to write for each target an editor wrote.

Pure: what exists is in `Targets`. A target is an address of the web, a place in the page, a path
from the site's root (`/regions/kursk/`), or a path from the file that it stands in to another file
of the content folder (`../../regions/kursk.md`, `../media/map.png`).
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import quote, unquote

from briefings.model.folding import compose
from briefings.model.hosts import read_host
from briefings.render.link_suggestions import LinkSuggestions

SCHEME = re.compile(r"([a-z][a-z0-9+.-]*):(.*)", re.IGNORECASE | re.DOTALL)
ADDRESS = re.compile(r"/*([^/?#]*)([^#]*)(?:#(.*))?", re.DOTALL)
STRAY_PERCENT = re.compile(r"%(?![0-9A-Fa-f]{2})")
# White space and parentheses would end a target, `#` and `?` its path.
RESERVED = frozenset(' \u00a0#?%()<>[]\\"`')
BODY_ID = "text-"


@dataclass(frozen=True, slots=True)
class Targets:
    """What a link can lead to.

    `files` maps each content file's path from the project's root to its address below the site's
    root: `content/regions/kursk.md` to `regions/kursk/`, `content/media/map.png` to
    `media/map.png`. `urls` are all of the site's addresses, media included; without it, those
    that a link gives from the site's root aren't checked. `unpublished` are files that aren't
    published yet.
    """

    files: Mapping[str, str]
    urls: Mapping[str, bool] | None = None
    unpublished: Mapping[str, bool] = field(default_factory=dict)
    shared_suggestions: LinkSuggestions | None = field(default=None, compare=False)

    @property
    def suggestions(self) -> LinkSuggestions:
        """Suggestions for broken links, indexed once where many targets share them."""
        return self.shared_suggestions or LinkSuggestions(self.files, self.urls or ())


@dataclass(frozen=True, slots=True)
class BadLink:
    """A target that leads nowhere; `hint` is the nearest that does, as it has to be written."""

    message: str
    hint: str = ""


def resolve(target: str, path: str, base: str, targets: Targets) -> str | BadLink | None:
    """Return the address to write for `target`, found in the file at `path`; None if it is
    unpublished.

    `base` leads from the page to the site's root: `../../../../`, or nothing on the home page.
    """
    written = target
    # As browsers do: https://url.spec.whatwg.org/#concept-basic-url-parser
    target = re.sub(r"[\t\n\r]", "", target).strip().replace("\\", "/")
    if not target:
        return BadLink("a link has no target")
    if target.startswith("#"):
        return "#" + encode(target[1:])
    # Read from a disk, `//host` would be a file's address.
    if target.startswith("//"):
        target = "https:" + target
    if match := SCHEME.fullmatch(target):
        return _web_address(match[1].lower(), match[2], written)
    place, mark, fragment = target.partition("#")
    place, question, query = place.partition("?")
    tail = (question + encode(query) if query else "") + (mark + encode(fragment) if mark else "")
    if place.startswith("/"):
        return _from_root(unquote(place), tail, written, base, targets)
    wanted = posixpath.normpath(posixpath.join(compose(posixpath.dirname(path)), unquote(place)))
    wanted = compose(wanted)
    if wanted in targets.files:
        prefix = BODY_ID if wanted.endswith(".md") else ""
        section = "#" + prefix + encode(fragment) if fragment else ""
        return site_address(targets.files[wanted], base) + section
    if wanted in targets.unpublished:
        return None
    return BadLink(f"link to nowhere: '{written}'", _hint_file(wanted, path, targets))


def site_address(url: str, base: str) -> str:
    """An address below the site's root as a page at `base` writes it."""
    return (base or "./") + quote(url, safe="/:@!$&'()*+,;=-._~")


def as_typed(path: str) -> str:
    """A path as a link to it has to be written in Markdown: only what would end or change it is
    encoded."""
    return "".join(quote(char) if char in RESERVED else char for char in path)


def is_web(address: str) -> bool:
    return address.startswith(("http://", "https://"))


def encode(text: str) -> str:
    """A query, fragment or opaque part with nothing in it that an address may not hold."""
    # Not encoded twice: what follows a percent sign may be an escape already.
    return quote(STRAY_PERCENT.sub("%25", text), safe="/:@!$&'()*+,;=-._~?%")


def _web_address(scheme: str, rest: str, written: str) -> str | BadLink:
    if scheme in ("mailto", "tel"):
        return f"{scheme}:{encode(rest)}"
    if scheme not in ("http", "https"):
        return BadLink(f"link with another scheme: '{written}'", "use https, http, mailto or tel")
    match = ADDRESS.fullmatch(rest)
    # One engine writes a host's letters as they are, the other one as escapes.
    host = read_host(match[1]) if match else None
    if not match or host is None:
        return BadLink(f"not an address of the web: '{written}'", "check its host name")
    fragment = "" if match[3] is None else "#" + encode(match[3])
    return f"{scheme}://{host}{encode(match[2])}{fragment}"


def _from_root(place: str, tail: str, written: str, base: str, targets: Targets) -> str | BadLink:
    url = posixpath.normpath("/" + place.lstrip("/")).lstrip("/")
    if url and place.endswith("/"):
        url += "/"
    known = targets.urls
    if known is not None and url not in known:
        url = compose(url)
    if known is None or url in known:
        return site_address(url, base) + tail
    near = targets.suggestions.find_url(url)
    hint = f"did you mean '{as_typed(f'/{near}')}'?" if near else ""
    return BadLink(f"link to nowhere: '{written}'", hint)


def _hint_file(wanted: str, path: str, targets: Targets) -> str:
    near = targets.suggestions.find_file(wanted)
    if not near:
        return ""
    target = as_typed(posixpath.relpath(near, compose(posixpath.dirname(path))))
    return f"did you mean '{target}'?"
