"""Tables carry units in their heads, links in their cells, and nothing of a filing's text as markup."""

from __future__ import annotations

import pandas as pd
from presentation import FILING, quantity, shown

from helpers.data.quantity.quantity import Missing
from helpers.story import exhibits, sources


def test_a_column_is_scaled_together_and_its_unit_stands_in_the_head():
    rows = [{"Item": "a", "FY2016": quantity(157.8e9, 5e7)}, {"Item": "b", "FY2016": quantity(5.1e9, 5e7)}]
    out = shown(exhibits.table, rows, caption="Results")
    assert "FY2016, JPY billion" in out["text/html"]
    assert f'<a href="../data/raw/{FILING}.txt#L57"' in out["text/html"]
    assert [line.split() for line in out["text/plain"].splitlines()[3:5]] == [["a", "157.8"], ["b", "5.1"]]
    assert out["text/plain"].endswith("Source: IIJ, filing of 15 May 2017.")


def test_a_derived_value_shows_its_interval_and_an_unknown_one_its_reason():
    rows = [{"x": quantity(0.114, 0.004, "ratio", basis="derived")}, {"x": Missing("not printed", "ratio")}]
    page = shown(exhibits.table, rows)["text/html"]
    assert "11.4 (11.0 to 11.8)" in page
    assert '<span title="not printed">unknown</span>' in page


def test_exact_quantities_of_a_column_have_as_many_decimals_as_one_of_them_needs():
    rows = [{"share": quantity(value, 0, "ratio")} for value in (0.729, 0.97)]
    assert [line.strip() for line in shown(exhibits.table, rows)["text/plain"].splitlines()[1:3]] == ["72.9", "97.0"]


def test_text_is_escaped_in_cells_heads_and_caption():
    page = shown(exhibits.table, [{"<h>": "<b>", "y": sources.passage("a", 3, "<i>")}], caption="<c>")["text/html"]
    assert not {"<h>", "<b>", "<i>", "<c>"} & set(page.split(">"))
    assert all(f"&lt;{letter}&gt;" in page for letter in "hbic")


def test_a_long_table_says_how_many_rows_there_are():
    page = shown(exhibits.table, [{"n": index} for index in range(30)], head=5)["text/plain"]
    assert "The first 5 of 30 rows." in page
    assert len(page.splitlines()) == 8


def test_the_lines_of_a_frame_lead_to_their_passages():
    data = pd.DataFrame({"filing": [FILING], "line": [30], "printed": ["157.8"]})
    assert f'<a href="../data/raw/{FILING}.txt#L30"' in shown(exhibits.frame, data)["text/html"]


def test_a_sheet_says_below_it_what_its_typefaces_mean_and_shows_whole_amounts_alike():
    dividends = [quantity(18.75, 0.005, "JPY/share"), quantity(22, 0.5, "JPY/share"), quantity(22, 0.005, "JPY/share")]
    frame = pd.DataFrame({"Dividend": dividends}, index=["FY2012", "FY2014", "FY2015"], dtype="quantity")
    out = shown(exhibits.sheet, frame, notes=["A share is one of its day."])
    assert out["text/plain"].splitlines()[1].split()[-3:] == ["18.75", "22", "22"]
    assert "A share is one of its day. Source:" in out["text/html"]
    assert "Italics" not in out["text/html"]
    frame["Paid out"] = frame.Dividend / 2
    assert (
        "Italics: derived from other figures. A share" in shown(exhibits.sheet, frame, notes=["A share."])["text/html"]
    )
