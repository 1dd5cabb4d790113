#!/usr/bin/env bash
# Starts the image's server on a whole cluster or not at all. A first start that is refused or interrupted leaves nothing that a later one
# would take for a database: the cluster is made beside its place and moved there when its roles are in it.
set -euo pipefail

secrets=${MESH_SECRETS:-/mesh/own}
for name in administrator owner serving; do
    # Quoted by roles.sh; what prepares them writes hexadecimal digits.
    [[ -r $secrets/$name.password && $(<"$secrets/$name.password") =~ ^[0-9A-Za-z]{16,}$ ]] || {
        echo "$secrets/$name.password is not there, shorter than 16 letters and digits, or has others" >&2
        exit 1
    }
done

if [[ ! -s $PGDATA/PG_VERSION ]]; then
    # The image looks for these only where it makes a cluster, which here is another folder.
    if other=$(compgen -G "${PGDATA%/*/*}/*/docker/PG_VERSION"); then
        echo "the volume has the database of another version: $other; this one is not made beside it" >&2
        exit 1
    fi
    rm -rf "$PGDATA.unfinished"
    PGDATA=$PGDATA.unfinished docker-ensure-initdb.sh "$@"
    mv --no-target-directory "$PGDATA.unfinished" "$PGDATA"
    sync --file-system "$PGDATA"
fi
exec docker-entrypoint.sh "$@"
