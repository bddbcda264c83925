"""What is written and marked on the Axes of a figure: how each value is known, its interval, values and names.

`helpers.story.plot` gives them all out; see there how a figure is made.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from typing import Any

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.colors import to_hex

from helpers.data.quantity import formats
from helpers.story.palette import INK, PUBLISHED, colours, known_as, tint


def face(quantity: Any, shade: str) -> str:
    """The fill of a mark: full, tinted, grey, or white for a target."""
    fills = {"reported": shade, "derived": tint(shade), "published": PUBLISHED, "target": "white", "contested": "white"}
    return fills.get(known_as(quantity), shade)


def scale(unit: str, column: Iterable[Any] = ()) -> formats.Scale:
    """The scale of a named unit ('billion', 'percent', ...), as on an axis."""
    largest = max((abs(float(q.value)) for q in column if formats.is_known(q)), default=0.0)
    return formats.named_scale(unit, largest)


def mark(ax: Axes, frame: pd.DataFrame, unit: str) -> None:
    """Show on lines or bars how each value is known, and its interval where that is wider than its mark.

    Bars and lines must be those of the frame's columns, in their order, drawn over 0, 1, 2 and so on for its rows, as
    seaborn draws categories. A column without a line has its own colour (`colours`). Parts of bars that lie have no
    interval: it would be that of the part alone.
    """
    ax.figure.helpers_marked = True  # type: ignore[union-attr]
    bars = [group for group in ax.containers if hasattr(group, "patches")]
    lines: Any = [line for line in ax.get_lines() if len(_points(line)) > 1]
    own = list(colours(frame).values())
    for number, (_, column) in enumerate(frame.items()):
        if bars:
            _mark_bars(ax, bars[number], list(column), unit)
        else:
            shade = to_hex(lines[number].get_color()) if number < len(lines) else own[number]
            _mark_line(ax, shade, list(column), unit)


def _drawn(bars: Any, column: Iterable[Any]) -> list[tuple[Any, Any]]:
    """Each bar with its quantity; seaborn draws no bar for one that is not known."""
    every = list(column)
    known = [quantity for quantity in every if formats.is_known(quantity)]
    return list(zip(bars.patches, every if len(bars.patches) == len(every) else known, strict=False))


def _mark_bars(ax: Axes, bars: Any, column: list[Any], unit: str) -> None:
    for patch, quantity in _drawn(bars, column):
        shade = to_hex(patch.get_facecolor())
        patch.set_facecolor(face(quantity, shade) if formats.is_known(quantity) else "none")
        patch.set_edgecolor(shade if known_as(quantity) in ("target", "derived", "contested") else "white")
        patch.set_linestyle("--" if known_as(quantity) == "target" else "-")
        patch.set_hatch("xx" if known_as(quantity) == "contested" else "")
        if formats.is_known(quantity) and bars.orientation == "vertical":
            _interval(ax, patch.get_x() + patch.get_width() / 2, quantity, unit, INK)


def _mark_line(ax: Axes, shade: str, column: list[Any], unit: str) -> None:
    factor = scale(unit, column).factor
    for at, quantity in enumerate(column):
        if formats.is_known(quantity):
            _interval(ax, at, quantity, unit, shade)
            edge = PUBLISHED if known_as(quantity) == "published" else shade
            shape = {"target": "D", "contested": "X"}.get(known_as(quantity), "o")
            ax.plot(
                at, quantity.value / factor, shape, ms=7, mfc=face(quantity, shade), mec=edge, mew=1.4, zorder=4,
                label="_mark",
            )  # fmt: skip


def _interval(ax: Axes, at: float, quantity: Any, unit: str, shade: str) -> None:
    """The interval of a value, where it is wider than a mark."""
    factor = scale(unit, [quantity]).factor
    low, high = quantity.low / factor, quantity.high / factor
    bottom, top = ax.get_ylim()
    if high - low > 0.035 * (top - bottom):
        for written in ax.texts:  # a bar's value stands above its interval
            if math.isclose(written.xy[0], at) and written.xy[1] < high:  # type: ignore[attr-defined]
                written.xy = (at, high)  # type: ignore[attr-defined]
        ax.plot([at, at], [low, high], color=shade, lw=1.6, marker="_", ms=8, zorder=3, label="_interval")
        ax.set_ylim(bottom, top)


def label_ends(ax: Axes, names: Mapping[str, str] | None = None) -> None:
    """Write each line's name at its right end in its colour, pushed apart until it can be read; no legend then.

    names   what to write for a column, where it is not its own name
    """
    lines: Any = [
        line for line in ax.get_lines() if _points(line) and str(line.get_label()) not in ("_mark", "_interval")
    ]
    called = [str(line.get_label()) for line in lines]
    if legend := ax.get_legend():
        called = [text.get_text() for text in legend.get_texts()]
        legend.remove()
    bottom, top = ax.get_ylim()
    right = max((x for line in lines for x, _ in _points(line)), default=0.0)
    ends = sorted(
        (_points(line)[-1][1], name, to_hex(line.get_color())) for line, name in zip(lines, called, strict=False)
    )
    spot = -math.inf
    for y, name, shade in ends:
        spot = max((y - bottom) / (top - bottom), spot + 0.075)
        at = (right + 0.02 * max(right, 1) + 0.12, bottom + spot * (top - bottom))
        ax.annotate((names or {}).get(name, name), at, color=shade, va="center", fontsize=10.5, annotation_clip=False)
    ax.set_ylim(bottom, top)


def label_areas(ax: Axes, drawn: pd.DataFrame, names: Mapping[str, str] | None = None) -> None:
    """Write each area's name at its right end, in the middle of it and in its colour.

    drawn   the numbers of the areas, a column for each, stacked in their order; names: what to write for a column
    """
    tops = drawn.iloc[-1].cumsum()
    filled: Any = ax.collections
    for (name, top), height, area in zip(tops.items(), drawn.iloc[-1], filled, strict=False):
        at = (len(drawn) - 1 + 0.02 * len(drawn) + 0.12, top - height / 2)
        shade = to_hex(area.get_facecolor()[0])
        called = (names or {}).get(str(name), str(name))
        ax.annotate(called, at, color=shade, va="center", fontsize=10.5, annotation_clip=False)


def _points(line: Any) -> list[tuple[float, float]]:
    """The points of a line that are drawn, as matplotlib places them."""
    return [(float(x), float(y)) for x, y in line.get_xydata() if not math.isnan(float(y))]


def written(quantity: Any, unit: str, decimals: int, column: Iterable[Any]) -> str:
    """A value of a column as it stands in a figure: in the unit of the axis, with its mark where it is contested."""
    if not formats.is_known(quantity):
        return ""
    text = formats.rounded(float(quantity.value) / scale(unit, column).factor, decimals)
    return text + (formats.CONTESTED_MARK if known_as(quantity) == "contested" else "")


def label_bars(ax: Axes, frame: pd.DataFrame, unit: str, decimals: int = 1, inside: bool = False) -> None:
    """Write its value at each bar, with so many decimals, the same for all so that they add up on paper.

    frame, unit   the quantities that the bars are, and the scale they were drawn in, as for `mark`
    inside        in the middle of each bar, in white: for bars that stand on others
    """
    bars: Any = [group for group in ax.containers if hasattr(group, "patches")]
    for group, (_, column) in zip(bars, frame.items(), strict=False):
        texts = [written(quantity, unit, decimals, column) for _, quantity in _drawn(group, column)]
        where: Any = {"label_type": "center", "color": "white"} if inside else {"padding": 3}
        ax.bar_label(group, labels=texts, fontsize=10, **where)
    if not inside:
        ax.margins(y=0.12)


def label_points(ax: Axes, column: pd.Series, unit: str, at: Iterable[str], shade: str = INK) -> None:
    """Write the values of some rows above their points: a peak, the two ends of a slope.

    column   the quantities, drawn over 0, 1, 2 and so on for its rows; at: the names of the rows that get a label
    """
    factor = scale(unit, column).factor
    for place, (name, quantity) in enumerate(column.items()):
        if str(name) in at and formats.is_known(quantity):
            spot = (place, float(quantity.value) / factor)
            text = written(quantity, unit, 1, column)
            ax.annotate(text, spot, (0, 9), textcoords="offset points", ha="center", color=shade, fontsize=10)


def label_steps(ax: Axes, steps: pd.Series, unit: str, signed: bool = True) -> None:
    """Write its value at each bar of a bridge, with one decimal and a sign but for the first and the last."""
    drawn: Any = ax.patches
    for number, (patch, quantity) in enumerate(zip(drawn, steps, strict=True)):
        if not formats.is_known(quantity):
            continue
        plain = not signed or number in (0, len(steps) - 1)
        text = written(quantity, unit, 1, steps)
        text = text if plain or text.startswith(formats.MINUS) else f"+{text}"
        top = max(patch.get_y(), patch.get_y() + patch.get_height())
        ax.annotate(text, (patch.get_x() + patch.get_width() / 2, top), (0, 3), textcoords="offset points", ha="center")
    ends = [edge for patch in drawn for edge in (patch.get_y(), patch.get_y() + patch.get_height())]
    ends = [edge for edge in ends if not math.isnan(edge)]
    bottom, top = min(ends, default=0.0), max(ends, default=0.0)
    if bottom == top:
        return
    ax.set_ylim(bottom - 0.1 * (top - bottom) if bottom < 0 else 0, top + 0.1 * (top - bottom))


def name_gaps(ax: Axes, column: pd.Series, words: str = "not\npublished") -> None:
    """Write at the place of a value that is not known that nobody published it."""
    for at, quantity in enumerate(column):
        if not formats.is_known(quantity):
            ax.annotate(words, (at, 0), (0, 6), textcoords="offset points", ha="center", color="#5A5A5A", fontsize=10)


MARKED = {
    "derived": "Tint: derived from other figures.",
    "published": "Grey: published elsewhere, not in these filings.",
    "target": "Open: targets.",
    "contested": "Crossed: contested, other figures of the filings contradict it.",
}
UNMARKED = {
    "derived": "Derived from other figures.",
    "published": "Some figures, or what they follow from, were published elsewhere than in these filings.",
    "contested": f"{formats.CONTESTED_MARK.strip()} Contested: other figures of the filings contradict it.",
}


def kinds_note(frame: pd.DataFrame, marked: bool) -> str:
    """How the values of a figure are known, in words: what its marks mean, or the same for one without marks."""
    kinds = {known_as(quantity) for _, column in frame.items() for quantity in column}
    return " ".join(text for kind, text in (MARKED if marked else UNMARKED).items() if kind in kinds)
