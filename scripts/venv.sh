#!/usr/bin/env bash
# Makes .venv on Python 3.11: the machine's own, or one that uv fetches.
set -euo pipefail

is_311() { "$1" -c 'import sys; sys.exit(sys.version_info[:2] != (3, 11))' 2>/dev/null; }

for python in python3.11 python3 python; do
    if is_311 "$python" && "$python" -m venv .venv; then
        exit 0
    fi
    rm -rf .venv  # Debian without python3-venv leaves half of one.
done

uv=$(command -v uv || true)
if [ -z "$uv" ] && python3 -m venv .venv/uv-only 2>/dev/null; then
    .venv/uv-only/bin/pip install -q --no-deps --require-hashes -r requirements-uv.txt
    uv=.venv/uv-only/bin/uv
fi
if [ -z "$uv" ]; then
    echo "setup: Python 3.11 is missing: install python3.11 with venv, or uv, and run make again" >&2
    exit 1
fi
exec "$uv" venv --seed --allow-existing --python 3.11 .venv
