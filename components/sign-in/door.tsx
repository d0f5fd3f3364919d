'use client'

import { Suspense, lazy } from 'react'

const SignIn = lazy(async () => ({ default: (await import('./sign-in')).SignIn }))

/** Its own piece of code: those who are in never load it. */
export function Door({ hasPassword }: { hasPassword: boolean }) {
  return (
    <Suspense>
      <SignIn hasPassword={hasPassword} />
    </Suspense>
  )
}
