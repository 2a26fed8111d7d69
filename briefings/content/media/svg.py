"""Refuse an SVG that is more than a picture.

Shown at an address of its own, an SVG is a document of the site: its scripts run, and its external
references are fetched. So only an allowlist of elements, namespaces and attribute values passes. It
is refused, not cleaned: the published file is the stored one. Parsed by expat, as XML in UTF-8
without entities of its own, so that no browser sees another document.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Callable
from typing import Any
from xml.parsers import expat

from briefings.model import Problem


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


LARGEST = 16 << 20
DEEPEST = 256
SVG = "http://www.w3.org/2000/svg"
XLINK = "http://www.w3.org/1999/xlink"
XML = "http://www.w3.org/XML/1998/namespace"
# What drawing programs note of their own, and what describes a picture: no browser looks at it.
INERT = re.compile(
    r"http://(?:www\.)?(?:inkscape\.org|sodipodi\.sourceforge\.net|creativecommons\.org|web\.resource"
    r"\.org/cc|purl\.org/dc|w3\.org/1999/02/22-rdf-syntax-ns|ns\.adobe\.com|boxy-svg\.com|vectornator"
    r"\.io|serif\.com|bohemiancoding\.com|figma\.com|krita\.org|xml\.openclipart\.org)\S*"
    r"|https?://(?:boxy-svg\.com|sketch\.com|affinity\.serif\.com)\S*"
)
ELEMENTS = _words(
    "a animate animateMotion animateTransform circle clipPath defs desc ellipse feBlend "
    "feColorMatrix feComponentTransfer feComposite feConvolveMatrix feDiffuseLighting "
    "feDisplacementMap feDistantLight feDropShadow feFlood feFuncA feFuncB feFuncG feFuncR "
    "feGaussianBlur feImage feMerge feMergeNode feMorphology feOffset fePointLight "
    "feSpecularLighting feSpotLight feTile feTurbulence filter font font-face font-face-name "
    "font-face-src g glyph hkern image line linearGradient marker mask metadata missing-glyph "
    "mpath path pattern polygon polyline radialGradient rect set solidcolor stop style svg "
    "switch symbol text textPath title tref tspan use view vkern"
)
PICTURE = re.compile(r"\s*data:image/(?:png|jpeg|jpg|gif|webp);base64,[\sA-Za-z0-9+/=]*")
LINK = re.compile(r"\s*(?:#|https?://|mailto:)", re.IGNORECASE)
# Of what stands in a style, or may.
# With any backslash: CSS writes each of these words in many ways with it,
# https://www.w3.org/TR/css-syntax-3/#escaping
FETCHED = re.compile(
    r"""url\(\s*+["']?+\s*+(?!\#|data:(?:image/(?:png|jpeg|jpg|gif|webp)|(?:application/|font/)[\w.+-]*)
    [;,])|@import|@namespace|image-set\(|expression\(|-moz-binding|behaviou?r\s*:|javascript:|\\""",
    re.IGNORECASE | re.VERBOSE,
)
# Attributes that no browser reads as a style.
NAMING = re.compile(r"(?:id|class|data-.*|aria-.*|d|points)$")
REMEDY = "save it as plain SVG without it, or as PNG"


class _RefusedError(Exception):
    def __init__(self, message: str, hint: str = REMEDY) -> None:
        super().__init__(message)
        self.message, self.hint = message, hint
        self.place = 1, 1


def check_svg(path: str, data: bytes) -> Problem | None:
    """Return the first thing that makes a file more than a picture, if any."""
    parser = expat.ParserCreate("utf-8", namespace_separator=" ")
    reader = _Reader()

    def placed(handler: Callable[..., None]) -> Callable[..., None]:
        def handle(*given: Any) -> None:
            try:
                handler(*given)
            except _RefusedError as error:
                error.place = parser.CurrentLineNumber, parser.CurrentColumnNumber + 1
                raise

        return handle

    parser.XmlDeclHandler = placed(reader.declare)
    parser.StartDoctypeDeclHandler = placed(reader.check_doctype)
    parser.ProcessingInstructionHandler = placed(reader.refuse_instruction)
    parser.StartElementHandler = placed(reader.start)
    parser.EndElementHandler = placed(reader.end)
    parser.CharacterDataHandler = reader.read_text
    try:
        if len(data) > LARGEST:
            raise _RefusedError("an SVG larger than 16 MiB", "simplify it, or save it as PNG")
        if b"\0" in data or data.startswith((codecs.BOM_UTF16_BE, codecs.BOM_UTF16_LE)):
            raise _RefusedError("an SVG in 'UTF-16'", "save it in UTF-8")
        parser.Parse(data, True)
    except _RefusedError as error:
        return Problem(path, *error.place, error.message, error.hint)
    except expat.ExpatError as error:
        reason = expat.ErrorString(error.code)
        message = f"not an SVG that can be read: {reason}"
        return Problem(path, error.lineno, error.offset + 1, message, REMEDY)
    return None


class _Reader:
    """Expat's handlers, which raise for what is refused."""

    def __init__(self) -> None:
        self.depth = 0
        self.styles = 0
        self.style: list[str] = []

    def declare(self, version: str, encoding: str | None, standalone: int) -> None:
        if encoding and encoding.lower() not in ("utf-8", "utf8", "us-ascii", "ascii"):
            raise _RefusedError(f"an SVG in '{encoding}'", "save it in UTF-8")

    def check_doctype(self, name: str, system: str | None, public: str | None, own: int) -> None:
        if own or not (public or "").startswith("-//W3C//DTD SVG "):
            hint = "remove the DOCTYPE; save it as plain SVG"
            raise _RefusedError("an SVG with a DOCTYPE of its own", hint)

    def refuse_instruction(self, target: str, data: str) -> None:
        raise _RefusedError(f"an SVG with an instruction to programs, '<?{target[:40]}'")

    def start(self, name: str, attributes: dict[str, str]) -> None:
        self.depth += 1
        if self.depth > DEEPEST:
            raise _RefusedError("an SVG that is nested too deeply", "group less, or save it as PNG")
        space, _, local = name.rpartition(" ")
        if self.depth == 1 and (space, local) != (SVG, "svg"):
            raise _RefusedError("a file named SVG that isn't one", "name it by what it is")
        if space == SVG:
            if local not in ELEMENTS:
                raise _RefusedError(f"an SVG with '<{local[:40]}>'")
            if local == "style":
                self.styles += 1
        elif not INERT.fullmatch(space):
            raise _RefusedError(f"an SVG with '<{local[:40]}>' of '{space[:80]}'")
        for key, value in attributes.items():
            _check_attribute(local if space == SVG else "", key, value)

    def end(self, name: str) -> None:
        self.depth -= 1
        if self.styles and name == f"{SVG} style":
            self.styles -= 1
            if not self.styles:
                style, self.style = "".join(self.style), []
                _check_style(style)

    def read_text(self, text: str) -> None:
        if self.styles:
            self.style.append(text)


def _check_attribute(element: str, name: str, value: str) -> None:
    space, _, local = name.rpartition(" ")
    lower = local.lower()
    if not space and lower.startswith("on"):
        raise _RefusedError(f"an SVG with a script, '{local[:40]}'")
    # It would make an address elsewhere of `#id`.
    if space == XML and lower == "base":
        raise _RefusedError("an SVG with 'xml:base'")
    # An animation can set an address, or a script, once the picture is shown.
    if lower == "attributename":
        target = value.strip().lower()
        if "href" in target or target.startswith("on"):
            raise _RefusedError(f"an SVG that changes its '{value.strip()[:40]}'")
    if lower in ("href", "src") and (not space or space == XLINK):
        _check_address(element, value)
    elif not space and not NAMING.match(lower):
        _check_style(value)


def _check_address(element: str, value: str) -> None:
    if value.strip().startswith("#") or not value.strip() or not element:
        return
    if element == "a" and LINK.match(value):
        return
    if element in ("image", "feImage") and PICTURE.fullmatch(value):
        return
    message = f"an SVG that names something outside it, '{value.strip()[:60]}'"
    raise _RefusedError(message, "put it into the SVG, or save it as PNG")


def _check_style(text: str) -> None:
    if match := FETCHED.search(text):
        message = f"an SVG whose style names something outside it, '{match[0].strip()[:40]}'"
        raise _RefusedError(message, "put it into the SVG, or save it as PNG")
