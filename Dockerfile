# The portal as an image. The same steps as `make`: a virtual environment from the lock, then collected files.
FROM python:3.11-slim-bookworm AS build
WORKDIR /portal
RUN python -m venv .venv
COPY requirements.lock .
RUN .venv/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes --no-deps -r requirements.lock
COPY . .
# Collecting files and compiling translations need settings, not services.
ENV PORTAL_MODE=demo DATABASE_URL=postgresql://nobody:nothing@127.0.0.1:1/none STATIC_ROOT=/portal/static-collected
RUN .venv/bin/python manage.py translations compile && .venv/bin/python manage.py collectstatic --noinput --verbosity=0

FROM python:3.11-slim-bookworm
RUN groupadd --gid 10001 portal && useradd --uid 10001 --gid portal --no-create-home --shell /usr/sbin/nologin portal
WORKDIR /portal
COPY --from=build --chown=root:root /portal /portal
ENV PATH=/portal/.venv/bin:$PATH PORTAL_MODE=production STATIC_ROOT=/portal/static-collected DATA_DIR=/tmp/portal PYTHONDONTWRITEBYTECODE=1
USER portal
EXPOSE 8000
HEALTHCHECK --interval=10s --timeout=5s --retries=6 CMD ["python", "-m", "smartindustry.probe"]
CMD ["gunicorn", "smartindustry.wsgi", "--bind=0.0.0.0:8000", "--workers=2", "--threads=4", "--timeout=30", "--limit-request-line=0", "--preload", "--worker-tmp-dir=/dev/shm", "--log-level=warning"]
