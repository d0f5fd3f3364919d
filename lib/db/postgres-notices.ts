import 'server-only'
/**
 * `LISTEN` and `NOTIFY` between the processes on one database. A notice only wakes: it may be lost (a connection
 * breaks, a pooler swallows it), so whoever listens looks for itself now and then as well.
 */
import { type RawBuilder, sql } from 'kysely'
import pg from 'pg'
import type { Db } from './schema'

const channel = 'safelight'
const againMs = 2000

export type Listening = { stop(): Promise<void> }

/** Outside any transaction: what it tells of must be there for whoever looks. */
export async function announce(db: Db, text: string): Promise<void> {
  await sql`select pg_notify(${channel}, ${text})`.execute(db)
}

/**
 * Hears also what this very process says. Connects again for as long as it takes; `onOpen` is called whenever it has,
 * since what was said before then was not heard.
 */
export function listen(url: string, hear: (text: string) => void, onOpen: () => void): Listening {
  let client: pg.Client | undefined
  let callOff = () => {}
  let isStopped = false

  async function connect(): Promise<void> {
    const one = new pg.Client({
      connectionString: url,
      application_name: 'safelight notices',
      connectionTimeoutMillis: 1500,
      keepAlive: true,
    })
    client = one
    one.on('notification', ({ payload }) => hear(payload ?? ''))
    one.on('error', () => undefined)
    one.on('end', later)
    try {
      await one.connect()
      await one.query(`listen ${channel}`)
      onOpen()
    } catch {
      // `end` follows, and with it the next try.
      await one.end().catch(() => undefined)
      later()
    }
  }

  function later(): void {
    callOff()
    if (isStopped) return
    const timer = setTimeout(() => void connect(), againMs)
    callOff = () => clearTimeout(timer)
  }

  void connect()
  return {
    async stop() {
      isStopped = true
      callOff()
      await client?.end().catch(() => undefined)
    },
  }
}

/** Epoch milliseconds by the server's clock, at the moment at which the statement runs. */
export const postgresNow: RawBuilder<number> = sql<number>`(extract(epoch from clock_timestamp()) * 1000)::bigint`
