'use client'

import { useEffect, useRef, useState } from 'react'
import { errorKind } from '@/lib/client/http'
import { studioApi } from '@/lib/client/studio-api'
import type { ErrorKind } from '@/lib/mj/errors'
import type { ProbeReport, ProbeRequest } from '@/lib/mj/gateways'

export type Consultation =
  | { type: 'none' }
  | { type: 'asking' }
  | { type: 'cancelled' }
  | { type: 'told'; report: ProbeReport }
  /** The studio itself did not answer, or could not ask. */
  | { type: 'failed'; kind: ErrorKind }

export type Doctor = {
  consultation: Consultation
  /** Null when it was cancelled, overtaken by another question, or failed. */
  ask: (request: ProbeRequest) => Promise<ProbeReport | null>
  cancel: () => void
  /** What was told is no longer about what is in the form. */
  forget: () => void
}

/** Asks about one connection; the newest question wins. */
export function useDoctor(): Doctor {
  const [consultation, setConsultation] = useState<Consultation>({ type: 'none' })
  const asking = useRef<AbortController | null>(null)

  useEffect(() => () => asking.current?.abort(), [])

  function stop(next: Consultation) {
    asking.current?.abort()
    asking.current = null
    setConsultation(next)
  }

  return {
    consultation,
    cancel: () => stop({ type: 'cancelled' }),
    forget: () => stop({ type: 'none' }),
    async ask(request) {
      stop({ type: 'asking' })
      const { signal } = (asking.current = new AbortController())
      try {
        const { report } = await studioApi.probeGateway(request, { signal })
        if (signal.aborted) return null
        setConsultation({ type: 'told', report })
        return report
      } catch (error) {
        // Aborted: whoever did it has said already what comes next.
        if (!signal.aborted) setConsultation({ type: 'failed', kind: errorKind(error) })
        return null
      }
    },
  }
}
