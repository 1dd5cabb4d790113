#!/usr/bin/env bash
# The mesh by REST with nothing but curl: a token, a list, a refusal, a document, and what nobody may do.
# Needs a running local mesh; MESH_DATA, MESH_GATEWAY and MESH_ISSUER say where, when it is not where the launcher puts it.
set -euo pipefail

data=${MESH_DATA:-.mesh/local}
gateway=${MESH_GATEWAY:-https://localhost:7300}
issuer=${MESH_ISSUER:-https://localhost:7310}
office=2296962-1/LABOUR_AUTHORITY
roots=$data/certificates/authority.crt

say() { printf '\n# %s\n' "$*"; }
call() { curl --silent --show-error --cacert "$roots" --write-out '\nHTTP %{http_code} %{content_type}\n' "$@"; }

say "A token for the TE office's expert: five minutes, for that office only"
token=$(curl --silent --show-error --fail --cacert "$roots" "$issuer/connect/token" \
    -d grant_type=urn:mesh:grant-type:persona -d client_id=scenario-player -d persona=te-expert \
    -d "resource=urn:mesh:org:2296962-1:role:LABOUR_AUTHORITY" | sed -n 's/.*"access_token": *"\([^"]*\)".*/\1/p')
[[ -n $token ]] && echo "got one of ${#token} characters"

say "Jobseekers worth a look"
call -H "authorization: Bearer $token" "$gateway/o/$office/v1/eligibilityFindings?pageSize=5"

say "A request with two faults: both are named, by field and by JSON pointer"
call -H "authorization: Bearer $token" -H 'content-type: application/json' \
    -d '{"requestId": "not-a-uuid", "personalIdentityCode": "not a code", "homeMunicipality": "405", "clientGroup": "GENERAL", "validFrom": "2024-01-15"}' \
    "$gateway/o/$office/v1/jobseekers"

say "The same call without a token"
call "$gateway/o/$office/v1/eligibilityFindings"

say "A participation that is not there"
call -H "authorization: Bearer $token" "$gateway/o/1234567-1/LABOUR_AUTHORITY/v1/eligibilityFindings"

say "What the office serves (OpenAPI 3.1)"
curl --silent --show-error --fail --cacert "$roots" "$gateway/o/$office/openapi/v1.json" | sed -n 1,5p
