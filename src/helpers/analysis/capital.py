"""What growth took: investment, leases and depreciation against revenue, debt against equity, people and their cost."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from helpers.analysis.ratios import level, narrowed
from helpers.dataset import Data
from helpers.quantity import AnyQuantity, ratio


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


def investment_rows(data: Data, periods: Iterable[str]) -> list[dict[str, Any]]:
    """Rows for a table: CAPEX (capital leases included) and depreciation, over revenue and over each other."""
    rows = []
    for period in periods:
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


def balance_rows(data: Data, periods: Iterable[str]) -> list[dict[str, Any]]:
    """Rows for a table: property, borrowings, leases, equity and the equity ratio at the end of each period."""
    return [
        {
            "End of": period.upper(),
            "Property": data.get("assets.property_equipment", period),
            "Borrowings": data.get("liabilities_view.borrowings", period),
            "Capital leases": data.get("liabilities_view.capital_lease", period),
            "Equity": data.get("equity.shareholders", period),
            "Equity ratio": equity_ratio(data, period),
        }
        for period in periods
    ]
