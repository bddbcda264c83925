"""Formulas in words, put together as arithmetic goes on: brackets only where they are needed."""

from __future__ import annotations

_SUM, _PRODUCT, _POWER, _WORD = "sum", "product", "power", "word"
_KINDS = {"+": _SUM, "-": _SUM, "*": _PRODUCT, "/": _PRODUCT, "^": _POWER}


def joined(left: str, sign: str, right: str) -> str:
    """Two formulas with an operator between them: 'a + b', '(a + b) / c', 'a / (b * c)'."""
    first, second = _kind(left), _kind(right)
    if (sign in "*/^" and first == _SUM) or (sign == "^" and first != _WORD):
        left = f"({left})"
    if (second == _SUM and sign != "+") or (second == _PRODUCT and sign == "/"):
        right = f"({right})"
    return f"{left} {sign} {right}"


def negative(formula: str) -> str:
    """A formula with a minus sign before it; one that has it already loses it."""
    if formula.startswith("-"):
        return formula[1:].removeprefix("(").removesuffix(")") if formula.startswith("-(") else formula[1:]
    return f"-{formula}" if _kind(formula) == _WORD else f"-({formula})"


def exponent(number: float) -> str:
    """An exponent as text: '1/6' for a sixth, else its digits."""
    whole = round(1 / number) if number else 0
    return f"1/{whole}" if whole > 1 and abs(number * whole - 1) < 1e-9 else f"{number:.4g}"


def printed(formula: str) -> str:
    """A formula with the signs that readers know: 'a − b × c ÷ d'."""
    for typed, shown in (
        (" - ", " \N{MINUS SIGN} "),
        (" * ", " \N{MULTIPLICATION SIGN} "),
        (" / ", " \N{DIVISION SIGN} "),
    ):
        formula = formula.replace(typed, shown)
    return formula


def _kind(formula: str) -> str:
    """What a formula is outermost: a sum, a product, a power or a single word (a name, a number)."""
    depth, kinds = 0, set()
    for at, sign in enumerate(formula):
        depth += (sign == "(") - (sign == ")")
        if depth == 0 and sign in _KINDS and formula[at - 1 : at] == " " == formula[at + 1 : at + 2]:
            kinds.add(_KINDS[sign])
    if _SUM in kinds or (formula.startswith("-") and not kinds):
        return _SUM
    return _PRODUCT if _PRODUCT in kinds else _POWER if _POWER in kinds else _WORD
