"""Relations of figures: an identity says how the true values of some variables depend on each other."""

from __future__ import annotations

from collections import deque
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field

from helpers.language.calendar import Period
from helpers.proof.evidence import Variable

LEVEL = "level"


@dataclass(slots=True, eq=False)  # made by the ten thousands: freezing would make each take four times as long
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
        self.variables = (self.result, *[variable for variable, _ in self.members])


def level(concept: str, scenario: str, period: Period) -> Variable:
    """The variable of a level."""
    return Variable(concept, LEVEL, scenario, period.start, period.end)


def telling(rules: Sequence[Identity], known: Collection[Variable]) -> list[Identity]:
    """The rules that can say anything where only these variables are known, in their order.

    A rule speaks once all its variables but one are known, and makes that one known to the others. One that leaves
    two open in the end bounds nothing and checks nothing, unless what it leaves open counts as nil.
    """
    at_of: dict[Variable, list[int]] = {}
    left_open: list[int] = []
    for at, rule in enumerate(rules):
        missing = {variable for variable in rule.variables if variable not in known}
        left_open.append(len(missing))
        for variable in missing:
            at_of.setdefault(variable, []).append(at)
    speaking = deque(at for at, count in enumerate(left_open) if count <= 1)
    while speaking:
        for variable in rules[speaking.popleft()].variables:
            for at in at_of.pop(variable, ()):
                left_open[at] -= 1
                if left_open[at] == 1:
                    speaking.append(at)
    return [rule for rule, count in zip(rules, left_open, strict=True) if count <= 1 or _all_known(rule, known)]


def _all_known(rule: Identity, known: Collection[Variable]) -> bool:
    """Whether all that is not known of an identity counts as nil."""
    return all(variable in known or variable.concept in rule.optional for variable in rule.variables)
