"""A newsroom's claim with more keys, and the registries that they name."""

from __future__ import annotations

from tests.newsroom import FILES

BRIDGE, REPLY = "content/articles/bridge.md", "content/articles/reply.md"
REGISTRIES = {
    "content/actors/tarn.md": "---\nname: General Tarn\nparty: orvania\n---\n",
    "content/actors/aide.md": "---\nname: His aide\nparty: orvania\n---\n",
    "content/sources/mirror.md": "---\nname: Mirror\nkind: aggregator\n---\n",
    "content/sources/gazette.md": "---\nname: Gazette\nparty: orvania\nlang: or\n---\n",
    "content/sources/post.md": "---\nname: Post\nkind: social\nowner: tarn\n---\n",
    "content/sources/staff.md": "---\nname: Staff\nkind: official\nowner: aide\n---\n",
    "content/sources/blog.md": "---\nname: Blog\nkind: social\n---\n",
}


def claim(keys: str) -> dict[str, str]:
    """The bridge's claim with more keys, from line 12 on at column 5."""
    lines = "".join(f"    {key}\n" for key in keys.splitlines())
    text = FILES[BRIDGE].replace("    quote: wide open\n", f"    quote: wide open\n{lines}")
    return {**REGISTRIES, BRIDGE: text}
