import 'server-only'
import { cookies } from 'next/headers'
import { access } from './access'
import { surroundings } from './ring-address'

/** Whether whoever asked for this page is signed in. What a page shows of the library depends on it. */
export async function isSignedIn(): Promise<boolean> {
  const cookie = (await cookies()).get(surroundings().cookie.name)
  return cookie !== undefined && (await access().sessions.owner(cookie.value)) !== null
}
