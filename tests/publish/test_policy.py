"""A page's policy names its own scripts by their content, and stands before anything it loads."""

from __future__ import annotations

import base64
import hashlib
import re
from pathlib import Path

import pytest

from helpers.publish import policy
from helpers.publish.course import lessons, slides

LESSONS = lessons.read_all(Path(__file__).parents[2] / "course")


def allowed(page: str) -> set[str]:
    """The scripts that the policy of a page lets run."""
    found = re.search(r'<meta http-equiv="Content-Security-Policy" content="([^"]*)"', page)
    assert found is not None
    assert all(tag not in page[: found.start()] for tag in ("<script", "<link", "<style", "<body"))
    rules = dict(rule.split(" ", 1) for rule in found[1].split("; "))
    assert rules["default-src"] == rules["base-uri"] == "'none'"
    return set(rules["script-src"].split(" "))


def of(script: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()}'"


def test_a_page_may_run_its_own_scripts_and_no_other() -> None:
    assert allowed(policy.meta(["a = 1", "b"])) == {"'self'", of("a = 1"), of("b")}
    assert allowed(policy.guarded("<html><head><title>x</title></head><body>", scripts=True)) == {"'self'"}
    assert allowed(policy.guarded('<html><head lang="en">', scripts=False)) == {"'none'"}


@pytest.mark.parametrize("lesson", LESSONS, ids=lambda lesson: lesson.name)
def test_slides_may_run_what_turns_them(lesson: lessons.Lesson) -> None:
    page = slides.deck(lesson)
    (script,) = re.findall(r"<script>(.*?)</script>", page, re.DOTALL)
    assert allowed(page) == {"'self'", of(script)}
