"""Options of the build, and what is said of wrong ones."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from briefings.config_options import Options
from tests.newsroom import CONFIG, run, write_newsroom


def read(**values: Any) -> tuple[Options, list[str]]:
    """The options, and what is wrong with them."""
    options = Options()
    options.load_dict(values)
    errors, _ = options.validate()
    return options, [str(error) for key, error in errors if key != "content"]


def test_jobs_are_all_processors_a_number_or_a_cluster() -> None:
    options, errors = read()
    assert options.jobs >= 1
    assert not errors
    options, errors = read(jobs=3)
    assert options.jobs == 3
    assert not errors
    options, errors = read(jobs="dask", scheduler="tcp://10.0.0.5:8786")
    assert (options.jobs, options.scheduler) == ("dask", "tcp://10.0.0.5:8786")
    assert not errors


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"jobs": 0}, "'jobs' must be at least 1 (got 0)"),
        ({"jobs": "ray"}, "'ray' is neither a number of processes nor 'dask'"),
        ({"jobs": "dask"}, "'dask' needs a 'scheduler' too"),
        ({"jobs": "dask", "scheduler": "10.0.0.5"}, "'10.0.0.5' is not a scheduler's address"),
    ],
)
def test_a_wrong_number_of_jobs_is_named(values: dict[str, Any], words: str) -> None:
    _, errors = read(**values)
    assert len(errors) == 1
    assert words in errors[0]


def test_a_licence_is_an_identifier_or_an_address() -> None:
    for licence in ("", "CC-BY-4.0", "https://example.org/terms"):
        options, errors = read(licence=licence)
        assert (options.licence, errors) == (licence, [])
    _, errors = read(licence="free for all")
    assert len(errors) == 1
    assert "'free for all' is neither a licence's identifier nor its address" in errors[0]


@pytest.mark.parametrize("locale", ["uk", "pt_BR", "he", "zh_Hans"])
def test_a_locale_whose_words_there_are_not_ends_check_and_build(
    tmp_path: Path, locale: str
) -> None:
    write_newsroom(tmp_path, {"mkdocs.yml": with_locale(locale)})
    checked = run(tmp_path, "briefings", "check")
    built = run(tmp_path, "mkdocs", "build")
    assert (checked.returncode, built.returncode) == (2, 1)
    for output in (checked.stderr, built.stderr):
        assert f"the theme's locale is '{locale.replace('_', '-')}'" in output
        assert "write 'en'" in output
    assert not (tmp_path / "site").exists()


def test_english_has_regions(tmp_path: Path) -> None:
    write_newsroom(tmp_path, {"mkdocs.yml": with_locale("en_GB")})
    assert run(tmp_path, "mkdocs", "build", "--strict").returncode == 0
    assert '<html lang="en-GB"' in (tmp_path / "site/index.html").read_text(encoding="utf-8")


def with_locale(locale: str) -> str:
    return CONFIG.replace("theme: dispatch", f"theme: {{name: dispatch, locale: {locale}}}")


@pytest.mark.parametrize(("written", "line"), [("", 1), ("site_url: ''\n", 2)])
def test_a_site_without_an_address_is_a_warning(tmp_path: Path, written: str, line: int) -> None:
    config = CONFIG.replace("site_url: https://example.org/news/\n", written)
    write_newsroom(tmp_path, {"mkdocs.yml": config})
    done = run(tmp_path, "briefings", "check")
    assert done.returncode == 0
    assert done.stdout.startswith(f"mkdocs.yml:{line}:1: warning: no 'site_url', so there are no")
    for _ in range(2):
        built = run(tmp_path, "mkdocs", "build")
        assert (built.returncode, built.stderr.count("no 'site_url'")) == (0, 1)
    assert run(tmp_path, "mkdocs", "build", "--strict").returncode == 1


@pytest.mark.parametrize("setting", ["site_dir", "docs_dir", "cache_dir"])
def test_a_link_that_leads_back_to_itself_is_named(tmp_path: Path, setting: str) -> None:
    project = write_newsroom(tmp_path / "news")
    (project / "loop").symlink_to("loop")
    config = (project / "mkdocs.yml").read_text()
    if setting == "docs_dir":
        config = config.replace("content/pages", "loop")
    elif setting == "site_dir":
        config = f"site_dir: loop\n{config}"
    else:
        config = f"{config}      cache_dir: loop\n"
    (project / "mkdocs.yml").write_text(config)
    for command, code in ((("mkdocs", "build"), 1), (("briefings", "check"), 2)):
        done = run(project, *command)
        assert done.returncode == code
        assert "loop" in done.stderr
        assert "Traceback" not in done.stderr
