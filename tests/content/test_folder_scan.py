"""Names of files with decomposed letters, as macOS wrote them, are those with composed ones."""

from __future__ import annotations

from base64 import b64decode
from pathlib import Path
from typing import Literal
from unicodedata import normalize

import pytest

from briefings.content.folder_scan import find_medium
from tests.newsroom import CONFIG, run, write_newsroom

PIXEL = b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)
Form = Literal["NFC", "NFD"]
PICTURE = "media/старий/йод.png"
LETTER = "content/articles/ї.md"
ARTICLE = """\
---
title: The crane
slug: crane
date: 2030-05-03
summary: What is known of the crane.
sources: [{{source: wire}}]
image: {{src: {image}, alt: A crane}}
---
![picture]({picture}) and [letter]({letter}).
"""
OTHER = """\
---
title: The letter
slug: letter
date: 2030-05-03
summary: What is known of the letter.
sources: [{source: wire}]
---
It came.
"""


@pytest.mark.parametrize("engine", ["python-markdown", "gfm"])
@pytest.mark.parametrize(("on_disk", "in_text"), [("NFD", "NFC"), ("NFC", "NFD"), ("NFD", "NFD")])
def test_links_find_files_in_either_form(
    tmp_path: Path, on_disk: Form, in_text: Form, engine: str
) -> None:
    text = ARTICLE.format(picture=f"../{PICTURE}", letter="ї.md", image=PICTURE)
    project = write_newsroom(
        tmp_path,
        {
            "mkdocs.yml": f"{CONFIG}      markdown: {engine}\n",
            normalize(on_disk, LETTER): OTHER,
            "content/articles/crane.md": normalize(in_text, text),
        },
    )
    picture = project / "content" / normalize(on_disk, PICTURE)
    picture.parent.mkdir(parents=True)
    picture.write_bytes(PIXEL)
    built = run(project, "mkdocs", "build", "-q", "--strict")
    assert (built.stdout + built.stderr, built.returncode) == ("", 0)
    html = (project / "site/2030/05/03/crane/index.html").read_text("utf-8")
    assert 'href="../../../../2030/05/03/letter/"' in html
    shown = "../../../../media/%D1%81%D1%82%D0%B0%D1%80%D0%B8%D0%B9/%D0%B9%D0%BE%D0%B4.png"
    assert html.count(f'src="{shown}"') == 2
    assert (project / "site" / normalize("NFC", PICTURE)).read_bytes() == PIXEL


def test_a_medium_is_found_however_its_disk_spells_it(tmp_path: Path) -> None:
    folder = tmp_path / normalize("NFD", "ї") / "й"
    folder.mkdir(parents=True)
    (folder / normalize("NFD", "ёй.png")).write_bytes(b"a")
    assert find_medium(tmp_path, "ї/й/ёй.png").read_bytes() == b"a"
    assert find_medium(tmp_path, "ї/none.png").name == "none.png"
