import type { ReactNode } from 'react'
import { StudioFrame } from '@/components/shell/studio-frame'
import { Arrival } from '@/components/sign-in/arrival'
import { Door } from '@/components/sign-in/door'
import { access } from '@/lib/server/access'
import { pageNonce } from '@/lib/server/page-nonce'
import { isSignedIn } from '@/lib/server/page-session'

/** The studio for those who are in, the door for the others; the address stays, so one arrives where one meant to. */
export default async function StudioLayout({ children }: { children: ReactNode }) {
  if (!(await isSignedIn())) {
    const door = access()
    return (
      <>
        <Arrival nonce={await pageNonce()} />
        <Door hasPassword={door.hasPassword} hasMembers={await door.hasMembers()} />
      </>
    )
  }
  return <StudioFrame>{children}</StudioFrame>
}
