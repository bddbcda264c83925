"""What stands beside a number and is not understood makes the number unread, and the reason names it.

The kinds are those of `handed.csv` and their neighbours in other words; each sentence stands in a release for the
first half of FY2016."""

from __future__ import annotations

import pytest
from reading import read
from test_handed import cases

HEAD = cases()["B01a"][0]["head"]


def _unread(sentence: str, printed: str) -> str:
    """The reason for which the number is no fact."""
    found = read(HEAD + sentence)
    last = HEAD.count("\n") + 1 + sentence.count("\n")
    reasons = [n["reason"] for n in found.numbers if n["line"] == last and n["printed"] == printed]
    facts = [f for f in found.facts if f["line"] == last and f["printed"] == printed]
    assert (len(reasons), facts) == (1, []), f"{printed} is read as {facts}"
    return str(reasons[0])


@pytest.mark.parametrize(
    ("sentence", "printed", "named"),
    [
        # a time that is not known
        ("Revenues last year were JPY140,648 million.", "140,648", "last year"),
        ("Revenue of last fiscal year was JPY140,648 million.", "140,648", "last fiscal year"),
        ("Revenues of the previous quarter were JPY36,180 million.", "36,180", "previous quarter"),
        ("Operating income for the calendar year was JPY1,948 million.", "1,948", "the calendar year"),
        ("Operating income was JPY1,948 million for the previous quarter.", "1,948", "the previous quarter"),
        ("Operating income for the third quarter was JPY1,281 million.", "1,281", "the third quarter"),
        ("Operating income for the last twelve months was JPY5,000 million.", "5,000", "the last twelve months"),
        ("Operating income was JPY1,948 million, a full-year target of JPY6,100 million.", "6,100", "full-year"),
        ("Total assets increased from JPY117,835 million to JPY123,113 million.", "117,835", "nothing tells when"),
        ("Net income for the 26 weeks ended September 30, 2016 was JPY1,193 million.", "1,193", "weeks"),
        ("Operating income was below the JPY2.2 billion planned.", "2.2", "target"),
        ("Revenues rose 4.9% in 2Q16, compared to the previous quarter.", "4.9%", "quarter before"),
        ("By March 2017 we expect cloud revenue to reach JPY16 billion.", "16", "by March 2017"),
        ("JPY15 billion of capital expenditures was spent on the site in FY2015.", "15", "FY2015"),
        (
            "In the opening quarter of the fiscal year ended March 31, 2016, revenues were JPY31 billion.",
            "31",
            "opening",
        ),
        (
            "Revenues were JPY37,944 million in 2Q16 and JPY36,180 million in 1Q16. Operating income was JPY8 million.",
            "8",
            "several times",
        ),
        ("The equity ratio went down from 55.0% to 53.2%.", "55.0%", "nothing tells when"),
        ("Operating loss narrowed from JPY300 million to JPY100 million.", "300", "nothing tells when"),
        ("We have placed 389 ATMs as of 2/8/2012.", "389", "2/8/2012"),
        # a month in which something else happened
        ("We keep the target set in May 2016, and operating income of JPY7.8 billion is in sight.", "7.8", "May 2016"),
        ("Since we opened the center in April 2016, net income was JPY1,108 million.", "1,108", "April 2016"),
        ("We launched GIO P2 in November 2015, and cloud revenue was JPY8.4 billion.", "8.4", "November 2015"),
        ("SI revenues rose by JPY412 million from 1Q16 to JPY13,090 million in 2Q16.", "412", "compared with 3 months"),
        # of somebody else, of several items together, of a part
        ("In fiscal 2015, the acquired company had revenues of JPY3,200 million.", "3,200", "not of the filer"),
        ("The increase of 8.6% in SI revenues and network services revenues is large.", "8.6%", "no line item"),
        ("Revenues from SI were JPY25,768 million. Gross margin was JPY2,775 million.", "2,775", "or of that of si"),
        ("The acquired company posted revenues of JPY3,200 million.", "3,200", "not of the filer"),
        ("The seller had revenues of JPY3,200 million.", "3,200", "not of the filer"),
        ("Net Chart Japan Inc., which builds LANs, has 96 employees.", "96", "not of the filer"),
        ("SI revenues together with network services revenues were JPY70,604 million.", "70,604", "named together"),
        ("SI revenues and network services revenues were JPY70,604 million.", "70,604", "named together"),
        ("Advertising and sales commission grew by JPY310 million.", "310", "'advertising'"),
        ("Assets rose, mainly by increases in inventories (JPY2,310 million).", "2,310", "a part of"),
        ("Assets rose by increases in cash (JPY9 million) and inventories (JPY2,310 million).", "2,310", "a part of"),
        # whose something is, told by a word for what stands before it
        (
            "Revenues of WAN, JPY17 million, and of outsourcing, JPY14 million, together made up JPY31 million.",
            "31",
            "",
        ),
        # a business that is no part, times that go on until today, what was pushed, targets of a time that is not told
        ("Cumulative capital expenditures since its launch amount to JPY24.3 billion.", "24.3", "since its launch"),
        ("Capital expenditures to date were JPY24.3 billion.", "24.3", "to date"),
        ("Two projects pushed the SI gross margin down by JPY0.18 billion.", "0.18", "what moved"),
        ("The target of net income per share is revised from JPY102.28 to JPY78.35.", "102.28", "for what time"),
        (
            "FY2016 Financial Targets\n\nIn the first quarter, we expect revenues of JPY54.5 billion.",
            "54.5",
            "not known",
        ),
        # parts of a change, gaps to a target, other companies, months of something else, other bases, constant rates
        (
            "Network revenue increased by JPY1.6 billion, of which outsourcing contributed JPY1.2 billion.",
            "1.2",
            "change",
        ),
        ("CAPEX increased by JPY0.9 billion, JPY0.5 billion of which was for ATMs.", "0.5", "change"),
        ("The number of employees rose by 145, of which 98 are engineers.", "98", "change"),
        ("Operating income missed our target of JPY6,800 million by JPY660 million.", "660", "'by'"),
        ("Revenue of operation, which makes up 62% of SI revenue, grew by 8.1%.", "62%", "what share"),
        ("- Mobile revenue: JPY2.4 billion (1H15: JPY1.7 billion; +41%)", "+41%", "a change up to"),
        ("KDDI, one of our shareholders, posted revenue of JPY4,466 billion.", "4,466", "KDDI"),
        ("In May 2016 IIJ opened a data center; revenue was JPY70.6 billion.", "70.6", "May 2016"),
        ("We hired 140 graduates in April 2016 and had 2,980 employees at the end.", "2,980", "April 2016"),
        ("Revenue was up 23.0% on two years ago.", "23.0%", "two years"),
        ("Operating income per employee rose by 12.1%.", "12.1%", "'per'"),
        ("At constant exchange rates, revenue rose 9.9%.", "9.9%", "constant"),
        ("- CAPEX: JPY5.6 billion in 1H16\n  - Cloud: JPY1.2 billion", "1.2", "no line item"),
        # verbs that are not known, amounts beside a rate, points that may be commas, others' expectations
        ("SI revenues dipped JPY86 million from the previous quarter.", "86", "an amount 'by' which"),
        ("SI revenues dipped JPY86 million from the same period of the previous year.", "86", "an amount 'by' which"),
        ("Revenue fell by 50.6% (JPY3,037 million).", "3,037", "beside a rate of change"),
        ("Operating income slipped, by 24.0% year on year.", "24.0%", "'slipped'"),
        ("ROE: 4.8% (mid-term target: 10% or more)", "10%", "target"),
        ("- Subscription ('000): 333 as of 1Q16-end", "000", "no number has"),
        ("Assets rose by increases of JPY1,370 million in cash and of JPY704 million in inventories.", "704", ""),
        # of what an earlier part of the sentence is about, or of all
        # a change told in the bracket of a former amount, or of a loss; a gain beside a loss; what moved something
        ("Operating income: JPY1,371 million (1H15: JPY1,374 million, down 5.0% YoY)", "5.0%", "which is not told"),
        ("Gross margin ratio: 16.0% (1H15: 18.0%, down 2.0 points YoY)", "2.0", "which is not told"),
        ("Foreign exchange gains were JPY93 million, compared to losses of JPY12 million in 1H15.", "12", "'losses'"),
        ("The SI gross margin was negatively impacted by JPY0.54 billion YoY by GIO P2.", "0.54", "what moved"),
        ("SI revenue: JPY817 million (up JPY81 million from JPY736 million for 1Q16)", "81", "compared with 3 months"),
        ("GIO P2 weighed on the SI gross margin, pushing it down by JPY0.3 billion YoY.", "0.3", "what moved"),
        # what it was before, or how it changed then; an amount behind a rate and a comma; multiples
        ("Number of employees: increase by 190 personnel (FY15: 124)", "124", "or how it changed"),
        ("Operating income: up JPY190 million YoY (1H15: JPY124 million)", "124", "or how it changed"),
        ("Revenues increased by 4.7%, JPY3,328 million.", "3,328", "beside a rate of change"),
        ("Revenues were up 4.7%, or JPY3,328 million.", "3,328", "beside a rate of change"),
        ("Operating income was three times that of 1Q16 and JPY30 million more than in 2Q11.", "30", "3 months"),
        # parts told behind their amounts, labels behind percentages, things that came, days behind a bracket
        ("Employees\n\n11% Administration 17% Sales 72% Engineers", "17%", "no line item"),
        ("Number of employees: 2,500 personnel (FY15: 182 personnel added)", "182", "'added'"),
        # a number that a line's end cuts, and one with decimals among whole amounts
        ("Unit: JPY million\n\n\t1H15\t1H16\tYoY Change\nTotal revenues\t65,210\t74,123\t13.7", "13.7", "decimal"),
        # the number of a note in the label of a row; a label of two line items
        ("Unit: JPY million\n\n\t1H15\t1H16\nDepreciation and amortization, note 4\t4,800\t5,284", "4", "a note"),
        ("Unit: JPY million\n\n\t1H15\t1H16\nOperating income 2)\t2,563\t1,948", "2", "a note"),
        ("Unit: JPY million\n\n\t1H15\t1H16\nAdjusted EBITDA and CAPEX\t7,563\t6,948", "6,948", "several"),
        ("Unit: JPY million\n\n\t1H15\t1H16\nTotal revenues including ATM\t7,563\t6,948", "6,948", "several"),
        ("Unit: JPY million\n\n\t1H16\nInventories\t3,118\nof which work in process\t412", "412", "a part of"),
        # percentages of a table, and nothing tells of what
        ("Growth (Unit: %)\n\n\t1H15\t1H16\nTotal revenues\t18.0\t16.0", "16.0", "parts or growth"),
        ("Targets (Unit: %)\n\n\t1H15\t1H16\nSI revenues\t5.1\t6.2", "6.2", "parts or growth"),
        ("Results\n\n\t1H15\t1H16\nSI revenues\t40.1%\t38.2%", "38.2%", "tells of what"),
        # a heading that is not known, among ones that are
        (
            "Network Services\n\n\u25c6 Outsourcing Services\n\n- JPY5,302 million\n\n\u25c6 Managed Solutions\n\n"
            "- JPY6,730 million",
            "6,730",
            "Managed Solutions",
        ),
        # a chart below a bullet that is about something else
        (
            "(JPY million)\n\n- ATM operation: JPY1,700 million\n\n1Q16\t2Q16\t1Q15\n36,179\t37,944\t32,017",
            "37,944",
            "names no line item",
        ),
        # to come, and nothing calls it a target of a time that is told
        ("JPY15 billion of capital expenditures is expected for FY2016.", "15", "expected"),
        ("Operating income is projected to total JPY6.1 billion.", "6.1", "projected"),
        ("Revenues of JPY157 billion (forecast)", "157", "forecast"),
        ("The budget for revenues is JPY157 billion.", "157", "budget"),
        ("Our operating income target of JPY7.5 billion was cut to JPY5.0 billion.", "7.5", "target"),
        ("Our operating income target of JPY7.5 billion was cut to JPY5.0 billion.", "5.0", "target"),
        ("We expect operating income to be JPY5.0 billion rather than JPY7.5 billion for FY2016.", "5.0", "target"),
        ("Revenue, which was JPY140 billion in FY16, is targeted at JPY176 billion.", "140", "target"),
        ("Revenue, which was JPY140 billion in FY16, is targeted at JPY176 billion.", "176", "target"),
        ("Operating income was JPY2.9 billion, for which we had aimed at JPY3.1 billion.", "3.1", "aimed"),
        ("Operating income, for which we had aimed at JPY3.1 billion, was JPY2.9 billion.", "3.1", "aimed"),
        ("Operating income was JPY2.9 billion, below our target of JPY3.1 billion.", "3.1", "target"),
        # below a heading about another time, or of that time in other words
        ("Results for the Second Quarter\nTotal revenues were JPY37,944 million.", "37,944", "Second Quarter"),
        ("Three Months Results\n\tJPY millions\nTotal revenues\t37,944", "37,944", "Three Months"),
        # a part, and not of what is named behind it
        ("Interest expense was JPY1.5 billion, of which JPY1.1 billion was for capital leases.", "1.1", "item"),
        ("We made principal payments under capital leases and dividends of JPY1,011 million.", "1,011", "dividends"),
        ("IIJ bought back shares of its common stock for JPY1,500 million.", "1,500", "paid"),
        ("SI gross margin recovered and SG&A expenses of JPY20.1 billion were recorded.", "20.1", "item"),
        ("Other income (expenses) came to a net income of JPY213 million.", "213", "one item or two"),
        ("Employees\n- 146 graduates joined in April 2016; about 100 are to join later.", "146", "item"),
        ("Employees\n- 146 graduates joined in April 2016; about 100 are to join later.", "100", "item"),
        ("- GIO P2: large projects won\n- 1H16 revenue: JPY74,123 million", "74,123", "of that of cloud"),
        ("- IIJmio: new plans for calls\n- Revenue: up 13.5% YoY", "13.5%", "of that of mobile"),
        ("Employees\n- Net hiring of around 150 people in 1H16", "150", "net"),
        ("Outsourcing revenue contributed JPY711 million of that increase.", "711", "a part of"),
        (
            "Outsourcing revenue was JPY711 million and Internet connectivity for corporate customers JPY402 million.",
            "402",
            "customers",
        ),
        ("The gross margin of ATM operation turned to a profit of JPY287 million in 1H16.", "287", "item"),
        ("SI gross margin was JPY2,775 million. Its ratio to SI revenues was 10.8%.", "10.8%", "item"),
        (
            "Operating income was JPY1,948 million (up 5.2% YoY) and net income JPY1,112 million in 2Q16.",
            "1,948",
            "2Q16",
        ),
        (
            "Accounts receivable are net of an allowance of JPY74 million and JPY75 million at March 31, 2016 and "
            "September 30, 2016, respectively.",
            "75",
            "beside 74",
        ),
        ("IIJmio gained 37 thousand subscriptions in 2Q16.", "37", "gained"),
        ("Interest expense was JPY1 42 million for 1H16.", "1 42", "characters in it"),
        ("Of other investments, JPY4,570 million were available-for-sale securities.", "4,570", "no line item"),
        (
            "Income tax expense consisted of current taxes of JPY671 million and deferred taxes of JPY283 million.",
            "671",
            "item",
        ),
        (
            "Cloud revenue was JPY2.4 billion in 2Q16. Customers of games, who brought in JPY0.5 billion, left us.",
            "0.5",
            "item",
        ),
        ("NTT DOCOMO posted revenues of JPY2,288 billion in 1H16.", "2,288", "NTT DOCOMO"),
        ("IIJmio gained 37 thousand, compared with 45 thousand in the first quarter.", "45", "beside 37"),
        ("DOCOMO's interconnectivity charge for FY2012 decreased by 56.6%.", "56.6%", "FY2012"),
        ("Capital expenditures\nA7. 3,118 on a consolidated basis at the end of June.", "3,118", "line item"),
        (
            "Results of 2Q16 (three months)\nCapital expenditures: JPY10,412 million (FY2015: JPY8,006 million)",
            "10,412",
            "12",
        ),
        ("Comprehensive income: JPY5,902 million (66.8%)", "(66.8%)", "share"),
        (
            "Operating income missed the target by JPY1.8 billion: JPY0.9 billion from SI, JPY0.6 billion from ATM.",
            "0.6",
            "",
        ),
        (
            "Revenues were JPY37,944 million in 2Q16, up 4.9% QoQ.\n\nSI revenues were JPY12,412 million.",
            "12,412",
            "as what stands above it",
        ),
        (
            "The interconnectivity charge for FY2016 will be fixed; each point better means JPY60 million.",
            "60",
            "a rate, not paid",
        ),
        ("Orders cancelled for systems construction were JPY1,321 million.", "1,321", "cancelled"),
        ("Revenue lost in WAN services was JPY300 million in 1H16.", "300", "lost"),
        ("Depreciation of property and equipment was JPY3,610 million.", "3,610", "depreciation"),
        ("Interest on long-term borrowings was JPY12 million for 1H16.", "12", "interest"),
        ("Deposits for inventories were JPY30 million.", "30", "deposits"),
        ("Total assets less total liabilities were JPY66,082 million.", "66,082", "less"),
        ("Gross margin target\tJPY5.78 billion (up 2.2% YoY)", "5.78", "target"),
        (
            "Cash and cash equivalents at the end of the previous fiscal year were JPY19,569 million.",
            "19,569",
            "end of the previous",
        ),
        ("Two quarters ago, WAN services revenue was JPY6,000 million.", "6,000", "two quarters ago"),
        ("Operating income a year ago was JPY2,563 million.", "2,563", "a year ago"),
        ("Foreign exchange loss was JPY106 million (gain of JPY14 million for 1H15).", "14", "gain"),
        ("Outsourcing services revenue: JPY5,340 million (up 3.8% QoQ)", "5,340", "3 months"),
        ("FY2016 operating income target: JPY7.3 billion -> JPY5.0 billion", "7.3", "arrow"),
        ("Circuit-related costs of network services were JPY19,100 million.", "19,100", "circuit-related"),
        ("Revenues, including the JPY2,052 million from ATM operation, were JPY74,123 million.", "2,052", "a part of"),
        ("Revenues, including the JPY2,052 million from ATM operation, were JPY74,123 million.", "74,123", "a part of"),
        ("SG&A expenses (personnel JPY4,900 million) were JPY9,656 million.", "4,900", "personnel"),
        ("Income tax expense (current: JPY671 million) was JPY954 million.", "671", "current"),
        ("Accumulated depreciation was JPY47,858 million.", "47,858", ""),
        ("1,066 ATMs placed, targeting 1,200 by the end of FY2016.", "1,200", "nothing calls it a target"),
        ("We had a negative impact on operating income of JPY0.2 billion from the delay.", "0.2", "a part of"),
        ("Operating income included JPY0.2 billion of one-off cost.", "0.2", "a part of"),
        ("SI gross margin was hurt by an unprofitable project of JPY0.3 billion.", "0.3", "a part of"),
        ("Compared with 1Q16, SI revenues were up 8.4% to JPY13,401 million.", "8.4%", "another time"),
        ("Compared with 1Q16, SI revenues were up 8.4% to JPY13,401 million.", "13,401", "3 months"),
        ("Borrowings of JPY1,500 million were repaid.", "1,500", "repaid"),
        ("Goodwill of JPY400 million was recognized with the acquisition.", "400", "recognized"),
        (
            "Revenues were JPY37,700 million (JPY36,180 million), and operating income was JPY800 million in 2Q16.",
            "36,180",
            "beside 37,700",
        ),
        # compared with what is not known, or which way
        ("Revenues were JPY37,944 million in 2Q16, 5.2% above the first quarter.", "5.2%", "above the first"),
        ("- Revenues: JPY74,123 million (up 13.7% on the year, up 2.0% QoQ)", "13.7%", "on the year"),
        (
            "Revenues for 2Q16: JPY37,123 million (up JPY9 million from the best one so far, up 2.0% QoQ)",
            "9",
            "from the best",
        ),
        ("Revenues for 1H16 rose by 13.7% from the record.", "13.7%", "from the record"),
        ("- Revenues: JPY74,123 million (up 13.7% YoY, up 2.0% h-o-h)", "2.0%", "h-o-h"),
        ("Personnel, the main part of cost, was JPY1.2 billion.", "1.2", "a part of cost"),
        ("Most of the revenue, JPY21.2 billion, came from network services.", "21.2", "a part of revenue"),
        ("Two thirds of SI revenue was JPY8.1 billion.", "8.1", "a part of SI"),
        ("The main part of cost of network services was JPY5.2 billion.", "5.2", "a part of cost"),
        ("Mobile revenue other than from MVNE was JPY2.1 billion.", "2.1", "without MVNE"),
        ("Apart from MVNE, mobile revenue was JPY2.1 billion.", "2.1", "without MVNE"),
        (
            "We lowered our operating income forecast for FY2016 by JPY2.5 billion to JPY5.0 billion.",
            "2.5",
            "no word that is known tells how",
        ),
        (
            "Network services revenue was up JPY419 million YoY and SI revenue JPY988 million.",
            "988",
            "which a verb tells",
        ),
        ("We plan CAPEX of JPY14.0 billion.", "14.0", "'plan'"),
        ("We intend to increase CAPEX to JPY14.0 billion.", "14.0", "'intend'"),
        ("Operating income is likely to be JPY8.6 billion.", "8.6", "'likely'"),
        (
            "Cost was JPY62,306 million; JPY36,411 million for network services (JPY33,810 million for 1H15).",
            "33,810",
            "beside 36,411",
        ),
        ("We hired 145 new graduates and bought a company with 210 employees.", "210", "acquired"),
        ("SG&A ratio improved by 0.3 points to 12.5%.", "0.3", "'improved'"),
        ("Cost was JPY62,306 million, and our share of the MVNO market was 15.2%.", "15.2%", "a share of a market"),
        ("- Impact of the tax increase on revenue: approx. JPY0.2 billion", "0.2", "a part of revenue"),
        ("- Contribution to revenue: JPY0.2 billion", "0.2", "a part of revenue"),
        ("- Costs in 1H16: personnel +JPY0.4 billion, rent +JPY0.1 billion", "0.4", "personnel"),
        ("- Revenue in 1H16: game JPY0.4 billion, retail JPY1.1 billion", "0.4", "game"),
        ("We expect cloud revenue of JPY15.5 billion and more subscriptions at the end of FY2016.", "15.5", "FY2016"),
        ("Plan to increase the number of employees by over 250 in FY17", "250", "no word that is known tells how"),
        (
            "Cloud revenue target for FY17 of over JPY10 billion, expand Matsue DCP from 16 to 24 modules",
            "16",
            "so many modules",
        ),
        (
            "Revenue in 2Q16 rose JPY402 million (9.0%) from 2Q15 and JPY58 million (1.2%) from 1Q16.",
            "58",
            "which a verb tells",
        ),
        # another place, firm or business, and a cause
        ("In Singapore, revenues increased by 5.0% to JPY640 million.", "640", "of Singapore"),
        ("For Trust Networks, net income was JPY415 million.", "415", "of Trust Networks"),
        ("Operating income was JPY734 million in the ATM operation business.", "734", "of atm operation"),
        ("Net income fell due to higher depreciation of JPY483 million.", "483", "more or less"),
        ("The ten largest customers' share of total revenues was 18.3%.", "18.3%", "nothing tells whose"),
        ("Large game clients' share of cloud revenue declined to 15% from 27%.", "15%", "nothing tells whose"),
        ("The share of network services in total revenues was 57%.", "57%", "nothing tells whose"),
        (
            "Cost of SI in 2Q16 rose JPY439 million (10.8%) from the year before and JPY352 million from the preceding "
            "quarter.",
            "352",
            "no word that is known tells how",
        ),
        ("- Cash: JPY18.9 billion, down JPY2.1 billion from Jun-end", "2.1", "from jun-end"),
        ("- Dividend: JPY22/share", "22", "/share"),
        ("Total revenues: up 4.9% from the previous quarter", "4.9%", "6 months"),
        ("Revenues for 1H16 were JPY74,123 million, up 2.1% QoQ.", "2.1%", "6 months"),
        ("- Operating income: JPY1,948 million (sagged by 24.0% YoY)", "24.0%", "sagged"),
        ("Operating income was JPY1,948 million, a plunge of 24.0% YoY.", "24.0%", "plunge"),
        ("Operating income was JPY1,948 million (\u219324.0% YoY).", "24.0%", "\u2193"),
        # amounts below labels, with words that are not known, or how they compare
        ("Revenues\n\nNet income\n\nJPY157.8 billion surged 12.2% JPY25.2 billion fell 2.2%", "157.8", "below labels"),
        (
            "Revenues\n\nNet income\n\nJPY157 billion JPY5 billion\n\n(up 2% YoY) (surged 6% YoY)",
            "2%",
            "below labels",
        ),
        ("Gross margin: JPY14,123 million (JPY45 million plunge YoY)", "45", "an amount 'by' which"),
        ("Gross margin: JPY14,123 million (3.2% plunge YoY)", "3.2%", "by how much a ratio changed"),
        # below a heading, with words of its own or below a bullet of which nothing is known
        ("Network services\n- 1H16 Wide-area services: up JPY902 million, up 4.2% YoY", "902", "wide"),
        # of years that are not the company's
        # two amounts side by side of what cannot be both
        ("Revenues and operating income were up (FY2015: JPY140.6 billion and JPY6.1 billion).", "140.6", "second"),
        # how far from something else it was
        ("Operating income came in JPY134 million above the target.", "134", "above the"),
        ("SG&A expenses were JPY0.3 billion lower than planned.", "0.3", "planned"),
        # a comparison beside what is unread
        ("Revenue\n- Connectivity lines sold JPY11,791 million (+0.9%).", "(+0.9%)", "beside 11,791"),
        # a ratio that moved by so many per cent
        ("Operating margin fell (-1.2%)", "(-1.2%)", "in points"),
        ("Operating margin was down 1.2%.", "1.2%", "in points"),
        ("Equity ratio fell (-2.2%)", "(-2.2%)", "in points"),
        ("SI gross margin ratio narrowed (1.2%) from 1H15.", "(1.2%)", "which way"),
        # of other accounts, one end of a range
        ("On a non-consolidated basis, operating income was JPY1,500 million.", "1,500", "non-consolidated"),
        ("Operating income of between JPY5.8 billion and JPY6.2 billion is expected for FY2016.", "5.8", "between"),
        ("Operating income of between JPY5.8 billion and JPY6.2 billion is expected for FY2016.", "6.2", "between"),
        ("The gross margin ratio for 1H16 deteriorated by 1.9 points to 16.0%.", "1.9", "which way"),
        # announced then, and not of then
        (
            "We now expect JPY6.0 billion instead of the operating income of JPY7.3 billion announced in May 2016.",
            "7.3",
            "",
        ),
        # a scale, a unit or a share of nobody knows what
        ("Operating income was JPY1,948.", "1,948", "scale"),
        ("Revenues were JPY74,123 million (71.5% achieved).", "71.5%", "share"),
        ("Operating income swelled by 24.0%.", "24.0%", "share"),
        ("Operating income cratered by JPY615 million.", "615", "by"),
        # of something else than what is named
        ("Excluding IIJ-Global, revenues were JPY60,000 million.", "60,000", "Excluding"),
        ("Redemption of short-term borrowings was JPY500 million.", "500", "redemption"),
        ("Internet Multifeed Co. grew and its revenues were JPY6,211 million.", "6,211", "Internet Multifeed Co."),
        ("The affiliate that IIJ founded has 150 employees.", "150", "not the filer"),
        ("- Japanese revenue: JPY60,000 million", "60,000", "'japanese'"),
        ("- Enterprise subscription: 1,030 thousand (up 45 QoQ)", "45", "'enterprise'"),
        # of a part of two items, or of a ratio of them
        ("Depreciation and amortization, part of cost of revenues, was JPY4,120 million.", "4,120", "a part of cost"),
        ("Personnel expenses, a part of SG&A expenses, were JPY3,120 million.", "3,120", "a part of SG&A"),
        ("Personnel expenses in cost of revenues were JPY3,120 million.", "3,120", "together"),
        ("The cost ratio of network services revenue was 81.9%.", "81.9%", "together"),
        ("Order backlog for SI revenues of JPY12,775 million grew.", "12,775", "together"),
        # of another company, or of a place
        ("IIJ Global Solutions has 310 employees.", "310", "of IIJ Global Solutions"),
        ("IIJ America employs 48 engineers.", "48", "of IIJ America"),
        ("hi-ho Inc. had total assets of JPY1,920 million as of September 30, 2015.", "1,920", "of hi-ho Inc."),
        ("IIJ Engineering Inc. posted revenue of JPY3,210 million for 1H16.", "3,210", "of IIJ Engineering"),
        ("Trust Networks Inc. recorded revenues of JPY1,823 million.", "1,823", "of Trust Networks"),
        ("Internet Initiative Europe Inc. grew and its revenues were JPY610 million.", "610", "Europe"),
        ("Capex for 1H16 was CNY 12.5 million in China and JPY9,270 million in Japan.", "9,270", "'china'"),
        ("Capex for 1H16 was JPY9,270 million in Japan.", "9,270", "'japan'"),
        ("Capex was JPY9,270 million for 1H16 in Japan.", "9,270", "'japan'"),
        # of a cause, of a longer name
        (
            "Cost of network services revenue was JPY36,715 million. The increase was because outsourcing-related "
            "costs increased by JPY2.9 billion along with mobile.",
            "2.9",
            "no line item",
        ),
        (
            "Network Services\n\nFY13 Outsourcing: up 9.6% YoY, of which IIJ GIO Hosting Package: up JPY640 million",
            "640",
            "'hosting'",
        ),
        # a month, or a point of a year, that is not told
        ("Total assets were JPY117.8 billion at the end of the previous fiscal year.", "117.8", "end of the previous"),
        ("Total assets were JPY117.8 billion at the beginning of the quarter.", "117.8", "beginning of the quarter"),
        ("The shareholders' equity ratio rose from 57.9% at the end of March to 58.6%.", "57.9%", "'March'"),
        ("Operating income in 1H FY2016.3 was JPY3,060 million.", "3,060", "1H FY2016.3"),
        # what belongs to somebody else, or to another business
        ("Thanks to strong demand for mobile, revenues came to JPY74,123 million.", "74,123", "or of that of mobile"),
        ("The number of MVNE clients was 72, and their subscriptions were 90,000.", "90,000", "their"),
        ("Trust Networks, our subsidiary, recorded operating income of JPY734 million.", "734", "'trust'"),
        ("The equity in net income of JPY137 million for 1H15 was small.", "137", "equity"),
        ("The annual dividend is JPY6.75 per ADS.", "6.75", "ADS"),
        ("On May 13, 2016, IIJ resolved a year-end dividend of JPY11.00 per share.", "11.00", "told on 2016-05-13"),
        ("Growth in total revenue was down 15.0% YoY.", "15.0%", "a percentage"),
        # a base that is not known
        ("- Operating margin improved by 0.3 points on two years ago", "0.3", "'two years' behind"),
        ("- SI revenue grew 4.9% on the prior-year period", "4.9%", "'on the prior-year period' behind"),
        # a word that makes another item
        ("- Net interest expense: JPY109 million", "109", "'net'"),
        ("Net borrowings fell to JPY11,360 million.", "11,360", "'net'"),
        # a month of a year that is not told
        ("- Recurring revenue: JPY64.4 billion (from July to September)", "64.4", "'September'"),
        (
            "Cost and Gross Margin\n\n♦ Network services\n1H16: JPY12,250 million (up 11.4% YoY)",
            "12,250",
            "no line item",
        ),
        # money of a business, and its heading does not say that it is revenue
        ("Cost and Gross Margin\n\n- Network services: JPY12,250 million (up 11.4% YoY)", "12,250", "no line item"),
        ("Orders and Order Backlog\n\n- Systems construction: JPY9,505 million", "9,505", "no line item"),
        # beside what is unread, or either of two ratios
        (
            "[Number of mobile subscriptions (thousand)]\n- Enterprise: 94 thousand subscriptions (up 36 thousand YoY)",
            "36",
            "'enterprise' in its label",
        ),
        # several, and not as many names
        (
            "Total revenues, cost and operating income were JPY7 million and JPY2 million, respectively.",
            "7",
            "together",
        ),
    ],
)
def test_a_number_beside_words_that_are_not_understood_is_unread(sentence: str, printed: str, named: str) -> None:
    assert named in _unread(sentence, printed)


def test_what_stands_below_a_heading_of_the_parent_alone_is_no_figure_of_the_group() -> None:
    table = "(JPY million)\n\t1H15\t1H16\nTotal revenues\t50,000\t52,000\n"
    first = HEAD.count("\n") + 1
    alone = read(f"{HEAD}(Reference) Non-consolidated Financial Results\n\n{table}\nConsolidated Results\n\n{table}")
    assert {f["line"] - first for f in alone.facts if f["line"] >= first} == {10}
    assert [n["reason"][:17] for n in alone.numbers if n["line"] == first + 4] == ["below the heading"] * 2


@pytest.mark.parametrize("line", ["Widgets sold\tJPY2,345 million", "- Widgets sold JPY2,345 million"])
def test_a_label_of_its_own_that_is_not_known_is_no_figure_of_the_heading(line: str) -> None:
    found = read(f"{HEAD}Operating income\n\n{line}\n- FY2015: JPY6,140 million")
    assert [f["printed"] for f in found.facts if f["line"] > HEAD.count("\n")] == ["6,140"]
    assert any("widgets" in n["reason"] for n in found.numbers)


def test_a_count_with_a_fraction_is_in_a_unit_that_is_not_known() -> None:
    assert "fraction" in _unread("- MVNE subscriptions (unit: ten thousand): 58.2 (up 33.1 YoY)", "58.2")
