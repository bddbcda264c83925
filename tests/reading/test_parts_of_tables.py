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
