import { defineConfig, mergeConfig } from 'vitest/config'
import base from './vitest.config'

/**
 * What stands on rows, once more, on PostgreSQL (`npm run test:postgres`), and what is PostgreSQL's alone. Left out are
 * tests of time and of one machine: how often a gateway is looked at, what a kill leaves in the data folder.
 */
const onBoth = [
  'lib/db/store',
  'lib/server/archive',
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
  'lib/server/mj-surface',
  'lib/server/open-studio',
  'lib/server/paste-back',
  'lib/server/reference-addresses',
  'lib/server/reference-desk',
  'lib/server/reference-upload',
  'lib/server/sessions',
  'lib/server/start-token',
  'lib/server/tokens',
  'lib/server/tracker',
  'lib/server/tracker-apply',
]

const config = mergeConfig(base, defineConfig({}))
config.test = {
  ...config.test,
  include: ['lib/**/*.test.postgres.ts', ...onBoth.map((name) => `${name}.test.ts`)],
}
export default config
