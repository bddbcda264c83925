"""No check hides behind another: every check has an id of its own."""

from collections import Counter

from helpers import checks, evidence
from helpers.dataset import open_data


def test_a_roll_forward_of_a_quarter_and_of_a_half_year_are_two_checks() -> None:
    data = open_data()
    found, _ = checks.reconciled(evidence.from_frame(data.facts, data.filings))
    repeated = [check_id for check_id, count in Counter(check.check_id for check in found).items() if count > 1]
    assert not repeated, f"checks that share an id, so that one of them is lost: {repeated[:5]}"
