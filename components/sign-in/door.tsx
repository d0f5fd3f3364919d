'use client'

import { Suspense, lazy } from 'react'
import type { Keys } from './sign-in'

const SignIn = lazy(async () => ({ default: (await import('./sign-in')).SignIn }))

/** Its own piece of code: those who are in never load it. */
export function Door(keys: Keys) {
  return (
    <Suspense>
      <SignIn {...keys} />
    </Suspense>
  )
}
