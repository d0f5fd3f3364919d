/** Every scenario, in the order in which they run: the quick ones first. */
import type { Scenario } from './scenario'
import { archive } from './scenarios/archive'
import { diskAndLock } from './scenarios/disk-and-lock'
import { doubleClick } from './scenarios/double-click'
import { fuzz } from './scenarios/fuzz'
import { kills } from './scenarios/kills'
import { ledgerListed, ledgerUnlisted, naiveClient } from './scenarios/ledger'
import { outage } from './scenarios/outage'
import { pauses } from './scenarios/pauses'
import { slowLoris } from './scenarios/slow-loris'
import { webhooks } from './scenarios/webhooks'

export const scenarios: readonly Scenario[] = [
  fuzz,
  doubleClick,
  naiveClient,
  ledgerListed,
  ledgerUnlisted,
  kills,
  pauses,
  outage,
  archive,
  diskAndLock,
  webhooks,
  slowLoris,
]
