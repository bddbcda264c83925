"""One colour for one thing in all figures, how a value is known, and what is done to the colour by that."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pandas as pd
from matplotlib.colors import to_hex, to_rgb

from helpers.data.quantity import formats

BLUE, ORANGE, GREEN, SKY, RED, PURPLE, INK = "#0072B2", "#E69F00", "#009E73", "#56B4E9", "#D55E00", "#CC79A7", "#3B3B3B"
PUBLISHED = "#9A9A9A"
TINT = 0.45  # how much of its colour a derived value keeps
COLOURS = {
    "network": BLUE,
    "si": ORANGE,
    "equipment": PURPLE,
    "atm": "#999933",
    "cloud": SKY,
    "mobile": GREEN,
    "consumer": GREEN,
    "iijmio": GREEN,
    "mvne": RED,
    "enterprise": BLUE,
    "others": BLUE,
    "iij_global": PURPLE,
    "wan": PURPLE,
    "charge": RED,
    "expenses": RED,
    "total": INK,
    "all": INK,
    "outcome": INK,
    "first_target": INK,
    "margin": INK,
}
"""Colours by what is drawn (Okabe and Ito's, which colour-blind people can tell apart); all else has the first free."""


def colours(names: Iterable[str] | pd.DataFrame) -> dict[str, str]:
    """A palette for columns: each thing's own colour by its name ('revenue.network' has that of 'network')."""
    free = iter([INK, BLUE, ORANGE, GREEN, RED, SKY, PURPLE])
    found: dict[str, str] = {}
    for name in names:
        parts = str(name).replace(" ", "_").lower().split(".")
        own = next((COLOURS[part] for part in reversed(parts) if part in COLOURS), None)
        found[str(name)] = own or next(shade for shade in free if shade not in found.values())
    return found


def tint(shade: str, keep: float = TINT) -> str:
    """A colour mixed with white."""
    red, green, blue = (1 - keep * (1 - part) for part in to_rgb(shade))
    return str(to_hex((red, green, blue)))


def known_as(quantity: Any) -> str:
    """How a value is known: 'contested', 'target', 'reported', 'derived' or 'published' (elsewhere, or so derived)."""
    if not formats.is_known(quantity):
        return ""
    if getattr(quantity, "contested", False):
        return "contested"
    if "target" in str(getattr(quantity, "scenario", "")):
        return "target"
    basis = str(getattr(quantity, "basis", "reported"))
    return "published" if basis.startswith("published") else basis
