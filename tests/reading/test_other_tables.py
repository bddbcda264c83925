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


@pytest.mark.parametrize("title", ["Dividend History", "Other matters"])
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


@pytest.mark.parametrize("half", ["1st Half", "1H"])
@pytest.mark.parametrize("year", [2015, 2016])
def test_halves_below_the_years_and_the_change_they_are_of(half: str, year: int) -> None:
    heads = f"\tFY{year}\t\tFY{year - 1}\t\tYoY Change\t\n\t{half}\tFull Year\t{half}\tFull Year\t{half}\tFull Year"
    found = read(
        f"(JPY billion)\n\n{heads}\nTotal revenues\t64.5\t139.0\t60.5\t127.5\t+4.0\t+11.5",
        *("printed", "measure", "period_start", "period_end"),
    )
    whole = [f"139.0 level {year}-04-01 {year + 1}-03-31"] * (year == 2015)  # of a time that is not over: a target
    change = [f"+11.5 yoy_abs {year}-04-01 {year + 1}-03-31"] * (year == 2015)
    assert found == [
        f"64.5 level {year}-04-01 {year}-09-30",
        *whole,
        f"60.5 level {year - 1}-04-01 {year - 1}-09-30",
        f"127.5 level {year - 1}-04-01 {year}-03-31",
        f"+4.0 yoy_abs {year}-04-01 {year}-09-30",
        *change,
    ]


def test_a_change_of_the_full_year_in_yen_and_in_percent() -> None:
    heads = "\tFY2016 Target\t\tFY2015 Actual\tYoY Change\t\n\t1st Half\tFull Year\tFull Year\tFull Year\t%"
    table = f"(JPY billion)\n\n{heads}\nTotal revenues\t64.5\t139.0\t127.5\t+11.5\t+9.0%"
    found = read(table, "printed", "measure", "scenario", "period_end")
    assert found[-2:] == ["+11.5 yoy_abs target 2017-03-31", "+9.0% yoy_pct target 2017-03-31"]
    assert len(found) == 5
    assert read(table.replace("Target\t\t", "Target\t").replace("Change\t\n", "Change\n")) == []  # reach lost


def test_an_interim_period_is_half_a_year() -> None:
    heads = "\tTotal Revenues\t\tOperating Income\t\n\tJPY millions\t%\tJPY millions\t%"
    table = f"{heads}\nInterim Period Ending September 30, 2017\t64,500\t7.8\t2,900\t(10.9)"
    found = read(f"FY2017 Financial Targets\n\n{table}", "printed", "measure", "scenario", "period_start")
    measures = {"64,500": "level", "7.8": "yoy_pct", "2,900": "level", "(10.9)": "yoy_pct"}
    assert found == [f"{printed} {measure} target 2017-04-01" for printed, measure in measures.items()]


@pytest.mark.parametrize(
    "title", ["< Number of Contracts >", "< Internet connectivity >", "< Number of Contracts and Revenue >"]
)
def test_a_heading_that_counts_stands_nearer_than_a_unit_of_money(title: str) -> None:
    rows = "Internet connectivity services (Enterprise)\t245,502\n  IIJ Mobile service\t175,712"
    found = read(f"Unit: JPY million\n\n{title}\n\n\tSep. 30, 2016\n{rows}", "printed", "concept", "unit")
    counted = ["245,502 contracts.connectivity_enterprise count", "175,712 subscriptions.mobile.enterprise count"]
    assert found == (counted if title == "< Number of Contracts >" else [])
    assert read(f"{title}\n\nUnit: JPY million\n\n\tSep. 30, 2016\n{rows}") == []


@pytest.mark.parametrize(
    ("above", "below", "found"),
    [
        (
            ("Systems construction", "Systems operation and maintenance"),
            ("Order received", "Order backlog"),
            ["orders.si.construction", "backlog.si.construction", "orders.si.operation", "backlog.si.operation"],
        ),
        (
            ("Order received", "Order backlog"),
            ("Systems construction", "Systems operation and maintenance"),
            ["orders.si.construction", "orders.si.operation", "backlog.si.construction", "backlog.si.operation"],
        ),
        (
            ("Managed hosting", "Systems construction"),
            ("Order received", "Order backlog"),
            ["orders.si.construction"],  # below a blank head, beside one that is not known, is no backlog of all
        ),
    ],
)
def test_heads_of_two_storeys(above: tuple[str, str], below: tuple[str, str], found: list[str]) -> None:
    heads = "\t" + "\t\t".join(above) + "\t\n\t" + "\t".join(2 * below)
    table = f"(JPY million)\n\n{heads}\n2Q15\t6,310\t6,990\t8,020\t19,810\n2Q16\t7,123\t8,541\t9,115\t28,225"
    assert read(table, "concept") == 2 * found


def test_a_head_without_blanks_right_of_it_need_not_reach() -> None:
    heads = "\tSystems construction\t\tNumber of employees\n\tOrder received\tOrder backlog\tSep. 30, 2016"
    found = read(f"(JPY million)\n\n{heads}\n1H16\t2,300\t2,500\t2,353", "concept")
    assert found == ["orders.si.construction", "backlog.si.construction", "employees"]


def test_the_heading_of_the_next_table_is_no_label_of_labelled_rows_above_it() -> None:
    rows = "(No. of employees)\n\n\t2016/3\t2016/9\nSales\t398\t421\nTotal\t2,127\t2,353"
    below = "Personnel related costs and expenses\n\nUnit: JPY million\n\n2Q15\t2Q16\n4,261\t4,702"
    assert read(f"II - 6. Number of Employees\n\n{rows}\n\n{below}", "printed", "concept") == [
        "398 employees.sales",
        "421 employees.sales",
        "2,127 employees",
        "2,353 employees",
        "4,261 personnel_cost",
        "4,702 personnel_cost",
    ]


def test_a_unit_and_what_stands_in_brackets_head_nothing() -> None:
    rows = "Network services\t7,079 (21.0%)\t7,020 (20.4%)\nSI\t3,391 (17.6%)\t4,009 (17.6%)"
    table = f"V - 9. Gross Margin by Business\n\nUnit: JPY million, () gross margin ratio\n\n\t1H15\t1H16\n{rows}"
    assert read(table, "concept", "measure") == [
        f"gross_margin.{part} {measure}"
        for part in ("network", "si")
        for _ in range(2)
        for measure in ("level", "margin")
    ]


@pytest.mark.parametrize(
    ("heads", "found"),
    [
        ("1H16 Target\t1H16 Actual\t1H15 Actual\tYoY\tYoY", "actual 2016-09-30"),
        ("FY16 Target\tFY15 Actual\tFY14 Actual\tYoY\tYoY", ""),  # of the target, or of the results beside it
        ("1H16 Actual\t1H16 Target\t1H15 Actual\tYoY\tYoY", ""),
    ],
)
def test_a_comparison_beside_two_results_a_year_apart(heads: str, found: str) -> None:
    table = f"(JPY billion)\n\n\t{heads}\nTotal revenues\t58.8\t59.8\t55.1\t+4.7\t+8.6%"
    compared = [f"{printed} {found}" for printed in ("+4.7", "+8.6%") if found]
    assert read(table, "printed", "scenario", "period_end")[3:] == compared


@pytest.mark.parametrize(
    ("head", "found"),
    [
        ("Net income attributable to IIJ to shareholders' equity\t%", "return_on_equity 0.101 2015-04-01 2016-03-31"),
        ("Cash and cash equivalents at the end of the year\tJPY million", "assets.cash 1.01E+7  2016-03-31"),
        ("Cash and cash equivalents at the beginning of the year\tJPY million", ""),
    ],
)
def test_ratios_and_balances_named_in_heads(head: str, found: str) -> None:
    words, unit = head.split("\t")
    table = f"\tOperating income\t{words}\n\tJPY million\t{unit}\nFiscal Year Ended March 31, 2016\t6,141\t10.1"
    facts = [f for f in facts_below(HEAD, table) if f["printed"] == "10.1"]
    assert [f"{f['concept']} {f['value']} {f['period_start']} {f['period_end']}" for f in facts] == [found] * bool(
        found
    )


@pytest.mark.parametrize(
    ("heads", "ends"),
    [
        ("Sep-15\tMar-16\tSep-16", ["2015-09-30", "2016-03-31", "2016-09-30"]),
        ("Sep '15\tMar '16\tSep '16", ["2015-09-30", "2016-03-31", "2016-09-30"]),
        ("Sep-15\tMar-16\t1H16", ["2015-09-30", "2016-03-31", "2016-09-30"]),
        ("Sep. 15\tMar. 16\tSep. 16", []),  # days, perhaps
        ("Mar-16\tChange\tChange", []),
    ],
)
def test_heads_of_months_with_their_years(heads: str, ends: list[str]) -> None:
    table = f"(JPY million)\n\n\t{heads}\nTotal assets\t108,705\t117,835\t123,113"
    assert read(table, "concept", "period_end") == [f"assets {end}" for end in ends]
    flows = read(table.replace("Total assets", "Total revenues"), "period_start")
    assert flows == ["2016-04-01"] * ("1H16" in heads)  # of that month, or of a time up to it


RESULTS = """\
	% of Revenues 1H15	% of Revenues 1H16	YoY Change
Total revenues	65,334	74,123	13.5%
Network services	38,000	44,836	18.0%
Systems integration	23,725	25,768	8.6%
  Systems construction	8,611	9,307	8.1%
Total costs	53,626	62,275	16.1%
Operating income	3.9% 2,563 3.8%	2.6% 1,948 2.8%	(24.0%)
Income before income tax expenses	2,647	2,105	(20.5%)
Net income	2.4% 1,590	1.8% 1,312	-
Dividend per share	JPY11.00	JPY13.50	-"""


@pytest.mark.parametrize("row", range(1, len(RESULTS.split("\n"))))
def test_a_row_that_lost_its_tabs_costs_itself_alone(row: int) -> None:
    caption, lines = "(JPY million)\n\n", RESULTS.split("\n")
    label, *cells = lines[row].split("\t")
    carried = {"3.8%", "2.8%"} if label.startswith("Income before") else set()  # of that row, and one row too high
    others = [f for f in read(caption + RESULTS) if f.split()[0] not in {*" ".join(cells).replace("JPY", "").split()}]
    lines[row] = " ".join([label.strip(), *cells])
    assert read(caption + "\n".join(lines)) == [f for f in others if f.split()[0] not in carried]


def test_a_row_of_percentages_that_lost_its_tabs_may_begin_the_label_below() -> None:
    heads = "(JPY million)\n\n\t% of Revenues\t% of Revenues\t\n\t1H15\t1H16\tYoY Change"
    rows = "Total revenues\t65,334\t74,123\t13.5%\nIncome before 4.1% 2.8%\nIncome Tax Expense\t2,647\t2,105\t(20.5%)"
    assert {f.split()[1] for f in read(f"{heads}\n{rows}")} == {"revenue", "income_before_tax"}


def test_a_row_that_lost_its_tabs_may_have_amounts_in_its_label() -> None:
    heads = "\tAs of March 31, 2016\tAs of September 30, 2016\n\tThousands of JPY\tThousands of JPY"
    net = "net of allowance for doubtful accounts of JPY 74,229 thousand and JPY 75,142 thousand"
    row = f"Accounts receivable, {net} at March 31, 2016 and September 30, 2016, respectively\t23,746,683\t23,161,168"
    below = "Inventories\t2,003,573\t2,707,499"
    assert len(read(f"{heads}\n{row}\n{below}")) == 6
    assert read(f"{heads}\n{' '.join(row.split())}\n{below}", "printed") == ["2,003,573", "2,707,499"]


def test_a_row_that_lost_its_tabs_may_have_its_label_behind() -> None:
    heads, rows = "\t1Q15\t2Q15\t1Q16\t", ["\t363\t764\t675\tCurrent income tax expense", "\t33\t50\t49\tNet income"]
    assert len(read("\n".join(["(JPY million)\n", heads, *rows]))) == 6
    for n in range(2):
        cut = [" ".join(row.split("\t")) if at == n else row for at, row in enumerate(rows)]
        kept = ["net_income", "income_tax.current"][n]
        assert {f.split()[1] for f in read("\n".join(["(JPY million)\n", heads, *cut]))} == {kept}


def test_a_row_of_percentages_that_lost_its_tabs_costs_itself_alone() -> None:
    heads, rows = "\t% of Revenues\t% of Revenues\t\n\t1H15\t1H16\tYoY Change", RESULTS.split("\n")[1:4]
    table = "\n".join(["(JPY million)\n", heads, rows[0], "\t58.2%\t60.5%\t", rows[1], "\t36.3%\t34.8%\t", rows[2]])
    whole, cut = read(table), read(table.replace("\t58.2%\t60.5%\t", " 58.2% 60.5% "))
    assert len(whole) == 13
    assert cut == [f for f in whole if f.split()[0] not in {"58.2%", "60.5%"}]


@pytest.mark.parametrize(
    ("month", "read_too"),
    [
        ("(June revenue)", True),
        ("(June)", True),
        ("(June cloud revenue)", True),
        ("(June cost)", False),
        ("(June contracts)", False),
        ("(June mobile revenue)", False),
    ],
)
def test_a_month_in_brackets_is_of_the_item_unless_its_label_says_otherwise(month: str, read_too: bool) -> None:
    found = read(
        f"Cloud Revenue\n\nUnit: JPY billion\tFY15\tFY16\n1Q {month}\t2.3 (0.76)\t3.1 (0.95)\nFull Year\t10.5\t"
    )
    months = {"(0.76) cloud_revenue level actual 2015-06-30", "(0.95) cloud_revenue level actual 2016-06-30"}
    assert months & {*found} == (months if read_too else set())
    assert all("cloud_revenue level" in f for f in found)


def test_a_share_of_the_total_is_of_the_time_beside_it_and_a_change_behind_it_of_the_amount() -> None:
    found = read(
        "Revenues by service (JPY million)\n\n\t2Q16\tShare of total\tYoY (%)\t1H16\tComposition\tYoY (%)\n"
        "Network services\t20,330\t59.8%\t+18.5%\t44,836\t60.1\t+14.4%\n",
        "printed", "concept", "measure", "period_start",
    )  # fmt: skip
    assert found == [
        "20,330 revenue.network level 2016-07-01",
        "59.8% revenue.network pct_of_revenue 2016-07-01",
        "+18.5% revenue.network yoy_pct 2016-07-01",
        "44,836 revenue.network level 2016-04-01",
        "60.1 revenue.network pct_of_revenue 2016-04-01",
        "+14.4% revenue.network yoy_pct 2016-04-01",
    ]


def test_a_head_of_money_is_also_that_of_the_change_beside_it_and_points_are_of_the_ratio() -> None:
    found = read(
        "Gross margin of 2Q16\n\tJPY million\tChange YoY\tRatio\tChange YoY (points)\n"
        "Network services\t3,753\t+360\t18.5%\t-1.3\n",
        "printed", "concept", "measure", "period_start",
    )  # fmt: skip
    assert found == [
        "3,753 gross_margin.network level 2016-07-01",
        "+360 gross_margin.network yoy_abs 2016-07-01",
        "18.5% gross_margin.network margin 2016-07-01",
        "-1.3 gross_margin.network pt_change 2016-07-01",
    ]


def test_a_ratio_of_what_is_no_margin_is_unread() -> None:
    assert read("Cost of revenues of 2Q16\n\tJPY million\tRatio\nNetwork services\t3,753\t18.5%\n") == [
        "3,753 cost.network level actual 2016-09-30"
    ]


def test_rows_below_a_backlog_at_the_end_of_a_period() -> None:
    found = read(
        "Orders (JPY million)\n\n\t2Q16\tYoY\nOrders received\t\t\n  Systems construction\t5,870\t+12.7%\n"
        "Order backlog (end of period)\t\t\n  Systems construction\t10,191\t+38.7%\n",
        "printed", "concept", "period_end",
    )  # fmt: skip
    assert found == [
        "5,870 orders.si.construction 2016-09-30",
        "+12.7% orders.si.construction 2016-09-30",
        "10,191 backlog.si.construction 2016-09-30",
        "+38.7% backlog.si.construction 2016-09-30",
    ]


def test_a_balance_below_the_heads_of_a_quarter_and_of_the_year_so_far_costs_itself_alone() -> None:
    found = read(
        "\t1Q16\t2Q16\t1H16\n\tJPY million\tJPY million\tJPY million\nOperating income\t1,140\t1,423\t2,563\n"
        "Goodwill\t57\t35\t92\n",
        "printed", "concept",
    )  # fmt: skip
    assert found == ["1,140 operating_income", "1,423 operating_income", "2,563 operating_income"]


def test_a_heading_numbered_2_9_tells_no_amounts_and_what_stands_below_it_is_of_it() -> None:
    text = (
        "Mobile services\n\n- Revenue of 1H16: JPY15.0 billion\n\n"
        "3-3. ATM operation business\n\n- Revenue of 2Q16: JPY985 million"
    )
    assert read(text, "printed", "concept") == ["15.0 revenue_view.mobile", "985 revenue.atm"]


def test_a_unit_behind_the_last_comma_of_a_heading_is_its_caption() -> None:
    title = "Personnel-related costs and expenses, JPY million (% of revenues)"
    text = f"{title}\n\t1Q16\t2Q16\n\t5,266 (16.7%)\t5,297 (15.6%)"
    assert read(text, "printed", "concept", "measure") == [
        "5,266 personnel_cost level",
        "(16.7%) personnel_cost pct_of_revenue",
        "5,297 personnel_cost level",
        "(15.6%) personnel_cost pct_of_revenue",
    ]


def test_a_balance_sheet_goes_on_below_the_headings_of_its_parts() -> None:
    found = read(
        "(JPY thousands)\n\tSeptember 30, 2016\tMarch 31, 2016\nASSETS\nCURRENT ASSETS:\n"
        "  Inventories\t1,842,605\t695,230\nTOTAL ASSETS\t77,363,940\t73,905,574\n\nLIABILITIES AND EQUITY\n"
        "CURRENT LIABILITIES:\n  Income taxes payable\t612,480\t1,340,205\n",
        "printed", "period_end",
    )  # fmt: skip
    assert found[-2:] == ["612,480 2016-09-30", "1,340,205 2016-03-31"]


def test_a_target_that_was_raised_from_another() -> None:
    assert read("FY16 mobile revenue: raised from JPY13.0 billion to JPY15.0 billion.", "printed", "scenario") == [
        "13.0 prior_target",
        "15.0 target",
    ]


def test_a_ratio_in_brackets_has_the_sign_of_its_amount() -> None:
    text = "(JPY million)\n\t1H15\t1H16\nGross margin\t4,800\t(490)\nGross margin ratio\t(27.7%)\t(2.4%)"
    found = facts_below(HEAD, text)
    assert [f"{f['value']:f}" for f in found if f["measure"] == "margin"] == ["0.277", "-0.024"]


def test_a_ratio_in_brackets_without_its_amount_is_unread() -> None:
    assert read("\t1H15\t1H16\nGross margin ratio\t(27.7%)\t(2.4%)") == []


def test_the_allowances_of_two_days_in_a_label_are_each_of_its_day() -> None:
    label = (
        "Accounts receivable, net of allowance for doubtful accounts of JPY 40,218 thousand at September 30, 2016 and "
        "JPY 48,310 thousand at March 31, 2016"
    )
    found = read(
        f"(JPY thousands)\n\tSeptember 30, 2016\tMarch 31, 2016\n{label}\t16,104,772\t16,054,116",
        "printed",
        "period_end",
    )
    assert found[2:] == ["40,218 2016-09-30", "48,310 2016-03-31"]


def test_a_bullet_is_not_of_the_time_that_the_bullet_beside_it_speaks_of() -> None:
    text = "Highlights\n\n- Cloud: quarterly revenue reached JPY3.61 billion.\n- SI: gross margin of JPY3.9 billion"
    assert read(text, "printed", "concept", "period_start") == ["3.9 gross_margin.si 2016-04-01"]


LEGEND = "Cost of Revenues\n\nUnit: JPY million\n( ) gross margin ratio, [ ] YoY change\n\n"


def test_a_legend_of_marks_heads_nothing_and_tells_what_stands_in_them() -> None:
    text = f"{LEGEND}\t4Q15\t1Q16\n\t14,702\t15,799\n"
    assert read("Cost of network services\n\n" + text.partition("\n\n")[2], "printed", "concept", "measure") == [
        "14,702 cost.network level",
        "15,799 cost.network level",
    ]
    beside = "Cost of SI\n\n( ) gross margin ratio\n\n(JPY million)\n\t4Q15\t1Q16\n\t377 (14.4%)\t591 (13.4%)"
    assert read(beside, "printed", "concept", "measure")[:2] == [
        "377 cost.si level",
        "(14.4%) gross_margin.si margin",
    ]


def test_a_legend_of_a_ratio_is_not_what_a_table_is_about() -> None:
    text = "SG&A and R&D\n\n(JPY million)\n% = ratio to total revenues\n\t1H15\t1H16\nTotal\t6,997\t8,515\n"
    assert read(text, "printed", "concept") == ["6,997 sga_rd", "8,515 sga_rd"]


def test_a_time_before_a_change_in_a_list_is_no_line_item() -> None:
    text = f"{LEGEND}Cost of SI\n\n- 1H16 total: 46,226 (up 11.2%)\n- 2Q16: up JPY2,395 million, up 17.9% YoY"
    assert {f["concept"] for f in facts_below(HEAD, text)} == {"cost.si"}


def test_when_something_was_launched_is_not_the_time_of_what_stands_below() -> None:
    text = 'Cloud: launched "GIO Next" in November 2015\n - Cloud-related revenue: JPY14.1 billion'
    assert read(text, "printed", "concept", "period_start") == ["14.1 cloud_revenue 2016-04-01"]


def test_a_change_in_words_below_its_head_is_of_the_time_beside_it() -> None:
    text = (
        "(JPY billion)\n\t1H16\tYoY\t2Q16\tYoY\nRevenues\t140.65\tup 14.3%\t41.31\tup 17.3%\n"
        "Operating income\t6.14\tdown 21.0%\t2.07\tup 60.4%"
    )
    found = facts_below(HEAD, text)
    assert [f"{f['value']:f} {f['period_start']}" for f in found if f["measure"] == "yoy_pct"] == [
        "0.143 2016-04-01",
        "0.173 2016-07-01",
        "-0.210 2016-04-01",
        "0.604 2016-07-01",
    ]


def test_percentages_without_a_head_are_of_the_time_of_the_amounts_beside_them() -> None:
    text = (
        "(JPY million)\n( ) gross margin ratio\n\nGross margin\t1H16\t\t2Q16\t\nNetwork services\t15,056\t(19.0%)\t"
        "4,004\t(18.9%)\nEquipment sales\t308\t(9.4%)\t98\t(9.4%)"
    )
    found = facts_below(HEAD, text)
    assert [(f["printed"], f["period_start"]) for f in found if f["measure"] == "margin"] == [
        ("(19.0%)", "2016-04-01"),
        ("(18.9%)", "2016-07-01"),
        ("(9.4%)", "2016-04-01"),
        ("(9.4%)", "2016-07-01"),
    ]


def test_what_is_current_of_a_balance_is_another_row() -> None:
    found = read(
        "(JPY thousands)\n\tSeptember 30, 2016\nGuarantee deposits\u2014current\t1,200\nGUARANTEE DEPOSITS\t2,200\n",
        "printed", "concept",
    )  # fmt: skip
    assert found == ["1,200 assets.guarantee_deposits_current", "2,200 assets.guarantee_deposits"]


def test_heads_of_two_storeys_that_say_when_a_time_ends() -> None:
    text = (
        "Targets (JPY million)\n\n\tFirst Half of FY2016\tFY2016\n\t(ending September 30, 2016)\t"
        "(ending March 31, 2017)\nTotal revenues\t54,500\t117,000"
    )
    assert read(text, "printed", "period_end") == ["54,500 2016-09-30", "117,000 2017-03-31"]


def test_parts_of_what_the_corner_counts_are_known_with_their_brands() -> None:
    text = (
        "Subscriptions at quarter-end (thousand)\t2Q16\tYoY\nConsumer (IIJmio mobile)\t677\t+338\n"
        "Enterprise (IIJ Mobile)\t329\t+178\n of which MVNE\t182\t+128"
    )
    assert read(f"Mobile\n\n{text}", "printed", "concept")[::2] == [
        "677 subscriptions.mobile.consumer",
        "329 subscriptions.mobile.enterprise",
        "182 subscriptions.mobile.enterprise.mvne",
    ]


def test_a_heading_whose_number_a_tab_parts_from_it_ends_what_stood_above() -> None:
    text = (
        "3.5\tSales of services\n\n(billions of yen)\n\n3.6\tATM operation business\n\n(JPY million)\n\t1H15\t1H16\n"
        "Cost of sales\t864\t1,087\n"
    )
    assert read(text, "printed", "concept") == ["864 cost.atm", "1,087 cost.atm"]
    assert read("3.7\tFrom operating income to net income\n\n- Operating income: JPY3,009 million", "printed") == [
        "3,009"
    ]


def test_square_brackets_are_what_a_caption_says() -> None:
    text = (
        "(JPY million)\n\n\t1Q16\t2Q16\nSG&A expenses\t3,590 [13.7%]\t3,500 [13.8%]\n"
        "Figures in square brackets are ratios to sales."
    )
    assert read(text, "printed", "measure")[1::2] == ["[13.7%] pct_of_revenue", "[13.8%] pct_of_revenue"]


def test_points_of_a_ratio_do_not_make_ratios_of_the_row_below() -> None:
    text = (
        "Gross profit by business (JPY million)\n\n\t1H15\t1H16\ty/y\nSI\t3,042\t2,937\t\u25b2105\n"
        "  Gross profit ratio\t17.7%\t15.8%\t\u25b21.9 pt\nEquipment sales\t98\t65\t\u25b233\n"
    )
    found = [(f["concept"], f["measure"]) for f in facts_below(HEAD, text) if f["printed"] == "\u25b233"]
    assert found == [("gross_margin.equipment", "yoy_abs")]


def test_sales_alone_may_be_those_who_sell_and_a_full_year_is_not_of_a_day() -> None:
    assert read("Our people (JPY million)\n\n\t1H15\t1H16\nSales\t375\t376", "printed") == []
    text = "The plan of May 15, 2016 (JPY million)\n\n\t1H16 result\tFull-year plan\nOperating income\t3,009\t9,400"
    assert read(text, "printed") == ["3,009"]


def test_a_row_that_ends_before_the_last_head_lost_a_cell_that_nothing_tells() -> None:
    text = (
        "(JPY million)\n\n\t1H15\t1H16\tYoY Change\n\t\t\t%\nTotal revenues\t66,158\t73,817\t11.6\n"
        "Equipment sales\t1,467\t(10.5)\nResearch and development\t244\n"
    )
    assert read(text, "printed") == ["66,158", "73,817", "11.6"]
    one = "(JPY million)\n\n\t1H16\tYoY\nTotal revenues\t73,817\t11.6%\nNet income\t1,108\n"
    assert read(one, "printed") == ["73,817", "11.6%", "1,108"]


def test_steps_of_a_bridge_are_no_levels() -> None:
    text = (
        "Change in Operating Income by Factor (JPY million)\n\n1H15\t2,563\nNetwork services gross margin\t+650\n"
        "SI gross margin\t(410)\nSG&A expenses and R&D\t(1,420)\n"
    )
    assert not {"+650", "(410)", "(1,420)"} & {*read(text, "printed")}


def test_a_change_beside_three_days_is_between_two_of_them_that_nothing_tells() -> None:
    head = "(JPY million)\n\n\tJun. 30, 2015\tMar. 31, 2016\tSep. 30, 2016\tChanges\n"
    assert read(f"{head}Total Assets\t110,240\t117,835\t119,272\t+1,437\n", "printed") == [
        "110,240",
        "117,835",
        "119,272",
    ]


@pytest.mark.parametrize("heading", ["\u25c6Public Sector", "\u25c6IoT", "\u25c6Video streaming", "\u25c6IIJ Europe"])
def test_what_stands_below_a_heading_that_is_not_known_is_not_of_the_page(heading: str) -> None:
    assert read(f"Network Services Revenues\n\n{heading}\n- 1H16: JPY5,036 million, up 28.6% YoY") == []


def test_below_the_name_of_another_firm_stands_no_figure_of_the_group() -> None:
    text = "IIJ America Inc.\nUnit: JPY million\n\t1H15\t1H16\nRevenue\t2,210\t2,402\nOperating income\t45\t52\n"
    assert read(text) == []


def test_the_composition_of_a_business_is_no_share_of_all_revenue() -> None:
    rows = "WAN services\t13,289\t29.6\nTotal network services\t44,836\t100.0\n"
    text = f"Network Services Revenues Breakdown\n\n(JPY million)\n\n\t1H16\tComposition\n\t\t%\n{rows}"
    assert read(text, "printed", "measure") == ["13,289 level", "29.6 share", "44,836 level", "100.0 share"]


def test_a_label_tells_its_unit_behind_its_name() -> None:
    rows = "Number of employees (persons)\t2,961\t3,104\nMVNE clients (companies)\t52\t79\n"
    assert read(f"Key figures\n\n\t1H15\t1H16\n{rows}", "printed", "concept") == [
        *("2,961 employees", "3,104 employees", "52 mvne_clients", "79 mvne_clients"),
    ]
    arpu = "Consumer mobile subscriptions (thousand)\t875\t907\nARPU (JPY)\t1,820\t1,795\n"
    assert read(f"Key figures\n\n\t1H15\t1H16\n{arpu}", "printed") == ["875", "907"]
