"""Figures in the reader's hands: how a value is known is seen on its mark, and contested ones are never plain."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import matplotlib.pyplot as plt
import pandas as pd
import pytest
import seaborn as sns
from matplotlib.axes import Axes
from presentation import quantity, shown

from helpers import Missing, QuantityDtype
from helpers.data.quantity import accessor, formats
from helpers.story import figures, marks, palette, plot

assert accessor  # which gives frames their `.q`
UNKNOWN = Missing("nothing tells it", "JPY")


@pytest.fixture(autouse=True)
def closed() -> Iterator[None]:
    yield
    plt.close("all")


def column(**values: Any) -> pd.DataFrame:
    index = pd.Index(list(values), name="period")
    return pd.DataFrame({"revenue": pd.Series(list(values.values()), index=index, dtype=QuantityDtype())})


YEARS = column(
    FY2013=quantity(10e9), FY2014=UNKNOWN, FY2015=quantity(12e9, basis="derived", fact_ids=()),
    FY2016=quantity(15e9, status="contested"),
)  # fmt: skip


def bars(frame: pd.DataFrame) -> Axes:
    return sns.barplot(frame.q.long("billion"), x="period", y="value", color=plot.BLUE, saturation=1)


def texts(ax: Axes) -> list[str]:
    return [text.get_text() for text in ax.texts if text.get_text()]


def test_bars_have_their_values_and_a_contested_one_its_mark() -> None:
    ax = bars(YEARS)
    plot.label_bars(ax, YEARS, "billion", decimals=0)
    assert texts(ax) == ["10", "12", f"15{formats.CONTESTED_MARK}"]


def test_points_and_steps_mark_a_contested_value_too() -> None:
    ax = sns.lineplot(YEARS.q.float("billion"))
    plot.label_points(ax, YEARS.revenue, "billion", ["FY2013", "FY2014", "FY2016"])
    assert texts(ax) == ["10.0", f"15.0{formats.CONTESTED_MARK}"]
    steps = YEARS.revenue.drop("FY2014")
    ax = plt.figure().add_subplot()
    ax.bar(steps.index, steps.q.float("billion"))
    plot.label_steps(ax, steps, "billion")
    assert texts(ax) == ["10.0", "+12.0", f"15.0{formats.CONTESTED_MARK}"]


def test_a_gap_is_named_at_its_place_and_nowhere_else() -> None:
    ax = bars(YEARS)
    plot.name_gaps(ax, YEARS.revenue, "not printed")
    [gap] = ax.texts
    assert (gap.get_text(), gap.xy[0]) == ("not printed", list(YEARS.index).index("FY2014"))  # type: ignore[attr-defined]


def test_a_bar_is_filled_by_how_its_value_is_known() -> None:
    ax = bars(YEARS)
    plot.mark(ax, YEARS, "billion")
    full, derived, contested = [patch for patch in ax.containers[0].patches if patch.get_height() > 0]
    assert marks.to_hex(full.get_facecolor()) == palette.BLUE.lower()
    assert marks.to_hex(derived.get_facecolor()) == palette.tint(plot.BLUE)
    assert contested.get_hatch()


@pytest.mark.parametrize("marked", [True, False])
def test_a_figure_says_how_its_values_are_known_with_or_without_marks(
    marked: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[str] = []
    drawn = figures.show
    monkeypatch.setattr(figures, "show", lambda chart: (said.extend(chart.notes), drawn(chart)))

    def draw() -> None:
        ax = bars(YEARS)
        if marked:
            plot.mark(ax, YEARS, "billion")
        plot.show(ax, "Revenue", YEARS, "billion")

    assert shown(draw)["image/png"]
    note = marks.kinds_note(YEARS, marked)
    assert said == [note]
    assert "derived" in note.lower()
    assert "contested" in note.lower()
    assert ("Tint" in note) is marked


def test_the_ends_of_lines_are_named_apart_from_each_other() -> None:
    frame = pd.concat([YEARS, YEARS.rename(columns={"revenue": "network"})], axis=1)
    ax = sns.lineplot(frame.q.float("billion"), palette=plot.colours(frame), dashes=False)
    plot.label_ends(ax, {"network": "Network"})
    heights = sorted(text.xy[1] for text in ax.texts)  # type: ignore[attr-defined]
    assert set(texts(ax)) == {"revenue", "Network"}
    assert heights[1] - heights[0] > 0.05 * (ax.get_ylim()[1] - ax.get_ylim()[0])


def test_no_word_of_a_title_stands_alone_on_its_last_line() -> None:
    title = "Since FY2011 WAN grew by 3%, the rest of the group grew by 83%"
    first, last = plot.balanced(title).split("\n")
    assert abs(len(first) - len(last)) < 12
    assert plot.balanced("Short") == "Short"
