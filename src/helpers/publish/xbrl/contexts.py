"""The contexts and units that the tags of a document refer to."""

from __future__ import annotations

from helpers.publish.xbrl.elements import DIMENSIONS, ENTITY, ENTITY_SCHEME, PREFIX, UNITS, FactRow


class Resources:
    """Contexts and units, each made once, in the order they are first asked for."""

    def __init__(self) -> None:
        self._contexts: dict[str, str] = {}
        self._units: dict[str, str] = {}

    def context(self, row: FactRow) -> str:
        """The id of a fact's context: its period, and its members of the dimensions."""
        return self._contexts.setdefault(_context(row), f"c{len(self._contexts) + 1}")

    def unit(self, unit: str) -> str:
        """The id of a unit of facts.csv."""
        return self._units.setdefault(_unit(unit), f"u-{unit.replace('/', '-per-')}")

    def xml(self) -> str:
        """All of them, as elements."""
        contexts = [f'<xbrli:context id="{key}">{body}</xbrli:context>' for body, key in self._contexts.items()]
        units = [f'<xbrli:unit id="{key}">{body}</xbrli:unit>' for body, key in self._units.items()]
        return "\n".join([*contexts, *units])


def _context(row: FactRow) -> str:
    dates = (
        f"<xbrli:startDate>{row.period_start}</xbrli:startDate><xbrli:endDate>{row.period_end}</xbrli:endDate>"
        if row.period_start
        else f"<xbrli:instant>{row.period_end}</xbrli:instant>"
    )
    members = "".join(
        f'<xbrldi:explicitMember dimension="{PREFIX}:{axis}">{PREFIX}:{row.members[axis]}</xbrldi:explicitMember>'
        for axis in DIMENSIONS
        if axis in row.members
    )
    scenario = f"<xbrli:scenario>{members}</xbrli:scenario>" if members else ""
    return (
        f'<xbrli:entity><xbrli:identifier scheme="{ENTITY_SCHEME}">{ENTITY}</xbrli:identifier></xbrli:entity>'
        f"<xbrli:period>{dates}</xbrli:period>{scenario}"
    )


def _unit(unit: str) -> str:
    known = UNITS[unit]
    above = f"<xbrli:measure>{known.numerator}</xbrli:measure>"
    if not known.denominator:
        return above
    below = f"<xbrli:measure>{known.denominator}</xbrli:measure>"
    return (
        f"<xbrli:divide><xbrli:unitNumerator>{above}</xbrli:unitNumerator>"
        f"<xbrli:unitDenominator>{below}</xbrli:unitDenominator></xbrli:divide>"
    )
