'use client'
/** Coming in: by what the address carries, or by what is typed. */
import { useLayoutEffect, useState } from 'react'
import { errorKind } from '@/lib/client/http'
import { studioApi } from '@/lib/client/studio-api'
import type { ErrorKind } from '@/lib/mj/errors'
import { readInvitation, readStartToken } from './address-secrets'
import { endArrival } from './arrival'

type Credentials = Parameters<typeof studioApi.logIn>[0]
export type Trouble = ErrorKind | 'expired' | 'wrong-password' | 'wrong-name' | 'no-token'

export function useEntrance() {
  const [isEntering, setEntering] = useState(false)
  const [trouble, setTrouble] = useState<Trouble | null>(null)
  /** The secret of the link that was opened; null where there was none, or when it is of no use. */
  const [invitation, setInvitation] = useState<string | null>(null)

  async function enter(credentials: Credentials) {
    setEntering(true)
    try {
      await studioApi.logIn(credentials)
      // A whole load: nothing of the visitor's page may stay.
      window.location.reload()
    } catch (error) {
      setEntering(false)
      setTrouble(troubleOf(errorKind(error), credentials))
    }
  }

  // Before anything is painted: see [Note: A key in the address].
  useLayoutEffect(() => {
    const takeFragment = () => {
      const token = readStartToken(window.location.hash)
      const secret = readInvitation(window.location.hash)
      if (token === null && secret === null) return
      // At once, so that it stays neither in the address bar nor in the history.
      window.history.replaceState(null, '', window.location.pathname)
      setInvitation(secret)
      if (token !== null) void enter({ token })
    }
    takeFragment()
    endArrival()
    // A newer address pasted over this one changes only the fragment, which loads nothing.
    window.addEventListener('hashchange', takeFragment)
    return () => window.removeEventListener('hashchange', takeFragment)
  }, [])

  return {
    isEntering,
    trouble,
    invitation,
    enter,
    complain: setTrouble,
    forgetInvitation: () => setInvitation(null),
  }
}

function troubleOf(kind: ErrorKind, credentials: Credentials): Trouble {
  if (kind !== 'unauthorised') return kind
  if ('token' in credentials) return 'expired'
  return 'name' in credentials ? 'wrong-name' : 'wrong-password'
}
