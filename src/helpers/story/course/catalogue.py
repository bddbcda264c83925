"""The exercises as rows of `exercises.toml`: what each asks, how long it takes, its hints and its named mistakes."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib import resources


@dataclass(frozen=True)
class Exercise:
    """One exercise. `minutes` is what a class needs; `hints` are three, each stronger than the one before.

    mistakes    by name, what to say to who makes it
    pipeline    marking it runs the pipeline, which takes a second or more
    seeds       on the cases of how many seeds a function is tried
    """

    name: str
    lesson: int
    minutes: int
    title: str
    hints: tuple[str, str, str]
    mistakes: Mapping[str, str] = field(default_factory=dict)
    pipeline: bool = False
    seeds: int = 3


@cache
def exercises() -> dict[str, Exercise]:
    """All exercises by name, in the order of the lessons."""
    text = resources.files("helpers.story.course").joinpath("exercises.toml").read_text(encoding="utf-8")
    rows = tomllib.loads(text)["exercise"]
    return {name: Exercise(**{**row, "name": name, "hints": tuple(row["hints"])}) for name, row in rows.items()}
