"""House style for figures, and showing them: an image, its alt text and its numbers, from one set of data.

A `Chart` holds what was drawn. `show(chart)` displays a PNG that is byte-for-byte the same from run to
run, together with a text made from the same data: title, axes, each series with its first and last value,
then every value. nbval compares that text (it ignores images), the book uses its first paragraph as the
alt text.

Reported values are solid, derived ones hollow with their interval, targets dashed; colours are told apart
by people with colour-blindness and, with their markers and hatches, in grey. `helpers.charts` draws the
kinds of chart we use.
"""

from __future__ import annotations

import base64
import hashlib
import io
import textwrap
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from IPython.display import display
from matplotlib import rc_context
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from PIL import Image

from helpers.data.quantity import formats
from helpers.story import sources
from helpers.story.trails import Trails

COLOURS = ("#0072B2", "#E69F00", "#3B3B3B", "#56B4E9", "#D55E00", "#009E73")  # Okabe and Ito
MARKERS = ("o", "s", "^", "D", "v", "P")
HATCHES = ("", "////", "....", "\\\\\\\\", "xx", "--")
GREY = "#5A5A5A"
PNG_COLOURS = 64
PIXELS_WIDE, DPI = 800, 160  # as displayed; the image itself is finer, for sharp screens and print
STYLE: Any = {
    "font.family": "DejaVu Sans",
    "font.size": 10,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.edgecolor": "#888888",
    "axes.axisbelow": True,
    "axes.grid": True,
    "axes.grid.axis": "y",
    "grid.color": "#E4E4E4",
    "xtick.color": "#333333",
    "ytick.color": "#333333",
    "hatch.linewidth": 0.6,
    "hatch.color": "#FFFFFF",
    "svg.hashsalt": "iij-filings",
    "text.parse_math": False,
    "figure.facecolor": "white",
}


@dataclass(frozen=True)
class Series:
    """One named series: points of (label, quantity or None), in the order they are drawn.

    `scenario` 'target' is drawn dashed whatever its quantities say.
    """

    name: str
    points: tuple[tuple[str, Any], ...]
    scenario: str = "actual"

    def known(self) -> list[tuple[str, Any]]:
        """The points that have a value."""
        return [(label, quantity) for label, quantity in self.points if formats.is_known(quantity)]

    def get(self, label: str) -> Any:
        """The quantity at a label, or None."""
        return next((quantity for name, quantity in self.points if name == label), None)


def series(name: str, points: Mapping[str, Any] | Iterable[Any], scenario: str = "actual") -> Series:
    """A series from {label: quantity}, or from quantities alone, which are labelled with their periods."""
    if isinstance(points, Mapping):
        pairs = tuple((nice(str(label)), quantity) for label, quantity in points.items())
    else:
        pairs = tuple((formats.period_of(quantity), quantity) for quantity in points if formats.is_known(quantity))
    return Series(name, pairs, scenario)


def nice(label: str) -> str:
    """A period name as printed: 'fy2016' gives 'FY2016', '1q15' gives '1Q15'; other labels stay."""
    looks_like_period = len(label) <= 6 and label[-1:].isdigit() and label.islower()
    return label.upper() if looks_like_period else label


@dataclass
class Chart:
    """A drawn figure with the data it was drawn from."""

    title: str
    scale: formats.Scale
    series: list[Series]
    figure: Figure
    axes: Axes
    across: str = ""
    notes: tuple[str, ...] = ()
    source: str = ""
    labels: list[str] = field(default_factory=list)  # in the order they are drawn in, where `labels_of` cannot tell


def labels_of(data: Sequence[Series]) -> list[str]:
    """All labels: in time order where every one has a period, else in the order of first appearance."""
    found = list(dict.fromkeys(label for one in data for label, _ in one.points))
    times = {label: _when(quantity) for one in data for label, quantity in one.known()}
    dated = all(times.get(label, ("", ""))[0] for label in found)
    if len(data) > 1 and dated and len(set(times.values())) == len(found):
        return sorted(found, key=lambda label: times[label])
    return found


def _when(quantity: Any) -> tuple[str, str]:
    return (
        str(getattr(quantity, "period_end", "") or ""),
        str(getattr(quantity, "period_start", "") or ""),
    )


def kind(quantity: Any, scenario: str = "actual") -> str:
    """'contested', 'target', 'reported' or 'derived': how a value is drawn."""
    if getattr(quantity, "contested", False):
        return "contested"
    if "target" in scenario or "target" in str(getattr(quantity, "scenario", "")):
        return "target"
    return str(getattr(quantity, "basis", "reported"))


def new(
    title: str,
    data: Sequence[Series],
    *,
    unit: str = "",
    axis: str = "",
    height: float = 4.2,
    source: str | None = None,
    notes: Sequence[str] = (),
) -> Chart:
    """An empty chart in house style: figure, axes, one scale, source line. Draw on `chart.axes`."""
    quantities = [quantity for one in data for _, quantity in one.known()]
    largest = max((abs(float(quantity.value)) for quantity in quantities), default=0.0)
    units = {quantity.unit for quantity in quantities}
    if len(units) > 1:
        mixed = ", ".join(sorted(units))
        raise ValueError(f"The chart '{title}' mixes the units {mixed}: draw one chart for each.")
    scale = formats.named_scale(unit, largest) if unit else formats.scale_of(next(iter(units), ""), largest)
    scale = replace(scale, axis=axis) if axis else scale
    with rc_context(STYLE):
        figure = Figure(figsize=(8, height), dpi=DPI)
        FigureCanvasAgg(figure)
        axes = figure.add_subplot()
        figure.subplots_adjust(left=0.085, right=0.975)
    line = sources.source_line(quantities) if source is None else source
    return Chart(title, scale, list(data), figure, axes, notes=tuple(notes), source=line)


def finish(chart: Chart, across: str = "", legend: Sequence[str] = ()) -> Chart:
    """Add title, source line, notes and margins; called by the drawing functions last."""
    chart.across = across or chart.across
    height = chart.figure.get_size_inches()[1]
    title = textwrap.fill(chart.title, 78)
    below = "  ".join(filter(None, [*legend, *chart.notes]))
    foot = "\n".join(filter(None, [textwrap.fill(below, 125), textwrap.fill(chart.source, 125)]))
    keyed = 0.26 if chart.axes.get_legend() else 0.06
    top = 0.14 + 0.2 * (title.count("\n") + 1) + keyed
    bottom = 0.34 + 0.13 * (foot.count("\n") + 1 if foot else 0) + (0.18 if chart.axes.get_xlabel() else 0)
    labels = chart.axes.get_xticklabels()
    turned = any(label.get_rotation() for label in labels)
    bottom += 0.14 * max((label.get_text().count("\n") for label in labels), default=0)
    with rc_context(STYLE):
        chart.figure.text(0.012, 1 - 0.09 / height, title, va="top", fontsize=11.5, fontweight="bold")
        chart.figure.text(0.012, 0.06 / height, foot, va="bottom", fontsize=7.5, color=GREY)
        chart.figure.subplots_adjust(top=1 - top / height, bottom=(bottom + 0.35 * turned) / height)
    return chart


def legend_of(data: Sequence[Series], target: str = "Dashed: target.") -> list[str]:
    """How values are drawn, in words, for the kinds that occur in the data; `target` for those of targets."""
    kinds = {kind(quantity, one.scenario) for one in data for _, quantity in one.known()}
    words = {
        "reported": "Solid: reported.",
        "derived": "Hollow, with interval: derived.",
        "target": target,
        "contested": f"{formats.CONTESTED_MARK} Contested, other figures of the filings contradict it.",
    }
    return [text for name, text in words.items() if name in kinds] if kinds - {"reported"} else []


def bare(scale: formats.Scale) -> formats.Scale:
    """The same scale without words around the number, for places where the unit stands elsewhere."""
    return formats.Scale(scale.factor, "", "", "", scale.decimals)


def _points(chart: Chart, one: Series) -> Iterator[str]:
    for label, quantity in one.points:
        what = kind(quantity, one.scenario) if formats.is_known(quantity) else ""
        text = formats.with_interval(quantity, scale=bare(chart.scale))
        yield f"{label} {text}" + (f" {what}" if what not in ("", "reported") else "")


def alt_text(chart: Chart) -> str:
    """The alt text: title, axes, each series with its first and last value, units, and the source."""
    parts = [f"Chart: {chart.title.rstrip('.')}."]
    if chart.scale.axis:
        parts.append(f"In {chart.scale.axis}{', by ' + chart.across if chart.across else ''}.")
    for one in chart.series:
        known = one.known()
        if not known:
            parts.append(f"{one.name}: {formats.UNKNOWN}.")
            continue
        ends = [known[0]] if len(known) == 1 else [known[0], known[-1]]
        spoken = [f"{formats.write(quantity, scale=chart.scale)} ({label})" for label, quantity in ends]
        parts.append(f"{one.name}: " + ("from " if len(ends) == 2 else "") + " to ".join(spoken) + ".")
    return " ".join([*parts, *filter(None, [chart.source])])


def description(chart: Chart) -> str:
    """The alt text, an empty line, every value drawn, and a digest of all of them as they are before rounding."""
    head = f"Data, {chart.scale.axis}:" if chart.scale.axis else "Data:"
    lines = [f"  {one.name}: " + "; ".join(_points(chart, one)) for one in chart.series]
    lines += [f"Digest: {_digest(chart)}"] if lines else []
    return "\n".join([alt_text(chart), "", head, *lines]) if lines else alt_text(chart)


def _digest(chart: Chart) -> str:
    exact = [
        (one.name, label, *(f"{float(getattr(quantity, end)):.9g}" for end in ("value", "low", "high")))
        for one in chart.series
        for label, quantity in one.known()
    ]
    return hashlib.sha256(repr(exact).encode()).hexdigest()[:12]


def png(chart: Chart) -> bytes:
    """The figure as PNG, without dates or versions in it, in as few colours as it needs: a third of the size.

    Drawn once on its canvas: `savefig` would draw it twice, and what it packs would be unpacked again.
    """
    with rc_context(STYLE):
        chart.figure.set_dpi(DPI)
        canvas = FigureCanvasAgg(chart.figure)
        canvas.draw()
    size = canvas.get_width_height(physical=True)
    drawn = Image.frombytes("RGBA", size, bytes(canvas.buffer_rgba())).convert("RGB")
    few = drawn.quantize(PNG_COLOURS, Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE)
    few.putpalette([255 if part == 254 else part for part in few.getpalette() or ()])  # its white is off by one
    small = io.BytesIO()
    few.save(small, format="png")
    return small.getvalue()


def data_of(chart: Chart) -> dict[str, Any]:
    """The chart's numbers for the book's table under the image: labels as drawn, series of points, and their trails."""
    trails = Trails()
    series = [
        {
            "name": one.name,
            "points": [
                {"label": label, "text": text.removeprefix(label).strip(), **_source(quantity, trails)}
                for (label, quantity), text in zip(one.points, _points(chart, one), strict=True)
            ],
        }
        for one in chart.series
    ]
    drawn = {"labels": chart.labels or labels_of(chart.series), "series": series}
    return {"alt": alt_text(chart), "unit": chart.scale.axis, **drawn, "nodes": trails.nodes}


def _source(quantity: Any, trails: Trails) -> dict[str, Any]:
    if not formats.is_known(quantity):
        return {"why": formats.why_unknown(quantity)}
    return {"node": trails.node(quantity)}


def show(chart: Chart) -> None:
    """Display the chart: image, alt text, every value as text, and the data for the book."""
    alt = alt_text(chart)
    display(
        {"image/png": base64.b64encode(png(chart)).decode("ascii"), "text/plain": description(chart)},
        metadata={"image/png": {"width": PIXELS_WIDE, "alt": alt}, "helpers": data_of(chart)},
        raw=True,
    )
