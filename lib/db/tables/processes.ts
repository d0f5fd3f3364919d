import 'server-only'
/** What the processes of one database agree on: who looks after what, and the number of the latest change. */

/** Of whom may look after something until when, where several processes share the database. */
export type LeaseTable = {
  name: string
  /** The process. */
  token: string
  until: number
}

export type MetaTable = { key: string; value: number }
