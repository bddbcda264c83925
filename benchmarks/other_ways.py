"""What is read of the filings when they are written otherwise: `python benchmarks/other_ways.py [way]`.

Each way of `tests/support/ways.py` is used on all five filings: other words, dates, signs, captions, layouts, under
which every number means the same. Counted are the numbers of the filings that hold what it replaces: whose facts are
the same in the copy, those unread, those of an item of their own name (the vocabulary does not know the other words),
and those that are wrong, the worst failure. With the name of a way these are shown.
"""

from __future__ import annotations

import sys
from collections import Counter
from concurrent.futures import ProcessPoolExecutor

from helpers.run.project import find_project


def main(*asked: str) -> int:
    sys.path.insert(0, str(find_project().root / "tests" / "support"))
    import copies
    import ways

    names = [name for name in ways.WAYS if not asked or any(part in name for part in asked)]
    total = Counter[str]()
    kinds = (copies.SAME, copies.UNREAD, copies.RENAMED, copies.WRONG)
    print(f"{'way':<66}{'numbers':>8}{''.join(f'{kind:>10}' for kind in kinds)}")
    with ProcessPoolExecutor() as pool:
        for name, (counts, wrong) in zip(names, pool.map(_measured, names), strict=True):
            print(f"{name[:65]:<66}{counts.total():>8}{''.join(f'{counts[kind]:>10}' for kind in kinds)}", flush=True)
            total += counts
            if asked:
                print(*wrong, sep="\n")
    print(f"{f'all {len(names)}':<66}{total.total():>8}{''.join(f'{total[kind]:>10}' for kind in kinds)}")
    return 0


def _measured(name: str) -> tuple[Counter[str], list[str]]:
    import copies
    import ways
    from reading import HANDREAD, raw

    counts, wrong = Counter[str](), []
    for stem in HANDREAD:
        copy = ways.written(raw(stem), name)
        if copy.text != raw(stem):
            of_filing, lines = copies.compared(stem, copy)
            counts += of_filing
            wrong += [f"    {stem} {line}" for line in lines]
    return counts, wrong


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
