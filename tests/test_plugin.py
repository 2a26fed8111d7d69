"""`mkdocs build` and `gh-deploy` as newsrooms run them."""

from __future__ import annotations

import datetime as dt
import subprocess
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from briefings.config import LATEST
from tests.newsroom import BROKEN, CONFIG, FILES, digests, run, write_newsroom


def build(folder: Path, *options: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return run(folder, "mkdocs", "build", *options, **environment)


def leftovers(folder: Path) -> list[Path]:
    """What a build must not leave in its cache folder: trees that were begun and not published."""
    begun = folder.glob(".briefings/trees/*/*")
    return [path for path in begun if path.name.startswith(("fresh", "next", "old"))]


def test_a_build_publishes_every_kind_of_page(tmp_path: Path) -> None:
    done = build(write_newsroom(tmp_path), "--strict")
    assert done.returncode == 0, done.stderr
    files = digests(tmp_path / "site")
    assert {
        "index.html",
        "404.html",
        "about/index.html",
        "2030/05/01/index.html",
        "2030/05/03/reply/index.html",
        "2030/05/index.html",
        "claims/2030/05/01/bridge/open/index.html",
        "regions/norvik/2030/05/index.html",
        "robots.txt",
        "sitemap.xml",
        "sitemaps/pages.xml",
        "assets/dispatch.css",
    } <= files.keys()
    assert not {"sitemap.xml.gz", "robots.html", "sitemap.html"} & files.keys()
    assert leftovers(tmp_path) == []
    about = (tmp_path / "site/about/index.html").read_text()
    assert 'href="../regions/"' in about
    assert "https://example.org/news/about/" in (tmp_path / "site/sitemaps/pages.xml").read_text()


@pytest.mark.parametrize(
    "changes",
    [
        BROKEN,
        {"content/articles/bridge.md": FILES["content/articles/bridge.md"] + "[x](../no.md)\n"},
        {"content/pages/about.md": "# About\n\n[x](missing.md)\n"},
        {"content/pages/regions.md": "# Regions\n"},
        {"theme/article.html": "{% if %}"},
        {"theme/article.html": "{{ no_such_name }}"},
    ],
    ids=["front matter", "dead link", "warning", "two pages", "template syntax", "template name"],
)
def test_nothing_is_published_from_a_failed_build(tmp_path: Path, changes: dict[str, str]) -> None:
    config = CONFIG.replace("theme: dispatch", "theme: {name: dispatch, custom_dir: theme}")
    write_newsroom(tmp_path, {"mkdocs.yml": config, "theme/.keep": ""})
    assert build(tmp_path, "--strict").returncode == 0
    before = digests(tmp_path / "site")
    write_newsroom(tmp_path, {"mkdocs.yml": config, **changes})
    done = build(tmp_path, "--strict")
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert digests(tmp_path / "site") == before
    assert leftovers(tmp_path) == []


def test_a_problem_is_one_line_with_its_place(tmp_path: Path) -> None:
    done = build(write_newsroom(tmp_path, BROKEN))
    lines = [line for line in done.stderr.splitlines() if "broken.md" in line]
    assert any("content/articles/broken.md:3:7: " in line for line in lines)
    assert not (tmp_path / "site").exists()


def test_the_page_of_a_file_that_is_gone_is_gone(tmp_path: Path) -> None:
    assert build(write_newsroom(tmp_path)).returncode == 0
    (tmp_path / "content/articles/reply.md").unlink()
    assert build(tmp_path).returncode == 0
    assert not (tmp_path / "site/2030/05/03").exists()


def test_the_same_content_gives_the_same_bytes(tmp_path: Path) -> None:
    """Whatever the machine's timezone, locale, hash seed and number of processes."""
    one, other = write_newsroom(tmp_path / "one"), write_newsroom(tmp_path / "other")
    (other / "mkdocs.yml").write_text(CONFIG + "      jobs: 1\n")
    build(one, TZ="Asia/Tokyo", LC_ALL="C", PYTHONHASHSEED="1")
    build(other, TZ="America/Lima", LC_ALL="C.UTF-8", PYTHONHASHSEED="2")
    assert digests(one / "site") == digests(other / "site") != {}


def test_an_embargo_ends_when_the_clock_says_so(tmp_path: Path) -> None:
    text = FILES["content/articles/reply.md"].replace(
        "summary:", "publish_at: 2030-05-04T10:00:00Z\nsummary:"
    )
    write_newsroom(tmp_path, {"content/articles/reply.md": text})
    for second, shown in ((-1, False), (0, True)):
        now = 1904119200 + second
        assert build(tmp_path, SOURCE_DATE_EPOCH=str(now)).returncode == 0
        assert (tmp_path / "site/2030/05/03/reply/index.html").exists() is shown
        html = "".join(p.read_text() for p in (tmp_path / "site").rglob("*.*ml"))
        assert ("other side of the bridge" in html) is shown
        assert ('class="state disputed"' in html) is shown


@pytest.mark.parametrize(
    ("minute", "shown"), [(15, {30: True, 65: True}), (75, {30: False, 80: True})]
)
def test_an_embargo_ends_once_though_the_hour_comes_twice(
    tmp_path: Path, minute: int, shown: dict[int, bool]
) -> None:
    """In Kyiv, clocks go back from four to three o'clock at one in the morning, UTC."""
    hour = dt.datetime(2025, 10, 26, tzinfo=dt.UTC)
    end = hour + dt.timedelta(minutes=minute)
    embargoed = FILES["content/articles/bridge.md"].replace(
        "summary:", f"slug: plan\npublish_at: {end.isoformat()}\nsummary:"
    )
    write_newsroom(tmp_path, {"content/articles/plan.md": embargoed})
    page = tmp_path / "site/2030/05/01/plan/index.html"
    for of, expected in shown.items():
        now = int((hour + dt.timedelta(minutes=of)).timestamp())
        assert build(tmp_path, SOURCE_DATE_EPOCH=str(now)).returncode == 0
        assert page.exists() is expected, of


def test_an_editors_entry_counts_from_the_midnight_of_its_day(tmp_path: Path) -> None:
    text = FILES["content/articles/bridge.md"].replace(
        "    quote:", "    status: [{on: 2030-05-09, is: refuted, by: wire}]\n    quote:"
    )
    write_newsroom(tmp_path, {"content/articles/bridge.md": text})
    midnight = dt.datetime(2030, 5, 9, tzinfo=ZoneInfo("Europe/Kyiv")).timestamp()
    for second, shown in ((-1, False), (0, True)):
        assert build(tmp_path, SOURCE_DATE_EPOCH=str(int(midnight) + second)).returncode == 0
        for page in ("claims", "claims/2030/05/01/bridge/open", "2030/05/01/bridge"):
            html = (tmp_path / "site" / page / "index.html").read_text()
            assert ("refuted" in html.lower()) is shown, page


def test_gfm_renders_what_github_shows(tmp_path: Path) -> None:
    body = "---\nname: Norvik\n---\n~~closed~~ at www.example.org\n\n- [x] seen\n"
    config = CONFIG + "      markdown: gfm\n"
    write_newsroom(tmp_path, {"mkdocs.yml": config, "content/regions/norvik.md": body})
    assert build(tmp_path).returncode == 0
    html = (tmp_path / "site/regions/norvik/index.html").read_text()
    assert "<del>closed</del>" in html
    assert 'href="http://www.example.org"' in html


def test_python_markdown_takes_the_sites_extensions(tmp_path: Path) -> None:
    body = "---\nname: Norvik\n---\nThe DMZ.\n\n*[DMZ]: demilitarised zone\n"
    config = CONFIG + "markdown_extensions: [abbr]\n"
    write_newsroom(tmp_path, {"mkdocs.yml": config, "content/regions/norvik.md": body})
    assert build(tmp_path).returncode == 0
    html = (tmp_path / "site/regions/norvik/index.html").read_text()
    assert '<abbr title="demilitarised zone">DMZ</abbr>' in html


def test_a_link_to_an_embargoed_article_waits_for_it(tmp_path: Path) -> None:
    secret = FILES["content/articles/reply.md"].replace("summary:", "status: draft\nsummary:")
    body = FILES["content/articles/bridge.md"] + "See [the other side](reply.md).\n"
    write_newsroom(
        tmp_path, {"content/articles/reply.md": secret, "content/articles/bridge.md": body}
    )
    done = build(tmp_path, "--strict")
    assert done.returncode == 0, done.stderr
    html = (tmp_path / "site/2030/05/01/bridge/index.html").read_text()
    assert "See the other side." in html


def test_pictures_are_published_and_found_from_bodies(tmp_path: Path) -> None:
    body = FILES["content/articles/bridge.md"] + "![The bridge](../media/bridge.png)\n"
    write_newsroom(
        tmp_path, {"content/articles/bridge.md": body, "content/media/bridge.png": "not a picture"}
    )
    done = build(tmp_path, "--strict")
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "site/media/bridge.png").read_text() == "not a picture"
    html = (tmp_path / "site/2030/05/01/bridge/index.html").read_text()
    assert 'src="../../../../media/bridge.png"' in html


@pytest.mark.parametrize(
    ("option", "words"),
    [
        ("timezone: Mars/Base", "'Mars/Base' is not a timezone"),
        ("timezone: localtime", "'localtime' is not a timezone"),
        ("jobs: 0", "'jobs' must be at least 1 (got 0)"),
        ("markdown: commonmark", "commonmark"),
        ("content: nowhere", "nowhere"),
    ],
)
def test_a_wrong_option_is_named(tmp_path: Path, option: str, words: str) -> None:
    config = CONFIG.replace("timezone: Europe/Kyiv", option)
    done = build(write_newsroom(tmp_path, {"mkdocs.yml": config}))
    assert done.returncode == 1
    assert words in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("target", ["content/articles", "content/site"])
def test_a_site_never_takes_the_place_of_the_content(tmp_path: Path, target: str) -> None:
    write_newsroom(tmp_path)
    before = digests(tmp_path)
    done = run(tmp_path, "mkdocs", "build", "-d", target)
    assert done.returncode == 1
    assert "'site_dir' and 'content' lie within one another" in done.stderr
    assert digests(tmp_path) == before


@pytest.mark.parametrize(
    ("pages", "content"),
    [("content/articles", "content"), ("content", "content"), ("room", "room/content")],
)
def test_articles_are_never_pages_of_mkdocs(tmp_path: Path, pages: str, content: str) -> None:
    """It would publish them as they are, drafts too."""
    config = CONFIG.replace("content/pages", pages) + f"      content: {content}\n"
    write_newsroom(tmp_path, {"mkdocs.yml": config})
    write_newsroom(tmp_path / "room")
    done = build(tmp_path)
    assert done.returncode == 1
    assert "drafts too" in done.stderr
    assert not (tmp_path / "site").exists()


@pytest.mark.parametrize("theme", ["theme: mkdocs", ""])
def test_a_theme_without_pages_for_articles_is_named(tmp_path: Path, theme: str) -> None:
    config = CONFIG.replace("theme: dispatch", theme)
    write_newsroom(tmp_path, {"mkdocs.yml": config})
    for command in (("mkdocs", "build"), ("briefings", "check")):
        done = run(tmp_path, *command)
        assert done.returncode != 0
        assert "no template 'article.html' (such as 'theme: dispatch')" in done.stderr
        assert "Traceback" not in done.stderr


@pytest.mark.parametrize("held", ["status: draft", "publish_at: 2099-05-10"])
def test_a_first_withheld_article_renders_nothing_anew(tmp_path: Path, held: str) -> None:
    assert build(write_newsroom(tmp_path)).returncode == 0
    front = FILES["content/articles/bridge.md"].partition("claims:")[0]
    text = f"{front}slug: later\n{held}\n---\nNothing yet.\n"
    write_newsroom(tmp_path, {"content/articles/later.md": text})
    done = build(tmp_path)
    assert (done.returncode, " 0 rendered" in done.stderr) == (0, True), done.stderr
    (tmp_path / "content/articles/later.md").unlink()
    assert " 0 rendered" in build(tmp_path).stderr


@pytest.mark.parametrize("template", ["article.html", "nix.html"])
def test_a_page_never_chooses_its_template(tmp_path: Path, template: str) -> None:
    page = f"---\ntemplate: {template}\n---\n# About\n"
    done = build(write_newsroom(tmp_path, {"content/pages/about.md": page}))
    assert done.returncode == 1
    assert "content/pages/about.md:2:11: a page can't choose its template" in done.stderr
    assert "Traceback" not in done.stderr


def test_content_may_be_the_project(tmp_path: Path) -> None:
    """With the pictures that it has, and what leads to them."""
    config = CONFIG.replace("content/pages", "pages") + "      content: .\nsite_dir: ../site\n"
    body = "---\nname: Norvik\n---\n![A bridge](../media/bridge.png)\n"
    folder = tmp_path / "room"
    files = {path.removeprefix("content/"): text for path, text in FILES.items()}
    files |= {"mkdocs.yml": config, "regions/norvik.md": body, "media/bridge.png": "PNG"}
    for path, text in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text)
    done = build(folder)
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "site/media/bridge.png").read_text() == "PNG"
    html = (tmp_path / "site/regions/norvik/index.html").read_text()
    assert 'src="../../media/bridge.png"' in html


def test_content_may_lie_outside_the_project(tmp_path: Path) -> None:
    bridge = FILES["content/articles/bridge.md"]
    text = bridge.replace("summary:", "aliases: [old/]\nsummary:") + "[About](../pages/about.md)\n"
    write_newsroom(tmp_path, {"content/articles/bridge.md": text})
    config = CONFIG.replace("content/pages", "../content/pages")
    config = config.replace("timezone", "content: ../content\n      timezone")
    room = tmp_path / "room"
    room.mkdir()
    (room / "mkdocs.yml").write_text(config, encoding="utf-8")
    assert run(room, "briefings", "check").stderr == ""
    assert build(room).returncode == 0
    html = (room / "site/2030/05/01/bridge/index.html").read_text(encoding="utf-8")
    assert '<a href="../../../../about/">About' in html
    (tmp_path / "content/articles/bridge.md").write_text(text.replace("old/", "about/"))
    assert "content/articles/bridge.md:4:11: the address '/about/' is taken" in build(room).stderr


def test_a_project_that_cant_be_written_to_is_named(tmp_path: Path) -> None:
    done = build(write_newsroom(tmp_path, {".briefings": "in the way"}))
    assert done.returncode == 1
    assert f"'{tmp_path}/.briefings' is not a folder: not created by Briefings" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    "epoch", ["soon", "", "253402300799", "-1", "1.5", "1_000", "9" * 30, "\u0661"]
)
def test_a_clock_that_is_no_time_is_named(tmp_path: Path, epoch: str) -> None:
    write_newsroom(tmp_path)
    for command, code in (("mkdocs", 1), ("briefings", 2)):
        verb = "build" if command == "mkdocs" else "check"
        done = run(tmp_path, command, verb, SOURCE_DATE_EPOCH=epoch)
        assert done.returncode == code
        assert f"SOURCE_DATE_EPOCH is '{epoch}'" in done.stderr
        assert "Traceback" not in done.stderr


@pytest.mark.parametrize("zone", ["Pacific/Kiritimati", "Pacific/Pago_Pago"])
@pytest.mark.parametrize("epoch", [0, LATEST])
def test_the_first_and_the_last_times_are_times(tmp_path: Path, epoch: int, zone: str) -> None:
    """With content of the first and the last days that can be written, too."""
    bridge = FILES["content/articles/bridge.md"]
    dates = ["0001-01-01", "0001-01-02T00:00:00Z", "9999-12-31", "9999-12-30T23:59:59Z"]
    changes = {
        f"content/articles/day{number}.md": bridge.replace("2030-05-01", date)
        for number, date in enumerate(dates)
    }
    write_newsroom(tmp_path, {"mkdocs.yml": CONFIG.replace("Europe/Kyiv", zone), **changes})
    for command, verb in (("mkdocs", "build"), ("briefings", "check")):
        done = run(tmp_path, command, verb, SOURCE_DATE_EPOCH=str(epoch))
        assert "Traceback" not in done.stderr
        assert done.returncode in (0, 1)


def test_hidden_files_beside_the_site_are_kept(tmp_path: Path) -> None:
    write_newsroom(tmp_path)
    build(tmp_path)
    (tmp_path / "site/.git").mkdir()
    (tmp_path / "site/.git/HEAD").write_text("ref: refs/heads/pages\n")
    assert build(tmp_path).returncode == 0
    assert (tmp_path / "site/.git/HEAD").read_text() == "ref: refs/heads/pages\n"


def test_gh_deploy_commits_the_published_site(tmp_path: Path) -> None:
    def git(*arguments: str) -> str:
        done = subprocess.run(
            ["git", *arguments], cwd=tmp_path / "room", capture_output=True, text=True, check=True
        )
        return done.stdout

    write_newsroom(tmp_path / "room")
    subprocess.run(["git", "init", "-q", "--bare", str(tmp_path / "bare.git")], check=True)
    git("init", "-q", "-b", "main")
    git("config", "user.name", "An Editor")
    git("config", "user.email", "editor@example.org")
    git("remote", "add", "origin", str(tmp_path / "bare.git"))
    git("add", "mkdocs.yml", "content")
    git("commit", "-qm", "First")
    done = run(tmp_path / "room", "mkdocs", "gh-deploy")
    assert done.returncode == 0, done.stderr
    bare = str(tmp_path / "bare.git")
    pushed = git("--git-dir", bare, "ls-tree", "-r", "--name-only", "gh-pages").splitlines()
    assert "2030/05/01/bridge/index.html" in pushed
    assert set(digests(tmp_path / "room/site")) <= {*pushed, ".nojekyll"}


WARNING_HOOK = """\
import logging
from markdown.extensions import Extension
from markdown.preprocessors import Preprocessor

class Warn(Preprocessor):
    def run(self, lines):
        if any("bridge" in line for line in lines):
            logging.getLogger("mkdocs.own").warning("a word that is looked at")
        return lines

class Own(Extension):
    def extendMarkdown(self, md):
        md.preprocessors.register(Warn(md), "warn", 1)

def on_config(config):
    config.markdown_extensions.append(Own())
"""


def test_a_strict_build_counts_warnings_that_come_while_pages_are_rendered(tmp_path: Path) -> None:
    config = CONFIG + "hooks: [hook.py]\n"
    write_newsroom(tmp_path, {"mkdocs.yml": config, "hook.py": WARNING_HOOK})
    for _ in range(2):
        done = build(tmp_path, "--strict")
        assert "a word that is looked at" in done.stderr
        assert (done.returncode, (tmp_path / "site").exists()) == (1, False)
    assert build(tmp_path).returncode == 0
    assert (tmp_path / "site").exists()
