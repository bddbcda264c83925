"""Whether a cell is what its column's Frictionless field says, in the words of the Table Schema standard.

The library itself takes longer to load than our tables to check, in every notebook that saves one; the tests hold
this reading of the standard to the library's.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

_INTEGER = re.compile(r"[+-]?\d+", re.ASCII)
_DATE = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)


def fault_finder(field: Mapping[str, Any]) -> Callable[[str], str]:
    """For one field of a schema: a function that says what is wrong with a cell, '' for a cell that is right."""
    kind, constraints = field["type"], field.get("constraints", {})
    pattern = re.compile(constraints.get("pattern", ".*"), re.DOTALL)

    def fault(cell: str) -> str:
        if not cell:
            return 'constraint "required" is "True"' if constraints.get("required") else ""
        value = _typed(cell, kind)
        if value is None:
            return f'type is "{kind}/default"'
        if "enum" in constraints and value not in constraints["enum"]:
            return f'constraint "enum" is "{constraints["enum"]}"'
        if "minimum" in constraints and value < constraints["minimum"]:
            return f'constraint "minimum" is "{constraints["minimum"]}"'
        return "" if pattern.fullmatch(cell) else f'constraint "pattern" is "{pattern.pattern}"'

    return fault


def _typed(cell: str, kind: str) -> Any:
    """The cell's value; None if it is not of this type."""
    try:
        if kind == "integer":
            return int(cell) if _INTEGER.fullmatch(cell) else None
        if kind == "number":
            return Decimal(cell) if Decimal(cell).is_finite() else None
        if kind == "date":
            return date.fromisoformat(cell) if _DATE.fullmatch(cell) else None
    except (ValueError, InvalidOperation):
        return None
    if kind == "boolean":
        return {"true": True, "false": False}.get(cell)
    return cell
