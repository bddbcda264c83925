"""A name of a class means one thing: nobody has to ask which `Line` or `Fact` a module speaks of."""

from __future__ import annotations

import ast
from collections import defaultdict
from pathlib import Path

SOURCE = Path(__file__).parents[2] / "src" / "helpers"


def _classes() -> dict[str, list[str]]:
    """The modules that define a public class of each name."""
    found: dict[str, list[str]] = defaultdict(list)
    for path in sorted(SOURCE.rglob("*.py")):
        for node in ast.parse(path.read_text(encoding="utf-8")).body:
            if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
                found[node.name].append(str(path.relative_to(SOURCE)))
    return found


def test_no_two_public_classes_share_a_name() -> None:
    found = _classes()
    assert "Period" in found
    shared = {name: places for name, places in found.items() if len(places) > 1}
    assert not shared, f"Give one of each a name of its own: {shared}"
