"""One environment, said in four places that must agree: pyproject.toml, requirements.lock, environment.yml, .venv."""

from __future__ import annotations

import re
import tomllib
from importlib.metadata import version
from itertools import chain
from pathlib import Path

import pytest
import yaml
from packaging.markers import Marker
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

ROOT = Path(__file__).parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
DIRECT = [Requirement(text) for text in [*PROJECT["dependencies"], *chain(*PROJECT["optional-dependencies"].values())]]
LOCK = (ROOT / "requirements.lock").read_text(encoding="utf-8")


def locked() -> dict[str, tuple[Version, str]]:
    """Every package of the lock: its version and its marker ('' if it is for every platform)."""
    lines = re.findall(r"^([A-Za-z0-9._-]+)==(\S+)(?: ; (.+?))? \\$", LOCK, re.MULTILINE)
    return {canonicalize_name(name): (Version(number), marker) for name, number, marker in lines}


def test_environment_yml_names_the_same_direct_dependencies() -> None:
    entries = yaml.safe_load((ROOT / "environment.yml").read_text(encoding="utf-8"))["dependencies"]
    names = [entry for entry in entries if isinstance(entry, str)]
    names += [name for entry in entries if isinstance(entry, dict) for name in entry["pip"]]
    conda = {canonicalize_name(found.name): found.specifier for found in map(Requirement, names)}
    assert str(conda.pop("python")) == PROJECT["requires-python"]
    conda.pop("pip")  # installs the project itself
    assert conda == {canonicalize_name(found.name): found.specifier for found in DIRECT}


@pytest.mark.parametrize("requirement", DIRECT, ids=lambda requirement: requirement.name)
def test_the_lock_holds_each_direct_dependency_within_its_bounds(requirement: Requirement) -> None:
    number, marker = locked()[canonicalize_name(requirement.name)]
    assert number in requirement.specifier
    assert marker == "", "a direct dependency is needed everywhere"


@pytest.mark.parametrize("requirement", DIRECT, ids=lambda requirement: requirement.name)
def test_a_direct_dependency_has_a_lower_bound(requirement: Requirement) -> None:
    assert any(part.operator in (">=", "==") for part in requirement.specifier)


def test_every_package_of_the_lock_has_hashes() -> None:
    entries = [entry for entry in re.split(r"\n(?=\S)", LOCK) if not entry.startswith("#")]
    assert len(entries) == len(locked()) > 100
    for entry in entries:
        assert re.search(r"--hash=sha256:[0-9a-f]{64}", entry), entry.split("\n")[0]


def test_the_lock_names_no_index_host_or_path() -> None:
    content = "\n".join(line for line in LOCK.split("\n") if not line.startswith("#"))
    assert not re.search(r"https?:|://|file:|@ |--(?:index|extra|find|trusted)|[\\/](?!$)", content, re.MULTILINE)


def test_what_is_installed_is_what_is_locked() -> None:
    different = {
        name: (str(number), version(name))
        for name, (number, marker) in locked().items()
        if (not marker or Marker(marker).evaluate()) and Version(version(name)) != number
    }
    assert different == {}, "run make setup"


def test_what_the_code_imports_is_declared() -> None:
    imported = set()
    for path in [*ROOT.glob("src/**/*.py"), *ROOT.glob("tests/**/*.py"), *ROOT.glob("benchmarks/*.py")]:
        imported |= set(re.findall(r"^\s*(?:import|from) (\w+)", path.read_text(encoding="utf-8"), re.MULTILINE))
    named_otherwise = {
        "yaml": "pyyaml",
        "markdown_it": "markdown-it-py",
        "arelle": "arelle-release",
        "bs4": "beautifulsoup4",
    }
    foreign = {canonicalize_name(named_otherwise.get(name, name)) for name in imported} & locked().keys()
    assert foreign <= {canonicalize_name(found.name) for found in DIRECT}
