import 'server-only'
import { cookies } from 'next/headers'
import { access } from './access'
import { viewerOf } from './member-state'
import { surroundings } from './ring-address'
import type { Viewer } from './viewer'

/** Who asked for this page; null for a visitor. What a page shows of the studio depends on it. */
export async function pageViewer(): Promise<Viewer | null> {
  const cookie = (await cookies()).get(surroundings().cookie.name)
  const memberId = cookie === undefined ? null : await access().sessions.owner(cookie.value)
  return memberId === null ? null : viewerOf(memberId)
}

export async function isSignedIn(): Promise<boolean> {
  return (await pageViewer()) !== null
}
