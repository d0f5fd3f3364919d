/** Names in the hand of a scenario: whatever of this process asks the system for an address is answered by it. */
import dns, { type LookupAddress, type LookupOptions } from 'node:dns'
import { syncBuiltinESMExports } from 'node:module'
import { isIPv6 } from 'node:net'

type Callback = (error: Error | null, address?: string | LookupAddress[], family?: number) => void

/** `addressesOf` is asked each time anew, so that a name can change its mind. Returns what ends it. */
export function answerNames(addressesOf: (name: string) => readonly string[]): () => void {
  const { lookup } = dns
  const answer = (name: string, options: LookupOptions, callback: Callback) => {
    const found = addressesOf(name).map((address) => ({ address, family: isIPv6(address) ? 6 : 4 }))
    const [first] = found
    if (first === undefined) callback(new Error(`there is no ${name}`))
    else if (options.all) callback(null, found)
    else callback(null, first.address, first.family)
  }
  const put = (instead: unknown) => {
    Object.assign(dns, { lookup: instead })
    syncBuiltinESMExports()
  }
  put(answer)
  return () => put(lookup)
}
