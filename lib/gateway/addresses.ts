import 'server-only'
/** Which network addresses belong to the machine, its neighbours or nobody: never to a picture on the internet. */
import { BlockList, isIP } from 'node:net'

const notPublic = new BlockList()

const networks4 =
  '0.0.0.0/8 10.0.0.0/8 100.64.0.0/10 127.0.0.0/8 169.254.0.0/16 172.16.0.0/12 192.0.0.0/24 192.0.2.0/24 ' +
  '192.88.99.0/24 192.168.0.0/16 198.18.0.0/15 198.51.100.0/24 203.0.113.0/24 224.0.0.0/4 240.0.0.0/4'
// `::/96` holds the old IPv4-compatible form; ::ffff:0, 64:ff9b, 2002 and 2001:0 wrap an IPv4 address that somebody on
// the way unwraps. 2001::/23, 3fff::/20 and 5f00::/16 are in IANA's registry of special purposes.
const networks6 =
  '::/96 ::ffff:0:0:0/96 64:ff9b::/96 64:ff9b:1::/48 100::/64 2001::/23 2001:db8::/32 2002::/16 3fff::/20 ' +
  '5f00::/16 fc00::/7 fe80::/10 fec0::/10 ff00::/8'

for (const [networks, family] of [
  [networks4, 'ipv4'],
  [networks6, 'ipv6'],
] as const) {
  for (const network of networks.split(' ')) {
    const [address = '', prefix] = network.split('/')
    notPublic.addSubnet(address, Number(prefix), family)
  }
}

/** True for an IP address that is not on the public internet (IPv4 mapped into IPv6 included), and for a non-address. */
export function isPrivateAddress(address: string): boolean {
  const family = isIP(address)
  if (family === 0) return true
  return notPublic.check(address, family === 6 ? 'ipv6' : 'ipv4')
}

/** The host of a URL without the brackets of IPv6. */
export function bareHost(url: URL): string {
  return url.hostname.replace(/^\[|\]$/g, '')
}

/** True where plain HTTP stays within the machine or the local network: loopback, private addresses, local names. */
export function isPrivateHost(url: URL): boolean {
  const host = bareHost(url).replace(/\.$/, '')
  if (isIP(host) !== 0) return isPrivateAddress(host)
  // A name without a dot (`midjourney-proxy` in a compose file) cannot be a public one.
  // The suffixes are reserved: no public name ends so (`.invalid` is the demo gateway in this process).
  return (
    !host.includes('.') || /\.(?:localhost|local|lan|internal|home\.arpa|test|invalid)$/.test(host)
  )
}
