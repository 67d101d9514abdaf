# One image for the web server, the workers, the schedule and the migration; the command decides.
# Stores, the web application and secrets are not in it.
#
#   docker build -f deploy/docker/backend.Dockerfile -t lectern/backend .

ARG PYTHON_IMAGE=python:3.12-slim-bookworm

FROM ${PYTHON_IMAGE} AS build
ENV PIP_DISABLE_PIP_VERSION_CHECK=1 \
    PIP_NO_CACHE_DIR=1 \
    UV_COMPILE_BYTECODE=1 \
    UV_NATIVE_TLS=1 \
    UV_NO_CACHE=1 \
    UV_PYTHON_DOWNLOADS=never
WORKDIR /src
COPY requirements/tools.txt requirements/base.txt requirements/build.txt requirements/
RUN python -m venv /opt/tools \
 && /opt/tools/bin/pip install --quiet --require-hashes -r requirements/tools.txt \
 && /opt/tools/bin/uv venv --quiet /opt/build \
 && /opt/tools/bin/uv pip install --quiet --python /opt/build/bin/python --require-hashes -r requirements/build.txt \
 && /opt/tools/bin/uv venv --quiet /opt/lectern \
 && /opt/tools/bin/uv pip install --quiet --python /opt/lectern/bin/python --require-hashes -r requirements/base.txt \
 # botocore describes four hundred services; these are asked.
 && find /opt/lectern/lib/python3*/site-packages/botocore/data -mindepth 1 -maxdepth 1 -type d \
    ! -name s3 ! -name sts ! -name sso ! -name sso-oidc -exec rm -r {} +
COPY LICENSE README.md pyproject.toml ./
COPY demo demo
COPY lectern lectern
# The package includes a web application where one was built; this image leaves it to the frontend.
RUN mkdir -p web/dist/lectern/browser \
 && /opt/build/bin/python -m hatchling build --target wheel --directory /tmp/wheel \
 && /opt/tools/bin/uv pip install --quiet --python /opt/lectern/bin/python --no-deps /tmp/wheel/*.whl

FROM ${PYTHON_IMAGE} AS backend
ARG VERSION=0.1.0
ARG REVISION=unknown
LABEL org.opencontainers.image.title="Lectern backend" \
      org.opencontainers.image.description="The web server, workers, schedule and migration of Lectern." \
      org.opencontainers.image.licenses="MIT" \
      org.opencontainers.image.vendor="The Lectern authors" \
      org.opencontainers.image.version="${VERSION}" \
      org.opencontainers.image.revision="${REVISION}"
RUN groupadd --gid 10001 lectern \
 && useradd --uid 10001 --gid lectern --no-create-home --home-dir /tmp --shell /usr/sbin/nologin lectern \
 && install -d -o lectern -g lectern /var/lib/lectern /var/lib/lectern/identity /var/lib/lectern/mail \
    /var/lib/lectern/media /var/lib/lectern/backups /srv/static /run/lectern
# What is written goes there; named, so that it belongs to everybody where a platform mounts it.
VOLUME /tmp
COPY --from=build /opt/lectern /opt/lectern
ENV PATH=/opt/lectern/bin:$PATH \
    PYTHONDONTWRITEBYTECODE=1 \
    PYTHONUNBUFFERED=1 \
    DJANGO_SETTINGS_MODULE=lectern.config.settings \
    LECTERN_ENV=production \
    LECTERN_VERSION=${VERSION} \
    LECTERN_DATA_DIR=/var/lib/lectern
USER 10001:10001
WORKDIR /var/lib/lectern
EXPOSE 8000
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=10s --timeout=5s --start-period=30s --retries=3 \
    CMD ["python", "-m", "lectern.cli.probe"]
CMD ["lectern", "web", "--host", "0.0.0.0", "--workers", "2"]
