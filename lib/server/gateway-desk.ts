import 'server-only'
/** Gateways as the owner sets them up. A key that comes in here is sealed, and never goes out again. */
import {
  changeGateway,
  connectedGateways,
  countTasks,
  findGateway,
  findRemovedGateway,
  preferredGateway,
  preferGateway,
  putGateway,
} from '@/lib/db/gateways'
import { randomId } from '@/lib/db/ids'
import type { Db, GatewayRow } from '@/lib/db/schema'
import { parseBaseUrl } from '@/lib/gateway/base-url'
import type { Transport } from '@/lib/gateway/client'
import { probeGateway } from '@/lib/gateway/probe'
import { StudioError } from '@/lib/mj/errors'
import type { GatewaySettings } from '@/lib/mj/gateways'
import type { AuditKind } from '@/lib/mj/members'
import { note } from './audit'
import { judgeDraft, type JudgedDraft } from './gateway-draft'
import { type Connection, demoUrl, gatewayId, keyEnd, type StoredOptions } from './gateways'
import { studioOwner } from './member-state'
import type { GatewayDesk } from './desks'
import type { StudioParts } from './studio-parts'

const mostGateways = 20

/** `send` reaches gateways that are not connected yet, where not over the network. */
export function createGatewayDesk(parts: StudioParts, send?: Transport): GatewayDesk {
  const { db, gateways } = parts

  async function showOne(id: string): Promise<GatewaySettings> {
    const connection = gateways.connection(id)
    if (connection === undefined) throw notFound()
    return show(parts, connection, await countTasks(db))
  }

  async function reload(): Promise<void> {
    await gateways.reload()
    parts.notices.changed()
  }

  return {
    async list() {
      const tasks = await countTasks(db)
      return gateways.connections.map((connection) => show(parts, connection, tasks))
    },

    async add(draft) {
      const judged = judgeDraft(draft, parts.hooks.origin)
      const id = await db.transaction().execute(async (tx) => {
        const added = await insert(parts, tx, judged)
        await account(parts, tx, 'gateway-added', judged.name)
        return added
      })
      await reload()
      return showOne(id)
    },

    async change(id, draft) {
      ensureOwn(parts, id)
      const judged = judgeDraft(draft, parts.hooks.origin)
      await db.transaction().execute(async (tx) => {
        await change(parts, tx, id, judged)
        await account(parts, tx, 'gateway-changed', judged.name)
      })
      // What the old settings failed at says nothing about the new ones.
      gateways.watch(id)?.breaker.good()
      await reload()
      return showOne(id)
    },

    async remove(id) {
      ensureOwn(parts, id)
      const removed = { key_sealed: null, key_end: '', removed_at: parts.clock.now() }
      await db.transaction().execute(async (tx) => {
        await changeGateway(tx, id, removed)
        await account(parts, tx, 'gateway-removed', nameOf(parts, id))
      })
      await reload()
      if ((await preferredGateway(db)) === id) await preferGateway(db, lastingDefault(parts))
    },

    async makeDefault(id) {
      if (!gateways.has(id)) throw notFound()
      await db.transaction().execute(async (tx) => {
        await preferGateway(tx, id)
        await account(parts, tx, 'gateway-changed', nameOf(parts, id), 'default')
      })
      await reload()
    },

    async probe(request) {
      const stored = request.id === null ? undefined : gateways.connection(request.id)
      const { auth, dialect } = request
      if (stored?.source === 'built-in') {
        return probeGateway({ baseUrl: demoUrl, key: '', auth, dialect, ...sentBy(stored.send) })
      }
      // See [Note: A stored key goes to its own origin].
      const isAtHome = stored !== undefined && haveOneOrigin(stored.baseUrl, request.baseUrl)
      const key = request.key ?? (isAtHome ? stored.key() : '')
      const asked = { baseUrl: request.baseUrl, key, auth, dialect }
      const report = await probeGateway({ ...asked, ...sentBy(send) })
      const isItself = isAtHome && request.key === null && report.reached.type === 'ok'
      // It has just answered: what waits for it need not wait for the next try.
      if (isItself) {
        gateways.watch(stored.gateway.id)?.breaker.good()
        await reload()
      }
      return report
    },
  }
}

/** Only the owner comes here: the routes see to it. */
async function account(
  parts: StudioParts,
  db: Db,
  kind: Extract<AuditKind, `gateway-${string}`>,
  gatewayName: string,
  detail = '',
): Promise<void> {
  await note(db, parts.clock.now(), { kind, memberId: studioOwner, gatewayName, detail })
}

function nameOf({ gateways }: StudioParts, id: string): string {
  return gateways.get(id)?.name ?? id
}

const sentBy = (send: Transport | undefined) => (send === undefined ? {} : { send })

function show(
  parts: StudioParts,
  { gateway, source, baseUrl, auth, dialect, keyEnd: end, hasKey, options }: Connection,
  tasks: ReadonlyMap<string, number>,
): GatewaySettings {
  const { id, name, capabilities } = gateway
  return {
    ...options,
    id,
    name,
    source,
    baseUrl,
    auth,
    dialect,
    keyEnd: end,
    hasKey,
    isDefault: id === parts.gateways.current.id,
    reachable: parts.gateways.watch(id)?.breaker.isReachable ?? true,
    capabilities,
    tasks: tasks.get(id) ?? 0,
  }
}

/** Throws where there is nothing that the page could change. */
function ensureOwn(parts: StudioParts, id: string): void {
  const source = parts.gateways.connection(id)?.source
  if (source === undefined) throw notFound()
  if (source === 'environment') {
    throw new StudioError('conflict', 'this gateway is fixed by the environment of the studio')
  }
  if (source === 'built-in') throw new StudioError('conflict', 'the demo gateway is built in')
}

const notFound = () => new StudioError('not-found', 'there is no such gateway')

/** Answers its id. The first real gateway becomes the default one; a later one changes nothing about that. */
async function insert(parts: StudioParts, db: Db, draft: JudgedDraft): Promise<string> {
  const others = await connectedGateways(db)
  if (others.length >= mostGateways) {
    throw new StudioError(
      'conflict',
      `there are ${mostGateways} gateways already: remove one first`,
    )
  }
  const id = await idFor(parts, db, draft.baseUrl)
  const key = draft.key ?? ''
  await putGateway(db, {
    id,
    ...columnsOf(draft),
    ...sealedKey(parts, id, key),
    created_at: parts.clock.now(),
    removed_at: null,
  })
  if ((await preferredGateway(db)) === null || others.length === 0) {
    const isFixed = parts.gateways.connection(parts.gateways.current.id)?.source === 'environment'
    if (!isFixed) await preferGateway(db, others.length === 0 ? id : lastingDefault(parts))
  }
  return id
}

/**
 * One that comes back to an address finds its tasks again: they know its id. A second one at the same address (another
 * account of the same service) has an id of its own.
 */
async function idFor(parts: StudioParts, db: Db, baseUrl: string): Promise<string> {
  const removed = await findRemovedGateway(db, baseUrl)
  if (removed !== undefined && !parts.gateways.has(removed.id)) return removed.id
  const id = gatewayId(baseUrl)
  const isTaken = parts.gateways.has(id) || (await findGateway(db, id)) !== undefined
  return isTaken ? `gw-${randomId().slice(0, 12)}` : id
}

/**
 * [Note: A stored key goes to its own origin] Whoever could point a stored key at an address of his own would have
 * read it. So a change of origin forgets it, and the doctor shows it to no other.
 */
async function change(parts: StudioParts, db: Db, id: string, draft: JudgedDraft): Promise<void> {
  const row = await findGateway(db, id)
  if (row === undefined || row.removed_at !== null) throw notFound()
  const keeps = draft.key === null && haveOneOrigin(row.base_url, draft.baseUrl)
  const key = keeps ? {} : sealedKey(parts, id, draft.key ?? '')
  await changeGateway(db, id, { ...columnsOf(draft), ...key })
}

function haveOneOrigin(baseUrl: string, pasted: string): boolean {
  try {
    return parseBaseUrl(baseUrl).origin === parseBaseUrl(pasted).origin
  } catch (error) {
    if (error instanceof StudioError) return false
    throw error
  }
}

function sealedKey(
  { vault }: StudioParts,
  id: string,
  key: string,
): Pick<GatewayRow, 'key_sealed' | 'key_end'> {
  if (key === '') return { key_sealed: null, key_end: '' }
  return { key_sealed: vault.seal(id, key), key_end: keyEnd(key) }
}

function columnsOf(draft: JudgedDraft) {
  const { accountFilter, notify, imageHosts } = draft
  const options: StoredOptions = { accountFilter, notify, imageHosts }
  return {
    name: draft.name,
    base_url: draft.baseUrl,
    auth: draft.auth,
    dialect: draft.dialect,
    default_speed: draft.defaultSpeed,
    options_json: JSON.stringify(options),
  }
}

/** The present default, for good; null where it is what the studio falls back to anyway. */
function lastingDefault({ gateways }: StudioParts): string | null {
  const { id } = gateways.current
  return gateways.connection(id)?.source === 'settings' ? id : null
}
