"""Whether an analysis states a contested figure as plain fact: `python benchmarks/altered_filings.py [changes] [seed]`.

One digit, period, unit or scenario of a line that an analysis rests on is altered in the raw text, all tables are made
anew, and the notebooks' own cells are run in this process. Counted are the alterations that break a check, figures that
are read otherwise and stand uncontested though a check on them is broken, and contested figures that a sentence, title,
table or figure states without saying so. The last two must be none.
"""

from __future__ import annotations

import random
import sys
import tempfile
from pathlib import Path

from helpers.run.project import find_project


def main(changes: int = 40, seed: int = 1) -> int:
    """Try so many alterations and print what was found."""
    sys.path.insert(0, str(find_project().root / "tests" / "support"))
    import altered
    import cells

    draw = random.Random(seed)
    doubted = shown = 0
    faults: list[str] = []
    for number in range(changes):
        notebook = cells.ANALYSES[number % len(cells.ANALYSES)]
        kind = altered.KINDS[number % len(altered.KINDS)]
        alteration = altered.drawn(kind, draw, altered.stated_in(notebook))
        with tempfile.TemporaryDirectory() as folder:
            data = altered.made(alteration, Path(folder, "data"))
            contested = altered.contested(data)
            outputs = cells.shown(notebook, data_dir=str(data), save_to="")
            found = [*altered.missed(data), *cells.stated_plainly(outputs, contested)]
        doubted += bool(contested)
        shown += any(cells.in_doubt(one, contested) for one in outputs)
        faults += [f"{notebook}, {alteration.what}: {fault}" for fault in found]
    print(f"{changes} alterations (seed {seed}): {doubted} leave figures in doubt, of which the notebook shows {shown}")
    print("\n".join(faults) or "no contested figure is stated as plain fact")
    return bool(faults)


if __name__ == "__main__":
    raise SystemExit(main(*map(int, sys.argv[1:])))
