import 'server-only'
/**
 * Which gateways are connected, now: the environment's, those set up in the studio, the built-in one.
 *
 * [Note: A gateway is looked up for each request]
 * The owner changes gateways while the studio runs. Nobody keeps a `Gateway`: whoever is about to ask one takes it
 * from here, by the id that the task remembers, and keeps it to the end of that request. So new settings count from
 * the next request on, never in the middle of one. What belongs to the id and not to its settings (how often it may
 * be read, whether it answers) outlives every change.
 */
import { connectedGateways, hasTasksOf, preferredGateway } from '@/lib/db/gateways'
import type { Db } from '@/lib/db/schema'
import type { Transport } from '@/lib/gateway/client'
import type { Gateway } from '@/lib/gateway/gateway'
import { StudioError } from '@/lib/mj/errors'
import { type Connection, connectRow, demoId, type OpenedDemo } from './gateways'
import type { Leases } from './leases'
import { type Breaker, createBreaker } from './tracker-breaker'
import { type Budget, createBudget } from './tracker-budget'
import type { Vault } from './vault'

/** A connected gateway as those see it who ask it again and again. */
export type Watch = { gateway: Gateway; budget: Budget; breaker: Breaker }

export type GatewayRegistry = {
  /** Undefined for one that is not connected (any more). See [Note: A gateway is looked up for each request]. */
  get(id: string): Gateway | undefined
  has(id: string): boolean
  connection(id: string): Connection | undefined
  watch(id: string): Watch | undefined
  /** In the order in which they were added, the environment's first and the demo gateway last. */
  readonly connections: readonly Connection[]
  readonly ids: readonly string[]
  /** Where submits without a parent go. */
  readonly current: Gateway
  /** Reads the settings again, and tells whoever listens. */
  reload(): Promise<void>
  /** Called after every `reload`. */
  onChange(listener: () => void): void
  close(): Promise<void>
}

export type RegistryOptions = {
  db: Db
  vault: Vault
  /** Connected as long as the studio runs; the first goes before all that is set up in it. */
  fixed: readonly Connection[]
  leases: Leases
  /** Opens the demo gateway, at most once and only when it is wanted. */
  openDemo: (() => Promise<OpenedDemo>) | null
  /** How gateways set up in the studio are reached, where not over the network. */
  send?: Transport | undefined
  limits: { breakerFailures: number; breakerProbeMs: number }
}

/** Throws `unavailable` when there is nothing to connect to. */
export async function createGatewayRegistry(options: RegistryOptions): Promise<GatewayRegistry> {
  const { db, vault, leases, fixed, send } = options
  const health = new Map<string, Omit<Watch, 'gateway'>>()
  const listeners = new Set<() => void>()
  const made = new Map<string, { row: string; connection: Connection }>()
  let connections: ReadonlyMap<string, Connection> = new Map()
  let current: Gateway | undefined
  let demo: OpenedDemo | undefined
  let reloading: Promise<void> = Promise.resolve()

  async function readRows(): Promise<readonly Connection[]> {
    const taken = new Set(fixed.map(({ gateway }) => gateway.id))
    const rows = (await connectedGateways(db)).filter((row) => !taken.has(row.id))
    return rows.map((row) => {
      const text = JSON.stringify(row)
      const known = made.get(row.id)
      if (known?.row === text) return known.connection
      const connection = connectRow(row, vault, send)
      made.set(row.id, { row: text, connection })
      return connection
    })
  }

  /** For whoever has nothing else, and for whoever still has its tasks: their buttons must go on working. */
  async function demoFor(others: readonly Connection[]): Promise<readonly Connection[]> {
    if (options.openDemo === null) return []
    if (others.length > 0 && !(await hasTasksOf(db, demoId))) return []
    // Its tasks are in a folder of one process: the others do without it.
    if (demo === undefined && !(await leases.take('demo')).isOurs) return []
    demo ??= await options.openDemo()
    return [demo.connection]
  }

  async function load(): Promise<void> {
    const rows = await readRows()
    const all = [...fixed, ...rows, ...(await demoFor([...fixed, ...rows]))]
    const preferred = await preferredGateway(db)
    const first =
      all.find(({ gateway }) => gateway.id === preferred) ?? fixed[0] ?? rows.at(-1) ?? all[0]
    if (first === undefined) {
      throw new StudioError(
        'unavailable',
        leases.isShared
          ? 'The demo gateway belongs to another process on this database: connect a gateway there, or set SAFELIGHT_GATEWAY_URL.'
          : 'a studio needs a gateway',
      )
    }
    connections = new Map(all.map((connection) => [connection.gateway.id, connection]))
    current = first.gateway
  }

  await load()
  return {
    get: (id) => connections.get(id)?.gateway,
    has: (id) => connections.has(id),
    connection: (id) => connections.get(id),
    watch(id) {
      const gateway = connections.get(id)?.gateway
      if (gateway === undefined) return undefined
      const known = health.get(id) ?? {
        budget: createBudget(),
        breaker: createBreaker(options.limits),
      }
      health.set(id, known)
      return { gateway, ...known }
    },
    get connections() {
      return [...connections.values()]
    },
    get ids() {
      return [...connections.keys()]
    },
    get current() {
      return current! // `load` has thrown where there is none.
    },
    reload() {
      // One after the other: the last to read must be the last to write.
      const work = reloading.then(load).then(() => {
        for (const listener of listeners) listener()
      })
      reloading = work.catch(() => undefined)
      return work
    },
    onChange: (listener) => void listeners.add(listener),
    async close() {
      await reloading
      await demo?.close()
    },
  }
}
