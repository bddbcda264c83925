"""Exhibits and newswire pages in HTML: what becomes of tables, marks, headings, lists and what nobody should see."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import published
import pytest
import reading

from helpers.filing import raw
from helpers.filing.documents import convert, grid, html
from helpers.filing.documents.convert import ConversionError
from helpers.filing.documents.written import pages
from helpers.reading.numbers import read_filing

ROOT = Path(__file__).parents[2]
RAW = ROOT / "data" / "raw"
PART = ("printed", "concept", "measure", "scenario", "period_start", "period_end", "value", "unit")


def text(body: str) -> str:
    return html.convert(f"<html><body>{body}</body></html>".encode())[0]


def asides(body: str) -> list[tuple[str, str]]:
    return [(a.what, a.text) for a in html.convert(f"<html><body>{body}</body></html>".encode())[1]]


def rows(body: str) -> list[list[str]]:
    return [line.split("\t") for line in text(body).split("\n") if "\t" in line]


def facts(path: Path, record: dict[str, str]) -> Counter[tuple[str, ...]]:
    _, found = read_filing(raw.load(path, {path.stem: record}))
    return Counter(tuple(str(fact[part]) for part in PART) for fact in found)


@pytest.mark.parametrize("style", published.STYLES)
def test_filings_written_out_as_html_give_the_same_facts(style: str, tmp_path: Path) -> None:
    """99 of 100 facts of the five filings come back, whatever the manner of mark-up, and no more than 1 is new."""
    known = same = new = 0
    for stem, record in raw.read_records(RAW).items():
        source = (RAW / f"{stem}.txt").read_bytes().decode("utf-8")
        path = tmp_path / f"{stem}.txt"
        page = published.as_html(source, style).encode("utf-8")
        path.write_text(html.convert(page)[0], encoding="utf-8", newline="")
        before, after = facts(RAW / f"{stem}.txt", record), facts(path, {**record, "sha256": ""})
        known, same, new = known + before.total(), same + (before & after).total(), new + (after - before).total()
    assert same / known >= 0.99, f"{same} of {known}"
    assert new / known <= 0.01, f"{new} of {known}"


@pytest.mark.parametrize("style", published.STYLES)
def test_every_number_of_a_filing_arrives_once_and_in_order(style: str) -> None:
    source = (RAW / "2016-11-08_1h16_release.txt").read_text(encoding="utf-8")
    found, _ = html.convert(published.as_html(source, style).encode("utf-8"))
    shown = re.sub(r"<[^>]*>", " ", source)
    assert re.findall(r"\d[\d,.]*", found) == re.findall(r"\d[\d,.]*", shown)


def test_what_a_head_over_several_columns_says_is_read_of_each() -> None:
    """It is printed once, and read as if it stood over each; every number of the table arrives once."""
    body = """<table>
    <tr><th rowspan=2>JPY millions</th><th colspan=2>Three Months Ended</th><th colspan=2>Six Months Ended</th></tr>
    <tr><th>June 30, 2016</th><th>June 30, 2015</th><th>September 30, 2016</th><th>September 30, 2015</th></tr>
    <tr><td>Total revenues</td><td>36,240</td><td>32,150</td><td>74,650</td><td>66,020</td></tr></table>"""
    found = text(body)
    assert re.findall(r"\d[\d,]*", found) == re.findall(r"\d[\d,]*", re.sub(r"<[^>]*>", " ", body))
    head = "Consolidated Financial Results for the Six Months Ended September 30, 2016\nNovember 8, 2016\n\n"
    once = reading.read(head + found).facts
    each = reading.read(head + re.sub("(\\w+ Months Ended)\t\u2190", r"\1\t\1", found)).facts
    assert [[f[part] for part in PART] for f in once] == [[f[part] for part in PART] for f in each]
    assert [(f["printed"], f["period_start"], f["period_end"]) for f in once] == [
        ("36,240", "2016-04-01", "2016-06-30"),
        ("32,150", "2015-04-01", "2015-06-30"),
        ("74,650", "2016-04-01", "2016-09-30"),
        ("66,020", "2015-04-01", "2015-09-30"),
    ]


class TestTables:
    """The grid behind a table: spans, spacers, marks in cells of their own."""

    def test_marks_come_back_to_their_numbers(self) -> None:
        body = """<table>
        <tr><td colspan=3></td><td colspan=3>2016</td><td colspan=3></td><td colspan=3>2015</td></tr>
        <tr><td colspan=3>Net sales<td>$<td>1,250<td><td colspan=3><td>$<td>(80<td>)</tr>
        <tr><td colspan=3>Margin<td colspan=2>4.5<td>%<td colspan=3><td colspan=2>(1.2<td>)%</tr>
        <tr><td colspan=3>Grants<td colspan=2>&#8212;<td><td colspan=3><td colspan=2>7<td></tr>
        </table>"""
        assert rows(body) == [
            ["", "2016", "2015"],
            ["Net sales", "$1,250", "$(80)"],
            ["Margin", "4.5%", "(1.2)%"],
            ["Grants", "\u2014", "7"],
        ]

    def test_a_head_over_several_columns_stands_once_and_a_mark_over_the_others(self) -> None:
        body = """<table>
        <tr><th rowspan=2>Unit</th><th colspan=2>Three months ended</th><th rowspan=2>Change</th></tr>
        <tr><th>June 30, 2016</th><th>June 30, 2015</th></tr>
        <tr><td>Sales</td><td>12</td><td>10</td><td>20.0%</td></tr></table>"""
        assert rows(body) == [
            ["Unit", "Three months ended", "\u2190", "Change"],
            ["", "June 30, 2016", "June 30, 2015", ""],
            ["Sales", "12", "10", "20.0%"],
        ]

    def test_what_spans_in_the_body_stands_once(self) -> None:
        body = """<table><tr><td></td><td>1Q16</td><td>1Q15</td></tr><tr><td colspan=3>ASSETS</td></tr>
        <tr><td>Cash</td><td>5</td><td>4</td></tr><tr><td>Both</td><td colspan=2>9</td></tr></table>"""
        assert rows(body) == [["", "1Q16", "1Q15"], ["ASSETS", "", ""], ["Cash", "5", "4"], ["Both", "9", ""]]

    def test_empty_cells_keep_their_column(self) -> None:
        body = "<table><tr><td><td>2016<td>2015</tr><tr><td>A<td><td>3</tr><tr><td>B<td>2</tr></table>"
        assert rows(body) == [["", "2016", "2015"], ["A", "", "3"], ["B", "2", ""]]

    def test_labels_set_in_by_cells_are_one_column(self) -> None:
        body = """<table><tr><td colspan=2></td><td>2016</td></tr><tr><td colspan=2>Revenue</td><td>5</td></tr>
        <tr><td></td><td>of which new</td><td>2</td></tr></table>"""
        assert rows(body) == [["", "2016"], ["Revenue", "5"], ["of which new", "2"]]

    def test_a_head_beside_its_column_is_moved_over_it(self) -> None:
        body = """<table><tr><td></td><td>2016</td><td></td><td>2015</td><td></td></tr>
        <tr><td>Sales</td><td></td><td>12</td><td></td><td>10</td></tr></table>"""
        assert rows(body) == [["", "2016", "2015"], ["Sales", "12", "10"]]

    def test_amounts_stacked_in_cells_are_rows(self) -> None:
        body = """<table><tr><td></td><td>March 31,<br>2016</td><td>March 31,<br>2015</td></tr>
        <tr><td>Cash<br>Inventories</td><td>1,200<br>30</td><td>1,100<br>(2)</td></tr></table>"""
        assert rows(body)[1:] == [["Cash", "1,200", "1,100"], ["Inventories", "30", "(2)"]]

    def test_footnotes_in_a_column_of_their_own_are_no_numbers(self) -> None:
        body = """<table><tr><td></td><td>2016</td><td></td><td>2015</td></tr>
        <tr><td>Cash</td><td>1,200</td><td>(1)</td><td>900</td></tr><tr><td>Debt</td><td>40</td><td></td><td>(3)</td></tr></table>"""
        assert rows(body)[1:] == [["Cash", "1,200\u207d\u00b9\u207e", "900"], ["Debt", "40", "(3)"]]

    def test_title_unit_and_notes_of_a_table_stand_around_it(self) -> None:
        note = "* Revenue from others includes what subsidiaries outside of Japan earned with their own customers."
        body = f"""<table><tr><td colspan=3>Consolidated Balance Sheets</tr>
        <tr><td><td colspan=2>Unit: JPY million</tr><tr><td><td>2016<td>2015</tr><tr><td>Cash<td>5<td>4</tr>
        <tr><td colspan=3>{note}</tr></table>"""
        assert text(body) == f"Consolidated Balance Sheets\nUnit: JPY million\n\n\t2016\t2015\nCash\t5\t4\n\n{note}\n"

    def test_a_table_that_only_places_things_is_no_table(self) -> None:
        inner = "<table><tr><td>Cash</td><td>5</td><td>4</td></tr><tr><td>Debt</td><td>2</td><td>1</td></tr></table>"
        body = f"<table><tr><td><h2>Results</h2><p>Sales rose 5%.</p></td></tr><tr><td>{inner}</td></tr></table>"
        assert text(body) == "Results\n\nSales rose 5%.\n\nCash\t5\t4\nDebt\t2\t1\n"

    def test_bullets_set_as_tables_are_a_list(self) -> None:
        one = "<table><tr><td style='width:{}%'></td><td>&#8226;</td><td>{}</td></tr></table>"
        body = one.format(2, "Sales rose") + one.format(5, "in Japan by 5%") + one.format(2, "Costs fell")
        assert text(body) == "\u2022 Sales rose\n \u2022 in Japan by 5%\n\u2022 Costs fell\n"

    def test_a_wild_span_is_no_wide_table(self) -> None:
        body = "<table><tr><td colspan=99999999>A</td></tr><tr><td>B</td><td>1</td></tr></table>"
        assert len(rows(body)[-1]) == 2


class TestText:
    """Paragraphs, headings, lists, marks of footnotes, and what is not to be seen."""

    def test_headings_lists_and_paragraphs_survive(self) -> None:
        body = """<h1>Results</h1><p>Sales
        rose&nbsp;5%.<br>Costs fell.</p><ul><li>One<ul><li>in <b>it</b></li></ul></li><li>Two</li></ul>
        <ol start=3><li>third</li></ol><div>End</div>"""
        assert text(body) == ("Results\n\nSales rose 5%.\nCosts fell.\n\n- One\n - in it\n- Two\n\n3. third\n\nEnd\n")

    @pytest.mark.parametrize(
        ("mark", "shown"),
        [
            ("<sup>3</sup>", "orders\u00b3"),
            ("<sup>(1)</sup>", "orders\u207d\u00b9\u207e"),
            ("<sup>*2</sup>", "orders*2"),
            ('<font style="position:relative;top:-3.5pt;font-size:6pt">12</font>', "orders\u00b9\u00b2"),
            ('<span style="vertical-align:super">4</span>', "orders\u2074"),
        ],
    )
    def test_marks_of_footnotes_are_told_from_digits(self, mark: str, shown: str) -> None:
        assert text(f"<p>1,204 orders{mark} were won</p>") == f"1,204 {shown} were won\n"

    def test_raised_letters_stay(self) -> None:
        assert text("<p>the 24<sup>th</sup> year of IIJ<sup>\u00ae</sup></p>") == "the 24th year of IIJ\u00ae\n"

    def test_what_a_browser_does_not_show_goes_and_is_listed_where_it_has_digits(self) -> None:
        body = """<style>.off { display:none } @media print { .on { display:none } }</style><script>var x = 1;</script>
        <p class=on>Sales 12</p><p class=off>Sales 13</p><p hidden>Sales 14</p><p style="visibility:hidden">Sales 15</p>
        <ix:header><ix:hidden>16</ix:hidden></ix:header><p>Costs <ix:nonFraction>7</ix:nonFraction></p>"""
        assert text(body) == "Sales 12\n\nCosts 7\n"
        assert [words for _, words in asides(body)] == ["Sales 13", "Sales 14", "Sales 15"]

    def test_page_furniture_goes_and_is_listed(self) -> None:
        body = """<header><nav>Top 100</nav></header><div><p>Ad 5</p><article><header><h1>Results</h1></header>
        <p>Sales of 1,234 in 2016, 1,100 in 2015</p></article></div><footer>30 offices</footer>"""
        assert text(body) == "Results\n\nSales of 1,234 in 2016, 1,100 in 2015\n"
        assert [words for _, words in asides(body)] == ["Top 100", "30 offices", "Ad 5"]

    def test_an_article_that_holds_little_is_not_the_whole(self) -> None:
        assert "1,234" in text("<article>Read 2 more</article><p>Sales of 1,234 in the year 2016</p>")

    def test_pictures_are_listed(self) -> None:
        assert asides('<p>See</p><img src="a/chart1.png" alt="Revenue by quarter">') == [
            ("a picture, not read", "Revenue by quarter")
        ]

    def test_words_of_a_drawing_are_loose_and_listed(self) -> None:
        body = "<p>Revenue</p><svg><text>1Q16</text><text>1,234</text></svg>"
        assert text(body) == "Revenue\n\n1Q16 1,234\n"
        assert asides(body) == [("words of a drawing, in the text as a loose line", "1Q16 1,234")]

    def test_pages_are_counted_and_their_numbers_left_out(self) -> None:
        leaf = '<p>Text of page {0}00</p><div>{0}</div><hr style="page-break-after:always">'
        found = text("".join(map(leaf.format, (1, 2, 3))) + "<p>End</p><p>4</p>")
        assert found == "Text of page 100\n\f\nText of page 200\n\f\nText of page 300\n\f\nEnd\n"
        assert pages(found) == [1, 2, 2, 3, 3, 4, 4, 4]

    def test_unit_captions_that_pages_repeat_stay(self) -> None:
        leaf = '<p>(Thousands of JPY)</p><p>Part {}</p><p style="page-break-before:always"></p>'
        assert text("".join(map(leaf.format, "abcd"))).count("Thousands of JPY") == 4

    @pytest.mark.parametrize(
        ("data", "shown"),
        [
            (b'<meta charset="windows-1252"><p>Costs \x96 net, \x80 5</p>', "Costs \u2013 net, \u20ac 5\n"),
            (b"<p>Costs \x96 5</p>", "Costs \u2013 5\n"),
            (b"<p>Costs &#150; 5</p>", "Costs \u2013 5\n"),
            ("<p>\u682a\u5f0f 5</p>".encode("utf-16"), "\u682a\u5f0f 5\n"),
            ("<p>of\ufb01ce zero\u200bwidth soft\u00adhyphen</p>".encode(), "office zerowidth softhyphen\n"),
        ],
    )
    def test_characters(self, data: bytes, shown: str) -> None:
        assert html.convert(data)[0] == shown

    def test_only_html_documents_of_a_submission_are_taken(self) -> None:
        both = "<DOCUMENT>\n<TYPE>EX-99.1\n<TEXT>\n<p>Sales 5</p>\n</TEXT>\n</DOCUMENT>\n" + (
            "<DOCUMENT>\n<TYPE>GRAPHIC\n<TEXT>\nbegin 644 a.jpg\n</TEXT>\n</DOCUMENT>\n"
        )
        found, left = html.convert(both.encode())
        assert found == "Sales 5\n"
        assert [a.what for a in left] == ["a document of type GRAPHIC, not HTML: left out"]


def test_raised_marks_keep_letters_and_stars() -> None:
    assert [grid.raised(mark) for mark in ("3", "(12)", "*1", "a", "(a)")] == [
        "\u00b3",
        "\u207d\u00b9\u00b2\u207e",
        "*1",
        "a",
        "(a)",
    ]


class TestErrors:
    """Each names the file and says what to do."""

    @pytest.mark.parametrize(
        ("name", "data", "says"),
        [
            ("a.htm", b"", "the file is empty"),
            ("a.htm", b"<html><body><div id='app'></div><script>go()</script></body></html>", "no text can be seen"),
            ("a.txt", b"Revenue 5\n", "neither an HTML page nor a PDF"),
            ("a.htm", b"<html>" + b"<div>" * 60_000 + b"5" + b"</div>" * 60_000, "nested too deeply"),
        ],
    )
    def test_said(self, name: str, data: bytes, says: str, tmp_path: Path) -> None:
        (tmp_path / name).write_bytes(data)
        with pytest.raises(ConversionError, match=rf"{name}: .*{says}"):
            convert.convert(tmp_path / name)

    def test_no_file(self, tmp_path: Path) -> None:
        with pytest.raises(ConversionError, match="no such file"):
            convert.convert(tmp_path / "a.htm")


@pytest.mark.parametrize("stem", sorted(raw.read_records(RAW)))
def test_a_text_is_taken_for_no_document(stem: str) -> None:
    assert convert.kind_of(RAW / f"{stem}.txt") == ""
