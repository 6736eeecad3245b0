# shellcheck shell=bash
# A cgroup of the cluster's own in every hierarchy, so that several nodes live on one machine; version 1 and 2.

cgroup_hierarchies() {
  if [ -f /sys/fs/cgroup/cgroup.controllers ]; then
    echo /sys/fs/cgroup
  else
    awk '$3 ~ /^cgroup2?$/ { print $2 }' /proc/self/mounts | sort -u
  fi
}

cgroups_make() {
  local hierarchy
  for hierarchy in $(cgroup_hierarchies); do
    cgroup_delegate "$hierarchy"
    mkdir -p "$hierarchy/$1"
    # A new cpuset of version 1 is empty and takes no process.
    if [ -f "$hierarchy/cpuset.mems" ] && [ -f "$hierarchy/$1/cpuset.mems" ] && [ ! -f "$hierarchy/cgroup.controllers" ]; then
      cat "$hierarchy/cpuset.cpus" >"$hierarchy/$1/cpuset.cpus"
      cat "$hierarchy/cpuset.mems" >"$hierarchy/$1/cpuset.mems"
    fi
  done
}

# Version 2: children have only the controllers that their parent hands on.
cgroup_delegate() {
  local controller
  [ -f "$1/cgroup.subtree_control" ] || return 0
  for controller in cpu cpuset memory pids io hugetlb; do
    echo "+$controller" 2>/dev/null >"$1/cgroup.subtree_control" || true
  done
}

# Every process of a pod is in here and nothing else is.
cgroups_kill() {
  local pids
  for _ in {1..50}; do
    pids=$(cgroup_processes "$1")
    [ -n "$pids" ] || return 0
    # shellcheck disable=SC2086 # a list
    kill -KILL $pids 2>/dev/null || true
    sleep 0.1
  done
}

cgroup_processes() {
  local hierarchy
  for hierarchy in $(cgroup_hierarchies); do
    find "$hierarchy/$1" -name cgroup.procs -exec cat {} + 2>/dev/null || true
  done | sort -un | grep -vx 0 | tr '\n' ' ' || true
}

cgroups_remove() {
  local hierarchy
  for hierarchy in $(cgroup_hierarchies); do
    find "$hierarchy/$1" -depth -type d -exec rmdir {} \; 2>/dev/null || true
  done
}
