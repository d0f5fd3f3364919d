/** Every scenario, in the order in which they run: the quick ones first. */
import type { Scenario } from './scenario'
import { canary } from './scenarios/canary'
import { credentials } from './scenarios/credentials'
import { csrf } from './scenarios/csrf'
import { doubleClick } from './scenarios/double-click'
import { fuzz } from './scenarios/fuzz'
import { hostileImages } from './scenarios/hostile-images'
import { keyElsewhere } from './scenarios/key-elsewhere'
import { ledgerListed, ledgerUnlisted, naiveClient } from './scenarios/ledger'
import { passwords } from './scenarios/passwords'
import { scripts } from './scenarios/scripts'
import { ssrf } from './scenarios/ssrf'

export const scenarios: readonly Scenario[] = [
  fuzz,
  doubleClick,
  ssrf,
  keyElsewhere,
  hostileImages,
  credentials,
  csrf,
  passwords,
  canary,
  scripts,
  naiveClient,
  ledgerListed,
  ledgerUnlisted,
]
