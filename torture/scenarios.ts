/** Every scenario, in the order in which they run: the quick ones first. */
import type { Scenario } from './scenario'
import { credentials } from './scenarios/credentials'
import { csrf } from './scenarios/csrf'
import { doubleClick } from './scenarios/double-click'
import { fuzz } from './scenarios/fuzz'
import { keyElsewhere } from './scenarios/key-elsewhere'
import { ledgerListed, ledgerUnlisted, naiveClient } from './scenarios/ledger'
import { ssrf } from './scenarios/ssrf'

export const scenarios: readonly Scenario[] = [
  fuzz,
  doubleClick,
  ssrf,
  keyElsewhere,
  credentials,
  csrf,
  naiveClient,
  ledgerListed,
  ledgerUnlisted,
]
