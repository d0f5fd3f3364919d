import 'server-only'
import { headers } from 'next/headers'
import { nonceOf } from './ring-policy'

/** The nonce that scripts of this page need; undefined where no ring stands in front of it. */
export async function pageNonce(): Promise<string | undefined> {
  return nonceOf((await headers()).get('content-security-policy') ?? '')
}
