"""Which files of the content folder are published unchanged: pictures and documents.

A browser runs HTML, SVG and scripts, wherever they come from, with the rights of the site's own
pages. So only an allowlist of types is published; a setting extends it, but not by types that a
browser or a server would run. SVG is on the list and inspected first (`svg`).
"""

from __future__ import annotations


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


PICTURES = _words("avif gif jpeg jpg png svg webp")
DOCUMENTS = _words("csv geojson json pdf tsv txt")
RECORDINGS = _words("flac m4a m4v mov mp3 mp4 oga ogg ogv opus vtt wav webm")
MEDIA = PICTURES | DOCUMENTS | RECORDINGS
# What a style sheet of the theme's may ask for, and the icons that browsers do.
PAGES = MEDIA | _words("css ico otf ttf webmanifest woff woff2")
# The names without a type that a host looks for among a site's files.
NAMED = frozenset({"CNAME"})
MARKDOWN = (".markdown", ".mdown", ".mkdn", ".mkd", ".md")
"""Suffixes of pages for MkDocs."""

# Shown as a page of the site: HTML in all its forms, and whatever is XML.
DISPLAYED = _words(
    "atom dae dtd gml gpx hta htc htm html kml mathml mht mhtml mml owl plist rdf rng rss sch shtm "
    "shtml stm svgz tei wsdl x3d xbl xht xhtm xhtml xlf xml xop xsd xsl xslt xspf xul"
)
# Run by some servers wherever they stand in a name: `x.php.png`.
# https://httpd.apache.org/docs/2.4/mod/mod_mime.html#multipleext
HANDLED = _words("asp aspx cfm cgi fcgi jsp jspx phar php php3 php4 php5 php7 php8 phps pht phtml")
# Run by browsers, run or read as their settings by servers, or by who downloads them.
RUN = _words(
    "asa asax ascx ashx asmx bat cer cjs class cmd com conf config dll es exe htaccess htpasswd "
    "inc ini jar jhtml js jsx lnk lua mjs msi pl pm ps1 py pyc rb rhtml scr sh so swf toml ts tsx "
    "vbe vbs wasm ws wsf xap xpi yaml yml"
)
ACTIVE = DISPLAYED | HANDLED | RUN
"""Types that no setting can add to the allowlist."""
# Of these each server knows what they are, whatever stands before: `map.svg.png`.
WELL_KNOWN = _words("css csv gif ico jpeg jpg json mp3 mp4 pdf png svg txt webp")

SCRIPT = "anybody could run scripts on the site with it"
THEME_HINT = "what you trust goes into the theme's 'custom_dir'"


def refuse(name: str, folder: str, added: frozenset[str] = frozenset()) -> tuple[str, str]:
    """Return why a file of `media` or `pages` isn't published, with a hint; empty if it is."""
    if name in NAMED and folder == "pages":
        return "", ""
    stem, *parts = name.lower().split(".")
    last = parts[-1] if parts else ""
    if (active := _find_active(last, parts[:-1])) is not None:
        hint = "link to it elsewhere" if folder == "media" else THEME_HINT
        return f"a file of the type '{active}': {SCRIPT}", f"remove it; {hint}"
    known = (MEDIA if folder == "media" else PAGES) | added
    if stem and last in known:
        return "", ""
    hint = "rename it by what it is, or convert it; 'media_types' in mkdocs.yml adds types"
    if not (stem and last):
        return "a file whose name has no type", hint
    return f"a file of the type '{last}', which isn't published", hint


def _find_active(last: str, before: list[str]) -> str | None:
    """Find the part of a name for which somebody may run the file.

    A server that doesn't know the last suffix uses the one before: `x.html.geojson`.
    """
    if last in ACTIVE:
        return last
    heard = HANDLED if last in WELL_KNOWN else HANDLED | DISPLAYED | {"svg", "js", "mjs"}
    return next((part for part in before if part in heard), None)
