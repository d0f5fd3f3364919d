import 'server-only'
import { surroundings } from './ring-address'
import { setCookie } from './sessions'

/** The answer that signs a browser in. */
export function signedIn(id: string): Response {
  const cookie = setCookie(surroundings().cookie, id)
  return new Response(null, { status: 204, headers: { 'set-cookie': cookie } })
}
