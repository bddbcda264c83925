"""A contested figure is nowhere stated as plain fact: sentences, tables and figures say so beside it."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd
import pytest
from presentation import quantity, shown

from helpers.data.quantity.quantity import growth, hull, total
from helpers.story import charts, exhibits, figures, plot, prose
from helpers.story.findings import Findings

SOUND = quantity(157.8e9, 5e7)
DOUBTED = replace(SOUND, status="contested")


def test_what_is_worked_out_from_a_contested_figure_is_contested() -> None:
    made = (SOUND + DOUBTED, -DOUBTED, DOUBTED * 2, SOUND / DOUBTED, growth(DOUBTED, SOUND), total([SOUND, DOUBTED]))
    assert all(one.contested for one in (*made, hull([SOUND, DOUBTED]), DOUBTED.named("x").over("", "2017-03-31")))
    assert not (SOUND + SOUND).contested


def test_columns_keep_it() -> None:
    column = pd.Series([SOUND, DOUBTED, SOUND], dtype="quantity")
    assert [one.contested for one in column] == [False, True, False]
    assert column.sum().contested
    assert [one.contested for one in column + column] == [False, True, False]
    assert column[[0, 2]].sum().status == "sound"


@pytest.mark.parametrize(
    ("template", "said"),
    [
        ("It was {r}.", "It was JPY 157.8 billion (contested)."),
        ("It {r:rose|fell} to {r:interval}.", "It rose or fell to JPY 157.8 billion (contested)."),
        ("From {r:low}, {r:range}.", "From JPY 157.8 billion (contested), JPY 157.75 to 157.85 billion (contested)."),
    ],
)  # fmt: skip
def test_a_sentence_says_that_a_figure_is_contested(template: str, said: str) -> None:
    assert prose.sentence(template, r=DOUBTED) == said
    assert "contested" not in prose.sentence(template, r=SOUND)


def test_a_sentence_that_must_say_it_names_the_readings_with_links() -> None:
    both = hull([DOUBTED, replace(quantity(150e9, 5e7), fact_ids=("2016-08-05_1q16_presentation.L12.C3",))])
    said = shown(prose.say, "Revenue was {r}.", r=both)
    assert said["text/plain"].endswith(
        "(Contested: JPY 149 to 158 billion, by 5 August 2016 presentation, line 12; "
        "15 May 2017 presentation, line 57.)"
    )
    assert "2016-08-05_1q16_presentation.txt#L12" in said["text/markdown"]


def test_where_there_is_another_way_to_say_it_that_is_said() -> None:
    said = shown(prose.say, "The best year was {r:period}.", otherwise="Which year was best is open.", r=DOUBTED)
    assert said["text/plain"] == "Which year was best is open."
    assert prose.sentence("Revenue of {r}", "Revenue", r=DOUBTED) == "Revenue"


def test_a_table_marks_it_and_says_what_the_mark_means() -> None:
    page = shown(exhibits.table, [{"year": "FY2015", "revenue": SOUND}, {"year": "FY2016", "revenue": DOUBTED}])
    assert "157.8\N{DOUBLE DAGGER}" in page["text/plain"]
    assert "Contested: a check" in page["text/plain"]
    assert "\N{DOUBLE DAGGER}" not in shown(exhibits.table, [{"year": "FY2015", "revenue": SOUND}])["text/plain"]


def test_a_figure_marks_it_in_its_description_and_below() -> None:
    chart = charts.lines("Revenue", [figures.series("revenue", {"fy2015": SOUND, "fy2016": DOUBTED})])
    text = figures.description(chart)
    assert "FY2016 157.8\N{DOUBLE DAGGER} contested" in text
    assert "FY2015 157.8;" in text
    assert plot.known_as(DOUBTED) == "contested"


def test_a_finding_carries_its_status() -> None:
    findings = Findings("09_trajectory")
    findings.publish("revenue.fy2016", DOUBTED, "Revenue was {value}.")
    findings.publish("revenue.fy2015", SOUND, "Revenue was {value}.")
    findings.publish("revenue.fy2014", None, reason="nobody says")
    rows = findings.frame().set_index("name")
    assert rows["status"].to_dict() == {
        "revenue.fy2014": "", "revenue.fy2015": "sound", "revenue.fy2016": "contested"
    }  # fmt: skip
    assert rows["statement"]["revenue.fy2016"] == "Revenue was JPY 157.8 billion (contested)."
