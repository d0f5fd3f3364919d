/** Every scenario, in the order in which they run: the quick ones first. */
import type { Scenario } from './scenario'
import { doubleClick } from './scenarios/double-click'
import { fuzz } from './scenarios/fuzz'
import { ledgerListed, ledgerUnlisted, naiveClient } from './scenarios/ledger'
import { ssrf } from './scenarios/ssrf'

export const scenarios: readonly Scenario[] = [
  fuzz,
  doubleClick,
  ssrf,
  naiveClient,
  ledgerListed,
  ledgerUnlisted,
]
