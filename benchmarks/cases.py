"""Edits of a built newsroom, each before a build that is measured.

Each case is a function (contender, folder, turn) -> folder to build: it leaves the folder such that
the site is out of date by one edit. `turn` counts the runs from 1, so that no edit is made twice.
Only Briefings keeps something between builds: peers are built cold.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Mapping
from pathlib import Path

from benchmarks.contenders import Contender
from benchmarks.files import write_file

Case = Callable[[Contender, Path, int], Path]


def cold(contender: Contender, folder: Path, turn: int) -> Path:
    """Move the results of earlier builds away.

    They aren't removed: where many files were just removed, ext4 without a journal takes up to
    three times as long to make new ones, for five minutes.
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
    edit_body(folder, turn)
    return folder


def new_article(contender: Contender, folder: Path, turn: int) -> Path:
    add_article(folder, turn)
    return folder


def edit_body(folder: Path, turn: int) -> None:
    """Add a paragraph to an article from the middle of the archive."""
    articles = find_articles(folder)
    article = articles[len(articles) // 2]
    text = article.read_text(encoding="utf-8")
    write_file(article, f"{text}\nThis was added on turn {turn}.\n")


def add_article(folder: Path, turn: int) -> None:
    """Add an article to the last day, with the claims and quotes of the last one."""
    articles = find_articles(folder)
    lines = articles[-1].read_text(encoding="utf-8").split("\n")
    lines[1] = f"title: What was told on turn {turn}"
    new = articles[-1].with_name(f"{articles[-1].stem}-{len(articles)}.md")
    write_file(new, "\n".join(lines))


def renamed_actor(contender: Contender, folder: Path, turn: int) -> Path:
    """Rename one of sixty actors, named by one article in twenty."""
    actor = min((folder / "content/actors").glob("*.md"))
    lines = actor.read_text(encoding="utf-8").split("\n")
    lines[1] = f"{lines[1]} {'I' * turn}"
    write_file(actor, "\n".join(lines))
    return folder


def edited_template(contender: Contender, folder: Path, turn: int) -> Path:
    """Edit the template of all articles, which the newsroom has in its own theme folder."""
    template = folder / "theme/article.html"
    text = template.read_text(encoding="utf-8")
    write_file(template, text.replace("<h1", f"<!-- {turn} --><h1", 1))
    return folder


def checkout(contender: Contender, folder: Path, turn: int) -> Path:
    """Check out anew, as CI does: new files, a restored site and cache, and one more article."""
    fresh = folder.with_name(f"{folder.name}-checkout-{turn}")
    restored = (contender.site, *contender.leftovers)
    shutil.copytree(
        folder, fresh, copy_function=shutil.copyfile, ignore=shutil.ignore_patterns(*restored)
    )
    for name in restored:
        if (folder / name).exists():
            shutil.copytree(folder / name, fresh / name)
    add_article(fresh, turn)
    return fresh


CASES: Mapping[str, Case] = {
    "cold": cold,
    "no-change": no_change,
    "body-edit": body_edit,
    "new-article": new_article,
    "renamed-actor": renamed_actor,
    "edited-template": edited_template,
    "ci": checkout,
}


def find_articles(folder: Path) -> list[Path]:
    """Return the newsroom's articles, the oldest first."""
    return sorted((folder / "content/articles").rglob("*.md"))
