"""Which pattern of the stages that read has which witness: `python tools/witnesses.py [parts of names]`.

Each pattern is made to match nothing, one at a time, and what is read then is compared: the filings of data/raw, the
cases of tests/reading/handed.csv, and the pattern's own row of tests/reading/witnesses.toml or forms.toml. Prints for
each how many facts of each sort differ, and at the end the patterns that nothing shows: rules of reading that should
go. Plumbing (a cheap look before another pattern, a splitter of words, a check that a file is sound) stands in
witnesses.toml, too.

Takes about ten minutes for all patterns; no part of `make test`. Fails if a pattern has no witness."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT / "src"), str(ROOT / "tests" / "support"), str(ROOT / "tests" / "reading")]

from patterns import facts_in, patterns, plumbing, rows, without  # noqa: E402
from test_cues import HEAD  # noqa: E402
from test_handed import cases  # noqa: E402

Read = dict[str, list[str]]


def texts() -> dict[str, tuple[str, str]]:
    """What is read of every pattern, by name: a head and the text below it."""
    filings = {path.stem: ("", path.read_text(encoding="utf-8")) for path in sorted(ROOT.glob("data/raw/*.txt"))}
    return filings | {name: (case[0]["head"], case[0]["text"]) for name, case in cases().items()}


def read_all(of: dict[str, tuple[str, str]]) -> Read:
    """What is read of each text."""
    return {name: facts_in(text, head, roles=True) for name, (head, text) in of.items()}


def differences(a: Read, b: Read, names: Iterable[str]) -> int:
    """How many facts of these texts stand in one reading only."""
    return sum(len(set(a[name]) ^ set(b[name])) for name in names)


def main(*parts: str) -> int:
    """Print what each pattern changes whose name holds one of `parts` (none: all); 1 if one of them has no witness."""
    of, own = texts(), {row["of"]: (row.get("head", HEAD), row["text"]) for row in rows()}
    filings = [name for name, (head, _) in of.items() if not head]
    before, left = read_all(of), []
    print("data/raw  cases  own  pattern")
    for name in (name for name in patterns() if not parts or any(part in name for part in parts)):
        mine = {name: own[name]} if name in own else {}
        with_it = read_all(mine)
        with without(name):
            after, without_it = read_all(of), read_all(mine)
        raw, handed = differences(before, after, filings), differences(before, after, of.keys() - set(filings))
        shown = differences(with_it, without_it, mine)
        print(f"{raw:8}  {handed:5}  {shown:3}  {name}", flush=True)
        if not (raw or handed or shown or name in plumbing()):
            left.append(name)
    print(f"\n{len(left)} without a witness", *left, sep="\n  ")
    return 1 if left else 0


if __name__ == "__main__":
    raise SystemExit(main(*sys.argv[1:]))
