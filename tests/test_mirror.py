"""Tests mirror modules: what tests `briefings/x/y.py` is found in `tests/x/test_y.py`."""

from __future__ import annotations

from tests.support import ROOT

SCENARIOS = {
    "build/test_crash.py": "builds that are killed at any point",
    "build/test_edits.py": "which pages an edit renders anew, from content to pages",
    "build/test_histories.py": "articles' histories from git to pages, over several builds",
    "build/test_incremental.py": "incremental builds against clean ones",
    "build/test_preview.py": "a preview beside a build",
    "build/test_restored.py": "a cache or a site that comes from elsewhere",
    "build/test_warm_up.py": "what a preview's first edit finds ready",
    "editor/test_faulty.py": "faults in any of the files that name one another",
    "pages/test_disputes.py": "both sides of a dispute, over all kinds of page",
    "pages/test_pages.py": "contexts of all kinds of page",
    "test_cache_folder.py": "where the cache folder may be, from settings to commands",
    "test_code_style.py": "limits on the code itself",
    "test_imports.py": "imports of all modules",
    "test_kinds.py": "declarations of all kinds of page",
    "test_layers.py": "imports of all modules",
    "test_links.py": "links of the whole built site",
    "test_mirror.py": "names of all tests",
    "test_packaging.py": "the built wheel",
    "test_serve.py": "`mkdocs serve` as a process",
    "test_sites.py": "the sample sites, valid and invalid",
}
"""Tests of several modules together, in the folder of the uppermost one, each with its subject."""


def mirrored_tests() -> list[str]:
    """The tests in folders that are packages of `briefings`, and those of its own modules."""
    tests = ROOT / "tests"
    found = (file.relative_to(tests) for file in sorted(tests.rglob("test_*.py")))
    return [file.as_posix() for file in found if (ROOT / "briefings" / file.parent).is_dir()]


def module_of(test: str) -> str:
    folder, mark, name = test.rpartition("/")
    return f"briefings/{folder}{mark}{name.removeprefix('test_')}"


def test_each_test_names_its_module_or_is_a_scenario() -> None:
    found = mirrored_tests()
    assert len(found) > 100
    unknown = [test for test in found if not (ROOT / module_of(test)).is_file()]
    assert unknown == sorted(SCENARIOS)
