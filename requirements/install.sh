#!/bin/sh
# Brings .venv to what the requirement files say, and says nothing when it is there already.
#
#   sh requirements/install.sh run      .venv itself, the runtime libraries, and nnexport (editable)
#   sh requirements/install.sh dev      what the tests and checks use
#   sh requirements/install.sh anki     the real Anki library
#   sh requirements/install.sh convert  pandoc, for documents that must be converted
#   sh requirements/install.sh pictures Anki's stylesheets and MathJax, without what Anki itself needs
#   sh requirements/install.sh python   only prints the Python that .venv would be made with
#
# Content decides, never a time stamp: what is installed leaves a hash of its file, of Python and
# of the place in .venv/NAME.stamp, after its last step. Downloads come before the first change, so
# a lost connection breaks nothing; a run that stops between leaves .venv/unfinished, and the next
# one starts over.

set -eu
cd "$(dirname "$0")/.."
unset PYTHONPATH PYTHONHOME

venv_python=.venv/bin/python

probe='import sys; print("%d.%d.%d" % sys.version_info[:3])
if sys.version_info < (3, 11): sys.exit(3)
import ensurepip, venv'

fingerprint='import hashlib, pathlib, sys
text = pathlib.Path(sys.argv[1]).read_text(encoding="utf-8")
print(hashlib.sha256(repr((sys.version, sys.prefix, text)).encode()).hexdigest())'

origin='import sys; print(sys.version, sys.base_prefix)'

say() {
    echo "$1" >&2
}

fail() {
    say "$1"
    exit 1
}

# Prints the command of a Python that can make .venv: $PYTHON if that is set, else the first that fits.
find_python() {
    if [ -n "${PYTHON:-}" ]; then
        set -- "$PYTHON"
    else
        set -- python3 python3.14 python3.13 python3.12 python3.11
    fi
    too_old='' without_venv=''
    for candidate; do
        status=0
        version=$("$candidate" -c "$probe" 2>/dev/null) || status=$?
        if [ "$status" = 0 ]; then
            echo "$candidate"
            return
        elif [ "$status" = 3 ]; then
            too_old=${too_old:-"$candidate is $version"}
        elif [ -n "$version" ] && [ -z "$without_venv" ]; then
            without_venv="$candidate ($version) cannot make a virtual environment, because its ensurepip module is missing: install it (Debian, Ubuntu: apt install python${version%.*}-venv)."
        fi
    done
    if [ -n "$without_venv" ]; then
        fail "$without_venv"
    elif [ -n "$too_old" ]; then
        fail "nnexport needs Python 3.11 or newer, and $too_old: install a newer one (Debian, Ubuntu: apt install python3.12 python3.12-venv; Fedora: dnf install python3.12; macOS: brew install python), or name one: make PYTHON=/path/to/python3."
    elif [ -n "${PYTHON:-}" ]; then
        fail "nnexport needs Python 3.11 or newer, and PYTHON=$PYTHON does not run: name one that does, or leave PYTHON out."
    else
        fail "nnexport needs Python 3.11 or newer, and there is no python3: install it (Debian, Ubuntu: apt install python3 python3-venv; Fedora: dnf install python3; macOS: brew install python)."
    fi
}

# Whether FILE is what NAME was last installed from, by this Python and in this place.
is_current() { # NAME FILE
    now=$("$venv_python" -I -c "$fingerprint" "$2" 2>/dev/null) || return 1
    [ "$now" = "$(cat ".venv/$1.stamp" 2>/dev/null)" ]
}

stamp() { # NAME FILE
    "$venv_python" -I -c "$fingerprint" "$2" > ".venv/$1.stamp"
}

is_made_with_wanted_python() {
    [ -z "${PYTHON:-}" ] || [ "$("$PYTHON" -I -c "$origin" 2>/dev/null)" = "$("$venv_python" -I -c "$origin")" ]
}

# Quiet when all goes well; else everything that pip said.
pip_install() {
    "$venv_python" -m pip install --quiet --no-input --disable-pip-version-check "$@" \
        > .venv/pip.log 2>&1 || { cat .venv/pip.log >&2; return 1; }
}

make_venv() {
    python=$(find_python)
    say "setting up .venv with $python (takes about a minute the first time) …"
    "$python" -m venv --clear .venv || fail "$python could not make .venv: its reason is above."
    : > .venv/unfinished
    pip_install --require-hashes -r requirements/run.txt ||
        fail "set-up stopped before .venv was ready: pip's reason is above, and the next make starts over."
    rm .venv/unfinished
    stamp run requirements/run.txt
}

install_nnexport() {
    pip_install --no-deps --no-build-isolation --editable . ||
        fail "nnexport itself could not be installed into .venv: pip's reason is above."
    stamp nnexport pyproject.toml
}

add() { # NAME WHAT [OPTION OF PIP]
    name=$1 what=$2 file=requirements/$1.txt
    shift 2
    ! is_current "$name" "$file" || return 0
    say "adding $what to .venv …"
    pip_install --dry-run --require-hashes "$@" -r "$file" ||
        fail "$what could not be had: pip's reason is above."
    : > .venv/unfinished
    pip_install --require-hashes "$@" -r "$file" ||
        fail "$what could not be installed: pip's reason is above, and the next make starts over."
    rm .venv/unfinished
    stamp "$name" "$file"
}

if [ "$1" = python ]; then
    find_python
    exit
fi
if [ -e .venv/unfinished ] || ! is_current run requirements/run.txt || ! is_made_with_wanted_python; then
    make_venv
fi
if ! is_current nnexport pyproject.toml; then
    install_nnexport
fi
case $1 in
    run) ;;
    dev) add dev "the tools for tests and checks" ;;
    anki) add anki "the real Anki library" ;;
    convert) add convert "pandoc" ;;
    pictures) add pictures "Anki's stylesheets and MathJax" --no-deps ;;
    *) fail "install.sh: $1 is none of run, dev, anki, convert, pictures, python" ;;
esac
