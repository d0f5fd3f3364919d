/** Every scenario, in the order in which they run: the quick ones first. */
import type { Scenario } from './scenario'
import { doubleClick } from './scenarios/double-click'
import { fuzz } from './scenarios/fuzz'
import { ledgerListed, ledgerUnlisted, naiveClient } from './scenarios/ledger'

export const scenarios: readonly Scenario[] = [
  fuzz,
  doubleClick,
  naiveClient,
  ledgerListed,
  ledgerUnlisted,
]
