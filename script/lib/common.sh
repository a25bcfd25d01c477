# shellcheck shell=bash
# Shared by every script: where things are, how a long step runs and how a failure is told.

ROOT=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd -P)
LOCAL=$ROOT/.local # all that is made here; git ignores it
CACHE=${XDG_CACHE_HOME:-$HOME/.cache}/huifang_followup # downloads, shared by all clones
export PATH=$PATH:/usr/sbin:/sbin # not everybody's, even as root
export LC_ALL=C.UTF-8 # Chinese output on a bare machine, and messages in the words known below

say() { printf '· %s\n' "$*"; }

die() {
    printf '%s: %s\n' "${0##*/}" "$*" >&2
    exit 1
}

mkdir -p "$LOCAL/log" 2>/dev/null ||
    die "cannot write to $LOCAL: make the clone writable or free some disk space, then run this again."

# key FACT…: a short name for all the facts that something was made from.
key() { printf '%s\n' "$@" | sha256sum | cut -c1-12; }

# A folder made by a step carries, written last, the key of what it was made from. It is made anew
# when the key changes, when the step was cut off and when somebody has deleted the folder.
is_made() { [[ -f $1/.made-from && $(<"$1/.made-from") == "$2" ]]; }
mark_made() { printf '%s\n' "$2" >"$1/.made-from"; }

# step NAME SENTENCE COMMAND…: one line on the screen, everything else in .local/log/NAME.log.
step() {
    local log=$LOCAL/log/$1.log began=$SECONDS status=0 clock=
    printf '· %s … ' "$2"
    if [[ -t 1 ]]; then show_seconds "$2" & clock=$!; fi
    # `set -e` has no effect inside a condition, hence the status by hand.
    set +e
    # Without the lock of script/server: a step that outlives a killed script must not keep the next one out.
    (
        set -e
        "${@:3}"
    ) >"$log" 2>&1 4>&- </dev/null
    status=$?
    set -e
    if [[ $clock ]]; then
        kill "$clock" && wait "$clock" 2>/dev/null || true
        printf '\r· %s … ' "$2"
    fi
    if ((status)); then
        echo failed
        die "$(reason "$log")"
    fi
    echo "done ($((SECONDS - began)) s)"
}

# Ends with the command it belongs to and holds none of its locks.
show_seconds() {
    local began=$SECONDS
    exec 4>&- 5>&- 6>&- 7>&- 8>&- 9>&-
    while sleep 1 && kill -0 $$ 2>/dev/null; do printf '\r· %s … %d s ' "$1" $((SECONDS - began)); done
}

# reason LOG: why a step failed and what to do about it, in one sentence.
reason() {
    local said=
    if grep -qiE 'no space left|disk quota|not enough free space' "$1" || disk_is_full; then
        said="the disk is full: free about 4 GB for $LOCAL and $CACHE"
    elif grep -qiE 'could not (resolve|connect)|name resolution|network is unreachable|\bENOTFOUND\b|\bEAI_AGAIN\b|failed to (fetch|establish)|certificate.verify.failed|timed out|connection (refused|reset)' "$1"; then
        said="the network could not be reached: check the connection or the proxy settings"
    elif grep -qiE 'sudo: .*(required|may not|not in the sudoers)' "$1"; then
        said="sudo refused: ask for the right to install packages"
    else
        said=$(last_error "$1" || echo "it ended without a word, was it killed?")
    fi
    echo "${said%.}; then run this again. All it said is in ${1#"$ROOT"/}."
}

# A full disk leaves no room to say so in the log.
disk_is_full() {
    { df -Pm "$LOCAL" "$CACHE" 2>/dev/null || true; } | awk 'NR > 1 && $4 < 50 { full = 1 } END { exit !full }'
}

# last_error LOG: a Python exception, else a line that calls itself an error, else simply the last one.
last_error() {
    local pattern
    for pattern in '^[A-Za-z_.]+(Error|Exception|Violation)\b' '^(E:|ERROR|FATAL|npm error)| (ERROR|CRITICAL) |error:' '[^[:space:]]'; do
        grep -E "$pattern" "$1" | tail -n 1 | cut -c1-200 | grep . && return
    done
    return 1
}
