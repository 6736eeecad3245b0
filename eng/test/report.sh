# shellcheck shell=bash
# The end of a test run: vectors, skips, sums.

# Each group of vectors is a suite of its own; known failures are in no sum.
report_vectors() {
  [ -s "$STEERSMAN_REPORT" ] || return 0
  printf '\n'
  report_lines
  report_lines | sed -nE 's/^(vectors [^:]+): ([0-9]+) passed, ([0-9]+) failed.*/\1\t\2\t\3\t0/p' >>"$RESULTS/suites"
}

# One line a group, also where two projects share its cases: what is about something else for the one is what the other runs.
report_lines() {
  sort -u "$STEERSMAN_REPORT" | awk '
    function number(what,   at) { at = match($0, "[0-9]+ " what); return at ? substr($0, RSTART, RLENGTH) + 0 : 0 }
    !/^vectors [^:]+: [0-9]+ passed, [0-9]+ failed/ { other[++others] = $0; next }
    { name = $2; if (!(name in passed)) names[++count] = name
      passed[name] += number("passed"); failed[name] += number("failed"); known[name] += number("known"); all[name] = number("passed") + number("failed") + number("known") + number("about something else") }
    END {
      for (i = 1; i <= count; i++) {
        name = names[i]; rest = all[name] - passed[name] - failed[name] - known[name]
        line = "vectors " name " " passed[name] " passed, " failed[name] " failed"
        if (known[name]) line = line ", " known[name] " known"
        if (rest > 0) line = line ", " rest " about something else"
        print line
      }
      for (i = 1; i <= others; i++) print other[i]
    }' | sort
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
