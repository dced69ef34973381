# Sourced by the scripts beside it. POSIX sh; needs Python 3.11 or later and nothing else prepared.
#
# make_environment NAME ARG…  makes .venv beside pyproject.toml and installs ARG… into it with pip.
# What it installed for NAME is written down together with what it was made from, so that a second run installs nothing.

root=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd) || exit 1
cd "$root" || exit 1

say() { printf '%s\n' "$*" >&2; }

# The first Python that is new enough; PYTHON in the environment goes first.
find_python() {
    for candidate in ${PYTHON:+"$PYTHON"} python3 python3.14 python3.13 python3.12 python3.11 python; do
        if "$candidate" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1; then
            printf '%s\n' "$candidate"
            return 0
        fi
    done
    say "sensorlog needs Python 3.11 or later, and found none: install it from https://www.python.org/downloads/ or your system's packages."
    return 1
}

require_venv() {
    "$1" -c 'import ensurepip, venv' >/dev/null 2>&1 && return 0
    version=$("$1" -c 'import sys; print("%d.%d" % sys.version_info[:2])')
    say "This Python cannot make environments. On Debian, Ubuntu and Raspberry Pi OS: sudo apt install python$version-venv"
    return 1
}

make_environment() {
    name=$1
    shift
    base=$(find_python) || exit 1
    stamp=.venv/.made-for-$name
    wanted=$("$base" - "$@" <<'PYTHON'
import hashlib, pathlib, sys
made_from = [sys.version, *sys.argv[1:], pathlib.Path("pyproject.toml").read_text(encoding="utf-8")]
print(hashlib.sha256("\0".join(made_from).encode()).hexdigest())
PYTHON
    ) || exit 1
    python=$root/.venv/bin/python
    if [ -f "$stamp" ] && [ "$(cat "$stamp")" = "$wanted" ] && "$python" -c '' >/dev/null 2>&1; then
        return 0
    fi
    require_venv "$base" || exit 1
    say "== making the environment in .venv (this is done once)"
    "$python" -c 'import pip' >/dev/null 2>&1 || "$base" -m venv --clear .venv || exit 1
    # --group needs pip 25.1
    "$python" -m pip install --quiet --disable-pip-version-check 'pip>=25.1' || exit 1
    "$python" -m pip install --quiet --disable-pip-version-check "$@" || exit 1
    printf '%s\n' "$wanted" >"$stamp"
}
