"""Sentences take their numbers, words and links from quantities."""

from __future__ import annotations

import pytest
from presentation import FILING, quantity, shown

from helpers.data.quantity.quantity import Missing
from helpers.story import prose, sources

PLACE = f"../data/raw/{FILING}.txt#L57"


def test_a_number_is_formatted_and_leads_to_the_line_that_printed_it():
    revenue = quantity(157.8e9, 5e7)
    assert prose.sentence("Revenue was {r} in {r:period}.", r=revenue) == "Revenue was JPY 157.8 billion in FY2016."
    linked = prose.markdown("It was {r}.", r=revenue)
    assert linked == f'It was [JPY 157.8 billion]({PLACE} "15 May 2017 presentation, line 57").'


def test_a_derived_number_says_how_it_was_derived_and_that_it_is_not_exact():
    growth = quantity(0.114, 0.004, "ratio", basis="derived", formula='new / old - 1 "x"')
    assert prose.sentence("{g} ({g:range})", g=growth) == "about 11.4% (11.0 to 11.8%)"
    assert "Derived as new ÷ old − 1 &quot;x&quot;, from 15 May 2017" in prose.markdown("{g}", g=growth)


@pytest.mark.parametrize(("value", "words"), [(0.1, "rose 10%"), (-0.1, "fell 10%")])
def test_words_follow_the_data(value, words):
    assert prose.sentence("{g:rose|fell} {g:abs}", g=quantity(value, 0.005, "ratio")) == words


def test_words_to_choose_from_may_hold_a_comma():
    template = "{g:beat it|missed it|came close to it, off} by {g:abs}"
    assert prose.sentence(template, g=quantity(0.0, 0.005, "ratio")).startswith("came close to it, off by ")


def test_what_is_unknown_is_said_with_its_reason():
    missing = Missing("no filing prints it", "JPY")
    said = shown(prose.say, "Revenue {r:rose|fell} to {r}.", r=missing)
    assert said["text/plain"] == "Revenue rose or fell to unknown. (Unknown: no filing prints it)"
    other = shown(prose.say, "It was {r}.", otherwise="Not known at that date.", r=missing)
    assert other["text/markdown"] == "Not known at that date."


def test_text_from_a_filing_cannot_become_markup():
    text = prose.markdown("{t}", t="<script>x</script> [a](b) *c* `d` |e|")
    assert text == r"&lt;script&gt;x&lt;/script&gt; \[a\]\(b\) \*c\* \`d\` \|e\|"


def test_a_passage_is_a_link_and_a_count_is_a_plain_number():
    passage = sources.passage(FILING, 12, "the <plan>")
    said = prose.markdown("{n} rows, see {p}", n=1234, p=passage)
    assert said == (
        f'1,234 rows, see [the &lt;plan&gt;](../data/raw/{FILING}.txt#L12 "15 May 2017 presentation, line 12")'
    )


def test_a_count_brings_its_noun_in_the_right_number():
    said = [prose.sentence("{n:filing|filings}", n=count) for count in (0, 1, 1234)]
    assert said == ["0 filings", "1 filing", "1,234 filings"]


def test_mistakes_of_the_writer_are_errors_that_say_what_to_do():
    with pytest.raises(TypeError, match="bare float"):
        prose.sentence("{x}", x=0.5)
    with pytest.raises(ValueError, match="'pct', which is no option"):
        prose.sentence("{x:pct}", x=quantity(1.0))
    with pytest.raises(KeyError, match="names y"):
        prose.sentence("{x} {y}", x=quantity(1.0))


@pytest.mark.parametrize(
    ("spec", "text"),
    [
        ("", "JPY 36.2 billion"),
        ("interval", "JPY 36.2 billion"),
        ("range", "JPY 36.175 to 36.185 billion"),
        ("million", "JPY 36,180 million"),
        ("billion,.2", "JPY 36.18 billion"),
        ("signed", "JPY +36.2 billion"),
        ("period", "FY2016"),
    ],
)
def test_options_of_a_field(spec, text):
    assert prose.sentence(f"{{q:{spec}}}", q=quantity(36.18e9, 5e6)) == text
