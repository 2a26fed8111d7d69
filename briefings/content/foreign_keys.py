"""Keys that other generators and content systems use, and what each is written as here.

Likeness of spelling would lead from `draft` to `date` and from `tags` to `status`. Keys are
compared without case, hyphens and underscores, in which generators differ: `publishDate` and
`publish_date` are one.
"""

from __future__ import annotations

from typing import NamedTuple

from pydantic import BaseModel

from briefings.content import schema


class Remedy(NamedTuple):
    """What to write instead; `key` is the key of the schema that was meant, if it is one."""

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
        "published ispublished public publish": _use(
            "status", "write 'status: draft' or remove it"
        ),
        "private hidden unlisted headless": _use("status", "write 'status: draft'"),
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
        " goliveat startdate": _use(
            "publish_at", "write 'date', or 'publish_at' for what is to appear later"
        ),
        "expirydate expires unpublishdate enddate unpublishon": Remedy(
            "remove it: what was published stays, or is made a draft by 'status: draft'"
        ),
        "language locale langcode": _use("lang"),
        "weight order sticky featured pinned priority sidebarposition navorder position": _use(
            "lead", "write 'lead: 1' to 'lead: 9' for the day's order"
        ),
        "cover coverimage thumbnail thumb featuredimage featuredimg featureimage"
        " heroimage hero headerimage banner images img picture photo ogimage socialimage"
        " teaserimage": _use("image", "write 'image: {src: media/x.jpg, alt: ...}'"),
        "source": _use("sources", "write 'sources: [{source: id}]'"),
        "link externalurl sourceurl canonicalurl canonical originalurl": _use(
            "sources", "write it as the 'url' of an entry in 'sources'"
        ),
        "relatedposts relatedarticles seealso": _use("related"),
        "correction errata erratum": _use("corrections", "write 'corrections: [{date, text}]'"),
        "claim": _use("claims"),
        "toc comments math mermaid readingtime showtoc hide disqus share isso nocomment noindex"
        " sitemap search hidetitle tableofcontents": DISPLAY,
    }
)
# Bylines: the schema has them or not, so they are told by what it has.
AUTHORS = {"author", "byline", "writer", "writers", "reporter", "by", "creator", "authors"}

ENTRY = _spread(
    {
        "title label heading": _use("name"),
        "description excerpt abstract bio about intro": _use("summary"),
        "alias altnames alternatenames othernames synonyms aka alsoknownas": _use("aliases"),
        "exclude excluded except": _use("not"),
        "id slug uid permalink": Remedy("remove it: its id is the file's name"),
        "draft status published": Remedy("remove it: only articles can be drafts"),
        "layout template type": TEMPLATE,
        "tags categories category tag": Remedy("remove it: only articles are filed"),
        "language locale": _use("lang"),
        "website homepage site link href": _use("url"),
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
        "tags categories category tag": Remedy("remove it: only articles are filed"),
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
        "region place": _use("regions"),
        "sources": _use("source"),
        "state verdict": _use("status", "write 'status: [{on, is, by}]'"),
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
}


def find_remedy(model: type[BaseModel], key: str, value: object) -> Remedy | None:
    """What to write instead of an unknown key of a mapping, where its habit is known."""
    name = key.lower().replace("-", "").replace("_", "")
    if model is schema.ArticleSchema:
        if name == "draft" and str(value).lower() in ("false", "no", "off", "0"):
            return Remedy(NOT_A_DRAFT)
        if name in AUTHORS and "authors" in model.model_fields:
            return Remedy("write 'authors: [name]'", "authors")
    remedy = REMEDIES.get(model, {}).get(name)
    known = {field.alias or name for name, field in model.model_fields.items()}
    return remedy if remedy and (not remedy.key or remedy.key in known) else None
