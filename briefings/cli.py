"""The command `briefings`: what editors and CI ask for beside `mkdocs build`.

Exit codes: 0, all is well; 1, problems in content, with `--strict` warnings too; 2, wrong usage.
"""

from __future__ import annotations

import json
import logging
from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict, replace

import click
from mkdocs.config import load_config
from mkdocs.exceptions import Abort, ConfigurationError

from briefings import __version__, configuration
from briefings.editor import check as editor_check
from briefings.model import Problem
from briefings.model.problem import Severity

COMMANDS: dict[Severity, str] = {"problem": "error", "warning": "warning", "note": "notice"}


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="briefings")
def main() -> None:
    """Daily conflict briefings from curated articles. `mkdocs build` builds the site."""


@main.command()
@click.option(
    "-f",
    "--config-file",
    type=click.Path(exists=True, dir_okay=False),
    default="mkdocs.yml",
    show_default=True,
    help="The site's configuration.",
)
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
    found = _find_problems(config_file)
    output = {"text": _text, "github": _github, "json": _json}[form](found)
    if output:
        click.echo(output)
    counts = Counter(problem.severity for problem in found)
    if counts:
        parts = [f"{n} {severity}{'s' * (n > 1)}" for severity, n in counts.items()]
        click.echo(f"{', '.join(parts)} in content", err=True)
    if counts["problem"] or (strict and counts["warning"]):
        raise SystemExit(1)


def _find_problems(config_file: str) -> list[Problem]:
    logging.getLogger("mkdocs").setLevel(logging.ERROR)
    try:
        config = load_config(config_file)
        plugin = config.plugins.get("briefings")
        if plugin is None:
            raise click.UsageError(f"{config_file}: add 'briefings' to its plugins")
        settings = configuration.read_settings(config, plugin.config)
    except ConfigurationError as error:
        raise click.UsageError(f"{config_file}: {error}") from error
    except Abort as error:
        raise click.UsageError(f"{config_file} has faults") from error
    return editor_check.check(settings, configuration.find_taken(config, settings))


def _text(problems: Sequence[Problem]) -> str:
    """`path:line:column: warning: message (hint)`; without a word between, it is a problem."""
    return "\n".join(
        str(p if p.severity == "problem" else replace(p, message=f"{p.severity}: {p.message}"))
        for p in problems
    )


def _github(problems: Sequence[Problem]) -> str:
    """Workflow commands: https://docs.github.com/actions/reference/workflow-commands"""
    return "\n".join(
        f"::{COMMANDS[p.severity]} file={_escape(p.path, ',:')},line={p.line},col={p.column}"
        f"::{_escape(_words(p))}"
        for p in problems
    )


def _json(problems: Sequence[Problem]) -> str:
    return json.dumps([asdict(problem) for problem in problems], ensure_ascii=False, indent=2)


def _words(problem: Problem) -> str:
    return f"{problem.message} ({problem.hint})" if problem.hint else problem.message


def _escape(text: str, also: str = "") -> str:
    return "".join(f"%{ord(c):02X}" if c in "%\r\n" + also else c for c in text)
