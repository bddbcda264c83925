"""The compiled patterns of the stages that read, and what is read without one of them."""

from __future__ import annotations

import ast
import importlib
import inspect
import pickle
import pkgutil
import re
import tomllib
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from reading import plain, read

import helpers
from helpers.language.errors import HelpersError
from helpers.reading import cues, headings

STAGES = ("language", "filing", "reading")
_READING = Path(__file__).parents[1] / "reading"
_LOADS = tomllib.loads
_WITNESSES, _FORMS = _READING / "witnesses.toml", _READING / "forms.toml"


class _Never:
    """Stands for a pattern, and matches nothing."""

    def __init__(self, instead_of: re.Pattern[str]) -> None:
        self._pattern = instead_of

    def search(self, *_: Any) -> None:
        return None

    match = fullmatch = search

    def finditer(self, *_: Any) -> Iterator[re.Match[str]]:
        return iter(())

    def findall(self, *_: Any) -> list[str]:
        return []

    def sub(self, _: Any, text: str, *__: Any, **___: Any) -> str:
        return text

    def split(self, text: str, *_: Any, **__: Any) -> list[str]:
        return [text]

    def __getattr__(self, name: str) -> Any:
        return getattr(self._pattern, name)


def rows() -> list[dict[str, Any]]:
    """The public witnesses: those of witnesses.toml, and the forms of forms.toml that are read otherwise without a
    pattern."""
    forms = tomllib.loads(_FORMS.read_text(encoding="utf-8"))["form"]
    own = tomllib.loads(_WITNESSES.read_text(encoding="utf-8"))["pattern"]
    return [*own, *(form for form in forms if "of" in form)]


def plumbing() -> dict[str, str]:
    """The patterns that are no rules of reading, each with what it is instead."""
    return dict(tomllib.loads(_WITNESSES.read_text(encoding="utf-8"))["plumbing"])


@cache
def modules() -> dict[str, ModuleType]:
    """The modules of the stages that read text, by name: 'reading.text'. Those that make a text of a document (HTML,
    PDF) are not among them: their tests compare documents."""
    found: dict[str, ModuleType] = {}
    for stage in STAGES:
        package = importlib.import_module(f"{helpers.__name__}.{stage}")
        for module in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            if ".documents" not in module.name:
                found[module.name.removeprefix(f"{helpers.__name__}.")] = importlib.import_module(module.name)
    return found


def patterns() -> dict[str, re.Pattern[str]]:
    """Every pattern that a module keeps by name: 'reading.text:_DEFINITION', 'language.marks:_AT[noted]' in a dict."""
    found: dict[str, re.Pattern[str]] = {}
    for where, module in modules().items():
        own = _own(module)
        for name, value in vars(module).items():
            if isinstance(value, re.Pattern) and name in own:
                found[f"{where}:{name}"] = value
            elif isinstance(value, dict):
                found |= {f"{where}:{name}[{k}]": v for k, v in value.items() if isinstance(v, re.Pattern)}
    return found


def _own(module: ModuleType) -> set[str]:
    """The names that a module gives, and does not import."""
    nodes = ast.walk(ast.parse(inspect.getsource(module)))
    return {node.id for node in nodes if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)}


@contextmanager
def without(name: str) -> Iterator[None]:
    """Let the pattern of this name match nothing, wherever it is used."""
    where, _, own = name.partition(":")
    own, _, key = own.rstrip("]").partition("[")
    home = vars(modules()[where])
    holders = [home[own]] if key else [home, *_importing(own, home[own], home)]
    kept = holders[0][key or own]
    _forget()
    for holder in holders:
        holder[key or own] = _Never(kept)
    try:
        yield
    finally:
        for holder in holders:
            holder[key or own] = kept
        _forget()


@contextmanager
def without_cue(row: cues.Cue) -> Iterator[None]:
    """Read as if a row of the cues were not there, to see what it is good for."""
    every = cues.rows
    vars(cues)["rows"] = lambda: tuple(other for other in every() if other != row)
    _forget_cues()
    try:
        yield
    finally:
        vars(cues)["rows"] = every
        _forget_cues()


def _forget_cues() -> None:
    for remembering in (cues.cues, cues._MET, headings._worded):
        remembering.cache_clear()


def _importing(name: str, value: object, home: dict[str, Any]) -> list[dict[str, Any]]:
    others = [vars(m) for m in modules().values() if not name.startswith("_")]
    return [names for names in others if names is not home and names.get(name) is value]


def _forget() -> None:
    """Forget what functions of these modules remember of lines that they have read."""
    for module in modules().values():
        for value in list(vars(module).values()):
            if hasattr(value, "cache_clear") and not isinstance(value, type):
                value.cache_clear()


@cache
def _parsed(written: str) -> bytes:
    """A table of TOML, pickled: to parse the vocabulary anew, where it is forgotten, takes most of the time."""
    return pickle.dumps(_LOADS(written))


def facts_in(text: str, head: str, *, roles: bool = False) -> list[str]:
    """What is read of a text below a head, number by number; of a filing that cannot be read, why not. `roles`: also
    what else the numbers of the text are, such as page numbers, and which facts lower their line items."""
    first = head.count("\n") + 1
    try:
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(tomllib, "loads", lambda written: pickle.loads(_parsed(written)))
            found = read(head + text)
    except (HelpersError, LookupError, AttributeError, TypeError, ValueError) as error:  # also for want of a pattern
        return [str(error)]
    others = [f"{n['line']}:{n['start']} {n['printed']} is {n['role']}" for n in found.numbers if roles]
    others += [f"{f['line']}:{f['start']} {f['printed']} is less" for f in found.facts if roles and f["polarity"] < 0]
    return [f"{f['printed']} = {plain(f)}" for f in found.facts if f["line"] >= first] + others
