#!/usr/bin/env bash
# Run once by the image when a cluster is made: the participation's database, its owner, and the role that its service runs under.
# Passwords come from files, which start.sh has looked at, and reach psql by its standard input: no command line and no environment holds one.
set -euo pipefail

database=${MESH_DATABASE:?which database}
secrets=${MESH_SECRETS:-/mesh/own}
owner=$(<"$secrets/owner.password")
serving=$(<"$secrets/serving.password")

# A statement that fails is not to be logged with a password in it. By default everybody may connect and make temporary tables.
psql --no-psqlrc --quiet --set=ON_ERROR_STOP=1 --username="$POSTGRES_USER" --dbname=postgres <<SQL
SET log_min_error_statement = panic;
CREATE ROLE ${database}_owner LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE PASSWORD '$owner';
CREATE ROLE ${database}_serving LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE PASSWORD '$serving';
CREATE DATABASE ${database} OWNER ${database}_owner;
REVOKE ALL ON DATABASE ${database}, postgres, template1 FROM PUBLIC;
GRANT CONNECT ON DATABASE ${database} TO ${database}_serving;
\connect ${database}
ALTER SCHEMA public OWNER TO ${database}_owner;
REVOKE ALL ON SCHEMA public FROM PUBLIC;
SQL
