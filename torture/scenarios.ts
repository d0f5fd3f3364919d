/** Every scenario, in the order in which they run: the quick ones first. */
import type { Scenario } from './scenario'
import { ledgerListed, ledgerUnlisted, naiveClient } from './scenarios/ledger'

export const scenarios: readonly Scenario[] = [naiveClient, ledgerListed, ledgerUnlisted]
