"""What growth took: investment, leases and depreciation against revenue, debt against equity, people and their cost."""

from __future__ import annotations

from helpers.data.dataset import Data
from helpers.data.quantity.quantity import AnyQuantity, ratio


def debt(data: Data, period: str) -> AnyQuantity:
    """Borrowings and capital lease obligations at the end of a period."""
    return data.get("liabilities_view.borrowings", period) + data.get("liabilities_view.capital_lease", period)


def investment_share(data: Data, period: str) -> AnyQuantity:
    """CAPEX, capital leases included, over revenue."""
    return ratio(data.get("capex", period), data.get("revenue", period))
