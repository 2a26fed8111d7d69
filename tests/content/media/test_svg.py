"""An SVG that is a picture and nothing more is published; any other is refused."""

from __future__ import annotations

import pytest

from briefings.content.media.svg import check_svg

OPEN = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink">\n'
DOCTYPE = (
    '<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN"'
    ' "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd">'
)
INKSCAPE = 'xmlns:inkscape="http://www.inkscape.org/namespaces/inkscape"'
PICTURES = {
    "shapes": '<g id="a" class="b"><path d="M0 0L9 9" fill="#fff"/><text x="1">Норвік</text></g>',
    "a use": '<defs><g id="a"/></defs><use xlink:href="#a"/><use href="#a"/>',
    "a gradient": '<rect style="fill:url(#a)" fill="url( \'#b\' )"/>',
    "a photo": '<image href="data:image/png;base64,iVBO\nRw0="/>',
    "a style": "<style>.a{fill:url(#b)} @font-face{src:url(data:font/woff2;base64,AA)}</style>",
    "a link": '<a href="https://example.org/"><text>x</text></a>',
    "an animation": '<circle><animate attributeName="r" values="1;2"/></circle>',
    "an editor's notes": f'<g {INKSCAPE} inkscape:export-filename="C:\\a\\b.png"/>',
    "metadata": '<metadata><r:RDF xmlns:r="http://www.w3.org/1999/02/22-rdf-syntax-ns#"/></metadata>',
    "a comment": "<!-- <script> -->",
}
REFUSED = {
    "a script": '<script href="e.js"/>',
    "a script of a prefix": '<s:script xmlns:s="http://www.w3.org/2000/svg"/>',
    "HTML": '<h:script xmlns:h="http://www.w3.org/1999/xhtml">1</h:script>',
    "HTML without a prefix": '<iframe xmlns="http://www.w3.org/1999/xhtml"/>',
    "a namespace of no one's": '<x xmlns="urn:nobody"/>',
    "a foreign object": "<foreignObject/>",
    "a handler": '<g onload="x()"/>',
    "a handler in capitals": '<g ONCLICK="x()"/>',
    "a link that is a script": '<a href="java&#10;script:x()"/>',
    "a link of data": '<a href="data:text/html,x"/>',
    "a link that becomes a script": '<set attributeName="xlink:href" to="javascript:x()"/>',
    "an event that is set": '<set attributeName="onclick" to="x()"/>',
    "a picture elsewhere": '<image href="https://example.org/x.png"/>',
    "a picture beside it": '<image xlink:href="x.png"/>',
    "a picture that is an SVG": '<image href="data:image/svg+xml;base64,AA=="/>',
    "a use elsewhere": '<use href="other.svg#a"/>',
    "a base": '<g xml:base="https://example.org/"/>',
    "an import": "<style>@import 'x.css';</style>",
    "an import in parts": "<style>@im<![CDATA[port 'x.css';]]></style>",
    "a style's picture": "<style>a{background:url( //example.org/x)}</style>",
    "an escape in a style": "<style>a{b:u\\72l(x)}</style>",
    "an attribute's picture": '<rect fill="url(https://example.org/x#a)"/>',
    "an instruction": "<?xml-stylesheet href='x.xsl'?>",
    "an unclosed element": "<g>",
    "an entity of no one's": "&x;",
    "depth": "<g>" * 300 + "</g>" * 300,
}
DOCUMENTS = {
    "an entity": b'<!DOCTYPE svg [<!ENTITY a "b">]><svg xmlns="http://www.w3.org/2000/svg"/>',
    "HTML by another name": b"<html><script>1</script></html>",
    "no namespace": b"<svg><script>1</script></svg>",
    "UTF-16": f"{OPEN}</svg>".encode("utf-16"),
    "UTF-16 without a mark": f"{OPEN}</svg>".encode("utf-16-le"),
    "another encoding": f'<?xml version="1.0" encoding="ISO-8859-1"?>{OPEN}</svg>'.encode(),
    "bytes of no text": OPEN.encode() + b"\xff</svg>",
    "nothing": b"",
}


@pytest.mark.parametrize("inner", PICTURES.values(), ids=PICTURES)
@pytest.mark.parametrize("head", ["", '<?xml version="1.0" encoding="UTF-8"?>', DOCTYPE])
def test_a_picture_is_published(inner: str, head: str) -> None:
    assert check_svg("a.svg", f"{head}{OPEN}{inner}</svg>".encode()) is None


@pytest.mark.parametrize("inner", REFUSED.values(), ids=REFUSED)
def test_what_is_more_than_a_picture_is_refused(inner: str) -> None:
    problem = check_svg("a.svg", f"{OPEN}{inner}</svg>".encode())
    assert problem is not None
    assert (problem.line >= 2, bool(problem.hint)) == (True, True)


@pytest.mark.parametrize("data", DOCUMENTS.values(), ids=DOCUMENTS)
def test_what_browsers_may_read_otherwise_is_refused(data: bytes) -> None:
    assert check_svg("a.svg", data) is not None


def test_the_place_of_a_fault_is_told() -> None:
    problem = check_svg("a.svg", f"{OPEN}\n <script/></svg>".encode())
    assert str(problem) == (
        "a.svg:3:2: an SVG with '<script>' (save it as plain SVG without it, or as PNG)"
    )


@pytest.mark.parametrize(
    "inner",
    [
        "<style>" + "a&amp;" * 1_500_000 + "</style>",
        "<style>" + "behaviour " * 1_000_000 + "</style>",
        "<g " + " ".join(f'a{n}="x"' for n in range(300_000)) + "/>",
    ],
    ids=["style in parts", "style", "attributes"],
)
def test_a_large_svg_is_looked_through(inner: str) -> None:
    assert check_svg("a.svg", f"{OPEN}{inner}</svg>".encode()) is None


def test_a_larger_one_is_refused() -> None:
    problem = check_svg("a.svg", b" " * (17 << 20))
    assert problem is not None
    assert "larger than 16 MiB" in problem.message
