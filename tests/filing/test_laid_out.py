"""Tables laid out with blanks: the words of the heads belong to the columns that they stand over."""

from __future__ import annotations

from helpers.filing import layout
from helpers.filing.lines import lines

NOTICE = """
----------------------------------------------------------------------
                                          Income before
                               Operating   Income Tax     Net
                     Revenues   Income      Expense      Income
                    --------------------------------------------------
                      JPY        JPY          JPY         JPY
                     millions   millions     millions    millions
----------------------------------------------------------------------
Previous Target (A)   123,500     7,000        6,800       4,500
----------------------------------------------------------------------
New Target (B)        121,000     6,300        6,100       4,000
----------------------------------------------------------------------
"""
SPANNED = """
                          Six Months Ended        As of
                           September 30,       September 30,
                          2015       2014          2015
                      JPY millions JPY millions JPY millions
Total revenues           65,334     57,130         1,000
Operating income          2,563      2,416         2,000
"""


def _rows(text: str) -> list[list[str]]:
    (table,) = [b for b in layout.blocks(lines(text), "2015-09-30") if b.kind == "table"]
    return [[cell.text for cell in row.cells] for row in table.rows]


def test_a_word_is_of_the_column_it_stands_over() -> None:
    rows = _rows(NOTICE)
    heads = [" ".join(row[j] for row in rows[:5] if row[j]) for j in range(5)]
    assert heads == [
        "",
        "Revenues JPY millions",
        "Operating Income JPY millions",
        "Income before Income Tax Expense JPY millions",
        "Net Income JPY millions",
    ]
    assert rows[5:] == [
        ["Previous Target (A)", "123,500", "7,000", "6,800", "4,500"],
        ["New Target (B)", "121,000", "6,300", "6,100", "4,000"],
    ]


def test_a_head_over_several_columns_is_of_each() -> None:
    rows = _rows(SPANNED)
    assert [row[1:3] for row in rows[:2]] == [["Six Months Ended"] * 2, ["September 30,"] * 2]
    assert rows[2][1:] == ["2015", "2014", "2015"]
    assert rows[3][1:] == ["JPY millions"] * 3
