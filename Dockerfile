# syntax=docker/dockerfile:1
# docs/deploy.md tells how to run it. Both stages are the same Debian, so that what is compiled in the first runs in
# the second.

FROM node:24-bookworm AS build
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN npm ci --no-audit --no-fund
COPY . .
RUN npm run build && npm prune --omit=dev --no-audit --no-fund

FROM node:24-bookworm-slim
# Each thread that decodes pictures would keep a heap of its own: a hundred megabytes more after a day of large ones.
ENV MALLOC_ARENA_MAX=2 \
    NODE_ENV=production \
    NEXT_TELEMETRY_DISABLED=1 \
    SAFELIGHT_HOST=0.0.0.0 \
    SAFELIGHT_DATA=/data \
    PORT=3000
WORKDIR /app
COPY --from=build /app ./
RUN install -d -o node -g node -m 700 /data
USER node
VOLUME /data
EXPOSE 3000
HEALTHCHECK --interval=30s --timeout=5s --start-period=30s CMD ["node", "scripts/health.mjs"]
CMD ["node", "scripts/start.mjs"]
