"""A number published elsewhere says so: who published it, when and where, and nothing of that is markup."""

from __future__ import annotations

from presentation import quantity, shown

from helpers.data.quantity.quantity import Quantity, growth
from helpers.data.quantity.reference import Reference
from helpers.publish.book.ways_back import Page
from helpers.story import prose, sources
from helpers.story.findings import Findings
from helpers.story.trails import Trails

EVIL = Reference(
    "published:revenue:actual:2013-04-01..2014-03-31:2014-05-15",
    'A "paper" <b>`)</b>',
    "2014-05-15",
    'https://example.com/?a="><script>alert(1)</script>',
    line=475,
)
ELSEWHERE = quantity(
    114.272e9, 1e6, period="fy2013", fact_ids=(), basis="published", references=(EVIL,), formula="revenue in FY2013",
    decimals=-6,
)  # fmt: skip
REPORTED = quantity(157.8e9, 0.05e9, formula="revenue in FY2016", decimals=-8)


def opened(**values: Quantity) -> str:
    """The HTML of a sentence with the trails of its page."""
    trails, page = Trails(), Page()
    text = prose.Statement(" ".join(f"{{{name}}}" for name in values), values).html(trails)
    return page.linked(text, trails.metadata()) + page.html()


def test_a_link_leads_to_the_row_of_the_table_and_says_who_published_it() -> None:
    text = shown(prose.say, "{a}.", a=ELSEWHERE)["text/markdown"]
    assert "(../data/raw/reference/published_results.csv#L475 " in text
    assert "Published elsewhere: A" in text
    assert "15 May 2014" in text
    assert "<b>" not in text
    assert '"paper"' not in text


def test_its_trail_shows_publisher_day_and_address_as_text() -> None:
    page = opened(a=ELSEWHERE)
    assert 'class="computed" href="#trail-1"' in page
    assert "published elsewhere: A &quot;paper&quot; &lt;b&gt;`)&lt;/b&gt;, 15 May 2014" in page
    assert "https://example.com/?a=&quot;&gt;&lt;script&gt;" in page
    assert 'sources/published_results.html#L475.C0">row 475' in page
    assert "<script" not in page
    assert "<b>" not in page


def test_an_address_that_is_none_is_no_link() -> None:
    odd = Reference("published:x", "A paper", "", "javascript:alert(1)")
    page = opened(a=quantity(1e9, fact_ids=(), basis="published", references=(odd,)))
    assert 'href="javascript' not in page
    assert "A paper, day not known" in page


def test_what_is_worked_out_with_it_names_both_kinds_of_sources() -> None:
    rise = growth(REPORTED, ELSEWHERE)
    assert rise.basis == "published_derived"
    said = sources.trail(rise)
    assert "15 May 2017 presentation, line 57" in said
    assert "published elsewhere: A" in said
    page = opened(rise=rise)
    assert "revenue in FY2013: JPY 114.272 billion" in page
    assert "15 May 2014" in page


def test_a_source_line_names_the_table_only_where_a_figure_of_it_is_shown() -> None:
    assert sources.source_line([REPORTED]) == "Source: IIJ, filing of 15 May 2017."
    both = sources.source_line([REPORTED, ELSEWHERE])
    assert both == "Source: IIJ, filing of 15 May 2017; reference table published_results.csv."
    assert sources.source_line([ELSEWHERE]) == "Source: reference table published_results.csv."


def test_a_figure_of_the_filings_shows_nothing_of_it() -> None:
    assert "elsewhere" not in opened(a=REPORTED)


def test_a_finding_names_the_published_figures_behind_it() -> None:
    findings = Findings("05_cloud")
    findings.publish("cloud.growth_fy2016", growth(REPORTED, ELSEWHERE), "Revenue grew {value}.")
    findings.publish("cloud.revenue_fy2016", REPORTED, "Revenue was {value}.")
    rows = findings.frame().set_index("name")
    assert rows.loc["cloud.growth_fy2016", "reference_ids"] == EVIL.reference_id
    assert rows.loc["cloud.growth_fy2016", "fact_ids"] == REPORTED.fact_ids[0]
    assert rows.loc["cloud.revenue_fy2016", "reference_ids"] == ""
