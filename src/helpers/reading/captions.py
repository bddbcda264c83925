"""The unit a block is printed in, where its numbers do not say: a caption near it, else how they are printed."""

from __future__ import annotations

import re
from bisect import bisect_right

from helpers.filing.layout import Block
from helpers.language.scales import captions, count_scale

Scale = int | str | None  # a power of ten of yen, '%', or None where nothing tells

_NEAR = 6  # lines between the caption of a unit of counts and its table
_GROUPED = re.compile(r"[0-9],[0-9]{3},[0-9]{3}")


class Captions:
    """Every caption of a unit in a filing."""

    def __init__(self, blocks: list[Block]) -> None:
        self._inside: dict[int, Scale] = {}
        self._lines: dict[int, list[int]] = {}
        self._scales: dict[int, list[Scale]] = {}
        self._counts: dict[int, list[tuple[int, int]]] = {}
        for block in blocks:
            rows = [r for r in block.rows if "(" in r.line.text or ":" in r.line.text]
            for row in rows:
                power = count_scale(row.line.text)
                if power is not None and not row.numbers:
                    self._counts.setdefault(block.section, []).append((row.line.number, power))
            found = [(r.line.number, scale) for r in rows for _, scale in captions(r.line.text)]
            if found:
                self._inside[block.first] = found[0][1]
                self._lines.setdefault(block.section, []).extend(block.first for _ in found)
                self._scales.setdefault(block.section, []).extend(scale for _, scale in found)

    def scale(self, block: Block) -> Scale:
        """The unit captioned in the block, above it in its section, or below it; else by print."""
        if block.first in self._inside:
            return self._inside[block.first]
        lines = self._lines.get(block.section)
        if lines:
            above = bisect_right(lines, block.first)
            return self._scales[block.section][above - 1 if above else 0]
        return _by_print(block)

    def counts(self, block: Block) -> int:
        """The power of ten of the block's counts: captioned right above it or in it, without a currency; else 0."""
        near = [p for line, p in self._counts.get(block.section, ()) if -_NEAR <= line - block.first < len(block.rows)]
        return near[-1] if near else 0

    def power(self, block: Block) -> int:
        """The power of ten of the block's plain numbers; 0 where nothing tells."""
        scale = self.scale(block)
        return scale if isinstance(scale, int) else 0


def _by_print(block: Block) -> Scale:
    """No caption anywhere near: thousands of yen have two commas, millions one, billions one decimal."""
    if not any(r.tokens for r in block.rows):
        return None
    if any(_GROUPED.search(r.line.text) for r in block.rows):
        return 3
    plain = [t for r in block.rows for t in r.numbers if not t.percent]
    if not plain:
        return None
    return 9 if sum(t.places > 0 for t in plain) > sum("," in t.text for t in plain) else 6
