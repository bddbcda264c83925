#!/usr/bin/env bash
# Renews requirements.lock: one version of every package for all platforms and Python 3.11 or newer, with hashes.
# No index, host or path goes into the file, so that whoever installs from it uses the index of their own choice.
set -euo pipefail
cd "$(dirname "$0")/.."
command -v uv >/dev/null || { echo "make lock: uv is missing (pip install uv)." >&2; exit 1; }
new=$(mktemp)
trap 'rm -f "$new"' EXIT
cp requirements.lock "$new" # uv keeps the versions it finds there; pass --upgrade to renew them
uv pip compile "$@" --universal --python-version 3.11 --fork-strategy fewest --generate-hashes --all-extras \
    --no-config --no-header --no-annotate --quiet --output-file "$new" pyproject.toml
{
    echo "# Every package that the project needs, direct or not, at one version, with the hashes of its files."
    echo "# Made from pyproject.toml by \`make lock\`; do not edit by hand."
    grep -v '^#' "$new"
} > requirements.lock
