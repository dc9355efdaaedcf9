#!/bin/sh
# Runs the selection of Web Platform Tests in Node, Deno and Bun, for the score
# table. Needs the suite (webapi/wpt/fetch.sh), npm and Go.
#
#   webapi/wpt/peers/run.sh                # all three
#   webapi/wpt/peers/run.sh node deno      # some
#   AREA=url webapi/wpt/peers/run.sh bun   # one area, and print its failures
#
# The runtimes come from npm, in the versions below, and stay in the cache that
# git ignores ($RUNNER_CACHE, default .cache); so do the results.
set -eu

node_version=24.21.0
deno_version=2.9.6
bun_version=1.4.5

here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../../.." && pwd)
export RUNNER_CACHE="${RUNNER_CACHE:-$root/.cache}"
suite=$RUNNER_CACHE/wpt
[ -e "$suite/ok" ] || { echo "run.sh: run webapi/wpt/fetch.sh first" >&2; exit 1; }

case $(uname -s) in
Linux) os=linux libc=-glibc ;;
Darwin) os=darwin libc= ;;
*) echo "run.sh: there are no pinned runtimes for $(uname -s)" >&2; exit 1 ;;
esac
case $(uname -m) in
x86_64 | amd64) arch=x64 bunarch=x64 ;;
aarch64 | arm64) arch=arm64 bunarch=aarch64 ;;
*) echo "run.sh: there are no pinned runtimes for $(uname -m)" >&2; exit 1 ;;
esac

# get NAME PACKAGE VERSION FILE: unpacks FILE of an npm package as .cache/peers/NAME-VERSION.
get() {
	binary=$RUNNER_CACHE/peers/$1-$3
	[ -x "$binary" ] && return
	dir=$(mktemp -d)
	(cd "$dir" && npm pack --silent "$2@$3" >/dev/null && tar -xzf ./*.tgz "package/$4")
	mkdir -p "$RUNNER_CACHE/peers"
	mv "$dir/package/$4" "$binary"
	chmod +x "$binary"
	rm -rf "$dir"
}
get node "node-$os-$arch" "$node_version" bin/node
get deno "@deno/$os-$arch$libc" "$deno_version" deno
get bun "@oven/bun-$os-$bunarch" "$bun_version" bin/bun

list=$RUNNER_CACHE/wpt-results/selection.json
mkdir -p "$RUNNER_CACHE/wpt-results"
(cd "$root" && go test ./webapi/wpt -run 'TestWPT$' -count=1 -wpt.list="$list" >/dev/null)

[ $# -gt 0 ] || set -- node deno bun
for name in "$@"; do
	eval "version=\$${name}_version"
	"$RUNNER_CACHE/peers/node-$node_version" "$here/run.mjs" "$name" "$version" \
		"$RUNNER_CACHE/peers/$name-$version" "$suite" "$list"
done
