# Two images of one nginx: `frontend` serves the web application, `proxy` stands before everything.
# Both run as anybody and write to /tmp alone.
#
#   docker build -f deploy/docker/frontend.Dockerfile -t lectern/frontend .
#   docker build -f deploy/docker/frontend.Dockerfile --target proxy -t lectern/proxy .

ARG NODE_IMAGE=node:24-bookworm-slim
ARG NGINX_IMAGE=nginx:stable-bookworm

FROM ${NODE_IMAGE} AS build
ENV CI=true NG_CLI_ANALYTICS=false
WORKDIR /src
COPY web/package.json web/package-lock.json web/.npmrc ./
RUN npm ci --loglevel error
COPY web .
RUN npm run --silent build && node tools/pack.mjs dist/lectern/browser /srv/web

FROM ${NGINX_IMAGE} AS nginx
ARG VERSION=0.1.0
ARG REVISION=unknown
LABEL org.opencontainers.image.licenses="MIT" \
      org.opencontainers.image.vendor="The Lectern authors" \
      org.opencontainers.image.version="${VERSION}" \
      org.opencontainers.image.revision="${REVISION}"
COPY deploy/nginx/ /etc/nginx/
# Answers are packed with Brotli where this nginx can; files are packed already.
RUN mkdir -p /etc/nginx/modules.d /etc/nginx/http.d /etc/nginx/tls /srv/web /srv/static /srv/older \
 && chown 10001:10001 /srv/older /srv/static \
 && mv /etc/nginx/entrypoint/*.sh /docker-entrypoint.d/ \
 && rm -f /etc/nginx/conf.d/default.conf \
 && if [ -e /usr/lib/nginx/modules/ngx_http_brotli_filter_module.so ]; then \
      ln -s ../brotli/modules.conf /etc/nginx/modules.d/brotli.conf; \
      ln -s ../brotli/http.conf /etc/nginx/http.d/brotli.conf; \
    fi
# What is written goes there; named, so that it belongs to everybody where a platform mounts it.
VOLUME /tmp
USER 10001:10001
EXPOSE 8080
STOPSIGNAL SIGQUIT

FROM nginx AS proxy
LABEL org.opencontainers.image.title="Lectern proxy" \
      org.opencontainers.image.description="The proxy and load balancer before Lectern."
ENV LECTERN_FOLLOW=on
EXPOSE 8443
HEALTHCHECK --interval=10s --timeout=5s --start-period=10s --retries=3 \
    CMD ["curl", "-fsS", "-o", "/dev/null", "http://127.0.0.1:8080/nginx-status"]

FROM nginx AS frontend
LABEL org.opencontainers.image.title="Lectern frontend" \
      org.opencontainers.image.description="The web application of Lectern."
COPY --from=build /srv/web /srv/web
HEALTHCHECK --interval=10s --timeout=5s --start-period=10s --retries=3 \
    CMD ["curl", "-fsS", "-o", "/dev/null", "http://127.0.0.1:8080/"]
CMD ["nginx", "-c", "/etc/nginx/frontend.conf", "-g", "daemon off;"]
