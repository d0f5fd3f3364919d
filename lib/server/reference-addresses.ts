import 'server-only'
/** Addresses that gateways gave to uploaded pictures: written with the outcome of the upload, read while they last. */
import { findAddress, putAddress } from '@/lib/db/references'
import type { Db } from '@/lib/db/schema'
import { addressExpiresAt } from './archive-address'

export type ReferenceAddress = { url: string; expiresAt: number | null }

/** What is handed out must outlive the wait in a queue: the gateway reads it when its turn comes. */
const leastLifeMs = 3_600_000
/** Where an address does not say when it ends: hosts clean up, and nobody tells us. */
const silentLifeMs = 30 * 24 * 3_600_000

/** The address that a picture has at a gateway, or null when it has none that will still do in an hour. */
export async function readLiveAddress(
  db: Db,
  gatewayId: string,
  sha256: string,
  now: number,
): Promise<ReferenceAddress | null> {
  const known = await findAddress(db, gatewayId, sha256)
  if (known === undefined) return null
  const { url, expires_at: expiresAt, uploaded_at: uploadedAt } = known
  const endsAt = expiresAt ?? uploadedAt + silentLifeMs
  return endsAt > now + leastLifeMs ? { url, expiresAt } : null
}

/** The address of an upload that has just been made, however long it lasts. */
export async function readAddress(
  db: Db,
  gatewayId: string,
  sha256: string,
): Promise<ReferenceAddress | null> {
  const known = await findAddress(db, gatewayId, sha256)
  return known === undefined ? null : { url: known.url, expiresAt: known.expires_at }
}

/**
 * Writes down the addresses of an upload, in the transaction that writes down its outcome. Addresses come in the order
 * of the pictures; where their number differs, nobody can tell which is whose.
 */
export async function rememberAddresses(
  db: Db,
  upload: { gatewayId: string; references: readonly string[]; urls: readonly string[] },
  now: number,
): Promise<void> {
  const { gatewayId, references, urls } = upload
  if (references.length !== urls.length && references.length !== 1) return
  for (const [i, sha256] of references.entries()) {
    const url = urls[i]
    if (url === undefined) return
    await putAddress(db, {
      gateway_id: gatewayId,
      sha256,
      url,
      uploaded_at: now,
      expires_at: addressExpiresAt(url),
    })
  }
}
