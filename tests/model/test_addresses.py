"""Which paths a site may publish."""

from __future__ import annotations

import pytest

from briefings.model.addresses import find_refusal, fold_path, folders_of, is_unsafe, parent_folders
from briefings.model.identifiers import is_slug

FINE = [
    "2025/04/26/harbour/",
    "media/IMG_2025.JPG",
    "media/Норвік, травень (1).jpg",
    "media/photo #1+2 & 100%.jpg",
    "media/archive.tar.gz",
    ".well-known/security.txt",
    "console/auxiliary/com10/lpt/",
    "old/_redirects",
    "index.html",
    "x" * 200,
]
REFUSED = {
    "": "a path with a step that leads nowhere",
    "a//b": "a path with a step that leads nowhere",
    "a/./b": "a path with a step that leads nowhere",
    "a/../b": "a path with a step that leads nowhere",
    ".htaccess": "'.htaccess' begins with a dot",
    "media/.user.ini": "'.user.ini' begins with a dot",
    "media/.well-known/x": "'.well-known' begins with a dot",
    "a/WEB.config": "'WEB.config' is a server's configuration",
    "_headers": "'_headers' is a host's configuration",
    "_Redirects": "'_Redirects' is a host's configuration",
    "_worker.js/x": "'_worker.js' is a host's configuration",
    "cname/": "'cname' is a host's configuration",
    "vercel.json": "'vercel.json' is a host's configuration",
    "media/Con": "'Con' is a device's name on Windows",
    "media/nul.tar.gz": "'nul.tar.gz' is a device's name on Windows",
    "media/aux .png": "'aux .png' is a device's name on Windows",
    "lpt9/x": "'lpt9' is a device's name on Windows",
    "com³": "'com³' is a device's name on Windows",
    "media/a.": "'a.' ends with a dot or a blank",
    "media/a /b": "'a ' ends with a dot or a blank",
    "media/ a": "' a' begins with a blank",
    "media/10:30.png": "a path with ':'",
    "media/a\\b.png": "a path with '\\'",
    "media/what?.png": "a path with '?'",
    "media/a\nb.png": "a path with an invisible character",
    "media/a\u202eb.png": "a path with an invisible character",
    "media/a\ud800b.png": "a path with an invisible character",
    "media/" + "x" * 201: "a name of more than 200 bytes",
    "media/" + "я" * 101: "a name of more than 200 bytes",
    "/".join(["x" * 99] * 10 + ["x" * 3]): "a path of more than 1,000 bytes",
    "/".join("x" * 31): "a path more than 30 folders deep",
}


@pytest.mark.parametrize("path", FINE)
def test_a_path_that_every_system_can_have(path: str) -> None:
    assert find_refusal(path) is None


@pytest.mark.parametrize(("path", "message"), REFUSED.items())
def test_a_path_that_cant_be_published(path: str, message: str) -> None:
    refusal = find_refusal(path)
    assert refusal
    assert refusal.message == message
    assert refusal.hint


def test_names_that_are_one_file_somewhere_are_one() -> None:
    assert fold_path("media/Map.PNG") == fold_path("media/map.png")
    assert fold_path("media/fu\u0308r") == fold_path("media/FÜR")
    assert fold_path("media/Straße") == fold_path("media/STRASSE")
    assert fold_path("media/e") != fold_path("media/é")


def test_no_id_is_a_device() -> None:
    assert not any(map(is_slug, ("con", "nul", "aux", "prn", "com1", "lpt0")))
    assert all(map(is_slug, ("console", "com10", "con-1", "com")))


@pytest.mark.parametrize("path", ["..", "/etc/passwd", "a/../b", "a//b", "./a", "a/.", "", "a/"])
def test_a_path_that_leads_out_of_its_folder_is_found_among_others(path: str) -> None:
    assert is_unsafe(f"index.html\0{path}\0feed.xml")
    assert is_unsafe(path)


def test_paths_with_dots_in_names_stay_in_their_folder() -> None:
    assert not is_unsafe("index.html\0.well-known/security.txt\0a..b/c...d\0...")


def test_the_folders_of_a_path_come_nearest_first_up_to_a_known_one() -> None:
    assert list(parent_folders("2025/04/26/x/index.html")) == [
        "2025/04/26/x",
        "2025/04/26",
        "2025/04",
        "2025",
    ]
    assert list(parent_folders("2025/04/26/x", {"2025/04"})) == ["2025/04/26"]
    assert list(parent_folders("index.html")) == []
    assert folders_of(["a/b/x", "a/c/x", "x"]) == {"", "a", "a/b", "a/c"}
