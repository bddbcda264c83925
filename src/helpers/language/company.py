"""Which company's filings are read: its calendar, currency and names, and where its words stand (`companies/`).

One company is in force at a time, in the whole process: `use` puts another in its place, and what was remembered of
the first is forgotten. Threads take turns.
"""

from __future__ import annotations

import calendar
import re
import threading
import tomllib
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache, lru_cache, wraps
from pathlib import Path
from typing import Any, Protocol, TypeVar, cast

from helpers import companies
from helpers.language.errors import HelpersError

FILE = "company.toml"
OWN = "company"
"""The folder beside the texts of a company that describes it."""
MONEY = "JPY"
"""How the vocabulary and the readers spell the company's own money, whatever it is."""
_MONTHS = tuple(calendar.month_name)[1:]


class CompanyError(HelpersError, ValueError):
    """A company's data that cannot be used; the message says which file, what is wrong and what to write."""


@dataclass(frozen=True, slots=True)
class Company:
    """What the code must know of a company beside its words.

    folder        where its files are
    publisher     what filings.csv calls it
    named_by      what its own filings call it in their first lines, in any case
    called        words that mean it there as they are written: its short name, also misread, its code at an exchange
    year_begins   the month that fiscal year N begins in, counted from January of the year N: 3 is April of N, 0 is
                  January, -6 July of the year before, for a fiscal year that is called by the year it ends in
    currency      the ISO code of the money that its figures are in; `signs` and `words` are other ways to write it
    adjusted_at   decimals (-6: millions) of figures that it adjusts so that columns add up: each may be one unit off,
                  and not half of one
    uncaptioned   what the numbers of its charts are printed in where no caption is near, by how they look: 'one_comma'
                  (6 for millions), 'decimals'; elsewhere such amounts stay unread
    misspelled    words as the conversion of its filings misreads them, and what they are
    """

    folder: Path
    name: str
    publisher: str
    named_by: tuple[str, ...]
    called: tuple[str, ...]
    year_begins: int
    currency: str
    signs: tuple[str, ...]
    words: tuple[str, ...]
    adjusted_at: tuple[int, ...]
    uncaptioned: dict[str, int]
    misspelled: dict[str, str]

    def file(self, name: str) -> Path:
        """One of its files, whether there is one or not, as in file("concepts.toml")."""
        return self.folder / name


def in_its_money(text: str) -> str:
    """Words about amounts of a company of yen ('JPY million', 'base units (yen)') as they are of the one in force."""
    ours = current()
    if ours.currency == MONEY:
        return text
    word = next(iter(ours.words), ours.currency)
    return re.sub(r"\byen\b", word, text.replace(MONEY, ours.currency))


def in_words(unit: str) -> str:
    """A unit of the tables as the vocabulary spells it, the inverse of `in_tables`."""
    code = current().currency
    return MONEY + unit.removeprefix(code) if unit == code or unit.startswith(f"{code}/") else unit


def table(name: str, instead: Path | None = None) -> dict[str, Any]:
    """The tables of one of the company's files, as in table("splits.toml"), none where it has no such file; or those of
    the file `instead`."""
    path = instead or current().file(name)
    return tomllib.loads(path.read_text(encoding="utf-8")) if instead or path.is_file() else {}


class _Remembering(Protocol):
    def cache_clear(self) -> None: ...


Remembered = TypeVar("Remembered", bound=_Remembering)
Function = TypeVar("Function", bound=Callable[..., Any])
_SHORT = 200  # characters
_forgets: list[Callable[[], None]] = []
_turn = threading.RLock()


def kept(remembering: Remembered) -> Remembered:
    """Mark what a function remembers (`functools.cache`) as of the company in force: `use` makes it forget."""
    _forgets.append(remembering.cache_clear)
    return remembering


def kept_short(most: int) -> Callable[[Function], Function]:
    """Remember what a function makes of `most` short texts, its first argument, for the company in force: of longer
    texts it is made anew, as they hardly come twice."""

    def remember(function: Function) -> Function:
        remembered = kept(lru_cache(most)(function))

        @wraps(function)
        def found(text: str, *more: Any) -> Any:
            return (remembered if len(text) <= _SHORT else function)(text, *more)

        vars(found)["cache_clear"] = remembered.cache_clear
        return cast(Function, found)

    return remember


@kept
@cache
def in_tables(unit: str) -> str:
    """A unit of the vocabulary as the tables write it: 'JPY/share' is 'EUR/share' for a company of euros."""
    own = unit == MONEY or unit.startswith(f"{MONEY}/")
    return current().currency + unit.removeprefix(MONEY) if own else unit


def load(which: str | Path) -> Company:
    """A company by the name of its folder in `companies/` ("iij"), or by the path of a folder of one's own.

    Raises CompanyError.
    """
    folder = companies.FOLDER / which if (companies.FOLDER / which / FILE).is_file() else Path(which).resolve()
    path = folder / FILE
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError:
        names = ", ".join(sorted(found.parent.name for found in companies.FOLDER.glob(f"*/{FILE}")))
        raise CompanyError(
            f"{which}: there is no {FILE} there. Name a company that is known ({names}), or a folder with its {FILE}."
        ) from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise CompanyError(f"{path} is no TOML: {error}.") from error
    try:
        return _described(folder, table)
    except (KeyError, TypeError, AttributeError, ValueError) as error:
        said = f"it has no {error}" if isinstance(error, KeyError) else str(error)
        raise CompanyError(f"{path}: {said}. companies/iij/{FILE} shows what it may say.") from error


def of_folder(folder: Path, otherwise: str = "") -> Company:
    """Whose filings a folder holds: the company that its subfolder `company` describes, else `otherwise`, as for
    `load`, else the company that is read where none is named. Raises CompanyError."""
    own = Path(folder) / OWN
    return load(own) if own.is_dir() else load(otherwise or companies.DEFAULT)


def _described(folder: Path, table: dict[str, Any]) -> Company:
    year, money = table["fiscal_year"], table["currency"]
    if year["begins"] not in _MONTHS or year["called_by"] not in {"start", "end"}:
        raise ValueError("fiscal_year takes begins = 'April', a month, and called_by = 'start' or 'end'")
    if len(money["code"]) != 3 or not money["code"].isupper():
        raise ValueError(f"currency.code is {money['code']!r}; write three capital letters, as 'EUR'")
    month = _MONTHS.index(year["begins"])
    return Company(
        folder,
        table["name"],
        table.get("publisher", table["name"]),
        tuple(table.get("named_by", [table["name"]])),
        tuple(table.get("called", ())),
        month - 12 if month and year["called_by"] == "end" else month,
        money["code"],
        tuple(money.get("signs", ())),
        tuple(money.get("words", ())),
        tuple(money.get("adjusted_at", ())),
        dict(money.get("uncaptioned", {})),
        dict(table.get("misspelled", {})),
    )


_in_force: list[Company] = []


def current() -> Company:
    """The company whose filings are read."""
    return _in_force[-1]


def either(words: Iterable[str]) -> str:
    """A pattern of any of these words, the longest first; of nothing where there are none."""
    return "|".join(map(re.escape, sorted(words, key=len, reverse=True))) or r"(?!)"


@kept
@cache
def _names() -> re.Pattern[str]:
    return re.compile(rf"(?i:{either(current().named_by)})|\b(?:{either(current().called)})\b")


@kept
@cache
def _money() -> re.Pattern[str]:
    ours = current()
    return re.compile(rf"{either((ours.currency, *ours.signs))}|\b(?:{either(ours.words)})\b", re.IGNORECASE)


def named_in(text: str) -> re.Match[str] | None:
    """Where a line names the company in force first."""
    return _names().search(text)


def tells_its_money(text: str) -> bool:
    """Whether a text says anywhere that its amounts are in the company's money."""
    return _money().search(text) is not None


@contextmanager
def use(company: Company) -> Iterator[Company]:
    """Read the filings of a company, within a `with`: its words, its calendar, its money."""
    with _turn:
        changes = company != current()
        _in_force.append(company)
        if changes:
            _forget()
        try:
            yield company
        finally:
            _in_force.pop()
            if changes:
                _forget()


def _forget() -> None:
    for forget in _forgets:
        forget()


_in_force.append(load(companies.DEFAULT))
