'use client'
import { useState } from 'react'
import { toastError } from '@/lib/state/toasts'
import { studioApi } from './studio-api'

/** Leaves the studio with this browser. */
export function useSignOut() {
  const [isLeaving, setLeaving] = useState(false)

  async function leave() {
    setLeaving(true)
    try {
      await studioApi.logOut()
      // A whole load: nothing of the studio may stay in the page.
      window.location.assign('/')
    } catch (error) {
      setLeaving(false)
      toastError(error)
    }
  }

  return { isLeaving, signOut: () => void leave() }
}
