"""Which statement a line item belongs to, by the first part of its id."""

from __future__ import annotations

STATEMENTS: dict[str, tuple[str, ...]] = {
    "income": (
        "revenue", "revenue_view", "cost", "cost_view", "costs_and_expenses", "gross_margin", "gross_margin_view",
        "sga_rd", "sga_view", "operating_income", "operating_income_view", "other_income", "other_income_view",
        "income_before_tax", "income_tax", "equity_method_income", "net_income", "net_income_attributable",
        "net_income_noncontrolling", "comprehensive_income", "comprehensive_income_attributable",
        "comprehensive_income_noncontrolling", "oci", "adjusted_ebitda", "depreciation_amortization",
        "impairment_of_intangible_assets", "personnel_cost",
    ),
    "balance sheet": (
        "assets", "assets_view", "liabilities", "liabilities_view", "liabilities_and_equity", "equity",
    ),
    "cash flow": ("cash_flow", "capex", "capex_view"),
    "segments and subsidiaries": (
        "segment_revenue", "segment_operating_income", "atm", "iij_global", "overseas", "cloud_revenue",
        "cloud_revenue_view",
    ),
    "orders": ("orders", "backlog"),
    "contracts and subscriptions": ("contracts", "subscriptions", "contracted_bandwidth", "mvne_clients"),
    "shares and dividends": (
        "shares", "ads", "net_income_per_share", "net_income_per_ads", "dividend_per_share", "dividend_payout_ratio",
        "return_on_equity", "share_repurchase", "stock_split_ratio",
    ),
}  # fmt: skip
OTHER = "other"
_OF = {head: statement for statement, heads in STATEMENTS.items() for head in heads}


def of(concept: str) -> str:
    """The statement of a line item: 'income', 'balance sheet', ...; 'other' for projects, personnel, charges."""
    return _OF.get(concept.partition(".")[0], OTHER)
