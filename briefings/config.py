"""`mkdocs.yml` -> the settings of a build, for both adapters: the plugin and the command."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any
from urllib.parse import urljoin
from zoneinfo import ZoneInfo

from markdown.extensions.toc import slugify_unicode
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import ConfigurationError

from briefings.build.processes import available_cores
from briefings.build.render_job import RenderOn
from briefings.cluster import dask_cluster
from briefings.config_options import DASK, Options
from briefings.content import path_of
from briefings.model import Problem, Site
from briefings.render import RenderOptions
from briefings.settings import Settings
from briefings.unused_settings import find_line, find_unused

CACHE_VARIABLE = "BRIEFINGS_CACHE"
LATEST = 253_370_764_800
"""The first second of the year 9999."""


def read_settings(config: MkDocsConfig, options: Options, *, preview: bool = False) -> Settings:
    """Return the settings of a build, with the build's one reading of the clock.

    Raises ConfigurationError for a SOURCE_DATE_EPOCH that is no time, for a site that would take
    the place of the content, for content other than pages that MkDocs would take as its own, for
    a theme that isn't made for articles, for a locale whose words it doesn't have, and for a cache
    among what is published.
    """
    project = Path(config.config_file_path).parent.resolve()
    content = _resolved(options.content, "content")
    target = _resolved(config.site_dir, "site_dir")
    if target.is_relative_to(content) or content.is_relative_to(target):
        message = f"'site_dir' and 'content' lie within one another: {target} and {content}"
        raise ConfigurationError(message)
    docs = _resolved(config.docs_dir, "docs_dir")
    is_within = docs.is_relative_to(content) and not docs.is_relative_to(content / "pages")
    if is_within or content.is_relative_to(docs):
        message = f"'docs_dir' is {docs}: MkDocs would publish it as it is, drafts too"
        raise ConfigurationError(f"{message} (such as '{content / 'pages'}')")
    folders = [Path(folder) for folder in config.theme.dirs]
    if not any((folder / "article.html").is_file() for folder in folders):
        message = "the theme has no template 'article.html' (such as 'theme: dispatch')"
        raise ConfigurationError(message)
    language = _language(config)
    zone = ZoneInfo(options.timezone)
    site_url = config.site_url or ""
    return Settings(
        project=project,
        content=content,
        site=Site(
            name=config.site_name,
            url=site_url and site_url.rstrip("/") + "/",
            zone=zone,
            description=config.site_description or "",
            language=language,
            preview=preview,
            edit_base=_edit_base(config),
            content_dir=path_of(content, project),
            pages_dir=os.path.relpath(config.docs_dir, project).replace(os.sep, "/"),
            licence=options.licence,
        ),
        render_options=RenderOptions(
            folders=tuple(config.theme.dirs),
            engine="gfm" if options.markdown == "gfm" else "python-markdown",
            extensions=tuple(config.markdown_extensions),
            configs=_own_configs(config),
            content=content,
        ),
        jobs=available_cores() if options.jobs == DASK else options.jobs,
        now=_now(zone),
        history=options.history,
        target=target,
        cache=_cache_folder(options, project, [content, target, docs]),
        warnings=() if preview else (*_warnings(config, project), *find_unused(config, project)),
        docs=docs,
        media_types=frozenset(options.media_types),
    )


def find_cluster(options: Options) -> RenderOn | None:
    """Return what renders pages on the Dask cluster that the options name, if they do."""
    return partial(dask_cluster.render_on, options.scheduler) if options.jobs == DASK else None


def _resolved(path: str | Path, setting: str) -> Path:
    try:
        return Path(path).resolve()
    except (RuntimeError, OSError) as error:  # RuntimeError is that of Python before 3.13
        message = f"'{setting}' is '{path}', a link that leads back to itself (remove the link)"
        raise ConfigurationError(message) from error


def _cache_folder(options: Options, project: Path, others: Sequence[Path]) -> Path | None:
    """Return the cache folder, if another one is set: BRIEFINGS_CACHE overrides `cache_dir`."""
    named = os.environ.get(CACHE_VARIABLE) or options.cache_dir
    if not named:
        return None
    folder = _resolved(project / named, "cache_dir")
    for other in others:
        if folder.is_relative_to(other) or other.is_relative_to(folder):
            message = f"the cache can't lie in '{other}', nor around it: {folder}"
            raise ConfigurationError(f"{message} (such as '/var/cache/briefings')")
    return folder


def _warnings(config: MkDocsConfig, project: Path) -> Iterator[Problem]:
    """Yield warnings about settings that `mkdocs.yml` lacks, most likely by mistake."""
    if not config.site_url:
        file = Path(config.config_file_path)
        yield Problem(
            path_of(file.resolve(), project),
            find_line("site_url", file) or 1,
            1,
            "no 'site_url', so there are no feeds, no sitemaps and no canonical addresses",
            "write where the site is published: 'site_url: https://example.org/'",
            "warning",
        )


def _language(config: MkDocsConfig) -> str:
    """Return the site's language: the locale of the theme, whose words are in English only."""
    language = str(config.theme.locale or "en").replace("_", "-")
    if language.partition("-")[0].lower() != "en":
        raise ConfigurationError(
            f"the theme's locale is '{language}', but its words and dates are in English only"
            " (write 'en', or with a region, such as 'en_GB', and set 'lang' in articles that"
            " are in another language)"
        )
    return language


def name_headings(config: MkDocsConfig) -> None:
    """Keep letters of any script in ids of headings on the site's own pages, unless the site has
    set a `slugify`: by default, Python-Markdown's `toc` leaves out what isn't ASCII."""
    configs = config.mdx_configs or {}
    toc = {"slugify": slugify_unicode, **configs.get("toc", {})}
    config.mdx_configs = {**configs, "toc": toc}


def _own_configs(config: MkDocsConfig) -> dict[str, dict[str, Any]]:
    """Return the options of extensions as the site has set them, before `name_headings`."""
    configs = {name: dict(options) for name, options in (config.mdx_configs or {}).items()}
    if configs.get("toc", {}).get("slugify") is slugify_unicode:
        del configs["toc"]["slugify"]
    return configs


def _now(zone: ZoneInfo) -> datetime:
    """`SOURCE_DATE_EPOCH` stands in for the clock: https://reproducible-builds.org/specs/

    Past the last days of the calendar there would be no time left to compare with.
    """
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    if epoch is None:
        return datetime.now(zone)
    if not re.fullmatch(r"[0-9]{1,12}", epoch) or int(epoch) > LATEST:
        message = f"SOURCE_DATE_EPOCH is '{epoch[:40]}', not a number of seconds since 1970"
        raise ConfigurationError(f"{message} (such as '1767225600')")
    return datetime.fromtimestamp(int(epoch), UTC).astimezone(zone)


def _edit_base(config: MkDocsConfig) -> str:
    if not config.edit_uri:
        return ""
    base = config.repo_url or ""
    if not config.edit_uri.startswith(("?", "#")) and base and not base.endswith("/"):
        base += "/"
    return urljoin(base, config.edit_uri)
