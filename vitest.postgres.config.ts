import { defineConfig, mergeConfig } from 'vitest/config'
import base from './vitest.config'

/** The tests that stand on rows, once more, on PostgreSQL: `npm run test:postgres`. */
export default mergeConfig(base, defineConfig({ test: {} }))
