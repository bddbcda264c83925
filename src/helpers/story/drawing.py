"""The strokes charts are made of: points, bars, intervals, names beside lines, axes.

Every function takes the `figures.Chart` it draws on; values are scaled by the chart's scale.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from matplotlib.patches import Patch
from matplotlib.ticker import FuncFormatter

from helpers.data.quantity import formats
from helpers.story import figures
from helpers.story.figures import Chart, Series

CROWDED = 80  # characters of labels along the bottom beyond which they are broken into lines
SPOTS = (0.02, 0.93, 0.5, 0.25, 0.75)  # for a question mark, in shares of the height
CLEAR = 0.08  # of the height that is free above and below its middle
Leader = tuple[float, float, float, float]  # x, y of a point, x, y of its name


def colour(index: int) -> str:
    """The colour of the series with this index."""
    return figures.COLOURS[index % len(figures.COLOURS)]


def scaled(chart: Chart, quantity: Any, end: str = "value") -> float:
    """A quantity's value (or `low`, `high`) on the chart's axis."""
    return float(getattr(quantity, end)) / chart.scale.factor


def with_gaps(places: list[int], values: list[float]) -> tuple[list[float], list[float]]:
    """The coordinates of a line that breaks where a label in between has no value."""
    across: list[float] = []
    up: list[float] = []
    for index, (place, value) in enumerate(zip(places, values, strict=True)):
        if index and place - places[index - 1] > 1:
            across.append(float("nan"))
            up.append(float("nan"))
        across.append(place)
        up.append(value)
    return across, up


def point(chart: Chart, at: float, quantity: Any, index: int, scenario: str) -> None:
    """One value of a line: filled when reported, hollow with interval when derived, a diamond as target."""
    kind = figures.kind(quantity, scenario)
    interval(chart, at, quantity, colour(index), kind)
    chart.axes.plot(
        at,
        scaled(chart, quantity),
        ls="",
        marker="D" if kind == "target" else figures.MARKERS[index % len(figures.MARKERS)],
        ms=6,
        color=colour(index),
        mfc=colour(index) if kind == "reported" else "white",
        mew=1.5,
        zorder=3,
    )


def interval(chart: Chart, at: float, quantity: Any, shade: str, kind: str, base: float = 0.0) -> None:
    """The interval of a derived value as a vertical line with ends."""
    if kind == "derived" and float(quantity.high) > float(quantity.low):
        ends = [base + scaled(chart, quantity, "low"), base + scaled(chart, quantity, "high")]
        chart.axes.plot([at, at], ends, color=shade, lw=1.4, marker="_", ms=7, zorder=2.5)


def bar(
    chart: Chart,
    at: float,
    base: float,
    quantity: Any,
    width: float,
    index: int,
    scenario: str = "actual",
    hatched: bool = True,
) -> None:
    """One bar from `base`: filled when reported, hollow with interval when derived, dashed for a target."""
    kind = figures.kind(quantity, scenario)
    solid = kind == "reported"
    chart.axes.bar(
        at,
        scaled(chart, quantity),
        width,
        base,
        color=colour(index) if solid else "white",
        edgecolor="white" if solid else colour(index),
        linewidth=0.6 if solid else 1.4,
        linestyle="--" if kind == "target" else "-",
        hatch=figures.HATCHES[index % len(figures.HATCHES)] if solid and hatched else "",
    )
    interval(chart, at, quantity, "#222222", kind, base)


def number(chart: Chart, at: float, quantity: Any, base: float = 0.0, sign: str = "-") -> None:
    """The value written at the end of its bar, clear of the interval."""
    derived = figures.kind(quantity) == "derived"
    down = float(quantity.value) < 0 and base == 0.0
    scale = figures.bare(chart.scale)
    places = formats.places_for(quantity, scale)
    reach = scaled(chart, quantity, ("low" if down else "high") if derived else "value")
    chart.axes.annotate(
        formats.write(quantity, scale=scale, decimals=places, sign=sign),
        (at, base + (reach if down else max(reach, 0.0))),
        (0, -11 if down else 4),
        textcoords="offset points",
        ha="center",
        fontsize=8,
    )


def unknown(chart: Chart, at: float, drawn: Sequence[float] = ()) -> None:
    """A question mark on the axis where a value is not known; further up where something is `drawn` as low as that."""
    low, high = chart.axes.get_ylim()
    shares = [(height - low) / (high - low) for height in drawn]
    free = (spot for spot in SPOTS if all(abs(share - spot - 0.03) > CLEAR for share in shares))
    where: Any = {"xycoords": ("data", "axes fraction"), "ha": "center", "color": figures.GREY}
    chart.axes.annotate("?", (at, next(free, SPOTS[0])), **where)


def gaps(chart: Chart, one: Series, labels: list[str], beside: Mapping[str, float] | None = None) -> None:
    """Question marks for all unknown points of a series; at some labels so far `beside` their place."""
    for label, quantity in one.points:
        if not formats.is_known(quantity):
            unknown(chart, labels.index(label) + (beside or {}).get(label, 0.0))


def line_gaps(chart: Chart, labels: list[str], leaders: Sequence[Leader]) -> None:
    """A question mark at each label where a series is unknown, clear of points and of the strokes to the names."""
    for at, label in enumerate(labels):
        here = [one.get(label) for one in chart.series if label in dict(one.points)]
        if not all(map(formats.is_known, here)):
            drawn = [scaled(chart, quantity) for quantity in here if formats.is_known(quantity)]
            passing = [y + (at - x) / (end - x) * (spot - y) for x, y, end, spot in leaders if x <= at <= end]
            unknown(chart, at, [*drawn, *passing])


def room(chart: Chart, share: float = 0.12) -> None:
    """Room above (and below, where there are negative values) for the numbers at the bars."""
    low, high = chart.axes.get_ylim()
    span = high - low
    chart.axes.set_ylim(low - (share * span if low < 0 else 0), high + share * span)


def name_ends(chart: Chart, ends: list[tuple[float, float, str, str]], at: float) -> list[Leader]:
    """Names at `at`, beside the last points (x, y, name, colour), pushed apart until they can be read.

    Returns the strokes that lead to them.
    """
    low, high = chart.axes.get_ylim()
    apart, spot = (high - low) * 0.075, float("-inf")
    leaders: list[Leader] = []
    for x, y, name, shade in sorted(ends, key=lambda end: end[1]):
        spot = max(y, spot + apart)
        leaders.append((x + 0.1, y, at - 0.04, spot))
        chart.axes.plot([x + 0.1, at - 0.04], [y, spot], color=shade, lw=1, clip_on=False)
        chart.axes.text(at, spot, name, va="center", ha="left", fontsize=9, color="#222222")
    longest = max((len(name) for _, _, name, _ in ends), default=0)
    chart.figure.subplots_adjust(right=max(0.6, 0.965 - 0.0108 * longest))
    return leaders


def key(chart: Chart, data: Sequence[Series]) -> None:
    """A legend above the axes, where series cannot be named as they are drawn; hollow where all values of one are."""
    handles: list[Any] = []
    for index, one in enumerate(data):
        kinds = {figures.kind(quantity, one.scenario) for _, quantity in one.known()}
        target, filled = "target" in one.scenario, "reported" in kinds or not kinds
        face, edge = (colour(index), "white") if filled and not target else ("white", colour(index))
        hatch = figures.HATCHES[index % len(figures.HATCHES)] if face != "white" else ""
        line = "--" if target else "-"
        handles.append(Patch(facecolor=face, edgecolor=edge, ls=line, hatch=hatch, label=one.name))
    chart.axes.legend(
        handles=handles,
        loc="lower left",
        bbox_to_anchor=(0, 1.0),
        ncol=min(4, max(1, len(handles))),
        frameon=False,
        fontsize=8.5,
        borderaxespad=0.2,
        handletextpad=0.5,
        columnspacing=1.4,
    )


def period_axes(chart: Chart, labels: list[str], marks: Mapping[str, str] | None = None) -> None:
    """Labels along the bottom, the unit along the side, notes (`marks`) before the labels they belong to."""
    turned = len(labels) > 9 and max(map(len, labels)) > 5
    crowded = not turned and max(map(len, labels), default=0) * len(labels) > CROWDED
    written = [label.replace(" ", "\n") for label in labels] if crowded else labels
    chart.axes.set_xticks(
        range(len(labels)), written, rotation=40 if turned else 0, fontsize=8.5, ha="right" if turned else "center"
    )
    chart.axes.set_xlim(-0.6, max(len(labels) - 1, 0) + 0.6)
    chart.axes.set_ylabel(chart.scale.axis, fontsize=9)
    chart.axes.yaxis.set_major_formatter(FuncFormatter(tick))
    longest = max((len(tick(value, 0)) for value in chart.axes.get_yticks()), default=0)
    chart.figure.subplots_adjust(left=0.055 + 0.0105 * max(3, longest))
    chart.axes.grid(visible=False, axis="x")
    for label, text in (marks or {}).items():
        if figures.nice(label) in labels:
            at = labels.index(figures.nice(label)) - 0.5
            chart.axes.axvline(at, color=figures.GREY, lw=0.9, ls=":")
            spot: Any = {"xycoords": ("data", "axes fraction"), "textcoords": "offset points", "va": "top"}
            chart.axes.annotate(text, (at, 0.985), (3, 0), fontsize=8, color=figures.GREY, **spot)


def room_for_names(chart: Chart, names: list[str]) -> None:
    """Room at the left side for the longest of the names of rows."""
    longest = max(map(len, names), default=0)
    chart.figure.subplots_adjust(left=min(0.45, 0.05 + 0.0105 * longest), right=0.96)


def tick(value: float, _position: int) -> str:
    """A tick label without needless digits and with a true minus sign."""
    return (formats.MINUS if value < 0 else "") + f"{abs(value):,.10g}"
