#!/bin/sh
# Runs once, when the database container makes its data: the owner, who migrates, and the application, who owns nothing.
set -eu
owner=$(cat /run/secrets/owner_password)
application=$(cat /run/secrets/application_password)
psql --quiet --set=ON_ERROR_STOP=1 --username=postgres --dbname=portal \
  --set=owner="$owner" --set=application="$application" <<'SQL'
CREATE ROLE portal_owner LOGIN CREATEDB PASSWORD :'owner';
CREATE ROLE portal_app LOGIN PASSWORD :'application';
ALTER DATABASE portal OWNER TO portal_owner;
ALTER SCHEMA public OWNER TO portal_owner;
SQL
