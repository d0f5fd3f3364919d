import 'server-only'
/** Tokens of other tools, as their owners manage them. The owner of the studio sees all, and may end any. */
import { findMember } from '@/lib/db/members'
import type { Db } from '@/lib/db/schema'
import { countLiveTokens, findNamedToken, type NamedToken, namedTokens } from '@/lib/db/tokens'
import { StudioError } from '@/lib/mj/errors'
import type { StudioToken } from '@/lib/mj/members'
import { hasJoined } from './member-state'
import type { TokenDesk } from './desks'
import type { Viewer } from './viewer'
import type { StudioParts } from './studio-parts'
import { createToken, endToken } from './tokens'

const mostTokens = 50

export function createTokenDesk(parts: Pick<StudioParts, 'db' | 'clock'>): TokenDesk {
  const { db, clock } = parts
  return {
    async list(viewer) {
      const ownerId = viewer.role === 'owner' ? null : viewer.ownerId
      const rows = await namedTokens(db, ownerId)
      const isRevoked = (row: NamedToken) => Number(row.revoked_at !== null)
      return rows.toSorted((a, b) => isRevoked(a) - isRevoked(b)).map(tokenOf)
    },
    make: (viewer, name) =>
      db.transaction().execute(async (tx) => {
        const member = await findMember(tx, viewer.ownerId)
        // One who was removed meanwhile would find it alive on coming back.
        if (member === undefined || !hasJoined(member)) {
          throw new StudioError('unauthorised', 'Sign in first.')
        }
        if ((await countLiveTokens(tx, viewer.ownerId)) >= mostTokens) {
          const sentence = `there are ${mostTokens} tokens already: revoke one first`
          throw new StudioError('conflict', sentence)
        }
        const made = await createToken(tx, name, clock.now(), viewer.ownerId)
        return { token: tokenOf(await readToken(tx, viewer, made.id)), secret: made.token }
      }),
    revoke: (viewer, id) =>
      db.transaction().execute(async (tx) => {
        const { name } = await readToken(tx, viewer, id)
        await endToken(tx, { id, name }, clock.now(), viewer.ownerId)
        return tokenOf(await readToken(tx, viewer, id))
      }),
  }
}

async function readToken(db: Db, viewer: Viewer, id: string): Promise<NamedToken> {
  const token = await findNamedToken(db, id)
  if (token !== undefined && (viewer.role === 'owner' || token.owner_id === viewer.ownerId)) {
    return token
  }
  throw new StudioError('not-found', 'there is no such token')
}

function tokenOf(row: NamedToken): StudioToken {
  return {
    id: row.id,
    name: row.name,
    ownerId: row.owner_id,
    ownerName: row.owner_name ?? row.owner_id,
    createdAt: row.created_at,
    lastUsedAt: row.last_used_at,
    revokedAt: row.revoked_at,
  }
}
