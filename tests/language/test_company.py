"""The company in force: its calendar, its words, and that nothing of it stays when another is read."""

from __future__ import annotations

import ast
import re
import threading
from pathlib import Path

import pytest

from helpers.language import amounts, calendar, company, concepts, phrases

JUNE = """
name = "Quillmere Ltd"
[fiscal_year]
begins = "July"
called_by = "end"
[currency]
code = "EUR"
"""


@pytest.fixture
def other(tmp_path: Path) -> company.Company:
    """A company whose year ends in June and is called by the year it ends in."""
    (tmp_path / company.FILE).write_text(JUNE, encoding="utf-8")
    (tmp_path / concepts.FILE).write_text(
        '[concept]\n"turnover" = {label = "Turnover", aliases = ["turnover"]}\n', encoding="utf-8"
    )
    return company.load(tmp_path)


def test_a_fiscal_year_begins_where_the_company_says(other: company.Company) -> None:
    assert calendar.period("fy2016") == calendar.Period("2016-04-01", "2017-03-31")
    with company.use(other):
        assert calendar.period("fy2016") == calendar.Period("2015-07-01", "2016-06-30")
        assert calendar.period("3q16") == calendar.Period("2016-01-01", "2016-03-31")
        assert calendar.name("2015-07-01", "2015-12-31") == "1h16"
        assert [calendar.name("", day) for day in ("2016-06-30", "2015-09-30", "2015-10-31")] == [
            "fy2016", "1q16", "2015-10-31"
        ]  # fmt: skip
        assert [calendar.fiscal_year(day) for day in ("2016-06-30", "2016-07-01")] == [2016, 2017]
        assert calendar.quarter_of(calendar.period("2015-11").end) == calendar.period("2q16")
        tokens = amounts.tokens("1Q16, 9M16 and FY2016", "2016-06-30")
        assert [t.period and (t.period.start, t.period.end) for t in tokens] == [
            ("2015-07-01", "2015-09-30"),
            ("2015-07-01", "2016-03-31"),
            ("2015-07-01", "2016-06-30"),
        ]
        assert [calendar.quarter_number(f"2016-{month:02d}-01") for month in (1, 6, 7, 12)] == [3, 4, 1, 2]
    assert calendar.period("fy2016") == calendar.Period("2016-04-01", "2017-03-31")


def test_nothing_of_one_company_is_remembered_for_another(other: company.Company) -> None:
    def named(text: str) -> set[str]:
        return {mention.name for mention in phrases.mentions(text)}

    assert "mvne" in named("Turnover of MVNE")
    assert "turnover" not in named("Turnover of MVNE")
    with company.use(other):
        assert named("Turnover of MVNE") == {"turnover"}
        assert concepts.fold("ijj") == "ijj"
    assert "mvne" in named("Turnover of MVNE")
    assert "turnover" not in named("Turnover of MVNE")
    assert concepts.fold("ijj") == "iij"


def test_a_company_and_its_money_are_found_as_its_own_filings_write_them(other: company.Company) -> None:
    assert company.named_in("Notes of IJJ (TSE 3774)")
    assert company.tells_its_money("Amounts in yen")
    with company.use(other):
        assert not company.named_in("Notes of IJJ (TSE 3774)")
        assert company.named_in("QUILLMERE LTD, Dublin")
        assert not company.tells_its_money("Amounts in yen")
        assert company.tells_its_money("EUR thousand")


def test_threads_take_turns(other: company.Company) -> None:
    seen: list[str] = []

    def read() -> None:
        with company.use(company.load("iij")):
            seen.append(company.current().name)

    with company.use(other):
        thread = threading.Thread(target=read)
        thread.start()
        thread.join(0.2)
        assert not seen
        assert company.current() == other
    thread.join()
    assert seen == ["Internet Initiative Japan Inc."]


@pytest.mark.parametrize(
    ("text", "says"),
    [
        (None, "Name a company that is known (iij)"),
        ("name = ", "is no TOML"),
        ('name = "Q"\n[currency]\ncode = "EUR"', "it has no 'fiscal_year'"),
        (JUNE.replace("July", "7"), "fiscal_year takes begins"),
        (JUNE.replace("EUR", "euro"), "write three capital letters"),
    ],
)
def test_what_is_wrong_with_a_company_is_said_in_a_sentence(text: str | None, says: str, tmp_path: Path) -> None:
    if text is not None:
        (tmp_path / company.FILE).write_text(text, encoding="utf-8")
    with pytest.raises(company.CompanyError, match=re.escape(says)):
        company.load(tmp_path)


def literals(path: Path) -> list[str]:
    """The texts of a module that are no docstrings."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    said = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    texts = (node for node in ast.walk(tree) if isinstance(node, ast.Constant) and isinstance(node.value, str))
    return [node.value for node in texts if id(node) not in said]


@pytest.mark.parametrize("stage", ["language", "filing", "reading", "proof", "run/arrivals", "run/shelf"])
def test_no_code_that_reads_or_proves_names_a_company(stage: str) -> None:
    folder = Path(company.__file__).parents[1] / stage
    named = re.compile(r"\bIIJ\b|Internet Initiative|\b3774\b")
    found = {path.name: [text for text in literals(path) if named.search(text)] for path in folder.rglob("*.py")}
    assert {name: texts for name, texts in found.items() if texts} == {}
