"""The pages of line items: what they draw and list is what the tables say, and everything leads somewhere."""

from __future__ import annotations

import csv
import io
import re
from pathlib import Path
from xml.etree import ElementTree

import pytest

from helpers.data import find
from helpers.data.files import Folder
from helpers.publish.book import explorer, item_charts, item_pages
from helpers.publish.book.item_charts import ChartMark
from helpers.publish.book.ways_back import Facts, Page
from helpers.story.trails import Trails

ROOT = Path(__file__).parents[2]
SHELL = f"<html><title>{item_pages.TITLE}</title><body>{item_pages.BODY}</body></html>"


@pytest.fixture(scope="module")
def items() -> item_pages.Items:
    return item_pages.Items(ROOT / "data")


@pytest.fixture(scope="module")
def book(items: item_pages.Items, tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("book")
    (root / "items").mkdir()
    (root / "items" / "gone.html").write_text("of an earlier build")
    facts = Facts(ROOT / "data" / "processed", items.ids)
    item_pages.write_pages(Folder(root), SHELL, items, facts)
    return root


def test_each_item_known_for_two_periods_has_a_page_and_no_other(items, book):
    known = {name for name, count in items.data.known_levels.items() if count and len(items.data.periods(name)) > 1}
    made = {path.stem for path in (book / "items").glob("*.html")}
    assert made == set(items.ids)
    assert made <= known
    assert len(made) > 100


def test_the_checks_of_a_level_are_those_that_the_tables_name(items):
    for concept, period in (("revenue", "fy2016"), ("operating_income", "1q16"), ("assets", "fy2015")):
        asked = items.data.checks_of(concept, period)
        given = items.checks(concept, period)
        assert len(given) == len(asked) > 0
        assert sorted(row["rule"] for row in given) == sorted(asked["rule"])


def test_a_page_shows_every_level_and_its_file_every_row(items, book):
    for concept in ("revenue", "subscriptions.mobile", "assets"):
        page = (book / "items" / f"{concept}.html").read_text(encoding="utf-8")
        shown = re.findall(r"<tr><td>([^<]+)</td><td><a class=\"(?:printed|computed)\"", page)
        assert sorted(shown) == sorted(one.period for one in items.history(concept))
        rows = list(csv.DictReader(io.StringIO((book / "items" / f"{concept}.csv").read_text(encoding="utf-8"))))
        record = items.data.record
        assert len(rows) == (record["concept"] == concept).sum()
        assert {row["concept"] for row in rows} == {concept}


def test_how_a_value_is_known_can_be_seen():
    marks = [
        ChartMark("FY2012", "reported", 4, 4, 4),
        ChartMark("FY2013", "derived", 3, 2, 4),
        ChartMark("FY2014", "published", -1, -1, -1),
        ChartMark("FY2014", "target", 5, 5, 5),
        ChartMark("FY2020", "reported", 99, 99, 99),
    ]
    drawing = item_charts.svg(["FY2012", "FY2013", "FY2014"], marks, 'A <title> & "more"', "JPY billion", "#0072B2")
    root = ElementTree.fromstring(item_charts.alone(drawing))
    assert root.attrib["aria-label"] == 'A <title> & "more"'
    words = "".join(root.itertext())
    for said in ("reported", "derived", "published elsewhere", "last target", "JPY billion", "FY2013", "\u2212"):
        assert said in words
    bars = [one.attrib for one in root if one.tag.endswith("rect") and float(one.attrib["width"]) > 12][1:]
    assert len({(one["fill"], one.get("fill-opacity")) for one in bars}) == len(bars) == 3
    reported, _, below = bars
    assert float(below["y"]) == pytest.approx(float(reported["y"]) + float(reported["height"]), abs=0.2)
    assert float(reported["height"]) == pytest.approx(4 * float(below["height"]), rel=0.02)


def test_the_explorer_has_what_the_tables_have(items):
    found = explorer.record(items)
    label, unit, axis, _, levels = found["items"]["revenue"]
    assert (label, unit, axis) == (items.data.label("revenue"), "JPY", "JPY billion")
    assert set(levels) == {one.period for one in items.history("revenue")}
    for period, (value, basis, *_) in levels.items():
        known = items.data.get("revenue", period.lower())
        assert value == pytest.approx(known.value / 1e9, rel=1e-6)
        assert known.basis.startswith(basis)
    assert "4Q12" in found["items"]["assets"][4], "a balance at the end of a year is that of its last quarter"
    names = {name for known in found["periods"].values() for name in known}
    assert all(set(levels) <= names for *_, levels in found["items"].values())
    wide = [row for *_, levels in found["items"].values() for row in levels.values() if len(row) > 2]
    assert wide
    assert all(low <= value <= high for value, _, low, high in wide)


def test_ticks_are_round_and_hold_both_ends():
    for low, high in ((0, 157.8), (-3.2, 11), (0, 0.0042), (0, 0), (-2, 0)):
        ticks = item_charts._ticks(low, high)
        assert ticks[0] <= low
        assert ticks[-1] >= high
        assert 2 <= len(ticks) <= 8


def test_a_page_tells_where_the_item_stands_and_what_it_is_called(items, book):
    page = (book / "items" / "operating_income.html").read_text(encoding="utf-8")
    assert re.search(r'<a href="operating_income.html">[^<]+</a> = <a href="revenue.html">', page)
    assert "What the filings call it" in page
    assert find.matches("operating income", items.data.known_levels)[0].concept == "operating_income"
    links = re.findall(r'href="([\w.]+)\.html"', page)
    assert {link for link in links if link not in items.ids} == set()


def test_a_number_that_was_worked_out_leads_to_the_pages_of_what_it_was_made_from(items):
    revenue, cost = items.data.get("revenue", "fy2016"), items.data.get("cost", "fy2016")
    made, page = Trails(), Page(Facts(ROOT / "data" / "processed", items.ids))
    page.cell("", made.nodes, made.node(revenue - cost))
    assert '<a href="../items/revenue.html">total revenues in FY2016</a>: <a href="../sources/' in page.html()
    without = Page(Facts(ROOT / "data" / "processed"))
    without.cell("", made.nodes, made.node(revenue - cost))
    assert "items/" not in without.html()
