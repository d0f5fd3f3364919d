import type { NextConfig } from 'next'

const config: NextConfig = {
  // Two builds of one checkout (a test run beside a running studio) must not share a folder.
  distDir: process.env['SAFELIGHT_DIST'] ?? '.next',
  poweredByHeader: false,
  reactStrictMode: true,
  productionBrowserSourceMaps: false,
  // The optimizer drops cookies and has been a way in (docs/decisions): pictures have routes of their own.
  images: { unoptimized: true },
  // [Note: Messages travel compiled] in lib/i18n/server.ts: the browser formats, it does not parse.
  turbopack: {
    resolveAlias: { 'use-intl/format-message': 'use-intl/format-message/format-only' },
  },
  // `npm test` checks the types; the first `npm start` should not make its person wait for them.
  typescript: { ignoreBuildErrors: true },
  serverExternalPackages: ['better-sqlite3', 'sharp'],
}

export default config
