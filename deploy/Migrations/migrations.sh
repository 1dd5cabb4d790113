#!/usr/bin/env bash
# Writes the services' migrations for PostgreSQL (services/*/Storage/Migrations) from their models.
set -euo pipefail

usage() {
    cat <<'TEXT'
usage: deploy/Migrations/migrations.sh add NAME   a further migration for each service whose model has changed
       deploy/Migrations/migrations.sh anew       one first migration for each service, in place of all there are:
                                                  only while nobody keeps data that older ones have made
TEXT
}

cd "$(dirname "${BASH_SOURCE[0]}")/../.."
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1
startup=deploy/Migrations/Mesh.Migrations.csproj
services=(Kela Municipality TeOffice WellbeingRegion)

ef() { dotnet ef "$@" --startup-project "$startup" --project "services/$service/Mesh.$service.csproj" --context "${service}DbContext" --no-build; }

case ${1:-} in
    add) [[ ${2:-} =~ ^[A-Z][A-Za-z0-9]+$ ]] || { usage >&2; exit 2; }; name=$2 ;;
    anew) name=Initial ;;
    *) usage >&2; exit 2 ;;
esac

dotnet tool restore >/dev/null
if [[ $1 == anew ]]; then
    for service in "${services[@]}"; do rm -rf "services/$service/Storage/Migrations"; done
fi
dotnet build "$startup" -v q
for service in "${services[@]}"; do
    if [[ $1 == add ]] && ef migrations has-pending-model-changes >/dev/null 2>&1; then
        echo "$service: nothing has changed"
    else
        ef migrations add "$name" --output-dir Storage/Migrations
    fi
done

# As .editorconfig has it: no byte order mark.
sed -i '1s/^\xEF\xBB\xBF//' services/*/Storage/Migrations/*.cs
