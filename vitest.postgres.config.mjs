import { defineConfig, mergeConfig } from 'vitest/config'
import base from './vitest.config.ts'

/**
 * What stands on rows, once more, on PostgreSQL (`npm run test:postgres`), and what is PostgreSQL's alone. Left out are
 * tests of time and of one machine: how often a gateway is looked at, what a kill leaves in the data folder.
 */
const onBoth = [
  'lib/db/store',
  'lib/server/archive',
  'lib/server/audit',
  'lib/server/budget',
  'lib/server/changes',
  'lib/server/gateway-desk',
  'lib/server/gateway-registry',
  'lib/server/hook',
  'lib/server/hook-sender',
  'lib/server/ledger',
  'lib/server/ledger-prepare',
  'lib/server/ledger-unclear',
  'lib/server/ledger-window',
  'lib/server/library',
  'lib/server/library-index',
  'lib/server/library-search',
  'lib/server/library-sharing',
  'lib/server/library-trash',
  'lib/server/member-door',
  'lib/server/members',
  'lib/server/open-studio',
  'lib/server/paste-back',
  'lib/server/reference-addresses',
  'lib/server/reference-desk',
  'lib/server/reference-upload',
  'lib/server/sessions',
  'lib/server/start-token',
  'lib/server/token-desk',
  'lib/server/tokens',
  'lib/server/tracker',
  'lib/server/tracker-apply',
]

const config = mergeConfig(base, defineConfig({}))
// The base sorts its tests into two rooms; these have one.
const { projects: _, ...test } = config.test
config.test = {
  ...test,
  // Half of the time is the server's, and a test that waits for it leaves a processor alone.
  maxWorkers: 3,
  include: ['lib/**/*.test.postgres.ts', ...onBoth.map((name) => `${name}.test.ts`)],
}
export default config
