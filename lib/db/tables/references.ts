import 'server-only'
/** Pictures that people bring along. */

/** A picture somebody brought along. Its bytes are the blob of its name. */
export type ReferenceTable = {
  owner_id: string
  sha256: string
  type: string
  width: number
  height: number
  size_bytes: number
  thumbhash: string
  created_at: number
  used_at: number
}

/** Where a gateway has put a picture that was uploaded to it. */
export type ReferenceAddressTable = {
  gateway_id: string
  sha256: string
  url: string
  uploaded_at: number
  /** Null where the address does not say. */
  expires_at: number | null
}
