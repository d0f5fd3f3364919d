import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'

export default defineConfig({
  resolve: {
    alias: { '@': fileURLToPath(new URL('.', import.meta.url)).replace(/\/$/, '') },
    // `server-only` throws unless this condition is set (its package.json says so).
    conditions: ['react-server', 'node', 'module', 'default'],
  },
  ssr: { resolve: { conditions: ['react-server', 'node', 'module', 'default'] } },
  test: {
    include: [
      'lib/**/*.test.ts',
      'app/**/*.test.ts',
      'components/**/*.test.ts',
      'server.test.ts',
      'scripts/**/*.test.ts',
    ],
    environment: 'node',
    testTimeout: 20_000,
    server: { deps: { inline: ['server-only'] } },
  },
})
