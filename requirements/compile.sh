#!/bin/sh
# Compiles the hash-pinned requirements from pyproject.toml; run it after changing a dependency.
set -eu
cd "$(dirname "$0")"
export UV_PYTHON_DOWNLOADS=never
UV="../.venv/bin/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --no-annotate"
$UV ../pyproject.toml --output-file base.txt "$@"
$UV --group ../pyproject.toml:dev --constraint base.txt --output-file dev.txt "$@"
