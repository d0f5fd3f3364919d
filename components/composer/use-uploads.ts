'use client'

import { useEffect } from 'react'
import { useStore } from 'zustand'
import type { DraftReference } from '@/lib/mj/draft'
import {
  addressState,
  addressStore,
  askAddress,
  type AddressState,
} from '@/lib/state/reference-addresses'
import type { ComposerHandle } from './use-composer'

export type Uploads = {
  /** How it stands with the address of a picture; null where none is needed or none has been asked for. */
  of: (reference: DraftReference) => AddressState | null
  retry: (ids: readonly string[]) => void
}

/**
 * Asks for the addresses that the draft needs, as soon as it needs them: when a picture gets its role, when another
 * gateway becomes the default, when an address has ended. What has failed waits for somebody to ask again.
 */
export function useUploads({ draft, view, gateway }: ComposerHandle): Uploads {
  const addresses = useStore(addressStore, (state) => state.addresses)
  const needed = draft.references.filter((_, index) => view.standings[index]?.type === 'address')

  useEffect(() => {
    if (!gateway) return
    const missing = needed.filter(({ id }) => addressState(addresses, gateway.id, id) === null)
    ask(gateway.id, new Set(missing.map(({ id }) => id)))
  })

  return {
    of: (reference) =>
      gateway && needed.includes(reference)
        ? addressState(addresses, gateway.id, reference.id)
        : null,
    retry: (ids) => {
      if (gateway) ask(gateway.id, new Set(ids))
    },
  }
}

function ask(gatewayId: string, ids: ReadonlySet<string>): void {
  for (const id of ids) {
    askAddress(gatewayId, id).catch(() => {
      // The store remembers why, and the thumbnail says it.
    })
  }
}
