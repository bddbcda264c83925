"""What a notebook asks of the tables and is told, so that one can see later whether other tables tell it the same.

In a kernel, `listen` notes each question and a fingerprint of its answer: what is asked of `Data`, of functions that
are a `question`, and files of the data folder that the notebook opens or lists itself. `same` asks all of it again.
What cannot be noted exactly (an answer of an unknown type, an argument that is no JSON) is never the same.
"""

from __future__ import annotations

import hashlib
import json
import os
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import fields, is_dataclass
from datetime import date
from decimal import Decimal
from functools import partial, wraps
from importlib import import_module
from pathlib import Path
from typing import Any, ParamSpec, TypeVar

import numpy as np
import pandas as pd

_FOLDERS = ("raw", "processed")
_FILE, _LISTING = "file", "listing"
_EVENTS = {"open": _FILE, "os.listdir": _LISTING, "os.scandir": _LISTING}
_OF_NO_TABLE = frozenset({"folder", "data_dir", "root", "as_of", "elsewhere", "concepts", "label"})
"""What of `Data` no filing changes. (What is done with a folder, files tell.)"""

P = ParamSpec("P")
T = TypeVar("T")
Opening = Callable[[str, bool], Any]


class _Ear:
    """Notes questions with their answers, each once, into a file, a line of JSON each."""

    def __init__(self, out: Path, folder: Path) -> None:
        self._file = out.open("w", encoding="utf-8")
        self._folder, self._known, self._deaf = folder.resolve(), set[str](), False
        sys.addaudithook(self._hear)

    def data(self, data: Any) -> Any:
        """The same data, noting what is asked of them; those of another folder as they are."""
        return Heard(data, self) if data.folder.resolve() == self._folder else data

    @contextmanager
    def deaf(self) -> Iterator[None]:
        """While an answer is made: the files that it takes are not the notebook's own."""
        before, self._deaf = self._deaf, True
        try:
            yield
        finally:
            self._deaf = before

    def answer(self, asked: list[Any], make: Callable[[], T]) -> T:
        """What `make` comes to, noted."""
        try:
            with self.deaf():
                told = make()
        except Exception as error:
            self.note(asked, partial(_raised, error))
            raise
        self.note(asked, partial(fingerprint, told))
        return told

    def note(self, asked: list[Any], print_of: Callable[[], str]) -> None:
        try:
            key = json.dumps(asked)
        except (TypeError, ValueError):
            key = json.dumps(["?", repr(asked[2:3])])
        if key not in self._known:
            self._known.add(key)
            with self.deaf():
                told = "" if key.startswith('["?"') else print_of()
            self._file.write(json.dumps([key, told]) + "\n")
            self._file.flush()

    def _hear(self, event: str, arguments: tuple[Any, ...]) -> None:
        if self._deaf or event not in _EVENTS or not isinstance(arguments[0], str | bytes | os.PathLike):
            return
        path = Path(os.path.abspath(os.fsdecode(arguments[0])))
        relative = path.relative_to(self._folder) if path.is_relative_to(self._folder) else Path()
        if relative.parts[:1] and relative.parts[0] in _FOLDERS:
            asked = [_EVENTS[event], relative.as_posix()]
            self.note(asked, partial(_of_files, self._folder, *asked))


class Heard:
    """`Data` that notes what is asked of it; asked for what is not there, it fails as `Data` does."""

    def __init__(self, data: Any, ear: _Ear) -> None:
        self._data, self._ear = data, ear

    def __getattr__(self, name: str) -> Any:
        if name in _OF_NO_TABLE:
            return getattr(self._data, name)
        opened = [self._data.as_of, self._data.elsewhere]
        if not callable(getattr(type(self._data), name, None)):
            return self._ear.answer([*opened, name], lambda: getattr(self._data, name))
        asked = getattr(self._data, name)

        @wraps(asked)
        def answer(*arguments: Any, **named: Any) -> Any:
            return self._ear.answer([*opened, name, arguments, named], lambda: asked(*arguments, **named))

        return answer

    def __repr__(self) -> str:
        return str(self.__getattr__("__repr__")())

    def ask(self, function: Callable[..., T], arguments: tuple[Any, ...], named: dict[str, Any]) -> T:
        """What a `question` answers, noted as one."""
        name = f"{function.__module__}:{function.__qualname__}"
        asked = [self._data.as_of, self._data.elsewhere, name, arguments, named]
        return self._ear.answer(asked, lambda: function(self._data, *arguments, **named))


_ear: _Ear | None = None


def listen(out: str, folder: str) -> None:
    """Note from now on, in the file `out`, what this process asks of the data folder `folder`."""
    global _ear
    _ear = _Ear(Path(out), Path(folder))


def heard(data: Any) -> Any:
    """The data for a notebook: noting what is asked of them, where somebody listens."""
    return _ear.data(data) if _ear else data


def question(function: Callable[P, T]) -> Callable[P, T]:
    """A function of data and plain values that a notebook asks as one question: by what it answers, not by what it
    looks at."""

    @wraps(function)
    def ask(*arguments: P.args, **named: P.kwargs) -> T:
        data, *others = arguments
        if isinstance(data, Heard):
            return data.ask(function, tuple(others), named)
        return function(*arguments, **named)

    return ask


# ---- asking again ----------------------------------------------------------------------------------------------


def noted(out: Path) -> dict[str, str]:
    """The fingerprints of the answers in a file of `listen`, by question; none where nothing was noted."""
    lines = out.read_text(encoding="utf-8").splitlines() if out.is_file() else []
    return dict(map(json.loads, lines))


def same(told: Mapping[str, str], folder: Path, opening: Opening) -> bool:
    """Whether the data folder gives the same answer to each question; `opening` opens it by `as_of` and `elsewhere`."""
    return bool(told) and all(told.values()) and all(_again(key, folder, opening) == was for key, was in told.items())


def _again(key: str, folder: Path, opening: Opening) -> str:
    asked = json.loads(key)
    if asked[0] in (_FILE, _LISTING):
        return _of_files(folder, *asked)
    as_of, elsewhere, name, *given = asked
    try:
        data = opening(as_of, elsewhere)
        module, _, function = name.partition(":")
        found = (getattr(import_module(module), function), data) if function else (getattr(data, name),)
        if not given:
            return fingerprint(found[0])
        return fingerprint(found[0](*found[1:], *given[0], **given[1]))
    except Exception as error:
        return _raised(error)


def _raised(error: Exception) -> str:
    return fingerprint(f"{type(error).__name__}: {error}")


def _of_files(folder: Path, what: str, name: str) -> str:
    path = folder / name
    if what == _LISTING:
        return fingerprint(sorted(os.listdir(path)) if path.is_dir() else None)
    return hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else fingerprint(None)


# ---- fingerprints ----------------------------------------------------------------------------------------------


class _UnknownTypeError(TypeError):
    """A value whose whole content cannot be told."""


def fingerprint(value: Any) -> str:
    """A digest of all that a value holds, the same in every process; '' for what holds something of an unknown type."""
    try:
        return _digest(value, {})
    except _UnknownTypeError:
        return ""


def _digest(value: Any, made: dict[int, tuple[Any, str]]) -> str:
    """`made` are immutable objects met before, which quantities share, each with its digest."""
    if id(value) in made:
        return made[id(value)][1]
    kind = type(value).__qualname__
    if value is None or isinstance(value, str | bool | int | float | Decimal | date | np.generic):
        return f"{kind}:{value!r}"
    parts = hashlib.sha256(kind.encode())
    for part in _parts(value):
        parts.update(b"\0" + _digest(part, made).encode())
    digest = parts.hexdigest()
    if is_dataclass(value):
        made[id(value)] = value, digest
    return digest


def _parts(value: Any) -> Iterable[Any]:
    if isinstance(value, Mapping):
        return [part for pair in value.items() for part in pair]
    if isinstance(value, frozenset | set):
        return sorted(value)
    if isinstance(value, list | tuple):
        return value
    if isinstance(value, pd.DataFrame):
        return [value.index, value.columns, *(value.iloc[:, number] for number in range(value.shape[1]))]
    if isinstance(value, pd.Series):
        return [value.name, str(value.dtype), value.index, value.tolist()]
    if isinstance(value, pd.Index):
        order = value.categories.tolist() if isinstance(value, pd.CategoricalIndex) else None
        return [list(value.names), order, value.tolist()]
    if is_dataclass(value):
        return [getattr(value, field.name) for field in fields(value)]
    raise _UnknownTypeError(type(value).__qualname__)
