# shellcheck shell=bash
# The end of a test run: vectors, skips, sums.

# Each group of vectors is a suite of its own; known failures are in no sum.
report_vectors() {
  [ -s "$STEERSMAN_REPORT" ] || return 0
  printf '\n'
  sort -u "$STEERSMAN_REPORT"
  sort -u "$STEERSMAN_REPORT" | sed -nE 's/^(vectors [^:]+): ([0-9]+) passed, ([0-9]+) failed.*/\1\t\2\t\3\t0/p' >>"$RESULTS/suites"
}

report_skips() {
  local line code=0
  [ -s "$RESULTS/skips" ] || return 0
  printf '\nskipped:\n'
  while read -r line; do
    if skip_is_allowed "$line"; then
      printf '  %s\n' "$line"
    else
      printf '  %s  [NOT in tests/allowed-skips.txt]\n' "$line"
      code=1
    fi
  done < <(sort "$RESULTS/skips")
  return "$code"
}

# Where the programs were given every skip must be expected; elsewhere each is merely told.
skip_is_allowed() {
  local allowed
  [ -n "${KUBEBUILDER_ASSETS:-}" ] || return 0
  while read -r allowed; do
    case $allowed in
      '' | '#'*) ;;
      *'*') [[ $1 != "${allowed%'*'}"* ]] || return 0 ;;
      *) [[ $1 != "$allowed: "* ]] || return 0 ;;
    esac
  done <"$ROOT/tests/allowed-skips.txt"
  return 1
}

report_sums() { awk -F '\t' '{ passed += $2; failed += $3; skipped += $4 } END { printf "%d passed, %d failed, %d skipped\n", passed, failed, skipped }' "$RESULTS/suites"; }

report_has_failures() { awk -F '\t' '$3 > 0 { found = 1 } END { exit !found }' "$RESULTS/suites"; }
