"""The kinds of `handed.csv` in other words, other items, years and figures: what is read of a sentence in a release
for the first half of FY2016."""

from __future__ import annotations

import pytest
from reading import facts_below, plain, read
from test_handed import cases

HEAD = cases()["B01a"][0]["head"]
HALF, HALF_BEFORE, YEAR = "2016-04-01..2016-09-30", "2015-04-01..2015-09-30", "2016-04-01..2017-03-31"
QUARTER = "2016-07-01..2016-09-30"


@pytest.mark.parametrize(
    ("sentence", "facts"),
    [
        # periods
        (
            "Capital expenditures for the quarter ended 30 June 2016 amounted to JPY2,310 million.",
            ["capex level 2016-04-01..2016-06-30 2310000000 JPY -6"],
        ),
        (
            "Net income for the quarters ended September 30, 2016 and 2015 was JPY800 million and JPY900 million.",
            [
                "net_income level 2016-07-01..2016-09-30 800000000 JPY -6",
                "net_income level 2015-07-01..2015-09-30 900000000 JPY -6",
            ],
        ),
        (
            "Total assets at 31.3.2016 stood at JPY117,835 million.",
            ["assets level 2016-03-31 117835000000 JPY -6"],
        ),
        (
            "Net income for the six months to 30/09/2015 was JPY1,744 million.",
            [f"net_income level {HALF_BEFORE} 1744000000 JPY -6"],
        ),
        (
            "Operating income was 24.0% below that of 1H15 (JPY2,563 million), and its margin was 2.6%.",
            [
                f"operating_income level {HALF_BEFORE} 2563000000 JPY -6",
                f"operating_income pct_of_revenue {HALF} 0.026 ratio 3",
            ],
        ),
        (
            "Cloud-related CAPEX: JPY3.0 billion planned for FY16, of which JPY0.6 billion was invested in 1Q16",
            [
                f"capex_view.cloud level target {YEAR} 3000000000 JPY -8",
                "capex_view.cloud level 2016-04-01..2016-06-30 600000000 JPY -8",
            ],
        ),
        # what is named by the way, behind a number, and in front of it
        (
            "SI gross margin, which contains the margin of our cloud business, decreased by 4.9% YoY.",
            [f"gross_margin.si yoy_pct {HALF} -0.049 ratio 3"],
        ),
        (
            "Network services\n\nThe increase of 8.6% in SI revenues reflects cloud demand.",
            [f"revenue.si yoy_pct {HALF} 0.086 ratio 3"],
        ),
        (
            "IIJ shareholders' equity was 55.0% of total assets at September 30, 2016, down 2.7 points.",
            [
                "equity.shareholders share 2016-09-30 0.550 ratio 3",
                "equity.shareholders pt_change 2016-09-30 -0.027 ratio 3",
            ],
        ),
        # an item behind its amount, a time in front of its change, a business in front of a list, points of thousands
        (
            "Our targets for FY2016 are JPY158.0 billion for revenues and JPY5.0 billion for operating income.",
            [
                f"revenue level target {YEAR} 158000000000 JPY -8",
                f"operating_income level target {YEAR} 5000000000 JPY -8",
            ],
        ),
        (
            "- 2Q16 revenue: JPY37,944 million (YoY: +JPY3,331 million / QoQ: +JPY1,765 million)",
            [
                "revenue level 2016-07-01..2016-09-30 37944000000 JPY -6",
                "revenue yoy_abs 2016-07-01..2016-09-30 3331000000 JPY -6",
                "revenue qoq_abs 2016-07-01..2016-09-30 1765000000 JPY -6",
            ],
        ),
        # a former time ends with its sentence; a loss by its name
        (
            "Costs were up 4.3% from the JPY610 million recorded in 1H15. SI gross margin was JPY418 million.",
            [
                f"cost yoy_pct {HALF} 0.043 ratio 3",
                f"cost level {HALF_BEFORE} 610000000 JPY -6",
                f"gross_margin.si level {HALF} 418000000 JPY -6",
            ],
        ),
        ("Other expenses, net were JPY98 million.", [f"other_income level {HALF} -98000000 JPY -6"]),
        (
            "Revenues (Unit: %)\n\n\t1H16\nNetwork services\t58.8\nSI\t41.2\nTotal\t100.0",
            [
                f"revenue.network share {HALF} 0.588 ratio 3",
                f"revenue.si share {HALF} 0.412 ratio 3",
                f"revenue share {HALF} 1 ratio 3",
            ],
        ),
        *(
            (f"(JPY million)\n\n\t1H16\n{label}\t1,948", [f"operating_income level {HALF} 1948000000 JPY -6"])
            for label in ("Operating income (see note 3)", "Operating income, note 4", "Operating income [1]")
        ),
        (
            "(Millions of yen, unless otherwise stated)\n\n\t1H16\nTotal revenues\t74,123",
            [f"revenue level {HALF} 74123000000 JPY -6"],
        ),
        (
            "- 2Q16 revenue: JPY37,944 million, up 9.7% YoY but nearly flat QoQ (up 0.1%)",
            [
                "revenue level 2016-07-01..2016-09-30 37944000000 JPY -6",
                "revenue yoy_pct 2016-07-01..2016-09-30 0.097 ratio 3",
                "revenue qoq_pct 2016-07-01..2016-09-30 0.001 ratio 3",
            ],
        ),
        (
            "2Q16 revenue of ATM operation was JPY817 million (up 11.0% from JPY736 million for 1Q16)",
            [
                "revenue.atm level 2016-07-01..2016-09-30 817000000 JPY -6",
                "revenue.atm qoq_pct 2016-07-01..2016-09-30 0.110 ratio 3",
                "revenue.atm level 2016-04-01..2016-06-30 736000000 JPY -6",
            ],
        ),
        (
            "Operating income\n\n- up JPY786 million (12.0%) YoY",
            [f"operating_income yoy_abs {HALF} 786000000 JPY -6", f"operating_income yoy_pct {HALF} 0.120 ratio 3"],
        ),
        (
            "Cloud revenue is recognized in systems operation revenues (87.9%) and in outsourcing (12.1%).",
            [
                f"cloud_revenue_view.operation share {HALF} 0.879 ratio 3",
                f"cloud_revenue_view.outsourcing share {HALF} 0.121 ratio 3",
            ],
        ),
        (
            "1H16 Operating Activities\n\n- Decrease in accounts payable: -JPY1,962 million",
            [f"cash_flow.operating.working_capital.accounts_payable level {HALF} -1962000000 JPY -6"],
        ),
        (
            "The initial targets were revenues of JPY159.0 billion and operating income of JPY7.3 billion for FY2016.",
            [
                f"revenue level prior_target {YEAR} 159000000000 JPY -8",
                f"operating_income level prior_target {YEAR} 7300000000 JPY -8",
            ],
        ),
        ("- Subscription ('000): 333 as of 2Q16-end", ["subscriptions.mobile level 2016-09-30 333000 count -3"]),
        (
            "- Subscription (thousand):\n2Q16-end: 811 (up 284 YoY)",
            [
                "subscriptions.mobile level 2016-09-30 811000 count -3",
                "subscriptions.mobile yoy_abs 2016-09-30 284000 count -3",
            ],
        ),
        (
            "A year-end dividend of JPY13.50 per share would follow.",
            ["dividend_per_share level target 2017-03-31 13.50 JPY/share 2"],
        ),
        ("MVNE: 42 clients as of 2Q16-end", ["mvne_clients level 2016-09-30 42 count 0"]),
        # a point and a blank that conversion put into a number
        (
            "Operating income was JPY1,948 million (down 24. 0% YoY).",
            [f"operating_income level {HALF} 1948000000 JPY -6", f"operating_income yoy_pct {HALF} -0.240 ratio 3"],
        ),
        # a date cut in two, and a business named behind its number
        (
            "- Number of employees as of Sep. 30,\n  2016: 3,104 personnel (up 124 personnel from a year before)",
            ["employees level 2016-09-30 3104 count 0", "employees yoy_abs 2016-09-30 124 count 0"],
        ),
        (
            "Orders received were JPY13,321 million for systems construction (up 0.4% YoY).",
            [
                f"orders.si.construction level {HALF} 13321000000 JPY -6",
                f"orders.si.construction yoy_pct {HALF} 0.004 ratio 3",
            ],
        ),
        # other words for up and down, another sign for yen, the quarter before its year
        (
            "- Operating income: \u00a51,948 mn (lower by 24.0% YoY)",
            [f"operating_income level {HALF} 1948000000 JPY -6", f"operating_income yoy_pct {HALF} -0.240 ratio 3"],
        ),
        ("- SI revenues: higher by \u00a52,043 mn YoY", [f"revenue.si yoy_abs {HALF} 2043000000 JPY -6"]),
        (
            "SI revenues were \u00a525,768 million (\uffe523,725 million for 1H15).",
            [f"revenue.si level {HALF} 25768000000 JPY -6", f"revenue.si level {HALF_BEFORE} 23725000000 JPY -6"],
        ),
        ("Q1 FY16 revenue: JPY36,179 million", ["revenue level 2016-04-01..2016-06-30 36179000000 JPY -6"]),
        # below a sentence that speaks of a time of another length
        (
            "The annual dividend is expected to be JPY27.00 per share.\n\nTotal revenues were JPY74,123 million.",
            [
                f"dividend_per_share level target {YEAR} 27 JPY/share 2",
                f"revenue level {HALF} 74123000000 JPY -6",
            ],
        ),
        (
            "Number of employees: 2,831 (Mar. 2016: 2,653)",
            ["employees level 2016-09-30 2831 count 0", "employees level 2016-03-31 2653 count 0"],
        ),
        (
            "Revenues from SI decreased slightly by 2.8%.",
            [f"revenue.si yoy_pct {HALF} -0.028 ratio 3"],
        ),
        (
            "Gross margin ratio fell 0.4 points YoY to 19.9% in 2Q16.",
            [f"gross_margin pt_change {QUARTER} -0.004 ratio 3", f"gross_margin margin {QUARTER} 0.199 ratio 3"],
        ),
        (
            "In our initial target for FY2016 announced on May 13, 2016, we expected operating income of "
            "JPY8.5 billion.",
            [f"operating_income level prior_target {YEAR} 8500000000 JPY -8"],
        ),
        (
            "- CAPEX: FY15 JPY12.0 billion, FY16 (plan) JPY14.0 billion",
            [
                "capex level 2015-04-01..2016-03-31 12000000000 JPY -8",
                f"capex level target {YEAR} 14000000000 JPY -8",
            ],
        ),
        (
            "- Net additions: 2Q16 98 thousand, 1Q16 127 thousand\n- CAPEX: JPY12.0 billion",
            [f"capex level {HALF} 12000000000 JPY -8"],
        ),
        (
            "Revenues of the quarter under review were JPY37,944 million.",
            [f"revenue level {QUARTER} 37944000000 JPY -6"],
        ),
        (
            "In the first quarter of the fiscal year, revenues were JPY36,180 million.",
            ["revenue level 2016-04-01..2016-06-30 36180000000 JPY -6"],
        ),
        (
            "Network services revenue grew 3.2% to JPY44,836 million (1H15: JPY43,452 million).",
            [
                f"revenue.network yoy_pct {HALF} 0.032 ratio 3",
                f"revenue.network level {HALF} 44836000000 JPY -6",
                f"revenue.network level {HALF_BEFORE} 43452000000 JPY -6",
            ],
        ),
        (
            "- YoY: revenue +JPY1.7 billion, SI -JPY0.7 billion",
            [f"revenue yoy_abs {HALF} 1700000000 JPY -8", f"revenue.si yoy_abs {HALF} -700000000 JPY -8"],
        ),
        (
            "FY15 targets were JPY107.0 billion for revenues and JPY7.6 billion for operating income.",
            [
                "revenue level target 2015-04-01..2016-03-31 107000000000 JPY -8",
                "operating_income level target 2015-04-01..2016-03-31 7600000000 JPY -8",
            ],
        ),
        (
            "FY15 cloud revenue target: JPY10.0 billion, 1H15 cloud revenue: JPY4.8 billion",
            [
                "cloud_revenue level target 2015-04-01..2016-03-31 10000000000 JPY -8",
                f"cloud_revenue level {HALF_BEFORE} 4800000000 JPY -8",
            ],
        ),
        (
            "CAPEX: JPY11.0 billion planned for FY16, JPY4.8 billion spent in 1H16",
            [f"capex level target {YEAR} 11000000000 JPY -8", f"capex level {HALF} 4800000000 JPY -8"],
        ),
        ("Contracted bandwidth was 1.8Tbps.", ["contracted_bandwidth level 2016-09-30 1800 Gbps -2"]),
        (
            "Operating income in 2Q16 declined by 13.2% YoY and by 51.4% QoQ.",
            [
                f"operating_income yoy_pct {QUARTER} -0.132 ratio 3",
                f"operating_income qoq_pct {QUARTER} -0.514 ratio 3",
            ],
        ),
        (
            "Gross margin and operating income declined by 13.2% and by 22.3% YoY.",
            [f"gross_margin yoy_pct {HALF} -0.132 ratio 3", f"operating_income yoy_pct {HALF} -0.223 ratio 3"],
        ),
        ("SG&A including R&D: JPY4,519 million", [f"sga_rd level {HALF} 4519000000 JPY -6"]),
        (
            "All went as planned. Revenues reached JPY24.8 billion, of which recurring revenues were JPY21.3 billion.",
            [f"revenue level {HALF} 24800000000 JPY -8", f"revenue_view.recurring level {HALF} 21300000000 JPY -8"],
        ),
        (
            "Hiring goes on. We plan to add around 220 people in FY2016.",
            [f"employees change target {YEAR} 220 count 0 approx"],
        ),
        ("Pre-tax income: JPY1.28 billion", [f"income_before_tax level {HALF} 1280000000 JPY -7"]),
        # growth on a year and on a quarter before; a level behind a verb of its own
        (
            "Revenue growth in 2Q16 was 14.2% YoY and 3.0% QoQ.",
            [f"revenue yoy_pct {QUARTER} 0.142 ratio 3", f"revenue qoq_pct {QUARTER} 0.030 ratio 3"],
        ),
        (
            "As of September 30, 2016, other investments climbed by JPY824 million to JPY6,772 million.",
            [
                "assets.other_investments change 2016-03-31..2016-09-30 824000000 JPY -6",
                "assets.other_investments level 2016-09-30 6772000000 JPY -6",
            ],
        ),
        # the date of a list, and that of the bracket behind it
        (
            "We expect revenues of JPY158.0 billion and operating income of JPY5.0 billion in FY2016 (FY2015: JPY140.6 "
            "billion of revenues).",
            [
                f"revenue level target {YEAR} 158000000000 JPY -8",
                f"operating_income level target {YEAR} 5000000000 JPY -8",
                "revenue level 2015-04-01..2016-03-31 140600000000 JPY -8",
            ],
        ),
        # both ends of a range
        (
            "- CAPEX: JPY15 to 16 billion is expected for FY2016",
            [f"capex level target {YEAR} 15000000000 JPY -9 approx", f"capex level target {YEAR} 16000000000 JPY -9"],
        ),
        (
            "Operating income of JPY5.0 billion to JPY6.0 billion is targeted for FY2016.",
            [
                f"operating_income level target {YEAR} 5000000000 JPY -8 approx",
                f"operating_income level target {YEAR} 6000000000 JPY -8",
            ],
        ),
        # who is told what
        (
            "Cost of network services and cost of SI were JPY36,715 million (up 9.1% YoY) and JPY22,993 million, "
            "respectively.",
            [
                f"cost.network level {HALF} 36715000000 JPY -6",
                f"cost.network yoy_pct {HALF} 0.091 ratio 3",
                f"cost.si level {HALF} 22993000000 JPY -6",
            ],
        ),
        (
            "Gross margin and operating income decreased by 0.4% and 24.0% YoY, respectively.",
            [f"gross_margin yoy_pct {HALF} -0.004 ratio 3", f"operating_income yoy_pct {HALF} -0.240 ratio 3"],
        ),
        (
            "The number of employees was 3,104 and 2,980 as of September 30, 2016 and March 31, 2016, respectively.",
            ["employees level 2016-09-30 3104 count 0", "employees level 2016-03-31 2980 count 0"],
        ),
        (
            "SI revenue was JPY25,768 million, compared with JPY21,140 million for 1H15.",
            [f"revenue.si level {HALF} 25768000000 JPY -6", f"revenue.si level {HALF_BEFORE} 21140000000 JPY -6"],
        ),
        (
            "Operating income decreased from JPY2,563 million to JPY1,948 million.",
            [
                f"operating_income level {HALF_BEFORE} 2563000000 JPY -6",
                f"operating_income level {HALF} 1948000000 JPY -6",
            ],
        ),
        (
            "Revenues increased JPY8,913 million to JPY74,123 million.",
            [f"revenue yoy_abs {HALF} 8913000000 JPY -6", f"revenue level {HALF} 74123000000 JPY -6"],
        ),
        (
            "Operating income, JPY1.9 bn (-24.0%).",
            [f"operating_income level {HALF} 1900000000 JPY -8", f"operating_income yoy_pct {HALF} -0.240 ratio 3"],
        ),
        (
            "Operating income in July-September 2016 was JPY1,147 million.",
            ["operating_income level 2016-07-01..2016-09-30 1147000000 JPY -6"],
        ),
        (
            "Operating income decreased by JPY615 million to JPY1,948 million.",
            [
                f"operating_income yoy_abs {HALF} -615000000 JPY -6",
                f"operating_income level {HALF} 1948000000 JPY -6",
            ],
        ),
        (
            "Mobile services revenue (including MVNE) increased by 30.1% YoY.",
            [f"revenue_view.mobile yoy_pct {HALF} 0.301 ratio 3"],
        ),
        (
            "Gross margin was JPY3,410 million, compared to JPY3,180 million a year ago.",
            [f"gross_margin level {HALF} 3410000000 JPY -6", f"gross_margin level {HALF_BEFORE} 3180000000 JPY -6"],
        ),
        (
            "Depreciation and amortization increased to JPY2,380 million from JPY2,210 million.",
            [
                f"depreciation_amortization level {HALF} 2380000000 JPY -6",
                f"depreciation_amortization level {HALF_BEFORE} 2210000000 JPY -6",
            ],
        ),
        (
            "Gross margin ratio improved to 18.0% from 17.2%.",
            [f"gross_margin margin {HALF} 0.180 ratio 3", f"gross_margin margin {HALF_BEFORE} 0.172 ratio 3"],
        ),
        (
            "SI revenue for the second quarter was JPY12.9 billion, up from JPY11.8 billion in the first quarter and "
            "JPY11.9 billion a year earlier.",
            [
                "revenue.si level 2016-07-01..2016-09-30 12900000000 JPY -8",
                "revenue.si level 2016-04-01..2016-06-30 11800000000 JPY -8",
                "revenue.si level 2015-07-01..2015-09-30 11900000000 JPY -8",
            ],
        ),
        (
            "Operating income was JPY1,948 million, a decrease in operating income of JPY615 million.",
            [
                f"operating_income level {HALF} 1948000000 JPY -6",
                f"operating_income yoy_abs {HALF} -615000000 JPY -6",
            ],
        ),
        (
            "There was an increase in personnel-related costs of JPY310 million.",
            ["personnel_cost yoy_abs 2016-04-01..2016-09-30 310000000 JPY -6"],
        ),
        (
            "The second quarter revenues were JPY37,944 million.",
            ["revenue level 2016-07-01..2016-09-30 37944000000 JPY -6"],
        ),
        (
            "Revenues were up by JPY8.8 billion to JPY74.1 billion.",
            [f"revenue yoy_abs {HALF} 8800000000 JPY -8", f"revenue level {HALF} 74100000000 JPY -8"],
        ),
        # what is not certain is no fact: a part, a subject of its own, an item that a word changes
        ("Of the total revenues, JPY11,243 million came from abroad.", []),
        ("Operating income increased by 51.4% YoY, based on normalized costs.", []),
        (
            "The total dividend for FY2015 was JPY27, up from JPY22 as previously planned.",
            [
                "dividend_per_share level 2015-04-01..2016-03-31 27 JPY/share 0",
                "dividend_per_share level prior_target 2015-04-01..2016-03-31 22 JPY/share 0",
            ],
        ),
        ("Total assets were JPY140,000 million as of March 31, 2018.", []),
        ("- Subscription: 582 thousand as of March 31, 2018 (up 331 thousand YoY)", []),
        (
            "The order backlog of systems operation and maintenance was JPY29.8 billion, 1.3 times that of 2015.",
            ["backlog.si.operation level 2016-09-30 29800000000 JPY -8"],
        ),
        (
            "Foreign exchange losses were JPY54 million compared with gains of JPY80 million.",
            [f"other_income.foreign_exchange level {HALF} 54000000 JPY -6"],
        ),
        (
            "SG&A expenses were JPY4,600 million, an increase in personnel-related expenses of JPY120 million.",
            [f"sga_rd level {HALF} 4600000000 JPY -6"],
        ),
        ("There was an increase in circuit-related costs of JPY1,450 million.", []),
        ("The effective tax rate went down to 32.2% from 35.8%.", []),
        ("Order received in 2Q16: construction JPY4.5 billion", []),
        ("We bought two companies with revenue of JPY0.6 billion a year.", []),
        ("- GIO: 1H16 revenue JPY1.5 billion", []),
        (
            "Gross margin for 2Q16 fell by JPY0.3 billion because of JPY0.4 billion in retroactive costs.",
            ["gross_margin yoy_abs 2016-07-01..2016-09-30 -300000000 JPY -8"],
        ),
        (
            "For FY2017, operating income is targeted at JPY8.0 billion, a 26% increase.",
            [
                "operating_income level target 2017-04-01..2018-03-31 8000000000 JPY -8",
                "operating_income yoy_pct target 2017-04-01..2018-03-31 0.26 ratio 2",
            ],
        ),
        ("Staff costs rose by 5.2% YoY.", []),
        ("IIJ targets revenue of JPY159.0 billion for FY2016.", [f"revenue level target {YEAR} 159000000000 JPY -8"]),
        ("IIJ's revenues were JPY74,123 million.", [f"revenue level {HALF} 74123000000 JPY -6"]),
        ("We recorded revenue of JPY74,123 million.", [f"revenue level {HALF} 74123000000 JPY -6"]),
        (
            "Net income attributable to preferred shareholders was JPY20 million.",
            [f"item.net_income_attributable_to_preferred_shareholder level {HALF} 20000000 JPY -6"],
        ),
        ("Our full-year target of operating income was lowered from JPY7.3 billion to JPY5.0 billion.", []),
        # targets
        (
            "We expect operating income of JPY7.3 billion to JPY7.5 billion for FY2016.",
            [
                f"operating_income level target {YEAR} 7300000000 JPY -8 approx",
                f"operating_income level target {YEAR} 7500000000 JPY -8",
            ],
        ),
        (
            "Operating income is expected to be JPY6.5 billion for FY2016 (previous target: JPY7.3 billion).",
            [
                f"operating_income level target {YEAR} 6500000000 JPY -8",
                f"operating_income level prior_target {YEAR} 7300000000 JPY -8",
            ],
        ),
        (
            "The operating income target for FY2016 was revised to JPY5.0 billion from JPY7.3 billion.",
            [
                f"operating_income level target {YEAR} 5000000000 JPY -8",
                f"operating_income level prior_target {YEAR} 7300000000 JPY -8",
            ],
        ),
        (
            "The annual dividend per share is expected to be JPY27.00 (interim: JPY13.50, year-end: JPY13.50) for "
            "FY2017.",
            [
                "dividend_per_share level target 2017-04-01..2018-03-31 27 JPY/share 2",
                "dividend_per_share level target 2017-09-30 13.50 JPY/share 2",
                "dividend_per_share level target 2018-03-31 13.50 JPY/share 2",
            ],
        ),
        # a bracket behind a negative amount is of the former one in it
        (
            "1H16 Investing Activities: (JPY3,896 million) (1H15: (JPY3,206 million))",
            [
                f"cash_flow.investing level {HALF} -3896000000 JPY -6",
                "cash_flow.investing level 2015-04-01..2015-09-30 -3206000000 JPY -6",
            ],
        ),
        # a time behind 'than' is of what is compared with, and of nothing behind it
        (
            "Net cash provided by operating activities was JPY4,905 million, JPY1,310 million more than in 1H15; "
            "depreciation and amortization was JPY4,780 million.",
            [
                f"cash_flow.operating level {HALF} 4905000000 JPY -6",
                f"cash_flow.operating yoy_abs {HALF} 1310000000 JPY -6",
                f"depreciation_amortization level {HALF} 4780000000 JPY -6",
            ],
        ),
        (
            "Net cash provided by operating activities was JPY4,905 million, JPY1,310 million more than for 1H15: "
            "depreciation and amortization of JPY4,780 million.",
            [
                f"cash_flow.operating level {HALF} 4905000000 JPY -6",
                f"cash_flow.operating yoy_abs {HALF} 1310000000 JPY -6",
                f"depreciation_amortization level {HALF} 4780000000 JPY -6",
            ],
        ),
        # words for a time behind the last of a list
        ("IIJ-Global recorded revenues of JPY13 billion and income of JPY1 billion for the seven months.", []),
        # a time that is over is none of a target
        (
            "Revenue is planned to increase from JPY140.6 billion in FY2015 to JPY158.0 billion in FY2016.",
            [
                "revenue level 2015-04-01..2016-03-31 140600000000 JPY -8",
                "revenue level target 2016-04-01..2017-03-31 158000000000 JPY -8",
            ],
        ),
        ("Operating income is expected to decrease from JPY500 million to JPY155 million.", []),
        # sign, unit and accuracy
        ("Net income growth was minus 31.6% for 1H16.", [f"net_income yoy_pct {HALF} -0.316 ratio 3"]),
        ("Net loss was JPY412 million.", [f"net_income level {HALF} -412000000 JPY -6"]),
        ("Net income was (JPY1,193 million).", [f"net_income level {HALF} -1193000000 JPY -6"]),
        (
            "SI gross margin ratio fell 230 basis points YoY to 10.8%.",
            [f"gross_margin.si pt_change {HALF} -0.0230 ratio 4", f"gross_margin.si margin {HALF} 0.108 ratio 3"],
        ),
        # other words for what a comparison compares with, and for which way it went
        (
            "Revenues for 2Q16 were up JPY237 million from the previous year, down JPY44 million q/q.",
            [f"revenue yoy_abs {QUARTER} 237000000 JPY -6", f"revenue qoq_abs {QUARTER} -44000000 JPY -6"],
        ),
        (
            "Revenues for 2Q16 (up 4.9% against last year, up 0.7% from the previous quarter)",
            [f"revenue yoy_pct {QUARTER} 0.049 ratio 3", f"revenue qoq_pct {QUARTER} 0.007 ratio 3"],
        ),
        (
            "Revenues for 2Q16 (up 4.9% Y-o-Y, up 0.7% q-o-q)",
            [f"revenue yoy_pct {QUARTER} 0.049 ratio 3", f"revenue qoq_pct {QUARTER} 0.007 ratio 3"],
        ),
        (
            "Revenues for 2Q16: YoY: +12.2%, up 0.7% QoQ",
            [f"revenue yoy_pct {QUARTER} 0.122 ratio 3", f"revenue qoq_pct {QUARTER} 0.007 ratio 3"],
        ),
        (
            "Revenues for 2Q16 (up JPY5 million, up 0.7% QoQ)",
            [f"revenue qoq_abs {QUARTER} 5000000 JPY -6", f"revenue qoq_pct {QUARTER} 0.007 ratio 3"],
        ),
        ("SG&A expenses increased y/y by JPY138 million.", [f"sga_rd yoy_abs {HALF} 138000000 JPY -6"]),
        ("There was a drop in revenues, a fall of 24.0% YoY.", [f"revenue yoy_pct {HALF} -0.240 ratio 3"]),
        ("Gross margin (2.2% decline YoY)", [f"gross_margin yoy_pct {HALF} -0.022 ratio 3"]),
        ("Gross margin (JPY45 million rise YoY)", [f"gross_margin yoy_abs {HALF} 45000000 JPY -6"]),
        (
            "SG&A expenses of JPY10,100 million were up 5.1% YoY.",
            [f"sga_rd level {HALF} 10100000000 JPY -6", f"sga_rd yoy_pct {HALF} 0.051 ratio 3"],
        ),
        (
            "Operating income was JPY1,948 million, down JPY500 million from our initial guidance.",
            [f"operating_income level {HALF} 1948000000 JPY -6", f"operating_income change {HALF} -500000000 JPY -6"],
        ),
        (
            "The company missed the operating income forecast and it decreased by 24.0% YoY.",
            [f"operating_income yoy_pct {HALF} -0.240 ratio 3"],
        ),
        # a former amount behind 'vs.', and days behind 'at' and 'on'
        (
            "Payments for purchase of property and equipment for 1H16 were JPY5,358 million, vs. JPY5,321 million in "
            "1H15 and proceeds from sales of property and equipment were JPY1,209 million, versus JPY490 million in "
            "1H15.",
            [
                f"cash_flow.investing.purchase_of_property level {HALF} 5358000000 JPY -6",
                f"cash_flow.investing.purchase_of_property level {HALF_BEFORE} 5321000000 JPY -6",
                f"cash_flow.investing.sales_of_property level {HALF} 1209000000 JPY -6",
                f"cash_flow.investing.sales_of_property level {HALF_BEFORE} 490000000 JPY -6",
            ],
        ),
        (
            "IIJ shareholders' equity ratio: 45.8% (at March 31, 2016), 48.2% (at September 30, 2016)",
            [
                "equity.shareholders share 2016-03-31 0.458 ratio 3",
                "equity.shareholders share 2016-09-30 0.482 ratio 3",
            ],
        ),
        (
            "We had 830 ATMs on Sep. 30, 2016 and 430 ATMs on Mar. 31, 2016.",
            ["atms_placed level 2016-09-30 830 count 0", "atms_placed level 2016-03-31 430 count 0"],
        ),
        ("Capital expenditures were JPY505 million (on June 28, 2016).", []),
        # not exactly
        ("Total revenues: ~JPY74,123 million", [f"revenue level {HALF} 74123000000 JPY -6 approx"]),
        ("Total revenues were some JPY74,123 million.", [f"revenue level {HALF} 74123000000 JPY -6 approx"]),
        ("SI revenues were c. JPY10,123 million.", [f"revenue.si level {HALF} 10123000000 JPY -6 approx"]),
        ("SI revenues were up circa 3.2% YoY.", [f"revenue.si yoy_pct {HALF} 0.032 ratio 3 approx"]),
        ("Total revenues topped JPY70 billion.", [f"revenue level {HALF} 70000000000 JPY -9 approx"]),
    ],
)
def test_a_kind_in_other_words(sentence: str, facts: list[str]) -> None:
    assert [plain(fact) for fact in facts_below(HEAD, sentence)] == facts


def test_a_sentence_with_a_subject_of_its_own_is_not_about_the_heading_above_it() -> None:
    text = "Operating income\n\n- Interest-bearing debt decreased by JPY2.1 billion to JPY22.4 billion.\n"
    assert not read(HEAD + text).on("Interest-bearing")
    same = read(HEAD + "Operating income\n\n- It decreased by JPY2.1 billion.\n").on("It decreased")
    assert [plain(fact) for fact in same] == [f"operating_income yoy_abs {HALF} -2100000000 JPY -8"]


EXCHANGE_FORM = """
(% shown is YoY change)
\tTotal Revenues\tOperating Income\tNet Income attributable to IIJ
\tJPY millions\t%\tJPY millions\t%\tJPY millions\t%
Fiscal Year Ended March 31, 2016\t140,648\t14.3\t6,140\t21.0\t4,038\t21.6
Fiscal Year Ended March 31, 2015\t123,050\t7.7\t5,075\t(11.3)\t3,322\t(25.2)
"""
DIFFERENCES = """
First half of FY2015 (JPY million)

\tTotal revenues\tOperating income
Targets (A)\t64,000\t2,000
Results (B)\t65,334\t2,563
(B - A)\t1,334\t563
"""
BASE_BETWEEN = """
\t1Q16\t1Q15\tYoY\t4Q15\tQoQ
JPY million
Operating income\t667\t941\t(29.1%)\t2,135\t(68.8%)
"""
LOST_SPANS = """
\tFY2016 Target\tFY2015 Actual
\t1H\tFull Year\t1H\tFull Year
JPY billion
Operating income\t2.4\t7.3\t2.6\t6.1
"""
NEW_TARGETS = """
New Financial Targets for FY2016 (Revised on November 8, 2016)\t\t\tOriginal Target
Total revenues\tJPY158.0 billion\tup 12.3% YoY\tJPY159.0 billion
Operating income\tJPY5.0 billion\tdown 18.6% YoY\tJPY7.3 billion
"""


@pytest.mark.parametrize(
    ("table", "line", "facts"),
    [
        (
            EXCHANGE_FORM,
            "5,075",
            [
                "revenue level 2014-04-01..2015-03-31 123050000000 JPY -6",
                "revenue yoy_pct 2014-04-01..2015-03-31 0.077 ratio 3",
                "operating_income level 2014-04-01..2015-03-31 5075000000 JPY -6",
                "operating_income yoy_pct 2014-04-01..2015-03-31 -0.113 ratio 3",
                "net_income_attributable level 2014-04-01..2015-03-31 3322000000 JPY -6",
                "net_income_attributable yoy_pct 2014-04-01..2015-03-31 -0.252 ratio 3",
            ],
        ),
        (
            DIFFERENCES,
            "Targets (A)",
            [
                f"revenue level target {HALF_BEFORE} 64000000000 JPY -6",
                f"operating_income level target {HALF_BEFORE} 2000000000 JPY -6",
            ],
        ),
        (
            DIFFERENCES,
            "(B - A)",
            [
                f"revenue change {HALF_BEFORE} 1334000000 JPY -6",
                f"operating_income change {HALF_BEFORE} 563000000 JPY -6",
            ],
        ),
        (
            BASE_BETWEEN,
            "(68.8%)",
            [
                "operating_income level 2016-04-01..2016-06-30 667000000 JPY -6",
                "operating_income level 2015-04-01..2015-06-30 941000000 JPY -6",
                "operating_income yoy_pct 2016-04-01..2016-06-30 -0.291 ratio 3",
                "operating_income level 2016-01-01..2016-03-31 2135000000 JPY -6",
                "operating_income qoq_pct 2016-04-01..2016-06-30 -0.688 ratio 3",
            ],
        ),
        (LOST_SPANS, "2.4", []),
        (
            NEW_TARGETS,
            "Operating income",
            [
                f"operating_income level target {YEAR} 5000000000 JPY -8",
                f"operating_income level prior_target {YEAR} 7300000000 JPY -8",
            ],
        ),
    ],
)
def test_a_table_of_a_kind_with_other_heads(table: str, line: str, facts: list[str]) -> None:
    assert [plain(fact) for fact in read(HEAD + table).on(line)] == facts


YEAR_BEFORE = "2014-04-01..2015-03-31"
OF_YEAR = cases()["R02a"][0]["head"]  # a release for the full year of FY2014


@pytest.mark.parametrize(
    ("text", "facts"),
    [
        # targets of a year that is over
        (
            "Revised target for FY14: revenues of JPY114.0 billion",
            [f"revenue level target {YEAR_BEFORE} 114000000000 JPY -8"],
        ),
        (
            "* FY14 target was revised on February 7, 2015 (Initial target: revenues of JPY117.0 billion, operating "
            "income of JPY9.4 billion and net income attributable to IIJ of JPY6.0 billion)",
            [
                f"revenue level prior_target {YEAR_BEFORE} 117000000000 JPY -8",
                f"operating_income level prior_target {YEAR_BEFORE} 9400000000 JPY -8",
                f"net_income_attributable level prior_target {YEAR_BEFORE} 6000000000 JPY -8",
            ],
        ),
        (
            "Revenues were JPY123,050 million and operating income was JPY5,075 million.",
            [
                f"revenue level {YEAR_BEFORE} 123050000000 JPY -6",
                f"operating_income level {YEAR_BEFORE} 5075000000 JPY -6",
            ],
        ),
        # a label behind a number is not its date
        (
            "FY14 mobile revenues: JPY6.1 billion, FY15 plan: approx. JPY8.5 billion",
            [
                f"revenue_view.mobile level {YEAR_BEFORE} 6100000000 JPY -8",
                "revenue_view.mobile level target 2015-04-01..2016-03-31 8500000000 JPY -8 approx",
            ],
        ),
        # an amount is of the time of which it is a part
        (
            "◆ 4Q14\n • SI revenue: JPY12,000 million\n\nRecurring revenue: JPY93,282 million, "
            "81.6% of FY14 total revenues",
            [
                "revenue.si level 2015-01-01..2015-03-31 12000000000 JPY -6",
                f"revenue_view.recurring level {YEAR_BEFORE} 93282000000 JPY -6",
                f"revenue_view.recurring pct_of_revenue {YEAR_BEFORE} 0.816 ratio 3",
            ],
        ),
        # parts of the year that a heading names
        (
            "Targets for FY2015\n\n- First half: revenues JPY62.0 billion\n"
            "- Revenues: JPY30.0 billion in the first quarter and JPY130.0 billion for the full year",
            [
                "revenue level target 2015-04-01..2015-09-30 62000000000 JPY -8",
                "revenue level target 2015-04-01..2015-06-30 30000000000 JPY -8",
                "revenue level target 2015-04-01..2016-03-31 130000000000 JPY -8",
            ],
        ),
        # a caption of ratios names nothing
        (
            "II-7. SG&A Expenses\n\nUnit: JPY million, ( ) = % of total revenues\n\n\tFY13\tFY14\n"
            "Total\t13,725 (13.7%)\t15,010 (13.0%)",
            [
                "sga_rd level 2013-04-01..2014-03-31 13725000000 JPY -6",
                "sga_rd pct_of_revenue 2013-04-01..2014-03-31 0.137 ratio 3",
                f"sga_rd level {YEAR_BEFORE} 15010000000 JPY -6",
                f"sga_rd pct_of_revenue {YEAR_BEFORE} 0.130 ratio 3",
            ],
        ),
        # from one day or month to another, behind a number
        (
            "- Recurring revenue: JPY64.4 billion (Oct. 2014 - Mar. 2015)\n"
            "- One-time revenue: JPY6.4 billion, from Jan. 2015 to Mar. 2015",
            [
                "revenue_view.recurring level 2014-10-01..2015-03-31 64400000000 JPY -8",
                "revenue_view.one_time level 2015-01-01..2015-03-31 6400000000 JPY -8",
            ],
        ),
        # a heading that begins with a time, in small letters
        (
            "fiscal 2015 Plan\n\n- Revenues: JPY130.0 billion",
            ["revenue level target 2015-04-01..2016-03-31 130000000000 JPY -8"],
        ),
        # words for a time, and names that have some in them
        (
            "Capital expenditures totaled JPY9.6 billion over the nine months to December 31, 2014.",
            ["capex level 2014-04-01..2014-12-31 9600000000 JPY -8"],
        ),
        (
            "Capital expenditures during the first half of FY2014 were JPY6.0 billion.",
            ["capex level 2014-04-01..2014-09-30 6000000000 JPY -8"],
        ),
        (
            "Borrowings totaled JPY17,500 million: JPY9,250 million in short-term borrowings and JPY8,250 million in "
            "long-term borrowings.",
            [
                "liabilities_view.borrowings level 2015-03-31 17500000000 JPY -6",
                "liabilities.short_term_borrowings level 2015-03-31 9250000000 JPY -6",
                "liabilities.long_term_borrowings level 2015-03-31 8250000000 JPY -6",
            ],
        ),
    ],
)
def test_in_a_filing_for_a_year(text: str, facts: list[str]) -> None:
    assert [plain(fact) for fact in facts_below(OF_YEAR, text)] == facts


@pytest.mark.parametrize("of_year", ["2Q of fiscal 2016", "2Q of fiscal year 2016", "second quarter of fiscal 2016"])
def test_a_quarter_of_a_fiscal_year_in_words_is_no_target_for_the_year(of_year: str) -> None:
    for text in (
        f"Total revenues for {of_year} were JPY37,944 million",
        f"{of_year}\n\nTotal revenues: JPY37,944 million",
    ):
        assert [plain(fact) for fact in facts_below(HEAD, text)] == [f"revenue level {QUARTER} 37944000000 JPY -6"]


def test_the_quarter_in_words_that_recognized_a_charge_is_its_time() -> None:
    """FY16's first deck, line 274."""
    text = "The positive impact of the interconnectivity charge, approx. JPY0.1 billion, was recognized in"
    for quarter in ("4Q15", "4Q of FY2015", "fourth quarter of FY2015"):
        (fact,) = facts_below(HEAD, f"{text} {quarter}.")
        assert (fact["period_start"], fact["period_end"]) == ("2016-01-01", "2016-03-31")


def test_amounts_in_signs_of_other_currencies_are_no_yen() -> None:
    for sign in "\u20b9\u0e3f\u20a9\u20ab":
        (fact,) = facts_below(HEAD, f"Total revenues were {sign}1,489 million")
        assert fact["unit"] == "other"


@pytest.mark.parametrize("words", ["customers in China", "abroad", "the public sector"])
def test_words_of_a_label_in_a_cell_of_its_own_may_make_another_item(words: str) -> None:
    """FY11's third deck, line 28, has its amounts in such cells."""
    assert facts_below(HEAD, f"\u2022 Revenues from {words}\tJPY1,431 million\t(up 4.2% YoY)") == []
    assert len(facts_below(HEAD, "\u2022 Revenues\tJPY1,431 million\t(up 4.2% YoY)")) == 2


def test_a_heading_of_another_kind_of_item_hands_that_down() -> None:
    for heading in ("Deferred revenues", "Revenues from discontinued operations", "Net income attributable to Foo"):
        read_of = facts_below(HEAD, f"\u25c6 {heading}\n - 1Q16: JPY529 million")
        assert [f["concept"].partition(".")[0] for f in read_of] == ["item"]


@pytest.mark.parametrize("yoy", ["YoY", "y/y", "y-o-y", "year-on-year", "year over year"])
def test_a_list_of_differences_says_how_much_its_items_changed(yoy: str) -> None:
    """FY13's first deck, line 318 and below, with the comparison in other words."""
    heading = f"1Q16 Operating Activities:\n\n\u2022 Breakdown of {yoy} major difference:\n\n"
    (fact,) = facts_below(HEAD, f"{heading}- Payments of income taxes: plus JPY556 million")
    assert fact["measure"] == "yoy_abs"


def test_money_behind_an_amount_is_the_same_as_in_front_of_it() -> None:
    told = "Total revenues were {0}74,123 million{1}, up 13.5% YoY, SI revenues decreased by {0}1.2 billion{1} YoY"
    read_of = [[plain(f) for f in facts_below(HEAD, told.format(*money))] for money in (("JPY", ""), ("", " yen"))]
    assert read_of[0] == read_of[1] != []
    assert facts_below(HEAD, "Total revenues were 1 948 million yen") == []


def test_the_class_of_a_project_is_no_charge_in_whatever_unit() -> None:
    for amount in ("JPY5 million", "JPY5mn", "5 million yen"):
        assert facts_below(HEAD, f"\u25a0 MRC over {amount}") == []


def test_the_number_of_a_heading_is_no_amount_in_the_unit_above_it() -> None:
    for heading in ("1. Operating Activities", "1. < Operating Activities >", "1. [CAPEX]", "2. 1H16 CAPEX"):
        assert facts_below(HEAD, f"CAPEX\n\nUnit: JPY million\n\n{heading}") == []


@pytest.mark.parametrize(
    ("sentence", "told"),
    [
        (
            "Total costs, consisting mainly of network services costs and SI costs, rose 9.9% YoY to JPY53 billion.",
            ["9.9% cost yoy_pct", "53 cost level"],
        ),
        (
            "Network services revenue, mainly WAN services and outsourcing services, was JPY38,000 million.",
            ["38,000 revenue.network level"],
        ),
        (
            "Recurring revenue (network services, systems operation and maintenance) in 2Q16: JPY28,622 million, up "
            "17.8% YoY and up 3.2% QoQ.",
            [
                "28,622 revenue_view.recurring level",
                "17.8% revenue_view.recurring yoy_pct",
                "3.2% revenue_view.recurring qoq_pct",
            ],
        ),
        (
            "Costs were JPY30,501 million for network services and JPY1,304 million for ATM operation business.",
            ["30,501 cost.network level", "1,304 cost.atm level"],
        ),
        (
            "Total costs consisted of JPY20,341 million for SI and JPY1,304 million for ATM operation business.",
            ["20,341 cost.si level", "1,304 cost.atm level"],
        ),
        ("One of our equity method investees recorded an operating loss of JPY240 million.", []),
        ("One of our consolidated subsidiaries had an operating loss of JPY240 million.", []),
        ("Data center: CAPEX approx. JPY1.4 billion in FY16", []),
        (
            "Cost of SI: JPY10,114 million in 2Q16, down 1.2% YoY (down 5.9% QoQ)",
            ["10,114 cost.si level", "1.2% cost.si yoy_pct", "5.9% cost.si qoq_pct"],
        ),
    ],
)
def test_what_a_sentence_names_by_the_way_is_not_what_it_tells(sentence: str, told: list[str]) -> None:
    assert [
        " ".join(f[part] for part in ("printed", "concept", "measure")) for f in facts_below(HEAD, sentence)
    ] == told


@pytest.mark.parametrize(
    ("sentence", "told"),
    [
        (
            "Equipment sales fell 8.2% YoY to JPY560 million.",
            ["revenue.equipment -0.082", "revenue.equipment 560000000"],
        ),
        ("The growth rate of equipment sales was -4.6%.", ["revenue.equipment -0.046"]),
        (
            "Operating income: JPY2.6 billion (down 0.4 YoY)",
            ["operating_income 2600000000", "operating_income -400000000"],
        ),
        ("Operating income: JPY2.6 billion (down 4 YoY)", ["operating_income 2600000000"]),
        ("MVNE clients: 96 at the end of September 2016 (up 22 YoY)", ["mvne_clients 96", "mvne_clients 22"]),
        (
            "Gross margin turned to a profit of JPY280 million from a gross loss of JPY91 million.",
            ["gross_margin -91000000"],
        ),
        (
            "Total IIJ shareholders' equity was JPY35,183 million, 45.5% of total assets (44.2% at March 31, 2016).",
            ["equity.shareholders 35183000000", "equity.shareholders 0.455", "equity.shareholders 0.442"],
        ),
        (
            "Investing activities used JPY4,479 million, of which JPY4,102 million went into the purchase of property "
            "and equipment and JPY250 million into a new company.",
            ["cash_flow.investing 4479000000", "cash_flow.investing.purchase_of_property 4102000000"],
        ),
        ("366 contracts of 1Gbps and over", []),
        (
            "Total revenues came to JPY76,690 million, 8.4% more than the JPY70,752 million recorded in 1H15.",
            ["revenue 76690000000", "revenue 0.084", "revenue 70752000000"],
        ),
        (
            "Net income attributable to IIJ was JPY3,112 million, or JPY76.77 per share.",
            ["net_income_attributable 3112000000", "net_income_per_share.basic 76.77"],
        ),
        (
            "Other income includes interest expense of JPY175 million and a foreign exchange loss of JPY21 million.",
            ["other_income.interest_expense 175000000", "other_income.foreign_exchange 21000000"],
        ),
        ("Operating income had been JPY60 million in 1H15.", ["operating_income 60000000"]),
        ("The share of game related customers in 2Q16 cloud revenue went down to 32% from 40% a year ago.", []),
        (
            "Gross margin was JPY395 million, while gross loss of JPY60 million was recorded for FY2014.",
            ["gross_margin 395000000", "gross_margin -60000000"],
        ),
        ("We now look for revenues of JPY122.0 billion.", []),
        (
            "Orders received were JPY41,917 million: JPY16,772 million for systems construction and equipment sales, "
            "up 13.2% YoY, and JPY25,145 million for systems operation and maintenance, up 12.7% YoY.",
            [
                "orders.si 41917000000",
                "orders.si.construction 16772000000",
                "orders.si.construction 0.132",
                "orders.si.operation 25145000000",
                "orders.si.operation 0.127",
            ],
        ),
        (
            "The annual dividend for FY2016 is JPY18.75 per share, JPY2.50 more than for FY2015.",
            ["dividend_per_share 18.75", "dividend_per_share 2.50"],
        ),
        (
            "FY16 annual dividend: JPY22.00 per share of common stock (interim: JPY11.00, year-end: JPY11.00)",
            ["dividend_per_share 22.00", "dividend_per_share 11.00", "dividend_per_share 11.00"],
        ),
        ("Net income attributable to IIJ per share (basic): JPY87.88", ["net_income_per_share.basic 87.88"]),
        ("Private cloud: JPY3,198 million, SI-derived: JPY5,472 million", []),
        ("Six-month cloud revenue was JPY10.3 billion.", ["cloud_revenue 10300000000"]),
        ("Nine-month cloud revenue was JPY10.3 billion.", []),
        (
            "MVNE: 98 client companies at the end of September 2016, 37 more than a year earlier",
            ["mvne_clients 98", "mvne_clients 37"],
        ),
        ("Cloud revenue in JPY billion: Private 2.64 / Public 0.43", []),
        (
            "Depreciation was JPY7,400 million, of which JPY700 million from leases (JPY600 million for 1H15).",
            ["depreciation_amortization 7400000000"],
        ),
        ("The dividend for the end of the second quarter was JPY13.50 per share.", []),
    ],
)
def test_other_words_of_amounts_and_changes(sentence: str, told: list[str]) -> None:
    assert [f"{f['concept']} {f['value']:f}" for f in facts_below(HEAD, sentence)] == told


@pytest.mark.parametrize(
    ("words", "days"),
    [
        ("for the previous fiscal year", "2015-04-01..2016-03-31"),
        ("for the first nine months of the previous fiscal year", "2015-04-01..2015-12-31"),
        ("in the third quarter of the prior fiscal year", "2015-10-01..2015-12-31"),
    ],
)
def test_a_part_of_the_fiscal_year_before(words: str, days: str) -> None:
    found = facts_below(HEAD, f"Operating income {words} was JPY3,930 million.")
    assert [f"{f['period_start']}..{f['period_end']}" for f in found] == [days]


def test_a_part_that_was_spent_in_the_half_is_of_that_half() -> None:
    sentence = (
        "Capital expenditures for FY2016 are planned at JPY13.0 billion, of which JPY6.1 billion was spent in the {}."
    )
    told = [(f["scenario"], f["period_end"]) for f in facts_below(HEAD, sentence.format("first half"))]
    assert told == [("target", "2017-03-31"), ("actual", "2016-09-30")]


def test_a_forecast_that_is_raised_is_none_that_a_previous_target_was() -> None:
    sentence = (
        "Since net income is expected to exceed the previous target, the year-end dividend forecast for FY2016 is "
        "raised by JPY0.50 to JPY14.00 per share."
    )
    assert [f["scenario"] for f in facts_below(HEAD, sentence) if f["printed"] == "14.00"] == ["target"]


def test_a_question_with_its_number_heads_its_answer() -> None:
    text = (
        "Q4. What was behind the drop in the SI gross margin in 1H16?\n\nA4. It was 14.0%.\n\n"
        "Q5. Please tell us more about the subscriptions that you have.\n\nA5. Churn is below 2% a month.\n\n"
        "Q6. How do you see 1H16 itself?\n\nA6. Revenues grew 5.1% to JPY57.2 billion."
    )
    found = [(f["printed"], f["concept"], f["period_start"]) for f in facts_below(HEAD, text)]
    assert ("57.2", "revenue", "2016-04-01") in found
    assert not {f[0] for f in found} & {"2%", "Q4", "4", "5", "6"}


def test_a_change_of_targets_in_a_notice_may_be_from_the_target_before() -> None:
    head = (
        "Notice of Revision of Financial Targets\n\nNovember 8, 2016\n\nInternet Initiative Japan Inc. revised its "
        "targets for the fiscal year ending March 31, 2017 (FY2016).\n\n"
    )
    found = facts_below(head, "Total revenues for FY2016 are expected to be lower by JPY0.5 billion.")
    assert found == []
