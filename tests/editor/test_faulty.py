"""Files with faults beside files that name them: each is told, and nothing else goes wrong."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from functools import partial
from itertools import combinations
from pathlib import Path
from random import Random
from typing import Any

import pytest
from mkdocs.config import load_config

from briefings.config import read_settings
from briefings.editor.check import check
from briefings.mkdocs_files import find_source_paths
from briefings.model import Problem
from tests.newsroom import FILES, run, write_newsroom
from tests.support import ROOT, SITES

# Everything that a file can name of another: answers to answers, grounds of a state, what is
# replaced, related, corrected, taken away, led by, owned, neighbouring and counted together.
WOVEN = {
    "mkdocs.yml": "site_name: Lorvia\nsite_url: https://example.org/\ndocs_dir: content/pages\n"
    "theme: dispatch\nplugins:\n  - briefings:\n      timezone: Europe/Kyiv\n      jobs: 1\n",
    "content/pages/about.md": "# About\n\n[Norvik](/regions/norvik/)\n",
    "content/regions/norvik.md": "---\nname: Norvik\nneighbours: [eastmere]\n---\n",
    "content/regions/eastmere.md": "---\nname: Eastmere\nneighbours: [norvik]\n---\n",
    "content/actors/tarn.md": "---\nname: General Tarn\nparty: orvania\n---\n",
    "content/actors/mayor.md": "---\nname: The Mayor\n---\n",
    "content/sources/wire.md": "---\nname: Lorvia Wire\nowner: tarn\n---\n",
    "content/sources/post.md": "---\nname: Post\nkind: social\nowner: mayor\n---\n",
    "content/briefings/2030-05-02.md": "---\ntitle: The bridge\nlead: 2030-05-02/reply\n"
    "takeaways:\n  - text: It is open.\n    claims: [2030-05-01/bridge#open]\n"
    "    articles: [2030-05-03/later]\n---\nOf the [bridge](../articles/bridge.md).\n",
    "content/articles/bridge.md": "---\ntitle: The bridge stands\ndate: 2030-05-01\n"
    "summary: What is known.\nsources: [{source: wire, via: post}]\nregions: [norvik]\n"
    "claims:\n  - id: open\n    by: tarn\n    says: It is open\n    kind: control\n"
    "    status: [{on: 2030-05-04, is: confirmed, by: 2030-05-03/later#seen}]\n"
    "  - id: losses\n    by: tarn\n    says: Five\n    kind: figure\n"
    "    figure: {n: 5, unit: soldiers, key: losses}\n---\nSee [more](later.md).\n",
    "content/articles/reply.md": "---\ntitle: It is shut\ndate: 2030-05-02\nsummary: Other side.\n"
    "sources: [{source: post}]\nrelated: [2030-05-01/bridge]\nclaims:\n"
    "  - {id: shut, by: mayor, says: It is shut, denies: 2030-05-01/bridge#open}\n"
    "  - {id: more, by: mayor, says: Six, kind: figure, amends: 2030-05-01/bridge#losses, "
    "figure: {n: 6, unit: soldiers, key: losses}}\n"
    "corrections: [{date: 2030-05-05, text: The day., claim: shut}]\n---\nHe said no.\n",
    "content/articles/later.md": "---\ntitle: Seen open\ndate: 2030-05-03\nsummary: It is seen.\n"
    "sources: [{source: wire}]\nclaims:\n"
    "  - {id: seen, by: mayor, says: Seen, confirms: 2030-05-02/reply#shut, regions: [eastmere]}\n"
    "---\nSeen.\n",
    "content/articles/first.md": "---\ntitle: First word\ndate: 2030-04-30\nsummary: Early.\n"
    "sources: [{source: wire}]\nclaims:\n"
    "  - {id: seen, by: tarn, says: Seen, denies: 2030-05-01/bridge#open}\n---\nEarly.\n",
    "content/articles/anew.md": "---\ntitle: Said anew\ndate: 2030-05-06\nsummary: Anew.\n"
    "replaces: 2030-04-30/first\nsources: [{source: post}]\nclaims:\n"
    "  - {id: seen, by: tarn, says: Seen, denies: 2030-05-01/bridge#open}\n---\nAnew.\n",
    "content/articles/plan.md": "---\ntitle: A plan\ndate: 2030-05-07\nstatus: draft\n"
    "summary: Soon.\nsources: [{source: wire}]\nrelated: [2030-05-02/reply]\nclaims:\n"
    "  - {id: plan, by: tarn, says: Soon, amends: 2030-05-02/reply#shut}\n"
    "---\n![Soon](../media/plan.png)\n",
    "content/media/plan.png": "plan",
}


def _misspell(file: Path) -> None:
    """The file's first key, with a letter too many."""
    _replace(file, b"---\n", b"---\nx")


def _replace(file: Path, old: bytes, new: bytes) -> None:
    file.write_bytes(file.read_bytes().replace(old, new, 1))


def _name_nobody(file: Path) -> None:
    _replace(file, b"---\n", b"---\nrelated: [2030-01-01/nothing]\nneighbours: [nowhere]\n")


def _repeat(file: Path) -> None:
    """Another file of the same id, where a file can have one."""
    if file.parent.name != "articles":
        _misspell(file)
        return
    other = file.parent / "again"
    other.mkdir(exist_ok=True)
    shutil.copy(file, other / file.name)


def _become_a_link(file: Path) -> None:
    file.unlink()
    file.symlink_to("/nonexistent")


Damage = Callable[[Path], object]
DAMAGES: dict[str, Damage] = {
    "misspelt": _misspell,
    "gone": Path.unlink,
    "not UTF-8": lambda file: _replace(file, b"---\n", b"---\n\xff"),
    "a bad date": lambda file: _replace(file, b"date: 2", b"date: 2x"),
    "no front matter": lambda file: _replace(file, b"---\n", b""),
    "unclosed": lambda file: _replace(file, b"\n---\n", b"\n"),
    "no YAML": lambda file: _replace(file, b"---\n", b"---\n]\n"),
    "no claims": lambda file: _replace(file, b"claims:", b"claim:"),
    "a claim less": lambda file: _replace(file, b"id: ", b"id: another-"),
    "an unknown claimant": lambda file: _replace(file, b"by: ", b"by: un"),
    "nobody named": _name_nobody,
    "twice": _repeat,
    "a symlink": _become_a_link,
    "another kind": lambda file: _replace(file, b"---\n", b"---\nfigure: 5\n"),
    "empty": lambda file: file.write_bytes(b""),
}


ALWAYS = ("misspelt", "not UTF-8", "no front matter", "unclosed", "no YAML", "empty")
"""Of these, each file is at fault itself, whatever kind it is of."""


class Newsroom:
    """A site on disk that is damaged and mended again."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        config = load_config(str(folder / "mkdocs.yml"))
        plugin = config.plugins["briefings"]
        self.settings = read_settings(config, plugin.config)
        self.find_sources = partial(find_source_paths, config, self.settings)
        self.texts = {path: path.read_bytes() for path in (folder / "content").rglob("*.md")}
        self.records = sorted(path for path in self.texts if path.parent.name != "pages")

    def check(self, damages: dict[Path, Damage]) -> list[Problem]:
        for path, damage in damages.items():
            damage(path)
        try:
            return check(self.settings, self.find_sources())
        finally:
            for path in damages:
                path.unlink(missing_ok=True)
                path.write_bytes(self.texts[path])
                shutil.rmtree(path.parent / "again", ignore_errors=True)


@pytest.fixture(scope="module", params=["woven", "sample", "extremes"])
def newsroom(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Newsroom:
    folder = tmp_path_factory.mktemp(request.param)
    if request.param == "woven":
        for path, text in WOVEN.items():
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            (folder / path).write_text(text, encoding="utf-8")
    else:
        source = ROOT if request.param == "sample" else SITES / request.param
        shutil.copytree(source / "content", folder / "content")
        config = (source / "mkdocs.yml").read_text(encoding="utf-8")
        # No part of this is under git.
        config = config.replace("history: true", "history: false")
        (folder / "mkdocs.yml").write_text(config, encoding="utf-8")
    return Newsroom(folder)


def _faults(problems: list[Problem], file: Path) -> set[tuple[int, str]]:
    """What is told of one file, with its lines."""
    own = [p for p in problems if p.severity == "problem" and file.as_posix().endswith(p.path)]
    return {(problem.line, problem.message) for problem in own}


def test_nothing_is_wrong_at_first(newsroom: Newsroom) -> None:
    assert [p for p in newsroom.check({}) if p.severity == "problem"] == []


def test_any_file_may_be_faulty(newsroom: Newsroom) -> None:
    random = Random(1)
    for name, damage in DAMAGES.items():
        for path in random.sample(newsroom.records, 6):
            problems = newsroom.check({path: damage})
            if name in ALWAYS:
                assert _faults(problems, path), (name, path, problems)


def test_a_page_of_the_sites_own_may_be_faulty(newsroom: Newsroom) -> None:
    pages = sorted(newsroom.texts.keys() - newsroom.records)
    for path in pages:
        for damage in DAMAGES.values():
            newsroom.check({path: damage})
        bell = newsroom.check({path: lambda file: file.write_bytes(b"# A\x07\n")})
        assert _faults(bell, path)


def test_any_two_files_may_be_faulty_at_once(newsroom: Newsroom) -> None:
    random = Random(2)
    for first, second in random.sample([*combinations(newsroom.records, 2)], 40):
        damages = {first: random.choice([*DAMAGES]), second: random.choice(ALWAYS)}
        problems = newsroom.check({path: DAMAGES[name] for path, name in damages.items()})
        for path, name in damages.items():
            if name in ALWAYS:
                alone = _faults(newsroom.check({path: DAMAGES[name]}), path)
                assert alone <= _faults(problems, path), (damages, problems)


def test_whatever_else_is_wrong_a_misspelt_key_is_told(newsroom: Newsroom) -> None:
    random = Random(3)
    for _ in range(20):
        paths = random.sample(newsroom.records, 4)
        damages = {path: random.choice([*DAMAGES.values()]) for path in paths}
        problems = newsroom.check({**damages, paths[0]: _misspell})
        assert any(m.startswith("unknown key 'x") for _, m in _faults(problems, paths[0]))


def test_a_build_tells_of_a_fault_in_what_another_file_answers(tmp_path: Path) -> None:
    bridge = FILES["content/articles/bridge.md"].replace("title:", "titel:")
    write_newsroom(tmp_path, {"content/articles/bridge.md": bridge})
    build = run(tmp_path, "mkdocs", "build")
    assert build.returncode == 1
    told = "content/articles/bridge.md:2:1: unknown key 'titel' (did you mean 'title'?)"
    assert told in build.stderr
    assert "Traceback" not in build.stderr


class Editing(dict[str, str]):
    """The files that MkDocs writes; whoever goes through them edits an article meanwhile."""

    def __init__(self, file: Path) -> None:
        super().__init__()
        self.file = file

    def __bool__(self) -> bool:
        return True

    def items(self) -> Any:
        self.file.write_bytes(self.file.read_bytes() + b"More.\n")
        return super().items()


def test_a_file_that_is_edited_meanwhile_is_told_of(newsroom: Newsroom) -> None:
    path = next(path for path in newsroom.records if path.parent.name != "regions")
    try:
        (problem,) = check(newsroom.settings, Editing(path))
    finally:
        path.write_bytes(newsroom.texts[path])
    assert path.as_posix().endswith(problem.path)
    assert problem.message == "changed while the site was being built"
