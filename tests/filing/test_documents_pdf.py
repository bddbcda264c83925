"""Decks and statement pages in PDF: words in lines, lines in tables and columns, and what a page repeats."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import printed as back
import published
import pytest

from helpers.filing import raw
from helpers.filing.documents import convert, pdf
from helpers.filing.documents.convert import ConversionError

weasyprint = pytest.importorskip("weasyprint")
ROOT = Path(__file__).parents[2]
RAW = ROOT / "data" / "raw"
CHROMIUM = pytest.mark.skipif(published.chromium() is None, reason="Chromium is not installed")


def printed(body: str, css: str = "") -> bytes:
    page = f"<html><head><style>@page {{ size: A4; margin: 20mm }} {css}</style></head><body>{body}</body></html>"
    weasyprint = pytest.importorskip("weasyprint")
    found: bytes = weasyprint.HTML(string=page).write_pdf()
    return found


def text(body: str, css: str = "") -> str:
    return pdf.convert(printed(body, css))[0]


def rows(body: str, css: str = "") -> list[list[str]]:
    return [line.split("\t") for line in text(body, css).split("\n") if "\t" in line]


# One or two filings for each way to print them: all five in all ways take minutes (`benchmarks/documents.py`).
DECKS = ("2012-02-08_3q11", "2013-08-06_1q13", "2016-08-05_1q16", "2017-05-15_fy16")
RELEASE = "2016-11-08_1h16"
WAYS = [
    pytest.param("chromium", "slides", True, (DECKS[1],), marks=CHROMIUM),
    pytest.param("chromium", "slides", False, (DECKS[3],), marks=CHROMIUM),
    pytest.param("chromium", "statements", True, (RELEASE,), marks=CHROMIUM),
    pytest.param("chromium", "statements", False, (DECKS[0],), marks=CHROMIUM),
    ("weasyprint", "slides", True, (DECKS[0],)),
    ("weasyprint", "slides", False, (DECKS[1],)),
    ("weasyprint", "statements", True, (DECKS[2],)),
    ("weasyprint", "statements", False, (RELEASE, DECKS[3])),
]


@pytest.mark.parametrize(("printer", "layout", "ruled", "stems"), WAYS)
def test_filings_laid_out_as_pages_give_the_same_facts(
    printer: str, layout: str, ruled: bool, stems: tuple[str, ...], tmp_path: Path
) -> None:
    chosen = [stem for stem in raw.read_records(RAW) if stem.startswith(stems)]
    found = sum((back.back(RAW, stem, printer, layout, ruled, tmp_path) for stem in chosen), Counter[str]())
    assert found["same"] >= back.LEAST[ruled] * found["known"], found
    assert found["new"] <= back.MOST_NEW * found["known"], found


PIXEL = (
    "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk"
    "+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)
LONG = (
    "Cost of network services, which rose with the mobile services of our consumers and those of our enterprise"
    " customers"
)
HEADS = "<tr><td></td><td>1Q16</td><td>1Q15</td></tr>"
BODY = (
    "<tr><td>Total revenues</td><td>36,180</td><td>31,460</td></tr>"
    f"<tr><td>{LONG}</td><td>(17,400)</td><td>(15,200)</td></tr>"
    "<tr><td>Operating income</td><td>840</td><td>1,146</td></tr>"
)
EXPECTED = [
    ["", "1Q16", "1Q15"],
    ["Total revenues", "36,180", "31,460"],
    [LONG, "(17,400)", "(15,200)"],
    ["Operating income", "840", "1,146"],
]


class TestTables:
    """With rules and without, figures flush right, flush left or in the middle, labels on several lines."""

    @pytest.mark.parametrize("side", ["right", "left", "center"])
    @pytest.mark.parametrize("where", ["top", "middle"])
    @pytest.mark.parametrize("rule", ["0.5pt solid", "0"])
    def test_rows_come_back(self, rule: str, where: str, side: str) -> None:
        css = f"""table {{ border-collapse: collapse; width: 12cm }} td {{ border: {rule}; padding: 1pt 6pt;
        vertical-align: {where} }} td + td {{ text-align: {side} }}"""
        assert rows(f"<table>{HEADS}{BODY}</table>", css) == EXPECTED

    def test_a_head_over_two_columns_stands_over_both(self) -> None:
        head = "<tr><td></td><td colspan=2 class=c>Three months ended June 30,</td></tr>"
        years = "<tr><td></td><td>2016</td><td>2015</td></tr>"
        css = "td { padding: 1pt 9pt } td + td { text-align: right } .c { text-align: center !important }"
        assert rows(f"<table>{head}{years}{BODY}</table>", css)[:2] == [
            ["", "Three months ended June 30,", "\u2190"],
            ["", "2016", "2015"],
        ]

    def test_cells_on_two_lines_stand_beside_labels_in_the_middle(self) -> None:
        css = """table { table-layout: fixed; width: 464pt; font: 9pt/1.17 sans-serif; border-spacing: 0 }
        td { padding: 1pt 6pt; vertical-align: middle } td + td { width: 122pt } td:first-child { width: 58pt }"""
        cells = [
            ["Revenues", "JPY36.18 billion (up 15.0% YoY)", "Operating income", "JPY0.84 billion (down 26.7% YoY)"],
            [
                "Gross<br>margin",
                "JPY5.78 billion (up 2.2% YoY)",
                "Income before income<br>tax",
                "JPY0.99 billion (down 22.2% YoY)",
            ],
            [
                "SG&amp;A",
                "JPY4.95 billion (up 9.5% YoY)",
                "Net income attributable<br>to IIJ",
                "JPY0.53 billion (down 26.6% YoY)",
            ],
        ]
        body = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in cells)
        expected = [[cell.replace("<br>", " ").replace("&amp;", "&") for cell in row] for row in cells]
        assert rows(f"<table>{body}</table>", css) == expected

    def test_rows_with_cells_of_many_lines_are_parted_by_the_white_between_them(self) -> None:
        words = (
            "Revenue growth to accelerate with a large project, outsourcing and connectivity services for enterprises",
            "Related cost to be recorded from December, and the gross margin to keep its level with outsourcing",
            "Sales commission fees, sales promotion, personnel and rent to increase continuously over the year",
            "Expect no large number of further machines to be placed by the end of the year, nor any to be taken away",
        )
        labels = ("Total revenues", "Gross margin", "SG&amp;A expenses and R&amp;D", "Operating income")
        figures = ((176.0, 158.0, 11.5), (28.2, 25.2, 11.7), (21.7, 20.1, 7.9), (6.5, 5.1, 26.6))
        cells = [
            [label, *map(str, both), f"+{rate}%", text]
            for label, (*both, rate), text in zip(labels, figures, words, strict=True)
        ]
        body = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in cells)
        css = """table { width: 300pt; font: 6pt/1.15 sans-serif; border-spacing: 0 }
        td { padding: 1pt 5pt; vertical-align: middle } td:last-child { width: 90pt } td:first-child { width: 40pt }"""
        assert rows(f"<table>{body}</table>", css) == [[cell.replace("&amp;", "&") for cell in row] for row in cells]

    def test_letters_printed_twice_count_once(self) -> None:
        twice = "<p style='position:absolute;left:{}pt;top:0'>Revenue 1,122</p>"
        assert text(twice.format("10") + twice.format("10.4")) == "Revenue 1,122\n"

    def test_rows_between_two_rules_are_parted(self) -> None:
        names = "<br>".join(("Alabama", "Alaska", "Arizona"))
        figures = "<br>".join(("18,870", "209", "2,303"))
        css = "table { border-collapse: collapse } td { border: 0.5pt solid }"
        heads = "<tr><td>State</td><td>Permit</td><td>Other</td></tr>"
        body = f"<table>{heads}<tr><td>{names}</td><td>{figures}</td><td>{figures}</td></tr></table>"
        assert rows(body, css) == [
            ["State", "Permit", "Other"],
            ["Alabama", "18,870", "18,870"],
            ["Alaska", "209", "209"],
            ["Arizona", "2,303", "2,303"],
        ]

    def test_labels_with_words_beside_them_are_rows(self) -> None:
        words = (
            "Revenue up 9.9% from the year before, with demand for broader bandwidth",
            "Revenue up 9.0% with the constant accumulation of orders from enterprises in Japan and abroad",
            "Up 153 personnel from the quarter before, 136 of them newly graduated",
        )
        body = "".join(
            f"<tr><td>{a}</td><td>{b}</td></tr>" for a, b in zip(("Network", "Cloud", "Staff"), words, strict=True)
        )
        css = "table { width: 11cm } td { padding: 3pt 8pt; vertical-align: top }"
        assert rows(f"<table>{body}</table>", css) == [
            [a, b] for a, b in zip(("Network", "Cloud", "Staff"), words, strict=True)
        ]


LEFT = "Revenue rose by 5% as consumers took to mobile services and enterprises moved their systems to the cloud. " * 3
RIGHT = (
    "Costs rose by 7% because we hired 190 engineers and enlarged the facilities of our cloud services in Japan. " * 3
)


class TestText:
    """Reading order, wrapped lines, lists, and what a page repeats."""

    def test_two_columns_are_read_one_after_the_other(self) -> None:
        css = ".two { columns: 2; column-gap: 10mm } p { margin: 0 } h2 { margin-bottom: 14pt }"
        body = f"<h2>Summary</h2><div class=two><p>{LEFT}</p><p style='break-before:column'>{RIGHT}</p></div>"
        assert text(body, css) == f"Summary\n\n{LEFT.strip()}\n\n{RIGHT.strip()}\n"

    def test_forced_lines_stay_and_wrapped_ones_go_on(self) -> None:
        assert (
            text(f"<p>Revenue up 5%<br>Costs up 7%</p><p>{LEFT}</p>")
            == f"Revenue up 5%\nCosts up 7%\n\n{LEFT.strip()}\n"
        )

    def test_hyphens_at_the_end_of_a_line(self) -> None:
        css = "p { width: 50mm; hyphens: manual }"
        found = text("<p>The share of long-term contracts and of business-to-business services is high</p>", css)
        assert found == "The share of long-term contracts and of business-to-business services is high\n"

    def test_bullets_keep_their_depth(self) -> None:
        body = "<ul><li>Revenue up 5%<ul><li>of which mobile 4%</li></ul></li><li>Costs up 7%</li></ul>"
        assert text(body) == "- Revenue up 5%\n - of which mobile 4%\n- Costs up 7%\n"

    def test_marks_of_footnotes_are_told_from_digits(self) -> None:
        found = text("<p>Development<sup>3</sup> cost JPY120 million<sup>*1</sup></p><p><sup>3</sup> Of services</p>")
        assert found == "Development\u00b3 cost JPY120 million*1\n\n\u00b3 Of services\n"

    def test_page_numbers_and_running_heads_are_dropped_and_listed(self) -> None:
        leaf = "<div style='break-after:page'><p>IIJ Results Briefing</p><p>Part {0}00 of it</p><p>{0}</p></div>"
        found, left = pdf.convert(printed("".join(map(leaf.format, range(1, 5)))))
        assert (
            found
            == "IIJ Results Briefing\n\nPart 100 of it\n\f\nPart 200 of it\n\f\nPart 300 of it\n\f\nPart 400 of it\n"
        )
        assert Counter(a.what for a in left) == {
            "a page number, left out": 4,
            "a running head or foot, left out where it repeats": 3,
        }

    def test_loose_figures_are_kept_and_listed(self) -> None:
        spots = [("120", 20, 30), ("95", 60, 44), ("133", 95, 25), ("1Q16", 22, 60), ("2Q16", 58, 60), ("3Q16", 93, 60)]
        body = "".join(f"<div style='position:absolute;left:{x}mm;top:{y}mm'>{word}</div>" for word, x, y in spots)
        found, _ = pdf.convert(printed(f"<p>Revenue</p>{body}"))
        assert Counter(found.split()) == Counter(["Revenue", *(word for word, _, _ in spots)])

    def test_pictures_are_listed(self) -> None:
        _, left = pdf.convert(printed(f"<p>Revenue</p><img src='{PIXEL}' style='width:80mm;height:60mm'>"))
        assert [a.what for a in left] == ["a picture, not read"]


class TestErrors:
    """A scan, a lock, a stump: each is said to be one."""

    def said(self, data: bytes, tmp_path: Path) -> str:
        path = tmp_path / "deck.pdf"
        path.write_bytes(data)
        with pytest.raises(ConversionError) as caught:
            convert.convert(path)
        return str(caught.value)

    def test_a_scan(self, tmp_path: Path) -> None:
        said = self.said(printed(f"<img src='{PIXEL}' style='width:150mm;height:200mm'>"), tmp_path)
        assert said.startswith("deck.pdf: it is scanned")

    def test_no_text(self, tmp_path: Path) -> None:
        assert "no page of it holds text" in self.said(printed("<p></p>"), tmp_path)

    def test_encrypted(self, tmp_path: Path) -> None:
        assert "is encrypted" in self.said(
            _locked(weasyprint.HTML(string="<p>Revenue</p>").write_pdf(uncompressed_pdf=True)), tmp_path
        )

    @pytest.mark.parametrize("data", [b"%PDF-1.7\n", b"%PDF-1.7\n1 0 obj\n<</Type /Catalog", b"%PDF-1.4\nxref\n0 1\n"])
    def test_damaged(self, data: bytes, tmp_path: Path) -> None:
        assert self.said(data, tmp_path).startswith("deck.pdf: ")


def _locked(plain: bytes) -> bytes:
    """A PDF whose trailer asks for a password that nobody has: RC4, 40 bits, keys that fit no password."""
    keys = "/O <" + "ab" * 32 + "> /U <" + "cd" * 32 + ">"
    lock = f"<< /Filter /Standard /V 1 /R 2 /P -4 {keys} >>".encode()
    return plain.replace(b"/Root", b"/Encrypt " + lock + b" /ID [<00> <00>] /Root", 1)
