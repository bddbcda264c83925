"""Figures in the reader's hands: a theme for seaborn and matplotlib, and small helpers for the Axes they return.

    use_theme()
    ax = sns.lineplot(years.q.float("billion"), palette=colours(years))
    mark(ax, years, "billion")              # how each value is known, and its interval where it can be seen
    label_ends(ax)
    show(ax, tell.title("revenue"), years, "billion")

Reported values have the full colour, derived ones a tint of it, those published elsewhere are grey, targets are open.
One thing has one colour in all figures (`COLOURS`). `show` adds title, unit and source line, and displays the figure
with its text description and its numbers, both made from the frame of quantities that was drawn.
"""

from __future__ import annotations

import math
import textwrap
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import matplotlib.pyplot as plt
import pandas as pd
import seaborn as sns
from matplotlib import rc_context
from matplotlib.axes import Axes
from matplotlib.colors import to_hex, to_rgb
from matplotlib.ticker import FixedLocator, FuncFormatter, LogLocator, MaxNLocator, NullFormatter

from helpers.data.quantity import formats
from helpers.story import figures, sources
from helpers.story.figures import Chart, Series

BLUE, ORANGE, GREEN, SKY, RED, PURPLE, INK = "#0072B2", "#E69F00", "#009E73", "#56B4E9", "#D55E00", "#CC79A7", "#3B3B3B"
PUBLISHED = "#9A9A9A"
TINT = 0.45  # how much of its colour a derived value keeps
COLOURS = {
    "network": BLUE,
    "si": ORANGE,
    "equipment": PURPLE,
    "atm": "#999933",
    "cloud": SKY,
    "mobile": GREEN,
    "consumer": GREEN,
    "iijmio": GREEN,
    "mvne": RED,
    "enterprise": BLUE,
    "iij_global": PURPLE,
    "wan": PURPLE,
    "charge": RED,
    "expenses": RED,
    "total": INK,
    "all": INK,
    "outcome": INK,
    "first_target": INK,
    "margin": INK,
}
"""Colours by what is drawn (Okabe and Ito's, which colour-blind people can tell apart); all else has the first free."""

WIDTH, DPI = 6.6, 160
STYLE: Any = {
    "font.family": "DejaVu Sans",
    "font.size": 11,
    "axes.titlesize": 12.5,
    "axes.labelsize": 10.5,
    "axes.labelcolor": "#333333",
    "xtick.labelsize": 10.5,
    "ytick.labelsize": 10.5,
    "xtick.color": "#333333",
    "ytick.color": "#333333",
    "axes.edgecolor": "#888888",
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.grid.axis": "y",
    "grid.color": "#E4E4E4",
    "figure.figsize": (WIDTH, 4.2),
    "figure.dpi": 100,
    "savefig.dpi": DPI,
    "figure.facecolor": "white",
    "svg.hashsalt": "iij-filings",
    "text.parse_math": False,
    "legend.frameon": False,
    "legend.fontsize": 10.5,
    "lines.linewidth": 2.0,
}


def use_theme() -> None:
    """Set seaborn's and matplotlib's defaults for the figures of a notebook."""
    sns.set_theme(style="whitegrid", palette=[BLUE, ORANGE, INK, SKY, RED, GREEN, PURPLE], rc=STYLE)


def colours(names: Iterable[str] | pd.DataFrame) -> dict[str, str]:
    """A palette for columns: each thing's own colour by its name ('revenue.network' has that of 'network')."""
    free = iter([INK, BLUE, ORANGE, GREEN, RED, SKY, PURPLE])
    found: dict[str, str] = {}
    for name in names:
        parts = str(name).replace(" ", "_").lower().split(".")
        own = next((COLOURS[part] for part in reversed(parts) if part in COLOURS), None)
        found[str(name)] = own or next(shade for shade in free if shade not in found.values())
    return found


def tint(shade: str, keep: float = TINT) -> str:
    """A colour mixed with white."""
    red, green, blue = (1 - keep * (1 - part) for part in to_rgb(shade))
    return str(to_hex((red, green, blue)))


def known_as(quantity: Any) -> str:
    """How a value is known: 'contested', 'target', 'reported', 'derived' or 'published' (elsewhere, or so derived)."""
    if not formats.is_known(quantity):
        return ""
    if getattr(quantity, "contested", False):
        return "contested"
    if "target" in str(getattr(quantity, "scenario", "")):
        return "target"
    basis = str(getattr(quantity, "basis", "reported"))
    return "published" if basis.startswith("published") else basis


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


def _points(line: Any) -> list[tuple[float, float]]:
    """The points of a line that are drawn, as matplotlib places them."""
    return [(float(x), float(y)) for x, y in line.get_xydata() if not math.isnan(float(y))]


def from_zero(ax: Axes) -> None:
    """Let the axis begin at zero, with some room above the highest mark."""
    ax.set_ylim(0, ax.get_ylim()[1] * 1.06)


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


def show(
    ax: Axes,
    title: str,
    frame: pd.DataFrame | pd.Series,
    unit: str,
    *,
    across: str = "period",
    axis: str = "",
    source: str | None = None,
    notes: Sequence[str] = (),
) -> None:
    """Finish a figure and display it, with its text description and its numbers.

    ax       the Axes that were drawn on
    title    the message of the figure, a sentence (`tell.title`)
    frame    the quantities that were drawn, a column for each series
    unit     the name of the scale they were drawn in, as in `frame.q.float(unit)`
    axis     other words for the unit; source: the source line (default: from the quantities); notes: sentences below
    """
    drawn = frame.to_frame(frame.name or axis or "value") if isinstance(frame, pd.Series) else frame
    series = [Series(str(name), tuple((str(at), one) for at, one in column.items())) for name, column in drawn.items()]
    known = [quantity for one in series for _, quantity in one.known()]
    on_axis = scale(unit, known)
    line = sources.source_line(known) if source is None else source
    figure: Any = ax.figure
    said = [text for text in (*notes, kinds_note(drawn, getattr(figure, "helpers_marked", False))) if text]
    lying = isinstance(ax.yaxis.get_major_locator(), FixedLocator)  # bars that lie have names on the other axis
    ax.set_xlabel((axis or on_axis.axis) if lying else "")
    ax.set_ylabel("" if lying else (axis or on_axis.axis))
    ax.grid(visible=lying, axis="x")
    ax.grid(visible=not lying, axis="y")
    if not lying:
        _plain_numbers(ax)
    with rc_context(STYLE):
        figure.suptitle(balanced(title), x=0.01, ha="left", fontsize=12.5, fontweight="bold")
        foot = "\n".join(textwrap.fill(text, 100) for text in [" ".join(said), line] if text)
        figure.supxlabel(foot, x=0.01, ha="left", fontsize=8.5, color=figures.GREY)
        figure.set_layout_engine("constrained")
    chart = Chart(title, on_axis, series, figure, ax, across=across, notes=tuple(said), source=line)
    chart.scale = on_axis if not axis else formats.Scale(on_axis.factor, on_axis.before, on_axis.after, axis, 1)
    try:
        figures.show(chart)
    finally:
        plt.close(figure)


def balanced(title: str, widest: int = 60) -> str:
    """A title in as few lines as it takes, of like length: no word stands alone on the last."""
    lines = len(textwrap.wrap(title, widest))
    while widest > 1 and len(textwrap.wrap(title, widest - 1)) == lines:
        widest -= 1
    return textwrap.fill(title, widest)


def _plain_numbers(ax: Axes) -> None:
    """True minus signs and thousands, where the axis counts in numbers."""
    if ax.yaxis.get_scale() == "log":
        ax.yaxis.set_major_locator(LogLocator(subs=(1, 2, 5)))
        ax.yaxis.set_minor_formatter(NullFormatter())
        ax.yaxis.set_major_formatter(FuncFormatter(lambda value, _: formats.rounded(value, 0)))
    else:
        ax.yaxis.set_major_locator(MaxNLocator(nbins=6, steps=[1, 2, 5, 10]))
        ax.yaxis.set_major_formatter(FuncFormatter(lambda value, _: formats.rounded(value, _places(ax))))


def _places(ax: Axes) -> int:
    ticks = ax.get_yticks()
    step = abs(ticks[1] - ticks[0]) if len(ticks) > 1 else 1.0
    return next((places for places in range(4) if abs(round(step, places) - step) < 1e-9), 4)
