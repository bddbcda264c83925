"""Relations of figures: an identity says how the true values of some variables depend on each other."""

from __future__ import annotations

from dataclasses import dataclass, field

from helpers.evidence import Variable
from helpers.fiscal import Period

LEVEL = "level"


@dataclass(frozen=True, slots=True, eq=False)
class Identity:
    """A relation of true figures. `members` are (variable, weight); `variables` the result, then the members.

    kind 'sum'     result = constant + sum of weight * member
    kind 'ratio'   result = first member / second member
    kind 'growth'  result = first member / second member - 1
    kind 'within'  result = sum of weight * member, times anything within `bounds`: it is checked, but never solved
    `optional` members count as nil where a statement does not print them.

    `by_definition` says that it needs no proof: comparisons, quotients and cumulative periods say what their words
    mean, and so do differences (a margin). A breakdown proves nothing until some filing prints it completely and it
    adds up: it may leave something out. `both_signs` says that the divisor of a growth rate may be negative: then a
    rate beyond 100% says nothing of it, since such a rate is taken against its magnitude.
    """

    rule: str
    kind: str
    result: Variable
    members: tuple[tuple[Variable, int], ...]
    by_definition: bool
    optional: frozenset[str] = frozenset()
    constant: float = 0.0
    both_signs: bool = False
    bounds: tuple[float, float] = (1.0, 1.0)
    variables: tuple[Variable, ...] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "variables", (self.result, *(variable for variable, _ in self.members)))


def level(concept: str, scenario: str, period: Period) -> Variable:
    """The variable of a level."""
    return Variable(concept, LEVEL, scenario, period.start, period.end)
