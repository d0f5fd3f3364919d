import 'server-only'
/** Gateways that the owner has set up, and the one preferred. The environment's and the built-in one have no row. */
import type { Db, GatewayRow } from './schema'

/** In the order in which they were added. */
export async function connectedGateways(db: Db): Promise<readonly GatewayRow[]> {
  return db
    .selectFrom('gateway')
    .selectAll()
    .where('removed_at', 'is', null)
    .orderBy('place')
    .execute()
}

/** Also one that has been removed: its row keeps the id that its tasks know. */
export async function findGateway(db: Db, id: string): Promise<GatewayRow | undefined> {
  return db.selectFrom('gateway').selectAll().where('id', '=', id).executeTakeFirst()
}

/** The one at this address that was removed last. */
export async function findRemovedGateway(db: Db, baseUrl: string): Promise<GatewayRow | undefined> {
  return db
    .selectFrom('gateway')
    .selectAll()
    .where('base_url', '=', baseUrl)
    .where('removed_at', 'is not', null)
    .orderBy('removed_at', 'desc')
    .executeTakeFirst()
}

/** Adds it as the newest one, or puts it back in that place. */
export async function putGateway(db: Db, gateway: Omit<GatewayRow, 'place'>): Promise<void> {
  const last = await db
    .selectFrom('gateway')
    .select((eb) => eb.fn.max('place').as('place'))
    .executeTakeFirst()
  const { id, ...row } = { ...gateway, place: (last?.place ?? 0) + 1 }
  await db
    .insertInto('gateway')
    .values({ id, ...row })
    .onConflict((conflict) => conflict.column('id').doUpdateSet(row))
    .execute()
}

export async function changeGateway(
  db: Db,
  id: string,
  change: Partial<Omit<GatewayRow, 'id' | 'place'>>,
): Promise<void> {
  await db.updateTable('gateway').set(change).where('id', '=', id).execute()
}

/** How many tasks each gateway has made. */
export async function countTasks(db: Db): Promise<ReadonlyMap<string, number>> {
  const rows = await db
    .selectFrom('task')
    .select((eb) => ['gateway_id', eb.fn.countAll<number>().as('tasks')])
    .groupBy('gateway_id')
    .execute()
  return new Map(rows.map((row) => [row.gateway_id, Number(row.tasks)]))
}

/** Whether any task knows it, of whichever person and in whichever state. */
export async function hasTasksOf(db: Db, gatewayId: string): Promise<boolean> {
  const task = await db
    .selectFrom('task')
    .select('id')
    .where('gateway_id', '=', gatewayId)
    .limit(1)
    .executeTakeFirst()
  return task !== undefined
}

/** Ids of those that somebody has removed, for use within a query. */
export function removedGateways(db: Db) {
  return db.selectFrom('gateway').select('gateway.id').where('removed_at', 'is not', null)
}

const defaultGateway = 'default-gateway'

/** The id the owner chose; whether it is connected is for the caller to see. */
export async function preferredGateway(db: Db): Promise<string | null> {
  const row = await db
    .selectFrom('preference')
    .select('value')
    .where('key', '=', defaultGateway)
    .executeTakeFirst()
  return row?.value ?? null
}

/** Null: none is preferred any more. */
export async function preferGateway(db: Db, id: string | null): Promise<void> {
  if (id === null) {
    await db.deleteFrom('preference').where('key', '=', defaultGateway).execute()
    return
  }
  await db
    .insertInto('preference')
    .values({ key: defaultGateway, value: id })
    .onConflict((conflict) => conflict.column('key').doUpdateSet({ value: id }))
    .execute()
}
