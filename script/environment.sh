# Make .venv from a lock file when it is missing, half-made or out of date.
#
# To be sourced, with `root` set to the repository; then `prepare_venv LOCK [LOCK]...`, where the
# first lock holds everything that the others hold.

fail() {
    echo "$1" >&2
    exit 1
}

is_recent() {
    "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null
}

find_python() {
    for name in python3.11 python3 python3.12 python3.13 python3.14; do
        if is_recent "$name"; then
            echo "$name"
            return
        fi
    done
    fail "Python 3.11 or newer is needed. On Debian or Ubuntu: apt install python3 python3-venv"
}

stamp_of() {
    echo "$venv/.installed-$1"
}

is_installed() {
    [ -f "$(stamp_of "$1")" ] && [ "$(cat "$(stamp_of "$1")")" = "$(cksum <"$root/$1")" ]
}

make_venv() {
    if [ -f "$venv/.complete" ] && is_recent "$venv/bin/python"; then
        return
    fi
    python=$(find_python) || exit 1
    rm -rf "$venv"
    "$python" -m venv "$venv" ||
        fail "Python could not make $venv. On Debian or Ubuntu: apt install python3-venv"
    touch "$venv/.complete"
}

prepare_venv() {
    venv=$root/.venv
    if is_recent "$venv/bin/python" && is_installed "$1"; then
        return
    fi
    echo "Setting up .venv (about a minute, mostly downloading)" >&2
    make_venv
    "$venv/bin/python" -m pip install -qq --disable-pip-version-check --no-input \
        --require-hashes -r "$root/$1" || fail "The packages in $1 could not be installed."
    for lock in "$@"; do
        cksum <"$root/$lock" >"$(stamp_of "$lock")"
    done
}
