#!/bin/sh
# Makes ./secrets/ for docker-compose.yml, once. Set EMAIL_URL in the environment for outgoing mail.
set -eu
cd "$(dirname "$0")/.."
[ -e secrets ] && { echo "secrets/ exists already: nothing was changed."; exit 1; }
umask 077
mkdir secrets
random() { head -c 48 /dev/urandom | base64 | tr -d '+/=\n'; }
for name in postgres_password owner_password application_password redis_password secret_key; do random > "secrets/$name"; done
printf 'postgresql://portal_app:%s@postgres:5432/portal' "$(cat secrets/application_password)" > secrets/database_url
printf 'postgresql://portal_owner:%s@postgres:5432/portal' "$(cat secrets/owner_password)" > secrets/database_owner_url
printf 'redis://:%s@redis:6379/0' "$(cat secrets/redis_password)" > secrets/redis_url
printf '%s' "${EMAIL_URL:-}" > secrets/email_url
# Containers read them as another user.
chmod 755 secrets && chmod 644 secrets/*
echo "secrets/ is made. Keep a copy in your password store; never commit it."
