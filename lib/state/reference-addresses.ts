/**
 * Where gateways keep the pictures that people brought. Asked once for each picture and gateway; the studio uploads
 * it there or knows the address already, so nothing of this needs to outlive the page.
 */
import { createStore } from 'zustand/vanilla'
import { errorKind } from '@/lib/client/http'
import { studioApi } from '@/lib/client/studio-api'
import type { ErrorKind } from '@/lib/mj/errors'

export type AddressState =
  | { name: 'asking' }
  | { name: 'known'; url: string; liveUntil: number }
  | { name: 'failed'; kind: ErrorKind }

type Addresses = Readonly<Record<string, AddressState>>

export const addressStore = createStore<{ addresses: Addresses }>()(() => ({ addresses: {} }))

/** A gateway may fetch the picture long after the submit, when it has a queue. */
const marginMs = 600_000
/** Just told, an address is good for the submit it was asked for, whatever is left of it. */
const leastMs = 60_000

const underWay = new Map<string, Promise<string>>()

const keyOf = (gatewayId: string, id: string) => `${gatewayId} ${id}`

/** Null when nobody has asked yet, and when the address has ended. */
export function addressState(
  addresses: Addresses,
  gatewayId: string,
  id: string,
  now = Date.now(),
): AddressState | null {
  const state = addresses[keyOf(gatewayId, id)]
  if (!state || (state.name === 'known' && state.liveUntil <= now)) return null
  return state
}

/** The address of a picture at the default gateway, which is `gatewayId`. Rejects with the studio's fault. */
export function askAddress(
  gatewayId: string,
  id: string,
  ask = studioApi.referenceAddress,
  now: () => number = Date.now,
): Promise<string> {
  const key = keyOf(gatewayId, id)
  const known = addressState(addressStore.getState().addresses, gatewayId, id, now())
  if (known?.name === 'known') return Promise.resolve(known.url)
  const asked = underWay.get(key)
  if (asked) return asked
  const put = (state: AddressState) =>
    addressStore.setState(({ addresses }) => ({ addresses: { ...addresses, [key]: state } }))
  put({ name: 'asking' })
  const answer = ask(id)
    .then(
      ({ url, expiresAt }) => {
        const end = expiresAt === null ? Infinity : expiresAt - marginMs
        put({ name: 'known', url, liveUntil: Math.max(end, now() + leastMs) })
        return url
      },
      (error: unknown) => {
        put({ name: 'failed', kind: errorKind(error) })
        throw error
      },
    )
    .finally(() => underWay.delete(key))
  underWay.set(key, answer)
  return answer
}
