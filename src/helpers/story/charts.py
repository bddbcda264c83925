"""Charts from series of quantities, for counts and for a quick look: lines, bars, stacked bars, a grid of numbers.

Each function returns a `figures.Chart`; display it with `figures.show`. Titles are sentences made with
`prose.sentence`, so that they follow the data. Labels are periods or categories; an unknown quantity leaves a
gap marked '?'. Options of all: `unit` (a named scale such as 'billion'), `axis` (other words for the unit),
`height` in inches (the width is 8), `source` (else the filings behind the quantities), `notes` (sentences below).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from matplotlib import rc_context

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
