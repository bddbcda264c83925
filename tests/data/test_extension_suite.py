"""pandas' own suite for extension types runs on columns of quantities, in a pytest process of its own."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

SUITE = Path(__file__).with_name("extension_suite.py")
MOST_NOT_APPLICABLE = 25


def test_pandas_suite_for_extension_types_passes_and_few_of_its_tests_do_not_apply() -> None:
    # No settings of the project: pandas' tests have marks and warnings of their own.
    without = [f"-pno:{plugin}" for plugin in ("cacheprovider", "xdist", "nbval")]
    options = ["-q", *without, "-c", "/dev/null", f"--rootdir={SUITE.parent}"]
    command = [sys.executable, "-m", "pytest", *options, "--tb=short", str(SUITE)]
    process = subprocess.run(command, capture_output=True, text=True, check=False)
    assert process.returncode == 0, process.stdout[-4000:] + process.stderr[-2000:]
    passed = re.search(r"(\d+) passed", process.stdout)
    assert passed is not None, process.stdout
    assert int(passed[1]) > 500
    listed = re.findall(r"^    \"(test_\w+)\": \S", SUITE.read_text(encoding="utf-8"), re.MULTILINE)
    assert 0 < len(listed) <= MOST_NOT_APPLICABLE
