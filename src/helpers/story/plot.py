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

import textwrap
from collections.abc import Sequence
from typing import Any

import matplotlib.pyplot as plt
import pandas as pd
import seaborn as sns
from matplotlib import rc_context
from matplotlib.axes import Axes
from matplotlib.ticker import FixedLocator, FuncFormatter, LogLocator, MaxNLocator, NullFormatter

from helpers.data.quantity import formats
from helpers.story import figures, sources
from helpers.story.figures import Chart, Series
from helpers.story.marks import (
    kinds_note,
    label_areas,
    label_bars,
    label_ends,
    label_points,
    label_steps,
    mark,
    name_gaps,
    scale,
)
from helpers.story.palette import BLUE, GREEN, INK, ORANGE, PURPLE, RED, SKY, colours, known_as

__all__ = [
    "BLUE",
    "GREEN",
    "INK",
    "ORANGE",
    "PURPLE",
    "RED",
    "SKY",
    "balanced",
    "colours",
    "from_zero",
    "kinds_note",
    "known_as",
    "label_areas",
    "label_bars",
    "label_ends",
    "label_points",
    "label_steps",
    "mark",
    "name_gaps",
    "show",
    "use_theme",
]

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


def from_zero(ax: Axes) -> None:
    """Let the axis begin at zero, with some room above the highest mark."""
    ax.set_ylim(0, ax.get_ylim()[1] * 1.06)


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
