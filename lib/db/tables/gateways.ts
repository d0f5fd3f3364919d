import 'server-only'
/** Gateways that were set up in the studio, and what its owner prefers. */

/** A gateway that was set up at run time. */
export type GatewayTable = {
  id: string
  name: string
  base_url: string
  auth: string
  dialect: string
  /** See lib/server/vault.ts. Null: there is no key. */
  key_sealed: string | null
  /** The last four characters of the key, '' of a short one. */
  key_end: string
  default_speed: string | null
  /** Account filter, notify, image hosts. */
  options_json: string
  /** Grows with every addition. */
  place: number
  created_at: number
  /** A removed gateway keeps its row, and with it the id that its tasks know, but not its key. */
  removed_at: number | null
}

/** What the owner prefers, a word a key. */
export type PreferenceTable = { key: string; value: string }
