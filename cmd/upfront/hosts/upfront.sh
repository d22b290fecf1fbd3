#!/bin/sh
# Builds this site on a build server, or checks it. Written by upfront init --ci; change it as you like.
#
#   sh ci/upfront.sh build     the whole site, to public/
#   sh ci/upfront.sh preview   the public pages alone, to public/: without the agreements and the secret
#   sh ci/upfront.sh check     what is wrong, without the agreements and the secret: for changes that others propose
#   sh ci/upfront.sh           build on the branch main or UPFRONT_BRANCH of Cloudflare Pages, preview on its others
#
# What it needs are variables of the build server:
#
#   UPFRONT_ARCHIVE   where the program is: the https address of upfront_…_linux_amd64.tar.gz. Where a program upfront is
#   UPFRONT_SHA256    installed already, it is taken. The second is the archive's line in checksums.txt, without its name.
#   UPFRONT_SECRET    a secret: the text of .upfront/secret on your own computer. Builds alone need it.
#   UPFRONT_PRIVATE   a secret, where agreements and records are in a repository of their own: its https address with a token
#                     that may read it. It is put in private/, and has the folders agreements/ and records/.
set -eu
cd "$(dirname "$0")/.."

fail() {
  echo "$1" >&2
  exit 2
}

mode=${1:-}
if [ -z "$mode" ]; then
  mode=preview
  [ "${CF_PAGES_BRANCH:-main}" != "${UPFRONT_BRANCH:-main}" ] || mode=build
fi

if ! command -v upfront >/dev/null; then
  [ -n "${UPFRONT_ARCHIVE:-}" ] || fail "UPFRONT_ARCHIVE is not set: it says where to get the program. See the top of ci/upfront.sh."
  [ -n "${UPFRONT_SHA256:-}" ] || fail "UPFRONT_SHA256 is not set: without it, nobody knows whether the program is the right one. See the top of ci/upfront.sh."
  tools=$(mktemp -d)
  curl --fail --silent --show-error --location --proto '=https,file' --output "$tools/upfront.tar.gz" "$UPFRONT_ARCHIVE"
  echo "$UPFRONT_SHA256  $tools/upfront.tar.gz" | sha256sum --check --quiet ||
    fail "What lies at UPFRONT_ARCHIVE does not have the sum UPFRONT_SHA256, and is not run."
  tar -xzf "$tools/upfront.tar.gz" -C "$tools" --strip-components 1
  PATH=$tools:$PATH
fi

case $mode in
check) exec upfront check --public ${GITHUB_ACTIONS:+--format github} ;;
preview) exec upfront build --public ;;
build) ;;
*) fail "ci/upfront.sh takes build, preview or check, not $mode." ;;
esac

if [ -n "${UPFRONT_PRIVATE:-}" ] && [ ! -d private ]; then
  git clone --quiet --depth 1 "$UPFRONT_PRIVATE" private 2>/dev/null || # without its words, which have the token
    fail "The repository of UPFRONT_PRIVATE cannot be read."
fi
set --
[ ! -d private/agreements ] || set -- "$@" --agreements private/agreements
[ ! -d private/records ] || set -- "$@" --records private/records
exec upfront build "$@"
