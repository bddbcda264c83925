"""A figure, its alt text and its listed numbers come from the same data, the same from run to run."""

from __future__ import annotations

import dataclasses

import matplotlib.colors as mcolors
import pytest
from presentation import quantity, shown

from helpers.data.quantity.quantity import Missing
from helpers.story import charts, figures
from helpers.story.figures import series


def revenue(value: float = 106.2e9) -> figures.Series:
    derived = quantity(value, 4e8, period="fy2012", basis="derived")
    points = {"fy2010": quantity(82.4e9, 5e7, period="fy2010"), "fy2012": derived, "fy2013": None}
    return series("Revenue", points | {"fy2016": quantity(157.8e9, 5e7)})


def target() -> figures.Series:
    return series("Target", {"fy2016": quantity(162e9, 5e8), "fy2017": quantity(176e9, 5e8, period="fy2017")}, "target")


def test_the_text_of_a_figure_names_series_first_and_last_values_with_units_and_all_values():
    text = figures.description(charts.lines("Revenue grew", [revenue(), target()]))
    alt, _, data = text.partition("\n\n")
    assert alt == (
        "Chart: Revenue grew. In JPY billion, by period. Revenue: from JPY 82.4 billion (FY2010) to JPY 157.8 billion "
        "(FY2016). Target: from JPY 162.0 billion (FY2016) to JPY 176.0 billion (FY2017). "
        "Source: IIJ, filing of 15 May 2017."
    ).replace("162.0", "162").replace("176.0", "176")
    assert "FY2012 106.2 (105.8 to 106.6) derived; FY2013 unknown; FY2016 157.8" in data
    assert "FY2016 162 target" in data


def test_a_changed_number_anywhere_in_the_data_changes_the_text():
    first, second = (figures.description(charts.lines("Same", [revenue(v)])) for v in (106.2e9, 106.3e9))
    assert first != second


def test_a_change_too_small_to_be_printed_changes_the_text():
    first, second = (figures.description(charts.lines("Same", [revenue(v)])) for v in (106.2e9, 106.2001e9))
    assert first != second


def test_a_changed_interval_changes_the_text():
    one = revenue()
    wide = dataclasses.replace(one.points[1][1], low=100e9)
    other = series("Revenue", dict([one.points[0], ("fy2012", wide), *one.points[2:]]))
    texts = {figures.description(charts.lines("Same", [data])) for data in (one, other)}
    assert len(texts) == 2


def test_a_figure_is_byte_for_byte_the_same_when_drawn_again():
    first, second = (figures.png(charts.bars("Revenue", [revenue(), target()])) for _ in range(2))
    assert first == second
    assert first.startswith(b"\x89PNG")
    assert not any(word in first for word in (b"Software", b"tIME", b"Creation"))


def test_showing_gives_image_text_and_the_data_for_the_book():
    out = shown(figures.show, charts.lines("Revenue grew", [revenue()]))
    assert set(out) == {"image/png", "text/plain", "metadata"}
    assert out["metadata"]["image/png"]["alt"] == out["text/plain"].partition("\n\n")[0]
    data = out["metadata"]["helpers"]
    (drawn,) = data["series"]
    assert [point["label"] for point in drawn["points"]] == ["FY2010", "FY2012", "FY2013", "FY2016"]
    assert data["nodes"][drawn["points"][0]["node"]]["facts"] == ["2017-05-15_fy16_presentation.L57.C14"]


def test_one_chart_has_one_unit():
    with pytest.raises(ValueError, match="mixes the units JPY, ratio"):
        charts.lines("Mixed", [series("a", [quantity(1e9)]), series("b", [quantity(0.1, unit="ratio")])])


def test_labels_of_several_series_come_in_the_order_of_time():
    early = series("b", {"fy2012": quantity(1e9, period="fy2012")})
    late = series("a", {"fy2016": quantity(1e9)})
    chart = charts.bars("Order", [late, early])
    assert [tick.get_text() for tick in chart.axes.get_xticklabels()] == ["FY2012", "FY2016"]
    assert figures.data_of(chart)["labels"] == ["FY2012", "FY2016"]  # as in the table under the chart


@pytest.mark.parametrize("kind", [charts.lines, charts.bars, charts.stacked, charts.heat])
def test_every_kind_of_chart_takes_unknown_negative_and_empty_data(kind):
    for data in (
        [series("Loss", {"fy2015": quantity(-2e9, 1e8, basis="derived"), "fy2016": Missing("not printed", "JPY")})],
        [series("Nothing", {"fy2016": None})],
    ):
        assert figures.png(kind("A chart without much in it", data))


def test_a_grid_writes_each_number_in_its_row_and_leaves_unknown_ones_empty():
    rows = [series("a", {"fy2015": quantity(1e9), "fy2016": quantity(2e9)}), series("b", {"fy2016": quantity(3e9)})]
    chart = charts.heat("Grid", rows)
    assert [text.get_text() for text in chart.axes.texts] == ["1", "2", "3"]
    assert [tick.get_text() for tick in chart.axes.get_yticklabels()] == ["a", "b"]


def question_marks(chart: figures.Chart) -> list[tuple[float, float]]:
    """Where the question marks of a chart stand: place, share of the height."""
    return [text.xy for text in chart.axes.texts if text.get_text() == "?"]


def test_a_question_mark_keeps_clear_of_points_and_of_the_stroke_to_a_name():
    high = {f"fy{year}": quantity(50e9, period=f"fy{year}") for year in (2012, 2013, 2014, 2015)}
    low = {"fy2012": None, "fy2013": quantity(2e9, period="fy2013"), "fy2014": None, "fy2015": None}
    none = dict.fromkeys(high) | {"fy2012": quantity(30e9, period="fy2012")}
    ended = charts.lines("Low ends early", [series("High", high), series("Low", low)], zero=True)
    assert question_marks(ended) == [(0, 0.02), (2, 0.5), (3, 0.5)], "the stroke to 'Low' runs along the axis"
    beside = charts.lines("Another is low", [series("None", none), series("Low", low)], zero=True)
    assert question_marks(beside)[:2] == [(0, 0.02), (1, 0.5)], "the other series has its point there"


def test_what_is_no_period_gets_a_name_along_the_axis():
    rates = {"10%": quantity(5e9), "12%": quantity(6e9)}
    assert charts.lines("If it falls", [series("Income", rates)], across="fall").axes.get_xlabel() == "fall"
    assert charts.lines("Year by year", [revenue()]).axes.get_xlabel() == ""


def test_the_words_below_say_how_targets_are_drawn_in_this_kind_of_chart():
    words = {kind: figures_text(kind("Targets", [revenue(), target()])) for kind in (charts.lines, charts.bars)}
    assert "Dashed, diamonds: target." in words[charts.lines]
    assert "Dashed: target." in words[charts.bars]


def test_the_key_of_a_series_is_hollow_where_every_value_is_derived():
    half = series("Derived", {"fy2015": quantity(5e9, basis="derived")})
    full = series("Reported", {"fy2015": quantity(6e9, period="fy2015")})
    handles = charts.bars("Two", [full, half]).axes.get_legend().legend_handles
    assert [mcolors.to_hex(one.get_facecolor()) == "#ffffff" for one in handles] == [False, True]


def figures_text(chart: figures.Chart) -> str:
    return " ".join(text.get_text() for text in chart.figure.texts)


def test_the_highest_bar_of_a_stack_ends_below_the_top():
    parts = [
        series(name, {"fy2015": quantity(5e9), "fy2016": quantity(height)}) for name, height in (("a", 9e9), ("b", 0.0))
    ]
    assert charts.stacked("Parts", parts).axes.get_ylim()[1] > 9
