"""No check hides behind another: every check has an id of its own."""

from collections import Counter

from filed import FILINGS, fact, frame

from helpers.data.dataset import open_data
from helpers.proof import checks, evidence


def test_a_roll_forward_of_a_quarter_and_of_a_half_year_are_two_checks() -> None:
    data = open_data()
    found = checks.reconciled(evidence.from_frame(data.facts, data.filings)).checks
    repeated = [check_id for check_id, count in Counter(check.check_id for check in found).items() if count > 1]
    assert not repeated, f"checks that share an id, so that one of them is lost: {repeated[:5]}"


def test_two_figures_that_contradict_the_same_one_are_two_checks() -> None:
    told = [("a", "36180000000", -7), ("b", "31500000000", -8), ("c", "28000000000", -8)]
    facts = [
        {**fact("revenue", "1q16", value, decimals, filing=filing, line=n), "fact_id": f"{filing}.L{n}.C0"}
        for n, (filing, value, decimals) in enumerate(told, 1)
    ]
    found = checks.reconciled(evidence.from_frame(frame(facts), FILINGS)).checks
    ids = [check.check_id for check in found if check.status == checks.BROKEN]
    assert len(ids) == len(set(ids)) >= 2
