/** Headers that a page of somebody else can bring about, each beside those of the studio's own page. */

export type ForgedRow = {
  name: string
  headers: Readonly<Record<string, string | undefined>>
  wants: number
}

/** What differs from the studio's own page; undefined: the header is not sent. */
export function forgedRows(port: number): readonly ForgedRow[] {
  const row = (name: string, headers: ForgedRow['headers'], wants = 403): ForgedRow => ({
    name,
    headers,
    wants,
  })
  const origins = {
    none: undefined,
    'of a sandboxed frame': 'null',
    'of another site': 'https://evil.test',
    'of another port': `http://127.0.0.1:${port + 1}`,
    'without the port': 'http://127.0.0.1',
    'by another name of ours': `http://localhost:${port}`,
    'that begins like ours': `http://127.0.0.1:${port}.evil.test`,
    'that ends like ours': `http://evil.test#127.0.0.1:${port}`,
    'with ours as its user': `http://127.0.0.1:${port}@evil.test`,
    'by another scheme': `ftp://127.0.0.1:${port}`,
    'and ours, two in one': `http://127.0.0.1:${port}, https://evil.test`,
    'with a path': `http://127.0.0.1:${port}/`,
    empty: '',
  }
  const hosts = [
    'evil.test',
    `evil.test:${port}`,
    `localhost.evil.test:${port}`,
    `127.0.0.1.evil.test:${port}`,
    `127.0.0.1.:${port}`,
    `localhost.:${port}`,
    `LOCALHOST.:${port}`,
    `EVIL.TEST:${port}`,
    `0.0.0.0:${port}`,
    `[::]:${port}`,
    `192.168.1.5:${port}`,
    `user@127.0.0.1:${port}`,
    `127.0.0.1:${port}, evil.test`,
    '127.0.0.1:999999',
  ]
  const types = [
    undefined,
    'application/x-www-form-urlencoded',
    'multipart/form-data; boundary=x',
    'text/plain',
    'text/plain; charset=application/json',
    'application/jsonp',
    'image/svg+xml',
    'text/html',
  ]
  return [
    ...Object.entries(origins).map(([name, origin]) => row(`an origin ${name}`, { origin })),
    ...['same-site', 'cross-site', 'none', 'Same-Origin'].map((site) =>
      row(`fetched ${site}`, { 'sec-fetch-site': site }),
    ),
    ...[undefined, '0', 'true', '1, 1', ''].map((marker) =>
      row(`marked ${marker}`, { 'x-safelight': marker }),
    ),
    ...types.map((type) => row(`as ${type}`, { 'content-type': type }, 415)),
    ...hosts.map((host) => row(`to ${host}`, { host, origin: `http://${host}` }, 421)),
    row('with a method written over', { origin: undefined, 'x-http-method-override': 'GET' }),
    row('with an origin forwarded', {
      origin: 'https://evil.test',
      'x-forwarded-host': `127.0.0.1:${port}`,
      'x-forwarded-proto': 'http',
    }),
    row('to a host forwarded', { host: 'evil.test', 'x-forwarded-host': `127.0.0.1:${port}` }, 421),
  ]
}
