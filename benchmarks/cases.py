"""What is done to a built newsroom before the next build of it is measured.

Each case is a function (contender, folder, turn) -> the folder to build. All leave the folder such
that its site is out of date by that one thing. `turn` counts the runs, so that no edit is made
twice. Only ours has something that survives between two builds: peers build cold.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Mapping
from pathlib import Path

from benchmarks.contenders import Contender
from benchmarks.files import write_file

Case = Callable[[Contender, Path, int], Path]


def cold(contender: Contender, folder: Path, turn: int) -> Path:
    """Nothing of an earlier build is there.

    It is moved away and not removed: where many files were just removed, some file systems (ext4
    without a journal for five minutes) are slow to make new ones.
    """
    past = folder.with_name(f"{folder.name}-past-{turn}")
    for leftover in (contender.site, *contender.leftovers):
        if (folder / leftover).exists():
            past.mkdir(exist_ok=True)
            (folder / leftover).rename(past / leftover)
    return folder


def no_change(contender: Contender, folder: Path, turn: int) -> Path:
    return folder


def body_edit(contender: Contender, folder: Path, turn: int) -> Path:
    """An article from the middle of the archive gets a paragraph more."""
    articles = _articles(folder)
    article = articles[len(articles) // 2]
    text = article.read_text(encoding="utf-8")
    write_file(article, f"{text}\nThis was added on turn {turn}.\n")
    return folder


def new_article(contender: Contender, folder: Path, turn: int) -> Path:
    """One more on the last day, with claims and quotes as another one has them."""
    articles = _articles(folder)
    lines = articles[-1].read_text(encoding="utf-8").split("\n")
    lines[1] = f"title: What was told on turn {turn}"
    new = articles[-1].with_name(f"{articles[-1].stem}-{len(articles)}.md")
    write_file(new, "\n".join(lines))
    return folder


def renamed_actor(contender: Contender, folder: Path, turn: int) -> Path:
    """One of sixty, whom one article in twenty names."""
    actor = min((folder / "content/actors").glob("*.md"))
    lines = actor.read_text(encoding="utf-8").split("\n")
    lines[1] = f"{lines[1]} {'I' * turn}"
    write_file(actor, "\n".join(lines))
    return folder


def edited_template(contender: Contender, folder: Path, turn: int) -> Path:
    """The template of all articles, which the newsroom has in its own theme folder."""
    template = folder / "theme/article.html"
    text = template.read_text(encoding="utf-8")
    write_file(template, text.replace("<h1", f"<!-- {turn} --><h1", 1))
    return folder


def checkout(contender: Contender, folder: Path, turn: int) -> Path:
    """As in CI: all files are new, the site and the cache restored; one article is new."""
    fresh = folder.with_name(f"{folder.name}-checkout-{turn}")
    kept = (contender.site, *contender.leftovers)
    shutil.copytree(
        folder, fresh, copy_function=shutil.copyfile, ignore=shutil.ignore_patterns(*kept)
    )
    for name in kept:
        if (folder / name).exists():
            shutil.copytree(folder / name, fresh / name)
    return new_article(contender, fresh, turn)


CASES: Mapping[str, Case] = {
    "cold": cold,
    "no-change": no_change,
    "body-edit": body_edit,
    "new-article": new_article,
    "renamed-actor": renamed_actor,
    "edited-template": edited_template,
    "ci": checkout,
}


def _articles(folder: Path) -> list[Path]:
    """The oldest first."""
    return sorted((folder / "content/articles").rglob("*.md"))
