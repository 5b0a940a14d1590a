# shellcheck shell=bash
# What the broker scripts share. Sourced, never run.

# A broker runs inside its own folder, so "its folder is DIR/node-N" tells it from any process that was given
# the same id later, and a process that has died but was not reaped yet does not count as running.
# Prints the process id, or fails when node $2 of folder $1 does not run.
running_pid() {
    local pid
    pid=$(cat "$1/node-$2.pid" 2>/dev/null) && [[ -n $pid ]] || return 1
    [[ $(readlink "/proc/$pid/cwd") == "$1/node-$2" ]] && echo "$pid"
}

# Prints the numbers of the nodes that folder $1 was formatted for.
nodes_of() {
    local properties
    for properties in "$1"/node-*/server.properties; do
        [[ -f $properties ]] || continue
        properties=${properties%/server.properties}
        echo "${properties##*/node-}"
    done
}

die() {
    echo "${0##*/}: $1" >&2
    exit "${2:-1}"
}

# Fails with a usage error unless option $1 has a value, that is, unless $2 (arguments left) is at least 2.
need_value() {
    (($2 >= 2)) || die "$1 needs a value (-h explains)" 2
}

need_number() {
    [[ $2 =~ ^[1-9][0-9]{0,4}$ ]] || die "$1 needs a number above 0, not '$2' (-h explains)" 2
}
