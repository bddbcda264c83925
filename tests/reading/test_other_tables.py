"""Tables of one form each, as Japanese companies lay them out: read as they are meant, or unread; figures made up."""

from __future__ import annotations

import pytest
from reading import facts_below
from test_handed import cases

HEAD = cases()["B01a"][0]["head"]


def read(text: str, *parts: str) -> list[str]:
    """What is read of a text below the head of a release for the first half of FY2016, of each fact so many parts."""
    wanted = parts or ("printed", "concept", "measure", "scenario", "period_end")
    return [" ".join(f[part] for part in wanted) for f in facts_below(HEAD, text)]


DIVIDENDS = """\
	1Q-end	2Q-end	3Q-end	Year-end	Total
	JPY	JPY	JPY	JPY	JPY	JPY millions	%
Fiscal Year Ended March 31, 2016	-	11.00	-	12.00	23.00	1,011	16.0
Fiscal Year Ending March 31, 2017 (forecast)	-	13.50	-	14.00	27.50		19.7"""


def test_dividends_in_the_form_of_the_exchange() -> None:
    head = "\tDividend per Shares\t\t\t\t\tTotal dividend amount\tPayout ratio (consolidated)"
    found = read(
        f"(JPY million)\n\n2. Dividends\n\n{head}\n{DIVIDENDS}", "printed", "concept", "period_start", "period_end"
    )
    assert found == [
        "11.00 dividend_per_share  2015-09-30",
        "12.00 dividend_per_share  2016-03-31",
        "23.00 dividend_per_share 2015-04-01 2016-03-31",
        "16.0 dividend_payout_ratio 2015-04-01 2016-03-31",
        "13.50 dividend_per_share  2016-09-30",
        "14.00 dividend_per_share  2017-03-31",
        "27.50 dividend_per_share 2016-04-01 2017-03-31",
        "19.7 dividend_payout_ratio 2016-04-01 2017-03-31",
    ]


@pytest.mark.parametrize("title", ["Dividend History", "FY2016 Dividend Forecast", "Other matters"])
def test_an_interim_and_a_year_end_dividend_beside_the_annual_one(title: str) -> None:
    rows = "FY15 (actual)\t11.00\t12.00\t23.00\nFY16\t13.50\t14.00 (forecast)\t27.50 (forecast)"
    table = f"(JPY)\n\n\tInterim\tYear-end\tAnnual\n{rows}"
    found = read(f"{title}\n\n{table}", "printed", "concept", "scenario", "period_end")
    assert found == (
        [
            "11.00 dividend_per_share actual 2015-09-30",
            "12.00 dividend_per_share actual 2016-03-31",
            "23.00 dividend_per_share actual 2016-03-31",
            "13.50 dividend_per_share actual 2016-09-30",
            "14.00 dividend_per_share target 2017-03-31",
            "27.50 dividend_per_share target 2017-03-31",
        ]
        if "Dividend" in title
        else []
    )
    assert read(f"{title}\n\n{table.replace('(JPY)', '(JPY million)', 1)}") == []


def test_a_forecast_is_called_so_behind_it() -> None:
    table = "(JPY million)\n\n\t1H16\tFY16\nTotal revenues\t74,123\t158,000 (forecast)"
    assert read(table, "printed", "scenario") == ["74,123 actual", "158,000 target"]
