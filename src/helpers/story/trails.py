"""Where the numbers of an output come from, kept beside it, so that the book can lay the way back open.

An output (a sentence, a table, a chart) carries its trails in its metadata: `numbers` has an entry for each of its
links to a filing, in their order: the place of a node in `nodes`, or None for a link that is no number. A node is
one quantity: what it is called, its value as text, and either the fact that prints it (`reported`), the publication
that does (`published`), or how it was worked out and the nodes of what it was worked out from. `references` are
figures published elsewhere: id, publisher, day and address, all of it text from outside, and the row of their table.
`helpers.publish.book.ways_back` makes pages of them.
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Any

from helpers.data.quantity import formats, formulas
from helpers.data.quantity.reference import PRINTED, Reference
from helpers.story import sources

MOST_FACTS = 24


class Trails:
    """The trails of one output, each quantity once."""

    def __init__(self) -> None:
        self.nodes: list[dict[str, Any]] = []
        self.numbers: list[int | None] = []
        self._known: dict[Any, int] = {}

    def number(self, quantity: Any) -> int:
        """Note that the next link is this quantity; returns its node."""
        node = self.node(quantity)
        self.numbers.append(node)
        return node

    def passage(self) -> None:
        """Note that the next link is no number but leads to a passage."""
        self.numbers.append(None)

    def node(self, quantity: Any) -> int:
        """The node of a quantity; what it was worked out from is noted with it."""
        if quantity not in self._known:
            inputs = [self.node(one) for one in getattr(quantity, "inputs", ())]
            self._known[quantity] = len(self.nodes)
            self.nodes.append(_node(quantity, inputs))
        return self._known[quantity]

    def metadata(self) -> dict[str, Any]:
        """What the output carries; empty where it has no links."""
        return {"numbers": self.numbers, "nodes": self.nodes} if self.numbers or self.nodes else {}


def _node(quantity: Any, inputs: list[int]) -> dict[str, Any]:
    printed = quantity.basis in PRINTED
    formula, working = str(quantity.formula or ""), str(getattr(quantity, "working", "") or "")
    named = printed or working or not inputs
    made = "" if printed else working or (formula if inputs else "")
    facts = [] if inputs and not printed else list(quantity.fact_ids)
    published = [] if quantity.basis == "reported" or (inputs and not printed) else sources.references_of(quantity)
    node = {
        "name": formula if named else "",
        "text": _text(quantity),
        "range": formats.range_of(quantity),
        "narrowed": bool(formats.narrowed(quantity)),
        "made": formulas.printed(made),
        "inputs": [] if printed else inputs,
        "facts": facts[:MOST_FACTS],
        "more": max(0, len(facts) - MOST_FACTS) + max(0, len(published) - MOST_FACTS),
        "references": [_reference(one) for one in published[:MOST_FACTS]],
        "reported": quantity.basis == "reported",
        "published": quantity.basis == "published",
    }
    return {name: value for name, value in node.items() if value}


def _reference(reference: Reference) -> dict[str, Any]:
    """A figure published elsewhere as plain text from outside: escape it where it is shown."""
    return {
        "id": reference.reference_id,
        "publisher": reference.publisher,
        "day": reference.announced_on,
        "address": reference.source,
        "said": sources.publication(reference),
        "line": reference.line,
    }


def _text(quantity: Any) -> str:
    """The value, as finely as its interval beside it where it would else be rounded out of what it was printed as."""
    text, beside = formats.write(quantity), formats.range_of(quantity)
    if not beside or formats.narrowed(quantity):
        return text
    scale = formats.scale_of(quantity.unit, float(quantity.value))
    shown, ends = _numbers(text), _numbers(beside)
    if len(shown) != 1 or len(ends) != 2 or ends[0] <= shown[0] <= ends[1]:
        return text
    return formats.write(quantity, scale=scale, decimals=-int(ends[0].as_tuple().exponent))


def _numbers(text: str) -> list[Decimal]:
    plain = text.replace(formats.MINUS, "-").replace(",", "")
    return [Decimal(number) for number in re.findall(r"-?\d+(?:\.\d+)?", plain)]
