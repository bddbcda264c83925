"""Words of one's own beside the vocabulary: a TOML file of the same form, merged into `concepts.toml` for one run."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

from helpers.language.errors import HelpersError

_WORDS = ("metric", "subject", "group")
_LISTS = ("aliases", "negative_aliases", "nouns", "negative_groups", "total_of")
_RULES = ("calculation", "roll_forward")


class VocabularyError(HelpersError, ValueError):
    """A vocabulary file that cannot be used; the message says which entry, and what to write."""


def read(path: Path) -> dict[str, Any]:
    """The tables of a file of one's own. Raises VocabularyError with file, entry and remedy."""
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise VocabularyError(f"{path} cannot be read ({error.strerror}): give a TOML file of line items.") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise VocabularyError(f"{path.name} is no TOML: {error}.") from error
    allowed = ("concept", *_WORDS, *_RULES)
    for table, rows in data.items():
        if table not in allowed:
            raise VocabularyError(f"{path.name}: there is no table '{table}'; the tables are {', '.join(allowed)}.")
        if not isinstance(rows, list if table in _RULES else dict):
            raise VocabularyError(f"{path.name}: '{table}' is no table of entries; concepts.toml shows the form.")
    for table in ("concept", *_WORDS):
        for name, row in data.get(table, {}).items():
            _check(path, table, name, row)
    return data


def _check(path: Path, table: str, name: str, row: Any) -> None:
    if table in _WORDS:
        if not _are_texts(row):
            raise VocabularyError(f"{path.name}: {table} '{name}' takes a list of names, as in [\"revenue\"].")
        return
    if not isinstance(row, dict):
        raise VocabularyError(f'{path.name}: write [concept."{name}"], then its entries, each on a line.')
    for key in _LISTS:
        if key in row and not _are_texts(row[key]):
            raise VocabularyError(f'{path.name}: {key} of {name} takes a list of names, as in ["Sales"].')


def _are_texts(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(one, str) and one for one in value)


def merged(data: dict[str, Any], own: dict[str, Any], name: str) -> dict[str, Any]:
    """The vocabulary with what a file adds: lists get longer, other entries take the place of those there are."""
    out: dict[str, Any] = {table: dict(rows) if isinstance(rows, dict) else list(rows) for table, rows in data.items()}
    for table in _WORDS:
        for word, names in own.get(table, {}).items():
            out[table][word] = [*out[table].get(word, ()), *names]
    for rule in _RULES:
        out[rule] += own.get(rule, [])
    for cid, row in own.get("concept", {}).items():
        before = out["concept"].get(cid, {})
        if not before and "label" not in row:
            raise VocabularyError(f"{name}: {cid} is a new line item: give it a label, as in label = 'Sales in Asia'.")
        lists = {key: [*before.get(key, ()), *row[key]] for key in _LISTS if key in row}
        out["concept"][cid] = {**before, **row, **lists}
    return out
