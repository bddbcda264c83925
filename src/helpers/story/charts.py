"""The kinds of chart the notebooks draw, each from series of quantities: lines, bars, bridges and others.

Each function returns a `figures.Chart`; display it with `figures.show`. Titles are sentences made with
`prose.sentence`, so that they follow the data. Labels are periods or categories; an unknown quantity leaves a
gap marked '?'. Options of all: `unit` (a named scale such as 'billion'), `axis` (other words for the unit),
`height` in inches (the width is 8), `source` (else the filings behind the quantities), `notes` (sentences below).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

from matplotlib import rc_context
from matplotlib.ticker import FuncFormatter

from helpers.data.quantity import formats
from helpers.language import calendar
from helpers.story import drawing, figures
from helpers.story.figures import Chart, Series

Marks = Mapping[str, str] | None


def lines(
    title: str,
    data: Sequence[Series],
    *,
    zero: bool = False,
    marks: Marks = None,
    across: str = "period",
    **options: Any,
) -> Chart:
    """Lines over periods, named at their right end. `zero`: axis from 0; `marks`: notes at labels."""
    chart = figures.new(title, data, **options)
    labels = figures.labels_of(data)
    with rc_context(figures.STYLE):
        ends = []
        for index, one in enumerate(data):
            places = [labels.index(label) for label, _ in one.known()]
            values = [drawing.scaled(chart, quantity) for _, quantity in one.known()]
            dashes: Any = (0, (4, 3)) if "target" in one.scenario else "-"
            chart.axes.plot(*drawing.with_gaps(places, values), color=drawing.colour(index), lw=1.8, ls=dashes)
            for place, (_, quantity) in zip(places, one.known(), strict=True):
                drawing.point(chart, place, quantity, index, one.scenario)
            if values:
                ends.append((float(places[-1]), values[-1], one.name, drawing.colour(index)))
        if zero:
            chart.axes.set_ylim(bottom=min(0.0, chart.axes.get_ylim()[0]))
        drawing.line_gaps(chart, labels, drawing.name_ends(chart, ends, len(labels) - 0.6))
        drawing.period_axes(chart, labels, marks)
        if not any(map(calendar.has_name, labels)):  # periods need no name
            chart.axes.set_xlabel(across, fontsize=9)
    return figures.finish(chart, across, figures.legend_of(data, target="Dashed, diamonds: target."))


def bars(
    title: str,
    data: Sequence[Series],
    *,
    values: bool = True,
    marks: Marks = None,
    across: str = "period",
    **options: Any,
) -> Chart:
    """Bars side by side for each label; `values` writes each number at its bar."""
    chart = figures.new(title, data, **options)
    labels, width = figures.labels_of(data), 0.8 / max(len(data), 1)
    with rc_context(figures.STYLE):
        free: dict[str, float] = {}  # where nothing is drawn, to the right of the bars there are
        for label in labels:
            here = [(i, one, one.get(label)) for i, one in enumerate(data) if formats.is_known(one.get(label))]
            free[label] = width * len(here) / 2 + 0.06 if here else 0.0
            for order, (index, one, quantity) in enumerate(here):
                at = labels.index(label) + width * (order + 0.5 - len(here) / 2)
                drawing.bar(chart, at, 0.0, quantity, width * 0.92, index, one.scenario, len(data) > 1)
                if values:
                    drawing.number(chart, at, quantity)
        for one in data:
            drawing.gaps(chart, one, labels, free)
        chart.axes.axhline(0, color="#555555", lw=0.8)
        drawing.room(chart, 0.1)
        if len(data) > 1:
            drawing.key(chart, data)
        drawing.period_axes(chart, labels, marks)
    return figures.finish(chart, across, figures.legend_of(data))


def stacked(
    title: str, data: Sequence[Series], *, marks: Marks = None, across: str = "period", **options: Any
) -> Chart:
    """Bars on top of each other: parts of a whole, named beside the last bar."""
    chart = figures.new(title, data, **options)
    labels = figures.labels_of(data)
    with rc_context(figures.STYLE):
        floor, ends = dict.fromkeys(labels, 0.0), []
        for index, one in enumerate(data):
            for label, quantity in one.known():
                value = drawing.scaled(chart, quantity)
                drawing.bar(chart, labels.index(label), floor[label], quantity, 0.66, index, one.scenario)
                if label == labels[-1]:
                    middle = floor[label] + value / 2
                    ends.append((len(labels) - 0.77, middle, one.name, drawing.colour(index)))
                floor[label] += value
            drawing.gaps(chart, one, labels)
        drawing.room(chart, 0.04)
        drawing.name_ends(chart, ends, len(labels) - 0.5)
        drawing.period_axes(chart, labels, marks)
    return figures.finish(chart, across, figures.legend_of(data))


def bridge(
    title: str,
    start: tuple[str, Any],
    steps: Sequence[tuple[str, Any]],
    end: tuple[str, Any],
    **options: Any,
) -> Chart:
    """A waterfall from `start` to `end` over `steps`, each (label, quantity): what added, what took away."""
    data = [Series("Level", (start, end)), Series("Change", tuple(steps))]
    chart = figures.new(title, data, **options)
    chart.labels = [label for label, _ in [start, *steps, end]]
    level = 0.0
    with rc_context(figures.STYLE):
        for at, (label, quantity) in enumerate([start, *steps, end]):
            if not formats.is_known(quantity):
                drawing.unknown(chart, at)
                continue
            value, whole = drawing.scaled(chart, quantity), label in (start[0], end[0])
            base = 0.0 if whole else level
            drawing.bar(chart, at, base, quantity, 0.62, 2 if whole else 0 if value >= 0 else 4, hatched=False)
            drawing.number(chart, at, quantity, base, "-" if whole else "+")
            level = base + value
            if at <= len(steps):
                chart.axes.plot([at + 0.31, at + 0.69], [level, level], color="#888888", lw=0.8)
        drawing.room(chart, 0.08)
        drawing.period_axes(chart, chart.labels)
    return figures.finish(chart, "step", figures.legend_of(data))


def dots(title: str, data: Sequence[Series], *, across: str = "item", **options: Any) -> Chart:
    """A row for each label, a dot for each series, intervals as lines: targets against outcomes, ranges."""
    labels = figures.labels_of(data)
    options.setdefault("height", 1.9 + 0.36 * len(labels))
    chart = figures.new(title, data, **options)
    with rc_context(figures.STYLE):
        for index, one in enumerate(data):
            for label, quantity in one.known():
                at, shade = labels.index(label), drawing.colour(index)
                solid = figures.kind(quantity, one.scenario) == "reported"
                ends = [drawing.scaled(chart, quantity, end) for end in ("low", "high")]
                chart.axes.plot(ends, [at, at], color=shade, lw=2.2, alpha=0.7)
                chart.axes.plot(
                    drawing.scaled(chart, quantity),
                    at,
                    ls="",
                    marker=drawing.marker(index),
                    ms=8,
                    color=shade,
                    mfc=shade if solid else "white",
                    mew=1.6,
                    zorder=2.5 if solid else 3,  # a ring on a disc shows both where they agree
                )
        drawing.named_rows(chart, labels)
        chart.axes.margins(x=0.08, y=0.14)
        chart.axes.set_xlabel(chart.scale.axis, fontsize=9)
        chart.axes.xaxis.set_major_formatter(FuncFormatter(drawing.tick))
        drawing.key(chart, data, points=True)
    return figures.finish(chart, across, figures.legend_of(data, target="Hollow, too: targets and estimates."))


def heat(title: str, data: Sequence[Series], *, across: str = "period", **options: Any) -> Chart:
    """A grid of numbers, a row for each series, a column for each label: the darker, the larger; unknown ones empty."""
    # Only this chart needs it, and importing it takes as long as pandas does.
    import seaborn

    labels, names = figures.labels_of(data), [one.name for one in data]
    options.setdefault("height", 1.3 + 0.3 * len(data))
    chart = figures.new(title, data, **options)
    cells = [
        [drawing.scaled(chart, one.get(at)) if formats.is_known(one.get(at)) else float("nan") for at in labels]
        for one in data
    ]
    known = [value for row in cells for value in row if value == value]
    with rc_context(figures.STYLE):
        seaborn.heatmap(
            cells,
            ax=chart.axes,
            cmap="Blues",
            cbar=False,
            annot=True,
            vmin=min(known, default=0),
            vmax=max(known, default=1),
            fmt=",.10g",
            linewidths=1.5,
            annot_kws={"size": 8.5},
        )
        chart.axes.set_xticklabels(labels, fontsize=8.5)
        chart.axes.set_yticklabels(names, rotation=0)
        chart.axes.tick_params(length=0)
        drawing.room_for_names(chart, names)
    return figures.finish(chart, across)


def spans(title: str, rows: Sequence[tuple[str, str, str, str]], *, source: str = "", **options: Any) -> Chart:
    """A timeline of (row, first day, last day, text), days in ISO form: how something works over time."""
    names = list(dict.fromkeys(row for row, *_ in rows))
    options.setdefault("height", 1.5 + 0.5 * len(names))
    chart = figures.new(title, [], source=source, **options)
    days = [dt.date.fromisoformat(day).toordinal() for row in rows for day in row[1:3]]
    with rc_context(figures.STYLE):
        chart.axes.set_xlim(min(days) - 10, max(days) + 10)
        for row, first, last, text in rows:
            start, end = dt.date.fromisoformat(first).toordinal(), dt.date.fromisoformat(last).toordinal() + 1
            at = names.index(row)
            shade = drawing.colour(at)
            chart.axes.barh(at, end - start, left=start, height=0.55, color=f"{shade}40", edgecolor=shade)
            wide = end - start > (max(days) - min(days)) * 0.0092 * len(text)
            late = not wide and (start - min(days)) > (max(days) - end)
            spot, align = (end + 6, "left") if not (wide or late) else (start + (8 if wide else -6), "left")
            chart.axes.text(spot, at, text, va="center", ha="right" if late else align, fontsize=8)
            chart.extra.append(f"{row}: {text}, {formats.day(first)} to {formats.day(last)}.")
        years = range(dt.date.fromordinal(min(days)).year, dt.date.fromordinal(max(days)).year + 2)
        ticks = [dt.date(year, 4, 1) for year in years]
        ticks = [tick for tick in ticks if min(days) - 10 <= tick.toordinal() <= max(days) + 10]
        chart.axes.set_xticks([tick.toordinal() for tick in ticks], [f"April {tick.year}" for tick in ticks])
        drawing.named_rows(chart, names)
    return figures.finish(chart)
