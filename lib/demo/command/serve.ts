import 'server-only'
/** `npm run demo-gateway`: the demo gateway alone on a port, for other clients and for tests of them. */
import { parseFaults } from '../faults'
import { parsePersonality } from '../wire/wire'
import { listen } from './listen'

const host = process.env['SAFELIGHT_HOST'] ?? '127.0.0.1'
const port = Number(process.env['PORT'] ?? 8090)
const key = process.env['SAFELIGHT_GATEWAY_KEY'] ?? ''
const pace = process.env['SAFELIGHT_DEMO_PACE']
const personality = parsePersonality(process.env['SAFELIGHT_DEMO_PERSONALITY'] ?? 'plus')

const demo = await listen(
  { host, port },
  {
    folder: process.env['SAFELIGHT_DEMO_FOLDER'] ?? '.safelight-demo',
    key,
    personality,
    faults: parseFaults(process.env['SAFELIGHT_DEMO_FAULTS'] ?? ''),
    remix: process.env['SAFELIGHT_DEMO_REMIX'] === '1',
    // `webp`: films as pictures that move, as some gateways have them.
    video: ['1', 'webp'].includes(process.env['SAFELIGHT_DEMO_VIDEO'] ?? ''),
    account: {
      hasFilms: process.env['SAFELIGHT_DEMO_VIDEO'] !== 'webp',
      hasImageUrls: process.env['SAFELIGHT_DEMO_IMAGE_URLS'] === '1',
    },
    ...(pace ? { paceMs: Number(pace) } : {}),
  },
)
const name = personality === 'plus' ? '' : ` as ${personality}`
console.log(`demo gateway on ${demo.url}${name}, ${key ? `key ${key}` : 'no key needed'}`)

for (const signal of ['SIGINT', 'SIGTERM'] as const)
  process.once(signal, () => {
    void demo.close()
  })
