"""What the acquisition of IIJ-Global bought: organic growth, its share and margin, what is being written off.

IIJ-Global is consolidated from 1 September 2010, so the nine months of FY2010 hold one month of 2Q10 and all of
3Q10. The month's revenue is not printed. Its SG&A is, and gives the scale: see `september_2010`.
"""

from __future__ import annotations

from dataclasses import dataclass

from helpers.data.dataset import Data
from helpers.data.quantity.quantity import AnyQuantity, Missing, Quantity, growth, ratio

MONTHS = (("2q10", 1), ("3q10", 3), ("4q10", 3), ("1q11", 3), ("2q11", 3), ("3q11", 3))
THIRD = 1 / 3


@dataclass(frozen=True)
class Growth:
    """Growth of revenue as reported, without IIJ-Global, and the same under the widest bound."""

    reported: AnyQuantity
    organic: AnyQuantity
    organic_at_most_unsure: AnyQuantity

    @property
    def bought(self) -> AnyQuantity:
        """The part of the reported growth, in points of it, that came with the acquisition."""
        return (self.reported - self.organic).with_unit("points")


def last_year(data: Data) -> str:
    """The last fiscal year whose revenue of WAN services is known; the first one after the purchase if none is."""
    known = [name for name in data.periods("revenue.network.wan", months=12) if name.startswith("fy")]
    return max([*known, "fy2011"])


def month_share(data: Data) -> AnyQuantity:
    """The share of a quarter that the one month brought: between what its SG&A says and as far on the other side.

    SG&A of the month over that of 3Q10 is one end; a third of a quarter is the value; the other end lies as far from
    a third as the first. Missing where either SG&A is unknown.
    """
    printed = ratio(data.get("iij_global.sga", "2q10"), data.get("iij_global.sga", "3q10"))
    if not isinstance(printed, Quantity):
        return printed
    reach = max(abs(printed.low - THIRD), abs(printed.high - THIRD))
    return Quantity(
        THIRD,
        THIRD - reach,
        THIRD + reach,
        "ratio",
        printed.period_start,
        printed.period_end,
        fact_ids=printed.fact_ids,
        formula="the month's share of a quarter",
        working=f"a third, as far off on either side as {printed.formula}",
        inputs=printed.inputs,
    )


def september_2010(data: Data) -> AnyQuantity:
    """Revenue of IIJ-Global in the one month of 2Q10 that was consolidated: a share of that of 3Q10."""
    quarter = data.get("iij_global.revenue", "3q10")
    return (month_share(data) * quarter).over("2010-09-01", "2010-09-30")


def september_2010_at_most_unsure(data: Data) -> AnyQuantity:
    """The same with nothing assumed but that a month brings between nothing and as much as the quarter after it."""
    quarter = data.get("iij_global.revenue", "3q10")
    if not isinstance(quarter, Quantity):
        return quarter
    return Quantity(
        quarter.value / 3,
        0,
        quarter.high,
        quarter.unit,
        "2010-09-01",
        "2010-09-30",
        fact_ids=quarter.fact_ids,
        formula="IIJ-Global revenue of September 2010, from nothing to a whole quarter",
        inputs=(quarter,),
    )


def nine_months(data: Data) -> Growth:
    """Growth of the first nine months of FY2011 over those of FY2010, with and without IIJ-Global."""
    now, before = data.get("revenue", "9m11"), data.get("revenue", "9m10")
    acquired_now = data.get("iij_global.revenue", "9m11")
    quarter = data.get("iij_global.revenue", "3q10")
    dates = before.period_start, before.period_end
    acquired_before = (september_2010(data) + quarter).over(*dates)
    widest = (september_2010_at_most_unsure(data) + quarter).over(*dates)
    rest_now = (now - acquired_now).over(now.period_start, now.period_end)
    rest_before = (before - acquired_before).over(*dates)
    return Growth(
        reported=growth(now, before),
        organic=growth(rest_now, rest_before),
        organic_at_most_unsure=growth(rest_now, (before - widest).over(*dates)),
    )


def share(data: Data, item: str, period: str = "9m11") -> AnyQuantity:
    """IIJ-Global's share of the group's 'revenue', 'cost' or 'operating_income'; SG&A is compared with SG&A and R&D."""
    group = "sga_rd" if item == "sga" else item
    return ratio(data.get(f"iij_global.{item}", period), data.get(group, period))


def rest(data: Data, item: str, period: str = "9m11") -> AnyQuantity:
    """The group without IIJ-Global."""
    whole = data.get(item, period)
    return (whole - data.get(f"iij_global.{item}", period)).over(whole.period_start, whole.period_end)


def growth_over(data: Data, first: str, last: str) -> AnyQuantity:
    """Growth of IIJ-Global's revenue from one quarter to another."""
    return growth(data.get("iij_global.revenue", last), data.get("iij_global.revenue", first))


def operating_margin(data: Data, whose: str, period: str = "9m11") -> AnyQuantity:
    """Operating income over revenue of 'iij_global', of the 'rest' of the group, or of the 'group'."""
    if whose == "rest":
        return ratio(rest(data, "operating_income", period), rest(data, "revenue", period))
    prefix = "iij_global." if whose == "iij_global" else ""
    return ratio(data.get(f"{prefix}operating_income", period), data.get(f"{prefix}revenue", period))


def amortised(data: Data) -> AnyQuantity:
    """Amortisation of IIJ-Global's customer relationships from the acquisition to the last quarter printed."""
    known = [data.get("iij_global.customer_relationships_amortization", period) for period, _ in MONTHS]
    total = known[0]
    for quantity in known[1:]:
        total = total + quantity
    return total


def intangibles_bought(data: Data) -> AnyQuantity:
    """Goodwill and customer relationships at the acquisition: today's balances and what was written off since.

    Assumes that goodwill was not changed and nothing was added between the acquisition and the balance sheet.
    """
    goodwill = data.get("assets_view.goodwill.iij_global", "3q11")
    customers = data.get("assets_view.customer_relationships.iij_global", "3q11")
    bought = goodwill + customers + amortised(data)
    return bought if isinstance(bought, Missing) else bought.over("", "2010-09-01")


def years_left(data: Data) -> AnyQuantity:
    """How many years the customer relationships last at the latest quarter's amortisation, a plain number."""
    quarter = data.get("iij_global.customer_relationships_amortization", "3q11")
    balance = data.get("assets_view.customer_relationships.iij_global", "3q11")
    return ratio(balance, quarter * 4).with_unit("years")


def after_amortisation(data: Data, period: str = "9m11") -> AnyQuantity:
    """IIJ-Global's operating income less the amortisation of its customer relationships.

    The right figure if the printed operating income is before it; the filing does not say which it is.
    """
    income = data.get("iij_global.operating_income", period)
    written_off = data.get("iij_global.customer_relationships_amortization", period)
    return (income - written_off).over(income.period_start, income.period_end)
