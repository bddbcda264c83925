"""Lines of our own in forms that public filings print, and what is rightly read of them (forms.toml)."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest
from patterns import facts_in
from test_cues import HEAD, PUBLIC

FORMS: list[dict[str, Any]] = tomllib.loads(Path(__file__).with_name("forms.toml").read_text(encoding="utf-8"))["form"]


@pytest.mark.parametrize("form", FORMS, ids=[form["is"] for form in FORMS])
def test_a_form_that_a_public_filing_has_is_read(form: dict[str, Any]) -> None:
    assert facts_in(form["text"], form.get("head", HEAD)) == form["read"]
    assert PUBLIC.fullmatch(form["witness"])
