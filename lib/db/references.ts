import 'server-only'
/** Pictures that people brought along, by owner and SHA-256, and the addresses they have at gateways. */
import type { Db, ReferenceAddressRow, ReferenceRow, TaskRow } from './schema'

/** Of those asked for, the ones this owner has, in no particular order. */
export async function referencesOf(
  db: Db,
  ownerId: string,
  sha256s: readonly string[],
): Promise<readonly ReferenceRow[]> {
  if (sha256s.length === 0) return []
  return db
    .selectFrom('reference')
    .selectAll()
    .where('owner_id', '=', ownerId)
    .where('sha256', 'in', sha256s)
    .execute()
}

/** The same picture kept again is the same row, used anew. */
export async function putReference(db: Db, reference: ReferenceRow): Promise<void> {
  await db
    .insertInto('reference')
    .values(reference)
    .onConflict((conflict) =>
      conflict.columns(['owner_id', 'sha256']).doUpdateSet({ used_at: reference.used_at }),
    )
    .execute()
}

export async function touchReferences(
  db: Db,
  ownerId: string,
  sha256s: readonly string[],
  usedAt: number,
): Promise<void> {
  if (sha256s.length === 0) return
  await db
    .updateTable('reference')
    .set({ used_at: usedAt })
    .where('owner_id', '=', ownerId)
    .where('sha256', 'in', sha256s)
    .execute()
}

export async function findAddress(
  db: Db,
  gatewayId: string,
  sha256: string,
): Promise<ReferenceAddressRow | undefined> {
  return db
    .selectFrom('reference_address')
    .selectAll()
    .where('gateway_id', '=', gatewayId)
    .where('sha256', '=', sha256)
    .executeTakeFirst()
}

/** A later upload is the better address: it lives longer. */
export async function putAddress(db: Db, address: ReferenceAddressRow): Promise<void> {
  const { url, uploaded_at, expires_at } = address
  await db
    .insertInto('reference_address')
    .values(address)
    .onConflict((conflict) =>
      conflict.columns(['gateway_id', 'sha256']).doUpdateSet({ url, uploaded_at, expires_at }),
    )
    .execute()
}

/** The newest upload of this picture alone to this gateway, whoever asked for it. */
export async function findLastUpload(
  db: Db,
  ownerId: string,
  gatewayId: string,
  sha256: string,
): Promise<TaskRow | undefined> {
  return (
    db
      .selectFrom('task')
      .selectAll()
      // `kind` is what the index knows; of an upload it is the verb.
      .where('gateway_id', '=', gatewayId)
      .where('kind', '=', 'upload')
      .where('owner_id', '=', ownerId)
      .where('references_json', '=', JSON.stringify([sha256]))
      .orderBy('place', 'desc')
      .executeTakeFirst()
  )
}
