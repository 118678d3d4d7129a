#!/bin/sh
# Makes .venv with the hash-pinned requirements; does nothing when that is done already.
set -eu
cd "$(dirname "$0")/.."

fail() {
    echo "$1" >&2
    exit 1
}

python="${PYTHON:-python3}"
stamp=".venv/.installed"
wanted="$(cat requirements/uv.txt requirements/base.txt requirements/dev.txt | cksum)"
if [ -f "$stamp" ] && [ "$(cat "$stamp")" = "$wanted" ] && .venv/bin/python -c "" 2>/dev/null; then
    exit 0
fi

command -v "$python" >/dev/null 2>&1 || fail "Missing: python3, version 3.11 or newer (on Debian: apt install python3 python3-venv)."
"$python" -c "import sys; sys.exit(sys.version_info < (3, 11))" || fail "Too old: $("$python" --version); Twelvefold needs Python 3.11 or newer."
"$python" -c "import ensurepip, venv" 2>/dev/null || fail "Missing: python3-venv (on Debian: apt install python3-venv)."

echo "Installing into .venv (about 20 seconds)"
.venv/bin/python -c "" 2>/dev/null || "$python" -m venv --clear .venv
export UV_PYTHON_DOWNLOADS=never PIP_DISABLE_PIP_VERSION_CHECK=1
if ! { .venv/bin/python -m pip install -qq --require-hashes -r requirements/uv.txt &&
    .venv/bin/python -m uv pip sync --quiet --python .venv/bin/python --require-hashes \
        requirements/uv.txt requirements/base.txt requirements/dev.txt; }; then
    echo "The quick installer did not work here; trying again with pip (about two minutes)"
    .venv/bin/python -m pip install -qq --require-hashes -r requirements/base.txt -r requirements/dev.txt
fi
echo "$wanted" >"$stamp"
