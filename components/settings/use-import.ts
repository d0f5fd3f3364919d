'use client'
/** The import that is under way, and everything that can be done with it. */
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useCallback, useEffect, useRef, useState } from 'react'
import { exportEstimateQuery } from '@/lib/client/exports'
import { errorKind } from '@/lib/client/http'
import { sendFile } from '@/lib/client/import-upload'
import { importApi, importQuery } from '@/lib/client/imports'
import type { ErrorKind } from '@/lib/mj/errors'
import type { Import } from '@/lib/mj/exchange'
import { toastError } from '@/lib/state/toasts'

export type ImportHand = {
  /** Null while there is none. */
  current: Import | null
  /** What kept the file from being sent; null when nothing did. */
  fault: ErrorKind | null
  send: (file: File) => void
  start: (gatewayId: string | null) => Promise<void>
  /** Stops it, or puts its report away. */
  close: () => Promise<void>
}

export function useImport(): ImportHand {
  const client = useQueryClient()
  const { data } = useQuery(importQuery())
  const [fault, setFault] = useState<ErrorKind | null>(null)
  const sending = useRef<AbortController | null>(null)
  const put = useCallback(
    (state: Import | null) => client.setQueryData(importQuery().queryKey, state),
    [client],
  )
  const current = useSettled(data ?? null, sending)

  const send = useCallback(
    (file: File) => {
      sending.current?.abort()
      const abort = new AbortController()
      sending.current = abort
      setFault(null)
      sendFile(file, { signal: abort.signal, told: put })
        // The page does not hear of what happens next by itself.
        .then(() => client.invalidateQueries({ queryKey: importQuery().queryKey }))
        .catch((error: unknown) => {
          if (abort.signal.aborted) return
          put(null)
          setFault(errorKind(error))
        })
        .finally(() => {
          if (sending.current === abort) sending.current = null
        })
    },
    [client, put],
  )

  const name = current?.state.name
  useEffect(() => {
    if (name === 'done') void client.invalidateQueries(exportEstimateQuery())
  }, [client, name])

  return {
    current,
    fault,
    send,
    async start(gatewayId) {
      if (current === null) return
      try {
        put(await importApi.start(current.id, gatewayId))
      } catch (error) {
        toastError(error)
        await client.invalidateQueries({ queryKey: importQuery().queryKey })
      }
    },
    async close() {
      sending.current?.abort()
      setFault(null)
      if (current === null) return
      put(null)
      // It may be gone already, with the process that had it.
      await importApi.drop(current.id).catch(() => undefined)
      await client.invalidateQueries({ queryKey: importQuery().queryKey })
    },
  }
}

/** An upload that this page does not send has been left by the one that did: it will never be complete. */
function useSettled(
  current: Import | null,
  sending: { readonly current: AbortController | null },
): Import | null {
  if (current?.state.name !== 'receiving' || sending.current !== null) return current
  return { ...current, state: { name: 'failed', reason: 'upload-cut', done: 0 } }
}
