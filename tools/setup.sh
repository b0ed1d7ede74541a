#!/bin/sh
# Makes .venv and installs the project with its test tools into it; with --peers also the Debian programs that the peer tests call.
# Does nothing when neither pyproject.toml nor constraints.txt changed. Works as root and as an ordinary user.
#   PYTHON=/path/to/python   the interpreter to start from (3.11 or newer); else the first that fits
set -eu
cd "$(dirname "$0")/.."
root=$(pwd)
venv=$root/.venv
stamp=$venv/.installed

say() { printf 'setup: %s\n' "$*"; }
die() { printf 'setup: %s\n' "$*" >&2; exit 1; }
is_root() { [ "$(id -u)" = 0 ]; }

# Two makes in one checkout take turns.
if command -v flock >/dev/null 2>&1; then exec 9<tools/setup.sh; flock 9; fi

apt_updated=no
apt_install() { # as root, on a system with apt
    if [ "$apt_updated" = no ]; then
        apt-get update -qq || say "apt-get update failed; trying with the lists at hand"
        apt_updated=yes
    fi
    DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@" >/dev/null
}
can_apt() { is_root && command -v apt-get >/dev/null 2>&1; }

fits() { "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1; }
has_venv() { "$1" -c 'import ensurepip, venv' >/dev/null 2>&1; }

find_python() {
    for candidate in ${PYTHON:-python3 python3.13 python3.12 python3.11}; do
        if fits "$candidate"; then command -v "$candidate"; return; fi
    done
    return 1
}

make_venv() {
    python=$(find_python) || die "no Python 3.11 or newer found (Debian: apt install python3 python3-venv; or PYTHON=/path/to/python3.11 make ...)"
    if ! has_venv "$python"; then
        version=$("$python" -c 'import sys; print("%d.%d" % sys.version_info[:2])')
        can_apt || die "$python cannot make virtual environments: the Debian package python$version-venv is missing (apt install python3-venv)"
        say "installing python$version-venv"
        apt_install "python$version-venv" || die "could not install the Debian package python$version-venv"
        has_venv "$python" || die "$python still cannot make virtual environments; install its venv module"
    fi
    say "making .venv with $python"
    rm -rf "$venv"
    "$python" -m venv "$venv"
}

install_project() {
    # The path belongs to the stamp: a checkout that was moved or copied has an environment that points elsewhere.
    wanted=$(cat pyproject.toml constraints.txt tools/setup.sh | sha256sum | cut -d ' ' -f 1)" $root"
    if [ -f "$stamp" ] && [ "$(cat "$stamp")" = "$wanted" ] && fits "$venv/bin/python"; then return; fi
    if [ -f "$stamp" ] && [ "$(cut -d ' ' -f 2- "$stamp")" != "$root" ]; then rm -rf "$venv"; fi
    if ! fits "$venv/bin/python" || ! "$venv/bin/python" -m pip --version >/dev/null 2>&1; then make_venv; fi
    rm -f "$stamp"
    started=$(date +%s)
    say "installing the project and its test tools into .venv (constraints.txt)"
    pip="$venv/bin/python -m pip --disable-pip-version-check -qq" # errors only
    # The build backend first, pinned like all else, so that the build itself needs no second environment.
    if ! { $pip install -c constraints.txt setuptools wheel && $pip install -c constraints.txt --no-build-isolation -e '.[test]'; }; then
        die "pip could not install everything (see above); a package index must be reachable, pip's own configuration says which"
    fi
    printf '%s\n' "$wanted" >"$stamp"
    say "done in $(($(date +%s) - started)) s"
}

install_peers() {
    missing=
    command -v sipp >/dev/null 2>&1 || missing="$missing sip-tester"
    command -v baresip >/dev/null 2>&1 || missing="$missing baresip-core"
    command -v tshark >/dev/null 2>&1 || missing="$missing tshark"
    [ -f /usr/share/asterisk/sounds/en/hello.wav ] || missing="$missing asterisk-core-sounds-en-wav"
    [ -f /usr/share/asterisk/sounds/en/hello.g722 ] || missing="$missing asterisk-core-sounds-en-g722"
    command -v openssl >/dev/null 2>&1 || missing="$missing openssl"
    PATH=$PATH:/usr/sbin command -v kamailio >/dev/null 2>&1 || missing="$missing kamailio"
    PATH=$PATH:/usr/sbin command -v rtpengine >/dev/null 2>&1 || missing="$missing rtpengine-daemon"
    command -v chromium >/dev/null 2>&1 || missing="$missing chromium"
    command -v turnserver >/dev/null 2>&1 || missing="$missing coturn"
    [ -n "$missing" ] || return 0
    if can_apt; then
        say "installing Debian packages:$missing"
        # shellcheck disable=SC2086  # a list of names
        if apt_install $missing; then return 0; fi
        say "apt-get could not install:$missing"
    fi
    if [ "${CI:-}" = true ]; then
        say "missing Debian packages:$missing; their tests will fail (CI=true)"
    else
        say "missing Debian packages:$missing; tests that need them are skipped (apt install$missing)"
    fi
}

# SIP.js for the browser that calls us: its modules as they are, from the npm registry.
install_sip_js() {
    peers=$venv/peers/sip.js
    [ ! -f "$peers/package/lib/index.js" ] || return 0
    if ! command -v npm >/dev/null 2>&1; then
        say "npm is not here to fetch SIP.js; the test with a browser is skipped"
        return 0
    fi
    mkdir -p "$peers"
    if ! (cd "$peers" && npm pack --silent sip.js@0.21.2 >/dev/null && tar -xzf sip.js-*.tgz && rm -f sip.js-*.tgz); then
        say "npm could not fetch sip.js"
    fi
}

install_project
if [ "${1:-}" = --peers ]; then
    install_peers
    install_sip_js
    tools/pjsip.sh "$venv/bin/python" "$venv/peers/pjsip"
fi
