/** Every scenario, in the order in which they run: the quick ones first. */
import type { Scenario } from './scenario'
import { archive } from './scenarios/archive'
import { canary } from './scenarios/canary'
import { credentials } from './scenarios/credentials'
import { csrf } from './scenarios/csrf'
import { diskAndLock } from './scenarios/disk-and-lock'
import { doubleClick } from './scenarios/double-click'
import { fuzz } from './scenarios/fuzz'
import { hostileImages } from './scenarios/hostile-images'
import { keyElsewhere } from './scenarios/key-elsewhere'
import { kills } from './scenarios/kills'
import { ledgerListed, ledgerUnlisted, naiveClient } from './scenarios/ledger'
import { outage } from './scenarios/outage'
import { passwords } from './scenarios/passwords'
import { pauses } from './scenarios/pauses'
import { scripts } from './scenarios/scripts'
import { slowLoris } from './scenarios/slow-loris'
import { ssrf } from './scenarios/ssrf'
import { webhooks } from './scenarios/webhooks'

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
  kills,
  pauses,
  outage,
  archive,
  diskAndLock,
  webhooks,
  slowLoris,
]
