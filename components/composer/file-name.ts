/** The last part of an address, or its host where there is none: enough to tell two references apart. */
export function fileNameOf(address: string): string {
  const url = URL.parse(address)
  if (!url) return address
  return url.pathname.split('/').findLast((part) => part !== '') ?? url.host
}
