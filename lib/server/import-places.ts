import 'server-only'
/**
 * Which task here is which task of the file.
 *
 * [Note: An import knows its tasks again] A task keeps its id where that is free, and is known by it the next time. It
 * is also known by its gateway's id, as nothing at a gateway is ever two tasks here. Where the id is taken by another
 * task, it gets one that is made from it: always the same. So whatever is imported twice is there once.
 */
import { takenTasks } from '@/lib/db/exchange'
import type { Db } from '@/lib/db/schema'
import { findTaskByGatewayId } from '@/lib/db/tasks'
import { derivedId } from './exchange-ids'
import type { TaskRecord } from './exchange-record'
import type { GatewayRegistry } from './gateway-registry'

export type Place =
  | { type: 'new'; taskId: string; gatewayTaskId: string | null }
  | { type: 'known'; taskId: string }
  /** Its gateway's id belongs to a task of somebody else here: it comes in without id and buttons. */
  | { type: 'elsewhere'; taskId: string }

/** The gateway here that a task of the file belongs to: by id, else the only one of the same name. */
export function gatewayHere(
  gateways: Pick<GatewayRegistry, 'connections' | 'has'>,
  { id, name, isDemo }: TaskRecord['gateway'],
): string {
  if (gateways.has(id)) return id
  const namesakes = gateways.connections.filter(
    ({ gateway }) => gateway.name === name && gateway.isDemo === isDemo,
  )
  return namesakes.length === 1 ? namesakes[0]!.gateway.id : id
}

/** For each record, in order. `gatewayOf` says which gateway here is meant. */
export async function placesOf(
  db: Db,
  ownerId: string,
  records: readonly TaskRecord[],
  gatewayOf: (record: TaskRecord) => string,
): Promise<readonly Place[]> {
  const derived = (record: TaskRecord) => derivedId('task', ownerId, record.id)
  const ids = records.flatMap((record) => [record.id, derived(record)])
  const taken = new Map((await takenTasks(db, ids)).map((row) => [row.id, row]))
  const places: Place[] = []
  for (const record of records) {
    const there = taken.get(record.id)
    const isSame =
      there?.owner_id === ownerId &&
      there.created_at === record.createdAt &&
      there.verb === record.verb
    const taskId = there === undefined || isSame ? record.id : derived(record)
    if (isSame || taken.get(taskId)?.owner_id === ownerId) places.push({ type: 'known', taskId })
    else places.push(await newPlace(db, ownerId, taskId, gatewayOf(record), record.gatewayTaskId))
  }
  return places
}

async function newPlace(
  db: Db,
  ownerId: string,
  taskId: string,
  gatewayId: string,
  gatewayTaskId: string | null,
): Promise<Place> {
  if (gatewayTaskId === null) return { type: 'new', taskId, gatewayTaskId }
  const holder = await findTaskByGatewayId(db, gatewayId, gatewayTaskId)
  if (holder === undefined) return { type: 'new', taskId, gatewayTaskId }
  return holder.owner_id === ownerId
    ? { type: 'known', taskId: holder.id }
    : { type: 'elsewhere', taskId }
}
