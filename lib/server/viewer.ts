import 'server-only'
import type { Role } from '@/lib/mj/members'

/** Whoever asks. `token` is what another tool has shown in place of a session. */
export type Viewer = {
  ownerId: string
  role: Role
  token: { id: string; name: string } | null
}
