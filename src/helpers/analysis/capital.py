"""What growth took: investment, leases and depreciation against revenue, debt against equity, people and their cost."""

from __future__ import annotations

from typing import Any

from helpers.analysis import horizon
from helpers.analysis.ratios import level, narrowed
from helpers.data.dataset import Data
from helpers.data.quantity.quantity import AnyQuantity, ratio


def debt(data: Data, period: str) -> AnyQuantity:
    """Borrowings and capital lease obligations at the end of a period."""
    return data.get("liabilities_view.borrowings", period) + data.get("liabilities_view.capital_lease", period)


def equity_ratio(data: Data, period: str) -> AnyQuantity:
    """IIJ shareholders' equity over total assets, narrowed by the ratio a filing prints."""
    worked_out = ratio(data.get("equity.shareholders", period), data.get("assets", period))
    return narrowed(worked_out, data.printed("equity.shareholders", period, measure="share"))


def investment_share(data: Data, period: str) -> AnyQuantity:
    """CAPEX, capital leases included, over revenue."""
    return ratio(data.get("capex", period), data.get("revenue", period))


def debt_span(data: Data) -> tuple[str, str]:
    """The latest two dates a year apart for which debt and the equity ratio are known; else FY2015 and FY2016."""
    told = (debt, equity_ratio)
    return horizon.latest_pair(data, lambda *ends: [of(data, end) for of in told for end in ends], ("fy2015", "fy2016"))


def investment_rows(data: Data) -> list[dict[str, Any]]:
    """Rows for a table: CAPEX (capital leases included) and depreciation, over revenue and over each other.

    One for each fiscal year, or what there is of one, for which either is known.
    """
    rows = []
    for period in horizon.spans(data, "capex", "depreciation_amortization"):
        capex, worn = data.get("capex", period), level(data, "depreciation_amortization", period)
        revenue = data.get("revenue", period)
        rows.append(
            {
                "Period": period.upper(),
                "CAPEX": capex,
                "By capital leases": data.get("capex.capital_leases", period),
                "Depreciation": worn,
                "CAPEX of revenue": ratio(capex, revenue),
                "Depreciation of revenue": ratio(worn, revenue),
                "CAPEX to depreciation": ratio(capex, worn).with_unit("times"),
            }
        )
    return rows


def balance_rows(data: Data) -> list[dict[str, Any]]:
    """Rows for a table: property, borrowings, leases, equity and the equity ratio at the end of each known quarter."""
    return [
        {
            "End of": period.upper(),
            "Property": data.get("assets.property_equipment", period),
            "Borrowings": data.get("liabilities_view.borrowings", period),
            "Capital leases": data.get("liabilities_view.capital_lease", period),
            "Equity": data.get("equity.shareholders", period),
            "Equity ratio": equity_ratio(data, period),
        }
        for period in horizon.balances(data, "equity.shareholders")
    ]
