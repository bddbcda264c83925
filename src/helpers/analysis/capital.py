"""What growth took: investment, leases and depreciation against revenue, debt against equity, people and their cost."""

from __future__ import annotations

from helpers.data.dataset import Data
from helpers.data.quantity.quantity import AnyQuantity, ratio


def investment_share(data: Data, period: str) -> AnyQuantity:
    """CAPEX, capital leases included, over revenue."""
    return ratio(data.get("capex", period), data.get("revenue", period))
