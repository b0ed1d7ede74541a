#!/bin/sh
# Builds PJSIP with opus, L16, AMR, AES-GCM and DTLS-SRTP for the peer tests; the wheel that they use otherwise has none of these.
#   tools/pjsip.sh PYTHON TARGET
# The source is what Debian packages as `ring` (the daemon of Jami, with the pjproject in it); TARGET gets pjsua2 as a module
# of that PYTHON. What was built once is kept in the user's cache: the first run on a machine takes one to two minutes.
set -eu
python=$1
target=$2
say() { printf 'setup: %s\n' "$*"; }
stop() { say "PJSIP with opus and DTLS-SRTP is not built, its tests are skipped or fail: $*"; exit 0; }

[ -f "$target/_pjsua2.so" ] && exit 0
tag=$("$python" -c 'import sys, platform; print(sys.implementation.cache_tag, platform.machine(), sep="-")')
kept=${XDG_CACHE_HOME:-$HOME/.cache}/sessioncore/pjsip-$tag-$(sha256sum <"$0" | cut -c 1-12)
give() { mkdir -p "$target" && cp "$kept/pjsua2.py" "$kept/_pjsua2.so" "$target/"; }
if [ -f "$kept/_pjsua2.so" ]; then give; exit 0; fi

if [ "$(id -u)" != 0 ] || ! command -v apt-get >/dev/null 2>&1; then stop "that takes root and apt"; fi
headers=$("$python" -c 'import sysconfig; print(sysconfig.get_path("include"))')

started=$(date +%s)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
log=$work/log
say "building PJSIP with opus, L16, AMR, AES-GCM and DTLS-SRTP"
DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends \
    gcc g++ make swig libopus-dev libopencore-amrnb-dev libssl-dev dpkg-dev >"$log" 2>&1 || stop "$(tail -n 1 "$log")"
# Debian's own Python has its headers in a package; any other brings them.
[ -f "$headers/Python.h" ] || DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends python3-dev >>"$log" 2>&1 || :
[ -f "$headers/Python.h" ] || stop "$headers has no Python.h"

# The sources of the places where apt has its packages from, in lists of their own: the machine's stay as they are.
mkdir -p "$work/lists/partial"
# shellcheck disable=SC2016  # $(...) are apt's own names
apt-get indextargets --format 'deb-src $(REPO_URI) $(RELEASE) $(COMPONENT)' \
    'Created-By: Packages' 'Origin: Debian' 'Label: Debian' 'Component: main' | sort -u >"$work/sources.list"
ours() {
    apt-get -qq -o Dir::Etc::SourceList="$work/sources.list" -o Dir::Etc::SourceParts=/dev/null \
        -o Dir::State::Lists="$work/lists" -o APT::Sandbox::User=root "$@"
}
cd "$work"
{ ours update && ours source --download-only ring; } >>"$log" 2>&1 || stop "$(tail -n 1 "$log")"
mkdir source
tar -xzf ring_*.orig.tar.gz -C source --wildcards '*/tarballs-unpacked/pjproject-*' >>"$log" 2>&1 || stop "no pjproject in ring"
cd "$(dirname "$(find source -name aconfigure | head -n 1)")"

cat >pjlib/include/pj/config_site.h <<'END'
#define PJMEDIA_HAS_VIDEO 0
#define PJMEDIA_HAS_OPUS_CODEC 1
#define PJMEDIA_HAS_OPENCORE_AMRNB_CODEC 1
#define PJMEDIA_CODEC_L16_HAS_8KHZ_MONO 1
#define PJMEDIA_CODEC_L16_HAS_16KHZ_MONO 1
#define PJMEDIA_SRTP_HAS_DTLS 1
#define PJMEDIA_SRTP_HAS_AES_GCM_256 1
#define PJMEDIA_SRTP_HAS_AES_GCM_128 1
END
build() {
    # Debian leaves out the sources of the codecs that are disabled here.
    CFLAGS="-O1 -g0 -fPIC -w" sh ./aconfigure --disable-video --disable-sound --disable-speex-aec --disable-speex-codec \
        --disable-gsm-codec --disable-ilbc-codec --disable-g7221-codec --disable-libyuv --disable-libwebrtc --disable-sdl \
        --disable-ffmpeg --disable-v4l2 --disable-openh264 --disable-vpx --disable-silk \
        --disable-bcg729
    make -j "$(nproc)" lib
    cd pjsip-apps/src/swig/python
    top=../../../..
    swig -I$top/pjlib/include -I$top/pjlib-util/include -I$top/pjnath/include -I$top/pjmedia/include \
        -I$top/pjsip/include -c++ -w312 -python -o pjsua2_wrap.cpp ../pjsua2.i
    told() { make --no-print-directory -f helper.mak "$1"; }
    # shellcheck disable=SC2046  # lists of words
    g++ $(told cflags) -O0 -g0 -s -shared -I"$headers" pjsua2_wrap.cpp -o _pjsua2.so $(told ldflags) $(told libs | sed s/^/-l/)
}
build >>"$log" 2>&1 || { tail -n 20 "$log" >&2; stop "see above"; }
mkdir -p "$kept"
cp pjsua2.py "$kept/"
cp _pjsua2.so "$kept/.new" && mv "$kept/.new" "$kept/_pjsua2.so"
give
say "PJSIP is built in $(($(date +%s) - started)) s"
