import 'server-only'
/**
 * Every migration there ever was, run in the order of their names and never edited once released. A number that is
 * missing (0008) was never released.
 */
import type { Migration } from 'kysely'
import { ledger } from './0001-ledger'
import { doors } from './0002-doors'
import { gateways } from './0003-gateways'
import { references } from './0004-references'
import { films } from './0005-films'
import { pasted } from './0006-pasted'
import { library } from './0007-library'
import { leases } from './0009-leases'
import { startTokens } from './0010-start-tokens'
import { proofs } from './0011-proofs'
import { order } from './0012-order'
import { members } from './0013-members'
import { sharing } from './0014-sharing'
import { pastedFrames } from './0015-pasted-frames'

export const migrations: Record<string, Migration> = {
  '0001-ledger': ledger,
  '0002-doors': doors,
  '0003-gateways': gateways,
  '0004-references': references,
  '0005-films': films,
  '0006-pasted': pasted,
  '0007-library': library,
  '0009-leases': leases,
  '0010-start-tokens': startTokens,
  '0011-proofs': proofs,
  '0012-order': order,
  '0013-members': members,
  '0014-sharing': sharing,
  '0015-pasted-frames': pastedFrames,
}
