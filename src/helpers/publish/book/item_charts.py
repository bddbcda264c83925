"""The history of a line item as a small drawing (SVG), written by hand: hundreds of them must cost next to nothing.

Bars from zero show what happened, with the fills that the figures of the notebooks have (`helpers.story.plot`): full
for reported, a tint for derived, grey for published elsewhere; open diamonds are targets, a thin line is an interval
that is wider than its mark. Words take the colour of the text around them: the drawing stands on light and dark.
"""

from __future__ import annotations

import html
import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

WIDE, HIGH = 460, 250
_LEFT, _RIGHT, _TOP, _BOTTOM = 46, 8, 44, 24
_ROOM = 52  # what the name of a year needs
_GREY = "#9A9A9A"
_SEEN = 0.035  # of the axis: a narrower interval is hidden by its mark
KINDS = {"reported": "reported", "derived": "derived", "published": "published elsewhere", "target": "last target"}


@dataclass(frozen=True)
class ChartMark:
    """One value on the drawing, in the unit of the axis: `at` is the name of its period, `kind` one of KINDS."""

    at: str
    kind: str
    value: float
    low: float
    high: float


def svg(periods: Sequence[str], marks: Iterable[ChartMark], title: str, unit: str, shade: str) -> str:
    """The drawing as an SVG element.

    periods  the names on the axis in the order of time, gaps included ('FY2012', or '1Q12' for quarters)
    marks    the values; those of periods not on the axis are left out
    title    what it shows, for those who cannot see it; unit: what the axis counts; shade: the colour of the item
    """
    place = {name: number for number, name in enumerate(periods)}
    drawn = [mark for mark in marks if mark.at in place]
    ticks = _ticks(min([0.0, *(mark.low for mark in drawn)]), max([0.0, *(mark.high for mark in drawn)]))
    step = (WIDE - _LEFT - _RIGHT) / max(len(periods), 1)

    def x(at: str) -> float:
        return _LEFT + (place[at] + 0.5) * step

    def y(value: float) -> float:
        return _TOP + (ticks[-1] - value) / (ticks[-1] - ticks[0]) * (HIGH - _TOP - _BOTTOM)

    parts = [_text(2, 13, unit, "start"), *_legend({mark.kind for mark in drawn}, shade)]
    places = _places(ticks)
    for tick in ticks:
        line = 'stroke-opacity=".55"' if tick == 0 else 'stroke-opacity=".15"'
        parts.append(f'<path d="M{_LEFT} {y(tick):.1f}H{WIDE - _RIGHT}" stroke="currentColor" {line}/>')
        parts.append(_text(_LEFT - 6, y(tick) + 4, f"{tick:,.{places}f}".replace("-", "\u2212"), "end"))
    parts += [_text(at, HIGH - 6, name, "middle") for at, name in _names(periods, step)]
    bar = min(step * 0.68, 34)
    for mark in sorted(drawn, key=lambda one: one.kind == "target"):
        parts.append(_drawn(mark, x(mark.at), y(mark.value), y(0), bar, shade))
        if mark.high - mark.low > _SEEN * (ticks[-1] - ticks[0]):
            parts.append(
                f'<path d="M{x(mark.at):.1f} {y(mark.low):.1f}V{y(mark.high):.1f}" stroke="currentColor" '
                'stroke-width="1.6"/>'
            )
    label = html.escape(title)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDE} {HIGH}" role="img" aria-label="{label}" '
        f'font-family="sans-serif" font-size="13">{"".join(parts)}</svg>'
    )


def alone(drawing: str) -> str:
    """The drawing as a file of its own, dark on white."""
    return drawing.replace("<svg ", f'<svg width="{2 * WIDE}" height="{2 * HIGH}" color="#222222" ', 1).replace(
        ">", f'><rect width="{WIDE}" height="{HIGH}" fill="#ffffff"/>', 1
    )


def _text(x: float, y: float, words: str, anchor: str) -> str:
    return f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}" fill="currentColor">{html.escape(words)}</text>'


def _drawn(mark: ChartMark, x: float, y: float, zero: float, bar: float, shade: str) -> str:
    if mark.kind == "target":
        return _diamond(x, y)
    top, tall = min(y, zero), max(abs(zero - y), 0.6)
    return (
        f'<rect x="{x - bar / 2:.1f}" y="{top:.1f}" width="{bar:.1f}" height="{tall:.1f}" {_fill(mark.kind, shade)}/>'
    )


def _diamond(x: float, y: float) -> str:
    return f'<path d="M{x:.1f} {y - 6:.1f}l6 6-6 6-6-6z" fill="none" stroke="currentColor" stroke-width="1.8"/>'


def _fill(kind: str, shade: str) -> str:
    if kind == "published":
        return f'fill="{_GREY}"'
    tint = ' fill-opacity=".45"' if kind == "derived" else ""
    return f'fill="{shade}"{tint} stroke="{shade}"'


def _legend(kinds: set[str], shade: str) -> list[str]:
    """What the fills mean, of those that are drawn."""
    parts, x = [], 4.0
    for kind, words in KINDS.items():
        if kind not in kinds:
            continue
        if kind == "target":
            parts.append(_diamond(x + 5, 25))
        else:
            parts.append(f'<rect x="{x:.0f}" y="20" width="10" height="10" {_fill(kind, shade)}/>')
        parts.append(_text(x + 16, 29, words, "start"))
        x += 34 + 6.9 * len(words)
    return parts


def _names(periods: Sequence[str], step: float) -> list[tuple[float, str]]:
    """The words below the axis and where they stand: each year's name, of quarters under the middle of the year's."""
    if all(name.startswith("FY") for name in periods):
        shown = [name if step > _ROOM else f"FY{name[-2:]}" for name in periods]
        return [(_LEFT + (at + 0.5) * step, name) for at, name in enumerate(shown)]
    years: dict[str, list[int]] = {}
    for at, name in enumerate(periods):
        years.setdefault(name[2:], []).append(at)
    return [
        (_LEFT + (sum(at) / len(at) + 0.5) * step, f"FY{year}")
        for year, at in years.items()
        if len(at) * step > _ROOM - 14
    ]


def _ticks(low: float, high: float, most: int = 5) -> list[float]:
    """Round numbers that hold both ends, at most so many steps between them."""
    if high <= low:
        return [0.0, 1.0]
    rough = (high - low) / most
    size = 10.0 ** math.floor(math.log10(rough))
    step = next(size * times for times in (1, 2, 2.5, 5, 10) if size * times >= rough * 0.999)
    first, last = math.floor(low / step + 1e-9), math.ceil(high / step - 1e-9)
    return [step * number for number in range(first, last + 1)]


def _places(ticks: Sequence[float]) -> int:
    step = ticks[1] - ticks[0]
    return next((places for places in range(7) if abs(round(step, places) - step) < step * 1e-6), 7)
