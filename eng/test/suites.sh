# shellcheck shell=bash
# Runs test projects and keeps what came out: RESULTS/suites (label, passed, failed, skipped) and RESULTS/skips (label: test: reason).

readonly CONFIGURATION=Release

suite_projects() {
  local file
  for file in "$ROOT"/tests/*/*.csproj; do
    [[ $file != *.Tests.csproj && $file != *Tests.csproj && $file != *Conformance.csproj ]] || dirname "$file"
  done
}

# Those of the projects whose sources carry one of the categories: the others would start for nothing.
suite_projects_with() {
  local folder
  for folder in $(suite_projects); do
    ! grep -rqE --include='*.cs' "Category\(\"($1)\"\)" "$folder" || printf '%s\n' "$folder"
  done
}

suite_assembly() {
  local project
  project=$(basename "$1"/*.csproj .csproj)
  printf '%s/bin/%s/net10.0/%s.dll' "$1" "$CONFIGURATION" "$project"
}

# suite_run FILTER SUFFIX FOLDER: one line when it is done; what failed is shown with it.
suite_run() {
  local filter=$1 folder=$3 label started=$SECONDS code=0 file
  label=$(basename "$3")$2
  file=$RESULTS/${label// /-}
  timeout --kill-after=30 1200 dotnet test "$(suite_assembly "$folder")" --filter "$filter" --logger "trx;LogFileName=$file.trx" \
    --results-directory "$RESULTS" --blame-hang-timeout 8m --blame-hang-dump-type none >"$file.log" 2>&1 </dev/null || code=$?
  if [ ! -s "$file.trx" ]; then
    suite_record "$label" 0 1 0 "did not finish (exit code $code): $(tail -n 3 "$file.log")"
    return 0
  fi
  suite_outcomes "$file.trx" >"$file.outcomes"
  [ "$code" -ne 0 ] || [ -s "$file.outcomes" ] || return 0 # no test of the project passes the filter
  suite_record "$label" "$(suite_count "$file" Passed)" "$(suite_failures "$file" "$code")" "$(suite_count "$file" NotExecuted)" "$((SECONDS - started)) s"
  awk -F '\t' -v label="$label" '$1 == "NotExecuted" { print label ": " $2 ": " $3 }' "$file.outcomes" >>"$RESULTS/skips"
  [ "$code" -eq 0 ] || sed -n '/^  Failed /,/^Results File/p' "$file.log" | grep -v '^  Skipped ' | head -n 120 || true
}

suite_count() { awk -F '\t' -v outcome="$2" '$1 == outcome { n++ } END { print n + 0 }' "$1.outcomes"; }

# A run that failed without a failed test (a crash of the process, a hang) is a failure too.
suite_failures() {
  local failed
  failed=$(awk -F '\t' '$1 != "Passed" && $1 != "NotExecuted" { n++ } END { print n + 0 }' "$1.outcomes")
  [ "$2" -eq 0 ] || [ "$failed" -gt 0 ] || failed=1
  printf '%s' "$failed"
}

# suite_record LABEL PASSED FAILED SKIPPED REMARK
suite_record() {
  printf '%s\t%s\t%s\t%s\n' "$1" "$2" "$3" "$4" >>"$RESULTS/suites"
  printf '%-42s %6s passed %4s failed %4s skipped  %s\n' "$1" "$2" "$3" "$4" "$5"
}

# Every test of a trx file on one line: outcome, name, first line of its message.
suite_outcomes() {
  awk '
    function plain(text) { gsub(/&lt;/, "<", text); gsub(/&gt;/, ">", text); gsub(/&quot;/, "\"", text); gsub(/&#x[0-9A-Fa-f]+;/, " ", text); gsub(/&amp;/, "\\&", text); return text }
    function attribute(name,   start) { start = index($0, " " name "=\""); if (!start) return ""; text = substr($0, start + length(name) + 3); return plain(substr(text, 1, index(text, "\"") - 1)) }
    function flush() { if (name != "") print outcome "\t" name "\t" message; name = ""; message = "" }
    /<UnitTestResult / { flush(); name = attribute("testName"); outcome = attribute("outcome") }
    /<Message>/ && message == "" { message = $0; sub(/.*<Message> */, "", message); sub(/<\/Message>.*/, "", message); message = plain(message) }
    /<\/Results>/ { flush() }
  ' "$1"
}

# suites_run FILTER SUFFIX FOLDER...: one after the other.
suites_run() {
  local filter=$1 suffix=$2 folder
  shift 2
  for folder; do suite_run "$filter" "$suffix" "$folder"; done
}

# suites_run_pure FILTER FOLDER...: two at a time, for tests that need nothing of the machine.
suites_run_pure() {
  local filter=$1 folder running=()
  shift
  for folder; do
    while [ "$(jobs -rp | wc -l)" -ge 2 ]; do sleep 0.1; done
    suite_run "$filter" '' "$folder" &
    running+=("$!")
  done
  wait "${running[@]}" || true
}

# suites_skip REASON FILTER SUFFIX FOLDER...: names every test that cannot run here.
suites_skip() {
  local reason=$1 filter=$2 suffix=$3 folder label name names
  shift 3
  for folder; do
    label=$(basename "$folder")$suffix
    mapfile -t names < <(dotnet test "$(suite_assembly "$folder")" --filter "$filter" --list-tests 2>/dev/null </dev/null | sed -n 's/^    //p')
    [ ${#names[@]} -gt 0 ] || continue
    suite_record "$label" 0 0 ${#names[@]} "$reason"
    for name in "${names[@]}"; do printf '%s: %s: %s\n' "$label" "$name" "$reason"; done >>"$RESULTS/skips"
  done
}
