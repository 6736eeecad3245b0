#!/usr/bin/env bash
# Makes what is made from the types of the API: the definition, its copy in the chart, and the reference page.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
dotnet build src/Operator -c Release -v quiet --nologo
steersman=src/Operator/bin/Release/net10.0/steersman.dll
dotnet "$steersman" crd >config/crd/steersman.dev_helmreleases.yaml
cp config/crd/steersman.dev_helmreleases.yaml charts/steersman/crds/
dotnet "$steersman" reference >docs/reference/helmrelease.md
