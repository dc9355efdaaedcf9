#!/bin/sh
# Fetches the Web Platform Tests into the cache that git ignores.
#
#   webapi/wpt/fetch.sh             # once; does nothing when they are there
#   webapi/wpt/fetch.sh --again     # takes the newest edition again
#
# RUNNER_CACHE   where the cache is (default: .cache at the root of the repository)
# WPT_TARBALL    a nodejs_*.orig.tar.xz that is there already (for systems without apt)
#
# The tests are those that Node carries; they come out of Debian's source
# package nodejs, of the newest release that apt can reach. apt gets a
# configuration of its own, so the system's stays as it is. Nothing fetched here
# may be committed.
set -eu

root=$(cd "$(dirname "$0")/../.." && pwd)
cache=${RUNNER_CACHE:-$root/.cache}
suite=$cache/wpt

[ "${1-}" = --again ] && rm -f "$suite/ok"
[ -e "$suite/ok" ] && exit 0
downloads=$cache/download
mkdir -p "$downloads"

say() { echo "fetch.sh: $*" >&2; }

# source_of RELEASE DIR: downloads the newest nodejs source of a Debian release
# into DIR.
source_of() {
	release=$1 dl=$2
	uri=$(apt-get indextargets --format '$(CREATED_BY) $(REPO_URI) $(COMPONENT)' 2>/dev/null |
		awk '$1 == "Packages" && $2 ~ /\/debian\/?$/ && $3 == "main" { print $2; exit }')
	[ -n "$uri" ] || { say "apt knows no Debian mirror: run apt-get update first"; return 1; }
	keyring=$(ls /usr/share/keyrings/debian-archive-keyring.* 2>/dev/null | head -n 1)
	mkdir -p "$dl/apt/lists/partial" "$dl/apt/cache/archives/partial" "$dl/apt/parts"
	cat >"$dl/apt/debian.sources" <<-SOURCES
		Types: deb-src
		URIs: $uri
		Suites: $release
		Components: main
		${keyring:+Signed-By: $keyring}
	SOURCES
	set -- -qq -o Dir::State::lists="$dl/apt/lists" -o Dir::Cache="$dl/apt/cache" \
		-o Dir::Etc::sourcelist="$dl/apt/debian.sources" -o Dir::Etc::sourceparts="$dl/apt/parts" \
		-o APT::Get::List-Cleanup=0 -o APT::Sandbox::User= -o Acquire::Languages=none
	apt-get "$@" update || return 1
	# A mirror may lack the very newest version: the next one will do.
	for version in $(apt-cache "$@" showsrc nodejs | sed -n 's/^Version: //p' | sort -rV); do
		(cd "$dl" && apt-get "$@" source --download-only --tar-only "nodejs=$version") && return 0
	done
	return 1
}

tarball=${WPT_TARBALL-}
if [ -z "$tarball" ]; then
	command -v apt-get >/dev/null || {
		say "there is no apt here; set WPT_TARBALL to the nodejs_*.orig.tar.xz of the Debian package nodejs"
		exit 1
	}
	own=$(. /etc/os-release && echo "${VERSION_CODENAME-}")
	for release in testing trixie $own; do
		dl=$downloads/$release
		if source_of "$release" "$dl"; then
			tarball=$(ls "$dl"/nodejs_*.orig.tar.xz | sort -V | tail -n 1)
			break
		fi
		say "no nodejs source from Debian $release; trying the next release"
	done
fi
[ -n "$tarball" ] || { say "no nodejs source package could be had (outside Debian, apt needs the package debian-archive-keyring)"; exit 1; }

say "unpacking $(basename "$tarball")"
fresh=$cache/wpt.new
rm -rf "$fresh"
mkdir -p "$fresh"
tar -xJf "$tarball" -C "$fresh" --strip-components=4 --wildcards '*/test/fixtures/wpt/*'
basename "$tarball" | sed 's/^nodejs_//; s/[+~].*//; s/\.orig.*//' >"$fresh/edition"

# Debian leaves minified files out; the compression tests want this one.
if [ -d "$fresh/compression" ]; then
	pako=$fresh/compression/third_party/pako
	mkdir -p "$pako"
	if (cd "$downloads" && npm pack --silent pako@2 >/dev/null); then
		tar -xzf "$(ls "$downloads"/pako-*.tgz | sort -V | tail -n 1)" -C "$pako" --strip-components=2 package/dist/pako_inflate.min.js
	else
		say "npm could not get pako: the compression tests that need it will fail"
	fi
fi
date -u +%FT%TZ >"$fresh/ok"
rm -rf "$suite"
mv "$fresh" "$suite"
say "the tests of Node $(cat "$suite/edition") are in $suite"
