#!/usr/bin/env bash
# The one test command: prepares what is missing, builds, checks the contracts, runs every test project.
set -uo pipefail

usage() {
    cat <<'TEXT'
usage: ./test.sh [NAME...]      run every group, or the groups whose name contains a NAME (any case)
       ./test.sh --list         print the groups
       ./test.sh --help

Needs the .NET 10 SDK. What else is missing (node, npm, curl, docker-compose, promtool, PostgreSQL, RabbitMQ, ICU, time zones) is installed as root or with
passwordless sudo; otherwise the packages are named and nothing is run.
CI=true restores in locked mode and wants every lock file to be there.

exit codes: 0 all passed; 1 something failed, was skipped, or a group ran no test; 2 nothing could be run
TEXT
}

root=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd -P) || exit 2
cd "$root" || exit 2
solution=Tyollisyys.Mesh.sln
tools=protos/tools

stop() {
    printf 'test.sh: %s\n' "$*" >&2
    exit 2
}

# ---- groups: the contracts, then every test project in the order of its path -------------------------------------
contracts=contracts.buf
openapi=contracts.openapi
openapi_tools=docs/openapi/tools
compose=contracts.compose
compose_tools=deploy/docker/tools
groups=("$contracts" "$openapi" "$compose")
projects=("" "" "")
databases=("" "" "")
find_groups() {
    local path name
    while IFS= read -r path; do
        name=$(basename "$path" .csproj)
        case $name in
            *.Tests)
                groups+=("$name"); projects+=("$path"); databases+=("")
                # What keeps rows is tested on both databases; the project says so.
                if grep -q '<TestsStorage>true</TestsStorage>' "$path"; then
                    groups+=("$name on PostgreSQL"); projects+=("$path"); databases+=(postgresql)
                fi ;;
            *Benchmarks | *TestKit) ;;
            # A test project that nothing runs looks like one that passes.
            *) stop "$path is neither named *.Tests nor *Benchmarks or *TestKit" ;;
        esac
    done < <(find tests -name '*.csproj' -not -path '*/obj/*' -not -path '*/bin/*' | LC_ALL=C sort)
}

wanted=()
is_wanted() {
    local want
    ((${#wanted[@]})) || return 0
    for want in "${wanted[@]}"; do
        [[ ${1,,} == *"${want,,}"* ]] && return 0
    done
    return 1
}

# ---- the machine ---------------------------------------------------------------------------------------------------
missing_packages() {
    command -v node >/dev/null || echo nodejs
    command -v npm >/dev/null || echo npm
    command -v curl >/dev/null || echo curl
    # Reads the compose file without an engine. The engine is a recommended package of it, and not wanted.
    command -v docker-compose >/dev/null || echo docker-compose
    # Plays alerts; the server that comes with it is not started.
    command -v promtool >/dev/null || echo prometheus
    compgen -G '/usr/lib/postgresql/*/bin/postgres' >/dev/null || command -v postgres >/dev/null || echo postgresql
    [[ -x /usr/lib/rabbitmq/bin/rabbitmq-server ]] || echo rabbitmq-server
    # `ldconfig` is not on the PATH of a plain user on Debian.
    PATH=$PATH:/usr/sbin:/sbin ldconfig -p 2>/dev/null | grep -q 'libicuuc\.so' || echo libicu
    [[ -e /usr/share/zoneinfo/Europe/Helsinki ]] || echo tzdata
    [[ -e /etc/ssl/certs/ca-certificates.crt || -n ${SSL_CERT_FILE:-} ]] || echo ca-certificates
}

# Debian names ICU by its version; the newest the release has is the one wanted.
package_names() {
    local name
    for name in "$@"; do
        [[ $name == libicu ]] && name=$(apt-cache search --names-only '^libicu[0-9]+$' | awk '{ print $1 }' | sort -V | tail -n 1)
        echo "${name:-libicu}"
    done
}

# The tests start servers of their own; Debian's packages would also start one for the machine. What is there already is left as it is.
forbid_services() {
    [[ -e /usr/sbin/policy-rc.d ]] && return
    printf '#!/bin/sh\nexit 101\n' | "${as_root[@]}" tee /usr/sbin/policy-rc.d >/dev/null
    "${as_root[@]}" chmod 755 /usr/sbin/policy-rc.d
    policy_is_ours=1
}

# Debian's package makes a cluster for the machine when it is installed; the tests make their own. What is there already is left as it is.
forbid_cluster() {
    [[ " ${names[*]} " == *' postgresql '* && ! -e /etc/postgresql-common/createcluster.conf ]] || return 0
    "${as_root[@]}" mkdir -p /etc/postgresql-common
    echo 'create_main_cluster = false' | "${as_root[@]}" tee /etc/postgresql-common/createcluster.conf >/dev/null
}

allow_services() {
    [[ -z ${policy_is_ours:-} ]] || "${as_root[@]}" rm -f /usr/sbin/policy-rc.d
}

prepare_machine() {
    local missing names as_root=()
    mapfile -t missing < <(missing_packages)
    ((${#missing[@]})) || return 0
    if ((EUID != 0)); then
        sudo -n true 2>/dev/null || stop "missing: ${missing[*]} (no root, no passwordless sudo to install them)"
        as_root=(sudo -n)
    fi
    command -v apt-get >/dev/null || stop "missing: ${missing[*]} (this system has no apt-get; install them by its own means)"
    echo "installing: ${missing[*]}"
    "${as_root[@]}" apt-get update -qq >"$logs/apt" 2>&1
    mapfile -t names < <(package_names "${missing[@]}")
    forbid_services
    forbid_cluster
    "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${names[@]}" >>"$logs/apt" 2>&1 || {
        allow_services
        cat "$logs/apt" >&2
        stop "could not install: ${names[*]}"
    }
    allow_services
    mapfile -t missing < <(missing_packages)
    ((${#missing[@]} == 0)) || stop "installed, and still missing: ${missing[*]}"
}

prepare_dotnet() {
    command -v dotnet >/dev/null || stop "missing: the .NET 10 SDK"
    # Formats and collation of fi are part of what is tested; an image that switches them off must not switch off the test.
    export DOTNET_SYSTEM_GLOBALIZATION_INVARIANT=false
    # A user without a home (a container started with a bare uid) still needs a place for packages.
    if [[ ! -d ${HOME:-} || ! -w $HOME ]]; then
        export HOME=$root/.mesh/home
        mkdir -p "$HOME" || stop "no writable home folder"
    fi
    # Test programs look for the runtime in the standard folders only, wherever the SDK was unpacked.
    export DOTNET_ROOT=${DOTNET_ROOT:-$(dirname "$(readlink -f "$(command -v dotnet)")")}
    # The summary is read by its English words. No server process outlives the run.
    export DOTNET_CLI_UI_LANGUAGE=en DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1
    export DOTNET_CLI_USE_MSBUILD_SERVER=0 MSBUILDDISABLENODEREUSE=1
    # One compiler for all projects, measured to take a third of the time of one for each; it is this run's own and ends with it.
    export UseSharedCompilation=true SharedCompilationId=mesh-test-$$
    # Tests and the hosts they start end before code compiled a second time, for speed, would earn back its cost: a third of their time.
    export DOTNET_TieredPGO=0 DOTNET_TC_CallCounting=0
    local sdk
    sdk=$(dotnet --version 2>&1) || stop "the .NET 10 SDK does not start: $sdk"
    [[ $sdk == 10.* ]] || stop "the .NET 10 SDK is needed, found $sdk"
}

# The pinned tools of a folder with a package-lock.json; npm leaves behind what it installed, which says whether it is up to date.
prepare_tools() {
    cmp -s "$1/package-lock.json" "$1/node_modules/.installed-lock" && return 0
    (cd "$1" && npm ci --ignore-scripts --no-audit --no-fund --loglevel=error) >"$logs/npm" 2>&1 || {
        cat "$logs/npm" >&2
        stop "npm ci in $1 failed"
    }
    cp "$1/package-lock.json" "$1/node_modules/.installed-lock"
}

# ---- the table -----------------------------------------------------------------------------------------------------
passed=0
failed=0
failing=()

row() { printf '%-42s %7s %7s %8s\n' "$@"; }

# record GROUP TESTS FAILED SINCE LOG
record() {
    row "$1" "$2" "$3" "$(($(date +%s) - $4))"
    passed=$((passed + $2 - $3))
    failed=$((failed + $3))
    (($3 == 0)) || failing+=("$1" "$5")
}

finish() {
    local i
    for ((i = 0; i < ${#failing[@]}; i += 2)); do
        printf '\n==== %s ====\n' "${failing[i]}"
        cat "${failing[i + 1]}"
    done
    # Once more in short, for who reads the end of a long log only.
    for ((i = 0; i < ${#failing[@]}; i += 2)); do
        printf '\n%s:\n' "${failing[i]}"
        grep -E '^(failed |exit code |npm run )|error [A-Z]+[0-9]+' "${failing[i + 1]}" | cut -c 1-300 | awk '!seen[$0]++' | head -n 20
    done
    printf '\n%d passed, %d failed\n' "$passed" "$failed"
    ((failed == 0 && passed > 0))
    exit
}

# step NAME COMMAND...: not a group of tests, so it counts only when it fails, and then nothing after it can run.
step() {
    local name=$1 since log
    shift
    since=$(date +%s)
    log=$logs/$name
    if "$@" >"$log" 2>&1; then
        row "$name" - - "$(($(date +%s) - since))"
    else
        row "$name" - 1 "$(($(date +%s) - since))"
        failed=$((failed + 1))
        failing+=("$name" "$log")
        finish
    fi
}

# dotnet_each VERB... -- PROJECT...
# shellcheck disable=SC2317  # called by step
dotnet_each() {
    local verb=()
    while [[ $1 != -- ]]; do verb+=("$1"); shift; done
    shift
    local target
    for target in "$@"; do
        dotnet "${verb[@]}" "$target" -nologo -v quiet || return 1
    done
}

# Restore writes a lock file that is not there, also in locked mode; what is not committed must be seen before.
# shellcheck disable=SC2317  # called by step
lock_files() {
    local project absent=0
    while IFS= read -r project; do
        [[ -s $(dirname "$project")/packages.lock.json ]] && continue
        echo "no packages.lock.json beside $project"
        absent=1
    done < <(find . -name '*.csproj' -not -path '*/node_modules/*')
    return "$absent"
}

# run_checks GROUP FOLDER CHECK...
run_checks() {
    local since group=$1 folder=$2 log=$logs/$1 check bad=0
    shift 2
    since=$(date +%s)
    for check in "$@"; do
        npm run --silent --prefix "$folder" "$check" >>"$log" 2>&1 || {
            echo "npm run $check (in $folder) failed" >>"$log"
            bad=$((bad + 1))
        }
    done
    record "$group" $# "$bad" "$since" "$log"
}

run_tests() {
    local name=$1 project=$2 database=$3 log=$logs/$1 since code total bad skipped
    since=$(date +%s)
    MESH_TEST_DATABASE=$database dotnet test --project "$project" --no-build --no-ansi --no-progress >"$log" 2>&1
    code=$?
    total=$(summary total "$log")
    bad=$(summary failed "$log")
    skipped=$(summary skipped "$log")
    # A test that is not run says nothing about the code: it counts as failed, and so does a group that ran none.
    bad=$((bad + skipped))
    if ((bad == 0 && (code != 0 || total == 0))); then
        echo "exit code $code, $total tests" >>"$log"
        bad=1
        ((total > 0)) || total=1
    fi
    record "$name" "$total" "$bad" "$since" "$log"
}

# The last summary of the log: "  failed: 1".
summary() {
    local value
    value=$(awk -v key="$1:" '/^Test run summary:/ { on = 1 } on && $1 == key { value = $2 } END { print value + 0 }' "$2")
    echo "${value:-0}"
}

end_compiler() {
    [[ -n ${SharedCompilationId:-} ]] || return 0
    local server
    for server in "$DOTNET_ROOT/sdk/$(dotnet --version)"/Roslyn/bincore/VBCSCompiler; do
        [[ ! -x $server ]] || "$server" -shutdown "-pipename:$SharedCompilationId" >/dev/null 2>&1
    done
}

# ---- main ----------------------------------------------------------------------------------------------------------
listing=
for argument in "$@"; do
    case $argument in
        --help | -h) usage; exit 0 ;;
        --list) listing=1 ;;
        -*) usage >&2; exit 2 ;;
        *) wanted+=("$argument") ;;
    esac
done

find_groups
chosen=()
targets=()
for i in "${!groups[@]}"; do
    is_wanted "${groups[i]}" || continue
    chosen+=("$i")
    # A project with two groups is built once.
    [[ -z ${projects[i]} || " ${targets[*]} " == *" ${projects[i]} "* ]] || targets+=("${projects[i]}")
done
((${#chosen[@]})) || stop "no group is named like: ${wanted[*]}"
if [[ -n $listing ]]; then
    for i in "${chosen[@]}"; do echo "${groups[i]}"; done
    exit 0
fi
((${#wanted[@]})) || targets=("$solution")

logs=$(mktemp -d) || exit 2
trap 'end_compiler; rm -rf "$logs"' EXIT

prepare_machine
prepare_dotnet
if is_wanted "$contracts"; then prepare_tools "$tools"; fi
if is_wanted "$openapi"; then prepare_tools "$openapi_tools"; fi
if is_wanted "$compose"; then prepare_tools "$compose_tools"; fi

row group tests failed seconds
if ((${#targets[@]})); then
    [[ ${CI:-} != true ]] || step locks lock_files
    step restore dotnet_each restore -- "${targets[@]}"
    step build dotnet_each build --no-restore -warnaserror -- "${targets[@]}"
fi
for i in "${chosen[@]}"; do
    if [[ ${groups[i]} == "$contracts" ]]; then
        run_checks "$contracts" "$tools" lint breaking
    elif [[ ${groups[i]} == "$openapi" ]]; then
        run_checks "$openapi" "$openapi_tools" redocly spectral asyncapi
    elif [[ ${groups[i]} == "$compose" ]]; then
        run_checks "$compose" "$compose_tools" dclint config alerts
    else
        run_tests "${groups[i]}" "${projects[i]}" "${databases[i]}"
    fi
done
finish
