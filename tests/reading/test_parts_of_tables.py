"""The rows of a table below a heading of their own: of the business or the metric that it names, or unread. Tables in
the form of IIJ's releases and decks (1H16's lines 359 and 635); figures made up."""

from __future__ import annotations

import pytest
from reading import facts_below
from test_handed import cases

HEAD = cases()["B01a"][0]["head"]
BUSINESS = "  Revenue\t44,836\n  Cost\t36,715\n  Gross margin\t8,121"


def read(rows: str, caption: str = "(JPY million)") -> list[str]:
    """What is read of the rows of a table for the first half of FY2016: 'revenue.si 25768' in millions."""
    full = "\n".join(f"{row}\t3.0%" if row[-1].isdigit() else row for row in rows.split("\n"))
    table = facts_below(HEAD, f"{caption}\n\n\t1H16\tYoY\n{full}")
    return [f"{f['concept']} {float(f['value']) / 1e6:g}" for f in table if f["measure"] == "level"]


@pytest.mark.parametrize(
    ("heading", "business"),
    [
        ("Network services:", "network"),
        ("Network services", "network"),
        ("Network services\t", "network"),
        ("<Network Services>\t", "network"),
        ("Systems integration:", "si"),
        ("ATM operation business:", "atm"),
    ],
)
def test_a_bare_metric_below_the_heading_of_a_business_is_of_that(heading: str, business: str) -> None:
    own = [f"revenue.{business} 44836", f"cost.{business} 36715", f"gross_margin.{business} 8121"]
    assert read(f"{heading}\n{BUSINESS}") == own
    others = "Equipment sales:\n  Revenue\t1,466\nTotal revenues\t74,123\nGross margin\t12,000"
    assert read(f"{heading}\n{BUSINESS}\n{others}") == [
        *own,
        "revenue.equipment 1466",
        "revenue 74123",
        "gross_margin 12000",
    ]


def test_a_heading_right_below_the_heads_is_that_of_the_rows_below_it() -> None:
    rows = "<Systems Construction>\t\nRevenue\t5,999\nOrder Received\t5,002\nOrder Backlog\t3,696"
    heading = "II - 5. Systems Integration (SI) (1) Revenues\nUnit: JPY million"
    assert [f.split()[0] for f in read(rows, heading)] == [
        f"{metric}.si.construction" for metric in ("revenue", "orders", "backlog")
    ]


def test_a_row_further_left_is_not_below_the_heading_of_a_business() -> None:
    assert read(f"Network services:\n{BUSINESS}\nOperating income\t1,948")[3:] == ["operating_income 1948"]
    assert read("Network services:\nRevenue\t44,836\nOperating income\t1,948") == ["revenue.network 44836"]


@pytest.mark.parametrize("heading", ["<Managed Construction>\t", "Managed services", "Overseas subsidiaries:\t"])
def test_below_a_heading_that_is_not_understood_a_bare_name_is_unread(heading: str) -> None:
    rows = "Revenue\t5,999\nOrder received\t5,002\nSystems construction\t3,696"
    known = "<Systems Operation and Maintenance>\t\nRevenue\t8,497\nTotal revenues\t74,123"
    assert read(f"{heading}\n{rows}\n{known}") == ["revenue.si.operation 8497", "revenue 74123"]


def test_a_heading_of_a_metric_is_that_of_the_businesses_below_it() -> None:
    parts = "Systems construction\t8,970\nSystems operation and maintenance\t16,798"
    assert read(f"Order received\t\n{parts}", "Revenues (JPY million)") == [
        "orders.si.construction 8970",
        "orders.si.operation 16798",
    ]
    segments = "Network services and SI business\t1,281\nATM operation business\t734"
    assert read(f"Operating income\t\n{segments}") == [
        "segment_operating_income.network_si 1281",
        "segment_operating_income.atm 734",
    ]


def test_a_name_of_several_items_is_that_of_the_part_of_a_row_above() -> None:
    rows = "CAPEX (including capital leases)\t9,124\nCapital leases\t1,000\nPurchase of property and equipment\t8,124"
    financial = "Other Financial Data (JPY million)"
    assert read(rows, financial) == ["capex 9124", "capex.capital_leases 1000", "capex.purchase 8124"]
    assert read("Operating cash flow\t6,996\nPurchase of property and equipment\t8,124", financial)[1:] == [
        "cash_flow.investing.purchase_of_property 8124"
    ]


def test_parts_of_a_business_and_their_total_are_revenue_by_the_unit_of_their_heads() -> None:
    rows = "Systems construction\t8,970\nSystems operation and maintenance\t16,798\nTotal systems integration\t25,768"
    rows += "\nCost of systems integration\t22,000"
    heads = "\t1H16\n\tJPY millions"
    found = facts_below(HEAD, f"3. Systems Integration (SI)\n\n{heads}\n{rows}")
    assert [f["concept"] for f in found] == ["revenue.si.construction", "revenue.si.operation", "revenue.si", "cost.si"]
    found = facts_below(HEAD, f"Overview\n\n{heads}\n{rows}")
    assert [f["concept"] for f in found] == ["cost.si"]


CONSTRUCTION = "<Systems Construction and Equipment Sales>\t"


@pytest.mark.parametrize(
    "label",
    [
        "Order backlog",
        "Order backlog at quarter-end",
        "Quarter-end order backlog",
        "Order backlog (as of quarter-end)",
        "Order backlog as of the end of each quarter",
        "Order backlog (end of period)",
    ],
)
def test_the_end_of_a_time_in_a_label_says_nothing_of_the_item(label: str) -> None:
    rows = f"{CONSTRUCTION}\n{label}\t5,098\n<Systems Operation and Maintenance>\t\n{label}\t16,336"
    assert read(rows) == ["backlog.si.construction 5098", "backlog.si.operation 16336"]


def test_a_row_that_is_not_known_is_of_the_business_that_a_heading_names() -> None:
    assert read(f"{CONSTRUCTION}\nOrder backlog outstanding\t5,098") == [
        "backlog.si.construction.order_backlog_outstanding 5098"
    ]
    assert read("Network services\t44,836\nHealthcare\t120", "Revenues (JPY million)")[1:] == ["revenue.healthcare 120"]


@pytest.mark.parametrize("first", ["Operating income\t1,948\n", ""])
def test_an_income_has_no_parts_of_names_that_are_not_known(first: str) -> None:
    rows = read(f"{first}Deferred tax\t187\nWidgets\t20", "Operating Income and Net Income\n\n(JPY million)")
    assert rows[-2:] == ["item.deferred_tax 187", "item.widget 20"]


def test_brackets_around_a_label_and_its_numbers_are_no_sign() -> None:
    capex = "Breakdown of CAPEX (JPY million)"
    for label in ("(of GIO P2-related)", "(GIO P2-related)", "(of which GIO P2-related)"):
        assert read(f"Cloud-related\t2,700\n{label}\t(1,500)", capex)[1] == "capex_view.cloud.gio_p2 1500"
    assert read("Cloud-related\t2,700\nof which GIO P2-related\t1,500", capex)[1] == "capex_view.cloud.gio_p2 1500"
    assert len(read("Cloud-related\t2,700\n(of servers)\t(1,500)", capex)) == 1
    assert len(read("Widgets\t2,700\n(of GIO P2-related)\t(1,500)", capex)) == 1
    assert read("Total revenues\t74,123\n(Net income)\t(1,193)") == ["revenue 74123"]
    assert read("Total revenues\t74,123\nNet income (loss)\t(1,193)") == ["revenue 74123", "net_income -1193"]


def test_a_change_of_a_row_whose_unit_is_not_known_is_no_amount_of_money() -> None:
    found = facts_below(HEAD, "(JPY million)\n\n\t1H16\t1H15\tYoY\nRevenues\t9\t8\t+1\nARPU (JPY per user)\t20\t18\t+2")
    assert [f["concept"] for f in found] == ["revenue"] * 3


def test_other_income_below_a_part_of_it_is_the_rest_or_the_whole() -> None:
    label, part = "Other income (expense), net\t72", "Interest expense\t(72)"
    assert read(f"Operating income\t1,374\n{part}\n{label}") == [
        "operating_income 1374",
        "other_income.interest_expense -72",
    ]
    assert read(f"{part}\nOther, net\t44\n{label}")[2] == "other_income 72"
    assert read(f"Other income (expense):\t\n{part}\n{label}")[1] == "other_income 72"
    assert read(f"{label}\n{part}")[0] == "other_income 72"


@pytest.mark.parametrize("label", ["Total", "Sub-total", "Subtotal"])
def test_a_total_below_a_business_is_of_that(label: str) -> None:
    parts = f"[Network services]\t\nWAN services\t6,334\n{label}\t16,093"
    others = f"[Systems integration (SI)]\t\nSystems construction\t2,760\n{label}\t7,952"
    assert read(f"{parts}\n{others}\nTotal revenues\t24,045", "Revenues (JPY million)") == [
        *("revenue.network.wan 6334", "revenue.network 16093"),
        *("revenue.si.construction 2760", "revenue.si 7952", "revenue 24045"),
    ]


@pytest.mark.parametrize(
    ("label", "concept"),
    [
        ("Consumer", "subscriptions.mobile.consumer"),
        ("Consumer (IIJmio Mobile Service)", "subscriptions.mobile.consumer"),
        ("Consumer (prepaid)", "subscriptions.mobile.consumer_prepaid"),
    ],
)
def test_a_name_of_the_same_business_in_brackets_makes_no_other_item(label: str, concept: str) -> None:
    table = f"Subscription (Unit: thousand)\n\n\tSep. 30, 2016\tJun. 30, 2016\n{label}\t912\t865\nTotal\t1,718\t1,569"
    found = facts_below(HEAD, f"2. Mobile Business Developments\n\n{table}")
    assert [f["concept"] for f in found] == [concept, concept, "subscriptions.mobile", "subscriptions.mobile"]


@pytest.mark.parametrize(
    ("label", "concept"),
    [
        ("Capital lease obligations", "liabilities_view.capital_lease"),
        ("Capital lease obligations, current", "liabilities.capital_lease_current"),
        ("Capital lease obligations\u2014noncurrent", "liabilities.capital_lease_noncurrent"),
        ("Tax expense", "income_tax"),
        ("Current tax", "income_tax.current"),
    ],
)
def test_other_names_of_rows(label: str, concept: str) -> None:
    assert read(f"{label}\t912") == [f"{concept} 912"] or concept.startswith("liabilities")
    days = facts_below(HEAD, f"(JPY million)\n\n\tMar. 31, 2016\tSep. 30, 2016\n{label}\t13,868\t11,734")
    assert [f["concept"] for f in days] == [concept] * 2 or concept.startswith("income")


def test_percentages_that_add_up_to_100_are_parts_of_a_whole() -> None:
    def shares(last: str) -> list[tuple[str, str]]:
        rows = f"Engineers\t71%\t72%\nSales\t18%\t17%\nAdministration\t11%\t{last}"
        found = facts_below(HEAD, f"Number of Employees\n\n\tMar. 31, 2016\tSep. 30, 2016\n{rows}")
        return [(f["concept"].partition(".")[2], f["measure"]) for f in found]

    parts = [(part, "share") for part in ("engineers", "sales", "administration") for _ in range(2)]
    assert shares("11%") == shares("10%") == parts
    assert shares("15%") == shares("+11%") == []


@pytest.mark.parametrize(
    ("label", "concept"),
    [
        ("Foreign exchange gain, net", "cash_flow.operating.foreign_exchange"),
        ("Interest expense", "cash_flow.operating.interest_expense"),
        ("Equity in net income of equity method investees", "cash_flow.operating.equity_in_net_income_of_equity_"),
        ("Net income", "net_income"),
    ],
)
def test_a_statement_of_cash_flows_takes_back_what_is_other_income_elsewhere(label: str, concept: str) -> None:
    (found,) = read(f"OPERATING ACTIVITIES:\t\n{label}\t62")
    assert found.startswith(concept)
    assert not read(f"Other income (expense):\t\n{label}\t62")[0].startswith("cash_flow")
    (loss,) = read("Other income (expense):\t\nForeign exchange loss, net\t62")
    assert loss == "other_income.foreign_exchange 62"


def margins(rows: str) -> list[str]:
    """What is read of rows of amounts and percentages: 'gross_margin.si margin 0.188'."""
    found = facts_below(HEAD, f"(JPY million)\n\n\t1H16\n{rows}")
    return [f"{f['concept']} {f['measure']} {float(f['value']):g}" for f in found if f["unit"] == "ratio"]


def test_a_metric_that_comes_again_below_each_business_is_of_that() -> None:
    rows = [("Network services revenue\t70,530", "20.0%"), ("SI revenue\t51,168", "18.8%")]
    table = "\n".join(f"{row}\nGross margin ratio\t{ratio}" for row, ratio in rows)
    own = ["gross_margin.network margin 0.2", "gross_margin.si margin 0.188"]
    assert margins(table) == own
    assert margins(f"{table}\nTotal revenues\t121,698\nGross margin ratio\t19.5%") == [
        *own,
        "gross_margin margin 0.195",
    ]
    assert margins(table.replace("Network services", "Managed hosting")) == []
    assert margins("Network services\t20.0%\nSI\t18.8%\nGross margin ratio\t19.5%")[-1:] == [
        "gross_margin margin 0.195"
    ]


@pytest.mark.parametrize("label", ["Order received", "Operating income"])
def test_a_metric_below_rows_of_one_business_is_of_that_or_of_all(label: str) -> None:
    first = "Systems construction order backlog\t7,412"
    assert read(f"{first}\n{label}\t8,001") == ["backlog.si.construction 7412"]
    assert len(read(f"{first}\nSystems operation and maintenance order backlog\t28,528\n{label}\t8,001")) == 3


def test_amounts_below_a_row_of_ratios_are_of_what_the_rows_above_it_are() -> None:
    rows = "Total revenues\t120,000\nGross margin ratio\t19.5%\nSystems integration\t{}"
    assert read(rows.format("51,168"))[1:] == ["revenue.si 51168"]
    assert margins(rows.format("18.8%")) == ["gross_margin margin 0.195", "gross_margin.si margin 0.188"]


@pytest.mark.parametrize("unit", ["Unit: JPY million", "(JPY billion)", "(Unit: %)", ""])
def test_bare_numbers_below_a_heading_of_ratios_are_percentages_where_no_unit_of_money_is_told(unit: str) -> None:
    table = f"V - 9. Gross margin ratio by business\n\n{unit}\n\n\t1H16\nNetwork services\t20.1\nSI\t17.2"
    found = [f"{f['concept']} {f['value']}" for f in facts_below(HEAD, table)]
    assert found == (["gross_margin.network 0.201", "gross_margin.si 0.172"] if "JPY" not in unit else [])
    assert facts_below(HEAD, table.replace("20.1", "7,079").replace("17.2", "3,391")) == []  # more than the whole
