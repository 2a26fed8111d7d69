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
from zoneinfo import ZoneInfo, available_timezones

import mkdocs
from markdown.extensions.toc import slugify_unicode
from mkdocs.config import config_options as c
from mkdocs.config.base import Config, ValidationError
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import ConfigurationError
from mkdocs.structure.files import Files, InclusionLevel, get_files

from briefings.build.processes import available_cores
from briefings.build.render_job import RenderOn
from briefings.cluster import dask_cluster
from briefings.content import leftovers, path_of
from briefings.content.media import file_types
from briefings.model import Problem, Site
from briefings.render import RenderOptions
from briefings.settings import Settings
from briefings.unused_settings import find_unused

OWN_TEMPLATES = str(Path(mkdocs.__file__).parent / "templates")
SECURITY = ".well-known/security.txt"
DASK = "dask"
CACHE_VARIABLE = "BRIEFINGS_CACHE"
LATEST = 253_370_764_800
"""The first second of the year 9999."""
ENGINES = ("python-markdown", "gfm")


# With these, a site would depend on the machine that builds it.
NO_PLACES = {"Factory", "localtime"}


class Timezone(c.Type[str]):
    """The name of a timezone, such as `Europe/Kyiv`."""

    def __init__(self) -> None:
        super().__init__(str, default="UTC")

    def run_validation(self, value: object) -> str:
        name = super().run_validation(value)
        if name not in available_timezones() - NO_PLACES:
            raise ValidationError(f"'{name}' is not a timezone (such as 'Europe/Kyiv')")
        return name


class Jobs(c.Type[Any]):
    """How many processes may build at once (all processors unless set), or `dask`."""

    def __init__(self) -> None:
        super().__init__((int, str), default=available_cores())

    def run_validation(self, value: object) -> int | str:
        jobs: int | str = super().run_validation(value)
        if isinstance(jobs, str) and jobs != DASK:
            raise ValidationError(f"'{jobs}' is neither a number of processes nor '{DASK}'")
        if isinstance(jobs, int) and jobs < 1:
            raise ValidationError(f"'jobs' must be at least 1 (got {jobs})")
        return jobs

    def post_validation(self, config: Config, key_name: str) -> None:
        if config[key_name] == DASK and not config["scheduler"]:
            raise ValidationError(
                f"'{DASK}' needs a 'scheduler' too (such as 'tcp://10.0.0.5:8786')"
            )


class Scheduler(c.Type[str]):
    """The address of a Dask scheduler, such as `tcp://10.0.0.5:8786`."""

    def __init__(self) -> None:
        super().__init__(str, default="")

    def run_validation(self, value: object) -> str:
        address = super().run_validation(value)
        if address and not re.fullmatch(r"(tcp|tls|ws|wss)://[^/]+:\d+", address):
            raise ValidationError(
                f"'{address}' is not a scheduler's address (such as 'tcp://10.0.0.5:8786')"
            )
        return address


class Licence(c.Type[str]):
    """What the data are published under: `CC-BY-4.0`, or the address of a licence's text."""

    def __init__(self) -> None:
        super().__init__(str, default="")

    def run_validation(self, value: object) -> str:
        licence = super().run_validation(value)
        if licence and not re.fullmatch(r"[-a-zA-Z0-9._]+|https?://[^\s/]+/?\S*", licence):
            raise ValidationError(
                f"'{licence}' is neither a licence's identifier nor its address (such as"
                " 'CC-BY-4.0')"
            )
        return licence


class MediaTypes(c.ListOfItems[str]):
    """Types of files, such as `docx`, that are published beside the usual ones."""

    def __init__(self) -> None:
        super().__init__(c.Type(str), default=[])

    def run_validation(self, value: object) -> list[str]:
        types = [item.lower().removeprefix(".") for item in super().run_validation(value)]
        for item in types:
            if item in file_types.ACTIVE:
                raise ValidationError(f"'{item}' files are never published: {file_types.SCRIPT}")
            if not re.fullmatch("[a-z0-9]+", item):
                raise ValidationError(f"'{item}' is not a type of files (such as 'docx')")
        return types


class Options(Config):  # type: ignore[no-untyped-call]
    """What stands under `briefings` in the plugins of `mkdocs.yml`."""

    content = c.Dir(exists=True, default="content")
    timezone = Timezone()
    markdown = c.Choice(ENGINES, default=ENGINES[0])
    jobs = Jobs()
    scheduler = Scheduler()
    licence = Licence()
    history = c.Type(bool, default=False)
    cache_dir = c.Type(str, default="")
    media_types = MediaTypes()


def read_settings(config: MkDocsConfig, options: Options, *, preview: bool = False) -> Settings:
    """The settings of a build, and the build's one reading of the clock.

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
    """Where the cache is to lie, if not at its usual place: the environment knows best."""
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
    """What a newsroom hardly means to leave out of `mkdocs.yml`."""
    if not config.site_url:
        file = Path(config.config_file_path)
        lines = file.read_text(encoding="utf-8", errors="replace").splitlines()
        line = next((n for n, text in enumerate(lines, 1) if text.startswith("site_url:")), 1)
        yield Problem(
            path_of(file.resolve(), project),
            line,
            1,
            "no 'site_url', so there are no feeds, no sitemaps and no canonical addresses",
            "write where the site is published: 'site_url: https://example.org/'",
            "warning",
        )


def _language(config: MkDocsConfig) -> str:
    """The site's language: that of the theme's words, of which there are only English ones."""
    language = str(config.theme.locale or "en").replace("_", "-")
    if language.partition("-")[0].lower() != "en":
        raise ConfigurationError(
            f"the theme's locale is '{language}', but its words and dates are in English only"
            " (write 'en', or with a region, such as 'en_GB', and set 'lang' in articles that"
            " are in another language)"
        )
    return language


def name_headings(config: MkDocsConfig) -> None:
    """Have the headings of the site's own pages named in any script, unless the site has set how:
    Python-Markdown's `toc` leaves out what isn't ASCII."""
    configs = config.mdx_configs or {}
    toc = {"slugify": slugify_unicode, **configs.get("toc", {})}
    config.mdx_configs = {**configs, "toc": toc}


def _own_configs(config: MkDocsConfig) -> dict[str, dict[str, Any]]:
    """The options of extensions as the site has set them, before `name_headings`."""
    configs = {name: dict(options) for name, options in (config.mdx_configs or {}).items()}
    if configs.get("toc", {}).get("slugify") is slugify_unicode:
        del configs["toc"]["slugify"]
    return configs


def site_files(files: Files) -> Files:
    """What MkDocs is to write: all but its own sitemap, since ours has the generated pages, and but
    what editors and systems leave behind."""
    found = []
    for file in files:
        if str(file.abs_src_path).startswith(OWN_TEMPLATES) or _is_leftover(file.src_uri):
            continue
        if file.src_uri == SECURITY and file.inclusion is InclusionLevel.EXCLUDED:
            file.inclusion = InclusionLevel.INCLUDED  # unless asked, MkDocs leaves all such out
        found.append(file)
    return Files(found)


def _is_leftover(path: str) -> bool:
    """MkDocs knows hidden files itself."""
    *folders, name = path.split("/")
    return any(folder.lower() in leftovers.FOLDERS for folder in folders) or (
        not name.startswith(".") and leftovers.is_leftover(name)
    )


def taken_files(files: Files, settings: Settings) -> dict[str, str]:
    """The files that MkDocs writes, relative to the site's root, and what each is made from."""
    return {
        file.dest_uri: path_of_file(Path(str(file.abs_src_path)), settings)
        for file in files
        if file.inclusion.is_included()  # type: ignore[no-untyped-call]
    }


def find_files(config: MkDocsConfig) -> Files | None:
    """The files of a build to come; None while MkDocs would follow a symlink among them."""
    if any(path.is_symlink() for path in Path(config.docs_dir).rglob("*")):
        return None
    files = get_files(config)
    files.add_files_from_theme(config.theme.get_env(), config)
    return site_files(files)


def find_taken(config: MkDocsConfig, settings: Settings) -> dict[str, str] | None:
    """`taken_files` of a build to come, if all its files are known."""
    files = find_files(config)
    return None if files is None else taken_files(files, settings)


def path_of_file(file: Path, settings: Settings) -> str:
    """A file of the content folder as records name it, another one as seen from the project."""
    file = file.resolve()
    if file.is_relative_to(settings.content):
        return settings.site.path_of(file.relative_to(settings.content).as_posix())
    return os.path.relpath(file, settings.project).replace(os.sep, "/")


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
