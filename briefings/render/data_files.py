"""Data -> the text of a file, by its suffix: JSON, JSON Lines (a row a line) or CSV (RFC 4180).

A cell of CSV holds a text as it is; a list, an object, a number or a truth value as JSON; nothing
where a row has no value. So both forms of a table are read back into the same rows.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from operator import itemgetter
from typing import Any

from briefings.pages import Prose
from briefings.pages.data_schema import Table
from briefings.render.environment import JSON

# Booleans aren't among them, though they are integers to Python: a cell has `true`, as JSON does.
AS_IT_IS = {str, int, type(None)}


def render_data(url: str, data: Any, html_of: Callable[[Prose], str]) -> str:
    """Return the text of the file at `url`: of a table, or of a document that may hold prose."""
    if url.endswith(".csv"):
        return _csv(data)
    if url.endswith(".jsonl"):
        return "".join(f"{JSON.encode(row)}\n" for row in data["rows"])
    return json.dumps(data, ensure_ascii=False, indent=1, default=html_of) + "\n"


def _csv(table: Table) -> str:
    # Else a cell's own line breaks would be translated; `csv` ends rows with CRLF, as RFC 4180
    # does.
    file = io.StringIO(newline="")
    writer = csv.writer(file)
    writer.writerow(table["columns"])
    cells = itemgetter(*table["columns"])
    writer.writerows(
        [value if type(value) in AS_IT_IS else JSON.encode(value) for value in cells(row)]
        for row in table["rows"]
    )
    return file.getvalue()
