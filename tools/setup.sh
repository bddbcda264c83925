#!/usr/bin/env bash
# Makes .venv from requirements.lock, once for each content of the lock and of pyproject.toml.
# PYTHON=... chooses the interpreter; otherwise the first of the usual names that is new enough.
set -euo pipefail
cd "$(dirname "$0")/.."

venv=.venv
# A .venv is bound to the folder it was made in, so the folder is part of the stamp.
stamp="$(cat requirements.lock pyproject.toml | cksum) $PWD"
if [ -x "$venv/bin/python" ] && [ "$(cat "$venv/made-from" 2>/dev/null)" = "$stamp" ]; then
    exit 0
fi

fail() { printf '\nmake setup: %s\n' "$1" >&2; exit 1; }

new_enough() { "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1; }

if [ -n "${PYTHON:-}" ]; then
    command -v "$PYTHON" >/dev/null || fail "PYTHON=$PYTHON: no such program. Give the path of a Python 3.11 or newer."
    new_enough "$PYTHON" || fail "PYTHON=$PYTHON is $("$PYTHON" --version 2>&1); the project needs Python 3.11 or newer."
    python=$PYTHON
else
    python=
    for name in python3 python3.14 python3.13 python3.12 python3.11 python; do
        if command -v "$name" >/dev/null && new_enough "$name"; then python=$name; break; fi
    done
    [ -n "$python" ] || fail "no Python 3.11 or newer was found (python3: $(python3 --version 2>/dev/null || echo none)).
Install one, or say where it is: make setup PYTHON=/path/to/python3.11"
fi
"$python" -c 'import venv, ensurepip' >/dev/null 2>&1 ||
    fail "$("$python" --version) has no venv module. On Debian or Ubuntu: apt-get install python3-venv"
command -v git >/dev/null || fail "git is missing. The tests ask it which files are committed."

if [ "$(cut -d' ' -f3- "$venv/made-from" 2>/dev/null)" = "$PWD" ] && "$venv/bin/python" -c '' 2>/dev/null; then
    echo "Bringing .venv up to date with requirements.lock"
else
    echo "Making .venv with $("$python" --version) (a minute or two, once)"
    rm -rf "$venv"
    "$python" -m venv "$venv" || fail "$python -m venv did not work; see its message above."
fi
# The lock names every package, so pip need not look for others; `pip check` proves that none is missing.
PIP_DISABLE_PIP_VERSION_CHECK=1
export PIP_DISABLE_PIP_VERSION_CHECK
"$venv/bin/pip" install --quiet --no-deps --require-hashes -r requirements.lock ||
    fail "pip could not install what requirements.lock names; see its message above. Then run it again."
"$venv/bin/pip" install --quiet --no-deps --no-build-isolation -e . || fail "the project itself did not install."
"$venv/bin/pip" check >/dev/null || { "$venv/bin/pip" check || true; fail "requirements.lock does not fit pyproject.toml: run make lock."; }
printf '%s\n' "$stamp" > "$venv/made-from"
echo "Done: .venv holds everything that requirements.lock names."
