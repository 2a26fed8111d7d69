"""The command `briefings`, for editors and CI: checks that need no build.

Exit codes: 0, all is well; 1, problems in content, with `--strict` warnings too; 2, wrong usage.
"""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Collection

import click
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, ConfigurationError

from briefings import __version__, mkdocs_files, problem_report
from briefings.build import gc_policy
from briefings.config import read_settings
from briefings.editor import check as editor_check
from briefings.model import Problem
from briefings.model.problem import Severity
from briefings.publish.errors import PublishError
from briefings.publish.manifest import read_manifest
from briefings.settings import Settings

ORDER: tuple[Severity, ...] = ("problem", "warning", "note")


config_file_option = click.option(
    "-f",
    "--config-file",
    type=click.Path(exists=True, dir_okay=False),
    default="mkdocs.yml",
    show_default=True,
    help="The site's configuration.",
)


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="briefings")
def main() -> None:
    """Daily conflict briefings from curated articles. `mkdocs build` builds the site."""
    problem_report.accept_any_text()


@main.command()
@config_file_option
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "github", "json"]),
    default="text",
    show_default=True,
    help="One line a problem; annotations of GitHub Actions; or a JSON list.",
)
@click.option("--strict", is_flag=True, help="Exit with 1 for warnings, too.")
def check(config_file: str, form: str, *, strict: bool) -> None:
    """Say what is wrong with the content, without building.

    Problems come first; then warnings, which keep `mkdocs build --strict` from publishing; then
    notes.
    """
    config, settings = _read_config(config_file)
    found = _find_problems(config, settings)
    if form == "github":
        problem_report.accept_any_text(encoding="utf-8")
        site = settings.site
        locate = problem_report.locator(settings.project, settings.content, site.content_dir)
        text = problem_report.format_github(found, locate)
    else:
        text = (problem_report.format_json if form == "json" else problem_report.format_text)(found)
    if text:
        _print(text)
    counts = Counter(problem.severity for problem in found)
    if counts:
        parts = [f"{n} {severity}{'s' * (n > 1)}" for severity, n in counts.items()]
        click.echo(f"{', '.join(parts)} in content", err=True)
    if counts["problem"] or (strict and counts["warning"]):
        raise SystemExit(1)


def _print(text: str) -> None:
    try:
        click.echo(text)
    except BrokenPipeError:
        raise  # the reader, such as `head`, has closed the pipe: click exits quietly
    except OSError as error:
        raise click.ClickException(f"problems can't be printed: {error.strerror}") from error


def _published_files(settings: Settings) -> Collection[str]:
    """Return the files of the published site; none if its manifest is missing or damaged."""
    try:
        return (read_manifest(settings.target) if settings.target else None) or ()
    except (PublishError, OSError):  # the next build reports it
        return ()


def _read_config(config_file: str) -> tuple[MkDocsConfig, Settings]:
    """Read `mkdocs.yml`; what is wrong with it ends the command with exit code 2."""
    logging.getLogger("mkdocs").setLevel(logging.ERROR)
    try:
        config = load_config(config_file)
        plugin = config.plugins.get("briefings")
        if plugin is None:
            raise click.UsageError(f"{config_file}: add 'briefings' to its plugins")
        return config, read_settings(config, plugin.config)
    except ConfigurationError as error:
        raise click.UsageError(f"{config_file}: {error}") from error
    except Abort as error:
        raise click.UsageError(f"{config_file} has faults") from error


def _find_problems(config: MkDocsConfig, settings: Settings) -> list[Problem]:
    try:
        files = mkdocs_files.find_files(config)
        sources = None if files is None else mkdocs_files.source_paths(files, settings)
        with gc_policy.paused():
            found = editor_check.check(settings, sources, _published_files(settings))
    except (PublishError, OSError, MemoryError) as error:
        reason = str(error) or "out of memory"
        raise click.ClickException(f"content can't be checked: {reason}") from error
    if files is not None and sources is not None:
        found = sorted(mkdocs_files.find_faults(files, config, sources)) + found
    return sorted(found, key=lambda problem: ORDER.index(problem.severity))
