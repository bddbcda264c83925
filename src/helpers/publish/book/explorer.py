"""The explorer's data, a script file since a page opened from the file system may not fetch; and what draws it, bokeh's
scripts as its package brings them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import bokeh

from helpers.data import timeline
from helpers.data.files import Folder
from helpers.data.quantity import formats
from helpers.language import calendar, concepts
from helpers.publish.book.item_pages import Items, on_axis
from helpers.story import palette

SCRIPTS = ("bokeh.min.js", "bokeh-api.min.js")
FREQUENCIES = ("FY", "H", "9M", "Q")


def write(folder: Folder, items: Items) -> None:
    """Write _static/record.js and _static/bokeh/ into the book's source."""
    written = json.dumps(record(items), ensure_ascii=False, separators=(",", ":"))
    folder.write("_static/record.js", f"const RECORD = {written};\n")
    brought = Path(bokeh.__file__).parent / "server" / "static" / "js"
    for name in SCRIPTS:
        folder.write(f"_static/bokeh/{name}", (brought / name).read_bytes())


def record(items: Items) -> dict[str, Any]:
    """The levels of the years, halves, nine months and quarters of every item with a page.

    periods  the names on the axis of each frequency
    items    by id: the label, the unit, the words of the axis, the decimals to write, and by period the value in the
             scale of the axis, how it is known ('reported', 'derived', 'published', 'contested'), and low and high
             where the interval is wider than the decimals show
    """
    found, years = {}, set()
    for concept in items.ids:
        levels: dict[str, Any] = {}
        balance = concepts.load().get(concept).period == "instant"
        for freq in FREQUENCIES:
            levels |= dict(on_axis(items.history(concept), freq, balance))
        if not levels:
            continue
        years |= {calendar.fiscal_year(one.period_end) for one in levels.values()}
        largest = max(abs(float(one.value)) for one in levels.values())
        scale = formats.scale_of(next(iter(levels.values())).unit, largest)
        rows = {name: _row(one, scale) for name, one in levels.items()}
        found[concept] = [items.data.label(concept), next(iter(levels.values())).unit, scale.axis, scale.decimals, rows]
    first, last = min(years, default=0), max(years, default=-1)
    return {"periods": {freq: timeline.names(freq, first, last) for freq in FREQUENCIES}, "items": found}


def _row(known: Any, scale: formats.Scale) -> list[float | str]:
    value, low, high = (float(f"{end / scale.factor:.7g}") for end in (known.value, known.low, known.high))
    wide = high - low > 1.5 * 10.0**-scale.decimals
    return [value, palette.known_as(known), *((low, high) if wide else ())]
