"""Keys of other generators and content systems, with what to write here instead.

Similarity of spelling would lead from `draft` to `date` and from `tags` to `status`. Keys are
compared without case, hyphens and underscores, in which generators differ: `publishDate` and
`publish_date` are one.
"""

from __future__ import annotations

from typing import NamedTuple

from pydantic import BaseModel

from briefings.content import schema


class Remedy(NamedTuple):
    """What to write instead; `key` is the schema's equivalent, if there is one."""

    hint: str
    key: str = ""


def _use(key: str, hint: str = "") -> Remedy:
    return Remedy(hint or f"write it as '{key}'", key)


def _spread(groups: dict[str, Remedy]) -> dict[str, Remedy]:
    return {key: remedy for keys, remedy in groups.items() for key in keys.split()}


NOT_A_DRAFT = "remove it: what is no draft is published"
TOPICS = Remedy("file it under 'regions' and 'actors', by the ids of their files")
TEMPLATE = Remedy("remove it: each kind of page has its own template")
DISPLAY = Remedy("remove it: the theme decides what a page shows")

ARTICLE = _spread(
    {
        "draft": _use("status", "write 'status: draft'"),
        "published ispublished public publish isdraft poststatus state visibility wip": _use(
            "status", "write 'status: draft' or remove it"
        ),
        "private hidden unlisted headless unpublished eleventyexcludefromcollections": _use(
            "status", "write 'status: draft'"
        ),
        "tags tag categories category keywords topics topic taxonomies labels section series"
        " sections collections": TOPICS,
        "places place location locations country countries region": _use(
            "regions", "write 'regions: [id]', by the ids of files in regions/"
        ),
        "people persons person organisations organizations actor parties": _use(
            "actors", "write 'actors: [id]', by the ids of files in actors/"
        ),
        "headline name heading pagetitle seotitle": _use("title"),
        "description excerpt abstract standfirst subtitle subheading lede intro teaser dek deck"
        " metadescription": _use("summary"),
        "layout template type kind theme markup rendering build outputs cascade": TEMPLATE,
        "permalink url": _use(
            "slug", "write 'slug' for its name in its address, 'aliases' for old addresses"
        ),
        "redirectfrom redirects redirect oldurl oldurls alias": _use(
            "aliases", "write 'aliases: [old/path/]'"
        ),
        "id uid uuid guid": Remedy("remove it: an article's id is its date and its slug"),
        "lastmod lastmodified modified modifieddate lastupdated updatedat updateddate dateupdated"
        " datemodified revised revisiondate lastmodifiedat": _use("updated"),
        "pubdate datepublished created createdat datecreated time datetime day": _use("date"),
        "publishdate publishedat publishon embargo embargoed embargountil releasedate scheduled"
        " goliveat startdate scheduledat scheduledfor postdate visiblefrom": _use(
            "publish_at", "write 'date', or 'publish_at' for what is to appear later"
        ),
        "expirydate expires unpublishdate enddate unpublishon": Remedy(
            "remove it: what was published stays, or is made a draft by 'status: draft'"
        ),
        "language locale langcode": _use("lang"),
        "weight order sticky featured pin pinned priority sidebarposition navorder position": _use(
            "lead", "write 'lead: 1' to 'lead: 9' for the day's order"
        ),
        "cover coverimage thumbnail thumb featuredimage featuredimg featureimage"
        " heroimage hero headerimage banner images img picture photo ogimage socialimage"
        " teaserimage imageurl imagealt photos gallery": _use(
            "image", "write 'image: {src: media/x.jpg, alt: ...}'"
        ),
        "source": _use("sources", "write 'sources: [{source: id}]'"),
        "link externalurl sourceurl canonicalurl canonical originalurl": _use(
            "sources", "write it as the 'url' of an entry in 'sources'"
        ),
        "relatedposts relatedarticles seealso": _use("related"),
        "correction errata erratum changelog": _use(
            "corrections", "write 'corrections: [{date, text}]'"
        ),
        "claim": _use("claims"),
        "toc comments math mermaid readingtime showtoc hide disqus share isso nocomment noindex"
        " sitemap search hidetitle tableofcontents menu linktitle social readtime showdate"
        " showauthor params cssclass bodyclass": DISPLAY,
    }
)
# Suggested only while the schema has `authors`.
AUTHORS = {
    *("author", "byline", "writer", "writers", "reporter", "reporters", "by", "creator", "authors"),
    *("contributor", "contributors", "authorname", "postedby", "writtenby", "credits"),
}

ENTRY = _spread(
    {
        "title label heading": _use("name"),
        "description excerpt abstract bio about intro": _use("summary"),
        "alias altnames alternatenames othernames synonyms aka alsoknownas": _use("aliases"),
        "exclude excluded except": _use("not"),
        "id slug uid permalink": Remedy("remove it: its id is the file's name"),
        "draft status published": Remedy("remove it: only articles can be drafts"),
        "layout template": TEMPLATE,
        "type": _use("kind"),
        "tags categories category tag keywords": Remedy("remove it: only articles are filed"),
        "language locale": _use("lang"),
        "website homepage site link href": _use("url"),
        "author authors byline": Remedy("remove it: only articles have a byline"),
        "image photo cover thumbnail picture": Remedy(
            "remove it: only articles have an 'image'; show the picture in the text below"
        ),
        "date updated lastmod": Remedy("remove it: only articles have a date"),
        "publishat": Remedy("remove it: only articles can be embargoed"),
        "isocode iso31662": _use("iso"),
        "rating trust credibility": _use("reliability"),
        "affiliation": _use("party"),
        "side allegiance": _use("party"),
        "role positions offices": _use("roles"),
        "neighbors borders neighbour neighbor": _use("neighbours"),
        "weight order": Remedy("remove it: the order is that of names"),
    }
)
BRIEFING = _spread(
    {
        "date day": Remedy("remove it: its day is the file's name"),
        "draft status published publishat": Remedy(
            "remove it: a briefing appears with its day's articles"
        ),
        "headline name": _use("title"),
        "summary description excerpt highlights keypoints points bullets": _use(
            "takeaways", "write 'takeaways: [...]', a sentence each"
        ),
        "layout template type": TEMPLATE,
        "tags categories category tag keywords": Remedy("remove it: only articles are filed"),
        "author authors byline": Remedy("remove it: only articles have a byline"),
        "image cover thumbnail": Remedy("remove it: show the picture in the text below"),
        "articles claims sources": _use(
            "takeaways", "name them in 'takeaways: [{text, claims, articles}]'"
        ),
        "regions actors": Remedy("remove it: the articles of its day are filed"),
    }
)
CITATION = _spread(
    {
        "name id title publisher publication outlet": _use("source"),
        "link href address": _use("url"),
        "date pubdate publishedat datepublished": _use("published"),
        "accessed accessdate accessedat read": _use("retrieved"),
        "archiveurl archived archivedurl": _use("archive"),
        "hash checksum digest": _use("sha256"),
    }
)
IMAGE = _spread(
    {
        "url path file source href image": _use("src"),
        "description alttext": _use("alt"),
        "title": _use("caption"),
        "author photographer copyright attribution": _use("credit"),
    }
)
CLAIM = _spread(
    {
        "text claim statement what title summary": _use("says"),
        "actor actors who speaker claimant author ": _use("by"),
        "date day when": _use("on"),
        "type": _use("kind"),
        "region place location": _use("regions"),
        "quotation quoted": _use("quote"),
        "refutes contradicts disputes": _use("denies"),
        "tags categories category tag keywords topics": TOPICS,
        "draft": Remedy("remove it: only whole articles can be drafts"),
        "sources": _use("source"),
        "state verdict": _use("status", "write 'status: [{on, is, by}]'"),
    }
)
FIGURE = _spread(
    {
        "value number count amount quantity": _use("n"),
        "min minimum atleast from": _use("low"),
        "max maximum atmost to": _use("high"),
        "units": _use("unit"),
        "approximate circa about": _use("approx"),
    }
)
ENTRY_OF_STATUS = _spread(
    {
        "date day since": _use("on"),
        "state status verdict": _use("is"),
        "source claim": _use("by"),
        "text reason comment": _use("note"),
    }
)
CORRECTION = _spread(
    {
        "on day when": _use("date"),
        "note description message correction": _use("text"),
    }
)
REMEDIES: dict[type[BaseModel], dict[str, Remedy]] = {
    schema.ArticleSchema: ARTICLE,
    schema.BriefingSchema: BRIEFING,
    schema.RegionSchema: ENTRY,
    schema.ActorSchema: ENTRY,
    schema.SourceSchema: ENTRY,
    schema.CitationSchema: CITATION,
    schema.ImageSchema: IMAGE,
    schema.ClaimSchema: CLAIM,
    schema.FigureSchema: FIGURE,
    schema.StatusSchema: ENTRY_OF_STATUS,
    schema.CorrectionSchema: CORRECTION,
}


SHORT_FORMS: dict[type[BaseModel] | None, str] = {
    schema.ImageSchema: "write {{src: {}, alt: ...}}",
    schema.FigureSchema: "write {{n: {}, unit: ...}}",
    schema.CitationSchema: "write {{source: {}}}",
}
"""How to write the mapping for a single value, where other generators allow the value."""


def write_out(model: type[BaseModel] | None, value: str) -> str:
    """Write the mapping that a single value stands for, as a hint; empty if unknown."""
    return SHORT_FORMS.get(model, "").format(value)


def find_remedy(model: type[BaseModel], key: str, value: object) -> Remedy | None:
    """Find what to write instead of an unknown key, where another generator's use is known."""
    name = key.lower().replace("-", "").replace("_", "")
    if model is schema.ArticleSchema:
        if name == "draft" and str(value).lower() in ("false", "no", "off", "0"):
            return Remedy(NOT_A_DRAFT)
        if name in AUTHORS and "authors" in model.model_fields:
            return Remedy("write 'authors: [name]'", "authors")
    # For YAML, `{n: 12,000}` has a second key, `000`.
    if model is schema.FigureSchema and name.isdecimal():
        return Remedy("a comma ends a value between { and }: write the number without it")
    remedy = REMEDIES.get(model, {}).get(name)
    # The tables are wider than the schema: a remedy must not name a key that is unknown here.
    known = {field.alias or name for name, field in model.model_fields.items()}
    return remedy if remedy and (not remedy.key or remedy.key in known) else None
