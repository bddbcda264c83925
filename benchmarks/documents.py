"""How much of the filings comes back from PDF: `python benchmarks/documents.py`.

The five filings are laid out as slides and as statement pages, with rules around the cells of tables and without, and
printed by Chromium and by WeasyPrint (see `tests/support/published.py`). Counted are the facts that come back from each
of these, and those that come back and are none of the filing's. The tests print some of the filings in each way.
"""

from __future__ import annotations

import sys
import tempfile
from collections import Counter
from itertools import product
from pathlib import Path

from helpers.filing import raw
from helpers.run.project import find_project


def main() -> int:
    project = find_project()
    sys.path.insert(0, str(project.root / "tests" / "support"))
    import printed
    import published

    texts = project.data / "raw"
    printers = [name for name in published.PRINTERS if name != "chromium" or published.chromium()]
    missed = 0
    for printer, layout, ruled in product(printers, published.LAYOUTS, (True, False)):
        back = Counter[str]()
        with tempfile.TemporaryDirectory() as folder:
            for stem in raw.read_records(texts):
                back += printed.back(texts, stem, printer, layout, ruled, Path(folder))
        same, new = back["same"] / back["known"], back["new"] / back["known"]
        missed += same < printed.LEAST[ruled] or new > printed.MOST_NEW
        rules = "with rules" if ruled else "without rules"
        print(
            f"{printer:<10} {layout:<10} {rules:<13} {same:6.1%} of {back['known']:,} facts, false {new:.1%}",
            flush=True,
        )
    least = ", ".join(f"{share:.0%} {'with' if ruled else 'without'} rules" for ruled, share in printed.LEAST.items())
    print(f"at least {least}; at most {printed.MOST_NEW:.0%} false")
    return int(missed > 0)


if __name__ == "__main__":
    sys.exit(main())
