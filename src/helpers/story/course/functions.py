"""Marking a function: it is called on cases whose right answer has a property that can be tested, and whose wrong ones
have names.

Nothing is looked up: each case is made from a seed, so a function that is right for a few seeds is right. A mistake is
named when it explains every case that failed.
"""

from __future__ import annotations

import copy
import math
import numbers
import signal
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property
from typing import Any, TypeAlias

import pandas as pd

from helpers.story.course.grading import RIGHT, Verdict

Test: TypeAlias = Callable[[Any], bool]
CLOSE = 1e-9
NEAR = 1e-6
PATIENCE = 20
"""Seconds that one call of a student's function may take."""


@dataclass(frozen=True)
class Case:
    """One call: its arguments, whether what comes back is right, and what the known mistakes would give.

    right   told what came back, made plain (see `plain`)
    wrong   by name of the mistake, the value it leads to, or a test of what came back
    shown   the call as a student would write it, for the message
    tells   what is to be said of what came back, right or wrong (a score)
    """

    arguments: tuple[Any, ...]
    right: Test
    wrong: Mapping[str, Any] = field(default_factory=dict)
    shown: str = ""
    may_be_none: bool = False
    tells: Callable[[Any], str] | None = None

    @cached_property
    def mistaken(self) -> dict[str, Any]:
        """`wrong` with its values made plain: a case is marked many times."""
        return {name: value if callable(value) else plain(value) for name, value in self.wrong.items()}


def plain(value: Any) -> Any:
    """A result in plain Python: Series as pairs, tables as rows, arrays as tuples, what is not known as None."""
    if value is None or value is Ellipsis or value is pd.NaT or value is pd.NA:
        return None
    if isinstance(value, bool | int | str):
        return value
    if isinstance(value, numbers.Integral):
        return int(value)
    if isinstance(value, numbers.Real | Decimal):
        return None if math.isnan(value) else float(value)
    if isinstance(value, pd.Series | pd.DataFrame):
        return _plain_table(value)
    if hasattr(value, "tolist"):
        return plain(value.tolist())
    return _plain_container(value)


def _plain_table(value: pd.Series[Any] | pd.DataFrame) -> Any:
    if isinstance(value, pd.DataFrame):
        return tuple(tuple(plain(cell) for cell in row) for row in value.itertuples(index=False))
    return tuple((_key(k), plain(v)) for k, v in zip(value.index.tolist(), value.tolist(), strict=True))


def _plain_container(value: Any) -> Any:
    if isinstance(value, pd.Interval):
        return plain(value.left), plain(value.right)
    if hasattr(value, "low") and hasattr(value, "high"):  # a quantity
        return float(value.low), float(value.high)
    if isinstance(value, Mapping):
        return {_key(k): plain(v) for k, v in value.items()}
    if isinstance(value, set | frozenset):
        return tuple(sorted((plain(v) for v in value), key=repr))
    return tuple(plain(v) for v in value) if isinstance(value, Sequence | Iterator) else value


def _key(label: Any) -> Any:
    return label.lower() if isinstance(label, str) else label


def same(one: Any, other: Any, near: float = CLOSE) -> bool:
    """Whether two plain results agree, numbers within a part of their size."""
    if isinstance(one, bool) or isinstance(other, bool):
        return bool(one) == bool(other) if isinstance(one, bool | int) and isinstance(other, bool | int) else False
    if isinstance(one, int | float) and isinstance(other, int | float):
        return math.isclose(one, other, rel_tol=near, abs_tol=near * 1e-3)
    if isinstance(one, tuple) and isinstance(other, tuple):
        return len(one) == len(other) and all(same(a, b, near) for a, b in zip(one, other, strict=True))
    if isinstance(one, dict) and isinstance(other, dict):
        return one.keys() == other.keys() and all(same(v, other[k], near) for k, v in one.items())
    return bool(type(one) is type(other) and one == other) or (one is None and other is None)


def equals(expected: Any) -> Test:
    """A test for one value."""
    wanted = plain(expected)
    return lambda got: same(got, wanted)


def one_of(*values: Any) -> Test:
    """A test for any of some values that a mistake leads to."""
    wanted = [plain(value) for value in values]
    return lambda got: any(same(got, value, NEAR) for value in wanted)


def in_any_order(*values: Any) -> Test:
    """A test for a pair of ends, whichever comes first."""
    wanted = tuple(sorted(plain(values)))
    return lambda got: same(tuple(sorted(got)), wanted, NEAR)


def grade(function: Any, cases: Iterable[Case], says: Mapping[str, str]) -> Verdict:
    """The verdict on a function; `says` has a sentence for each mistake by name."""
    if not callable(function):
        if function is None or function is Ellipsis:
            return BLANK
        return Verdict("not yet", "Give the function itself: its name without brackets behind it.", "no_function")
    results: list[tuple[Case, Any]] = []
    for case in cases:
        try:
            with _at_most(PATIENCE):
                got = plain(function(*copy.deepcopy(case.arguments)))
        except NotImplementedError:
            return BLANK
        except _Endless:
            said = (
                f"It was still running after {PATIENCE} seconds at {_cut(case.shown)}. Look for a loop that never ends."
            )
            return Verdict("not yet", said, "endless")
        except (Exception, SystemExit) as error:  # whatever a student's function does, the lesson goes on
            return Verdict("not yet", f"It stopped at {_cut(case.shown)} with {_told(error)}.", "error")
        results.append((case, got))
    return judge(results, says)


class _Endless(BaseException):
    """No Exception, so that a student's own `except Exception` lets it through."""


@contextmanager
def _at_most(seconds: float) -> Iterator[None]:
    """Stop what runs longer. Only where the system has an alarm, and only in the main thread (as in a notebook)."""
    if not hasattr(signal, "setitimer") or threading.current_thread() is not threading.main_thread():
        yield
        return

    def ring(*_: object) -> None:
        raise _Endless

    before = signal.signal(signal.SIGALRM, ring)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def judge(results: Sequence[tuple[Case, Any]], says: Mapping[str, str]) -> Verdict:
    """The verdict on what came back, made plain, case by case."""
    failed = [(case, got) for case, got in results if not _tested(case.right, got)]
    if not failed:
        return RIGHT.with_hint(_tells(*results[-1]))
    empty = [case for case, got in failed if got is None and not case.may_be_none]
    if all(got is None for _, got in results):
        return BLANK
    if empty and len(empty) == len(failed):
        return Verdict("not yet", f"It returns nothing at {_cut(empty[0].shown)}.", "nothing")
    return _what_failed(results, failed, says).with_hint(_tells(*failed[0]))


def _tells(case: Case, got: Any) -> str:
    try:
        return case.tells(got) if case.tells else ""
    except (TypeError, ValueError, KeyError, IndexError, AttributeError, OSError) as error:
        return str(error)


BLANK = Verdict("not yet", "Nothing comes back yet. Fill in the dots, and return the result.", "blank")


def _told(error: BaseException) -> str:
    return f"{type(error).__name__}: {str(error)[:200]}" if str(error) else type(error).__name__


def _tested(test: Test, got: Any) -> bool:
    try:
        return bool(test(got))
    except (TypeError, ValueError, KeyError, IndexError, AttributeError, ArithmeticError, OSError):
        return False


def _what_failed(
    results: Sequence[tuple[Case, Any]], failed: list[tuple[Case, Any]], says: Mapping[str, str]
) -> Verdict:
    """The mistake that explains every case that failed; first those that would have failed in no other case."""
    explaining = [name for name in says if all(name in c.wrong and _is(c.mistaken[name], got) for c, got in failed)]
    held = [case for case, got in results if not any(case is one for one, _ in failed)]
    for name in sorted(explaining, key=lambda name: sum(_harms(case, name) for case in held)):
        return Verdict("nearly", f"Nearly: {says[name]}", name)
    case, got = failed[0]
    if not case.arguments:
        return Verdict("not yet", "Not yet.")
    some = "every case" if len(failed) == len(results) else f"{len(failed)} of {len(results)} cases"
    shape = "" if case.tells else f" It gives {_cut(repr(got))} at {_cut(case.shown)}."
    return Verdict("not yet", f"Not yet: wrong in {some}.{shape}")


def _harms(case: Case, name: str) -> bool:
    """Whether a mistake would have gone wrong in a case."""
    wrong = case.mistaken.get(name)
    return name in case.wrong and not callable(wrong) and not _tested(case.right, wrong)


def _is(wrong: Any, got: Any) -> bool:
    return _tested(wrong, got) if callable(wrong) else same(got, wrong, NEAR)


def _cut(text: str) -> str:
    return text if len(text) <= 160 else f"{text[:157]}..."
