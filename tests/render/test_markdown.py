"""Both engines, their time limit, and what becomes of text that breaks them."""

from __future__ import annotations

import mmap
import signal
import threading
import time
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

import pytest
from markdown.extensions.toc import slugify

from briefings.render import markdown
from briefings.render.heading_ids import AUTOMATIC
from briefings.render.markdown import Converter, MarkdownError, gfm, limit_time, python_markdown

HOSTILE = "[" * 20_000
STATM = Path("/proc/self/statm")


def convert(converter: Converter, text: str, seconds: float = 10) -> str:
    with limit_time(seconds):
        return markdown.convert(converter, text)


def plain() -> Converter:
    return python_markdown(["tables", "footnotes"], {})


def convert_in_worker(text: str) -> str:
    try:
        return convert(plain(), text, 0.2)
    except MarkdownError as error:
        return error.message


def test_python_markdown_takes_extensions_and_their_options_as_mkdocs_has_them() -> None:
    converter = python_markdown(["toc"], {"toc": {"permalink": "#", "slugify": slugify}})
    assert '<a class="headerlink" href="#a-b"' in convert(converter, "# A B")


def test_headings_that_nobody_names_are_told_from_others() -> None:
    for name in ("toc", "markdown.extensions.toc"):
        html = convert(python_markdown([name, "attr_list"], {}), "# A\n\n# B {#b}")
        assert f'<h1 id="{AUTOMATIC}a">' in html
        assert '<h1 id="b">' in html


def test_a_document_leaves_nothing_behind_for_the_next() -> None:
    converter = plain()
    convert(converter, "[x]: https://example.org/\n\na[^1]\n\n[^1]: note")
    assert convert(converter, "[x][] b[^1]") == "<p>[x][] b[^1]</p>"


def test_gfm_has_what_github_shows() -> None:
    html = convert(
        gfm(),
        "| a | b |\n|---|--:|\n| 1 | 2 |\n\n- [x] done\n\n~~old~~ www.example.org a[^1]\n\n"
        "```py\nx\n```\n\n<sub>raw</sub> <script>x</script>\n\n[^1]: note\n",
    )
    assert '<td align="right">2</td>' in html
    assert '<input type="checkbox" checked="" disabled="" />' in html
    assert "<del>old</del>" in html
    assert '<a href="http://www.example.org">' in html
    assert '<li id="fn-1">' in html
    assert '<code class="language-py">' in html
    assert "<sub>raw</sub>" in html
    assert "<script>x</script>" in html  # the sanitizer takes it out, with what is in it


@pytest.mark.skipif(not STATM.exists(), reason="what a process takes is read as Linux tells it")
@pytest.mark.parametrize(
    "text",
    [
        pytest.param("word *word* [a](b)\n\n" * 2_000, id="a tree of more than 1 MB"),
        pytest.param("word " * 200_000, id="HTML of 1 MB"),
    ],
)
def test_gfm_frees_what_it_made_of_each_document(text: str) -> None:
    converter = gfm()
    for _ in range(3):
        convert(converter, text)
    before = pages_in_memory()
    for _ in range(40):
        convert(converter, text)
    assert (pages_in_memory() - before) * mmap.PAGESIZE < 20_000_000


def pages_in_memory() -> int:
    return int(STATM.read_text().split()[1])


def test_hostile_text_is_given_up_in_about_the_time_limit() -> None:
    start = time.monotonic()
    with pytest.raises(MarkdownError, match=r"takes longer than 0\.3 s"):
        convert(plain(), HOSTILE, 0.3)
    assert time.monotonic() - start < 3


def test_a_worker_has_the_time_limit_too() -> None:
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        assert "takes longer" in pool.submit(convert_in_worker, HOSTILE).result()


def test_text_is_converted_without_a_limit_where_signals_do_not_arrive() -> None:
    results: list[str] = []
    thread = threading.Thread(target=lambda: results.append(convert(plain(), "*a*", 0.001)))
    thread.start()
    thread.join()
    assert results == ["<p><em>a</em></p>"]


def test_an_alarm_of_somebody_else_survives() -> None:
    rung: list[int] = []
    handler = signal.signal(signal.SIGALRM, lambda number, frame: rung.append(number))
    signal.setitimer(signal.ITIMER_REAL, 100)
    try:
        convert(plain(), "a", 5)
        left, _ = signal.getitimer(signal.ITIMER_REAL)
        assert 5 < left <= 100
        signal.raise_signal(signal.SIGALRM)
        assert rung == [signal.SIGALRM]
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, handler)


def test_a_list_that_is_nested_too_deeply_is_an_error() -> None:
    deep = "\n".join("    " * level + "- x" for level in range(400))
    with pytest.raises(MarkdownError, match="nested too deeply"):
        convert(plain(), deep, 60)


def test_an_error_leaves_the_converter_as_it_was() -> None:
    converter = plain()
    before = convert(converter, "- a\n- b\n\ntext")
    with pytest.raises(MarkdownError):
        convert(converter, "\n".join("    " * level + "- x" for level in range(400)), 60)
    with pytest.raises(MarkdownError):
        convert(converter, "- a\n\n    " + HOSTILE, 0.2)
    assert convert(converter, "- a\n- b\n\ntext") == before


def test_an_extension_that_breaks_is_an_error_with_its_reason() -> None:
    def broken(text: str) -> str:
        raise KeyError(text)

    with pytest.raises(MarkdownError, match="KeyError: 'a'") as caught:
        convert(broken, "a")
    assert "extension" in caught.value.hint
