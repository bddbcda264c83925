"""Functions that are too complex to read: cyclomatic complexity as radon counts it, boolean operators included.

At most 15 in the stages that read and prove, 20 anywhere else. Prints each that is above, and fails if there is one.
"""

from __future__ import annotations

import sys
from pathlib import Path

from radon.complexity import cc_visit

PACKAGE = Path(__file__).parents[1] / "src" / "helpers"
STRICT, MOST_STRICT, MOST = ("language", "filing", "reading", "proof"), 15, 20


def too_complex(package: Path = PACKAGE) -> list[str]:
    """A line for each function above the bound of its stage, the worst first: where, its name, and how complex."""
    found = []
    for path in sorted(package.rglob("*.py")):
        relative = path.relative_to(package)
        most = MOST_STRICT if relative.parts[0] in STRICT else MOST
        for block in cc_visit(path.read_text(encoding="utf-8")):
            blocks = [*block.methods, *block.inner_classes] if hasattr(block, "methods") else [block]
            found += [(one.complexity, f"{relative}:{one.lineno} {one.name}", most) for one in blocks]
    return [
        f"{where}: {complexity}, at most {most}" for complexity, where, most in sorted(found)[::-1] if complexity > most
    ]


if __name__ == "__main__":
    lines = too_complex()
    print("\n".join(lines) or "No function is too complex.")
    sys.exit(bool(lines))
