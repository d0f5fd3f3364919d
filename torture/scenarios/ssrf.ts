/**
 * A gateway that points into our own network: every address of the corpus as the result of a finished task, as it
 * stands and behind a redirect of the gateway's own host, through the real archive. Nobody on loopback may hear of it.
 */
import path from 'node:path'
import type { Task } from '@/lib/mj/task'
import { answerNames } from '../names'
import { type Answer, type Listener, openListener } from '../listener'
import { openHastyStudio, whyGone } from '../hasty-studio'
import { littlePicture } from '../little-picture'
import { openPlainGateway } from '../plain-gateway'
import { atLeast, type Check, exactly, never, type Scenario, type Stage } from '../scenario'

export const ssrf: Scenario = {
  name: 'ssrf',
  about: 'results at addresses of our own network, by every spelling, name and redirect',
  run: pointInwards,
}

/** Hosts of loopback, of the neighbours and of nobody, as URLs spell them. */
const inwardHosts = [
  '127.0.0.1',
  '127.1',
  '127.0.1',
  '2130706433',
  '0x7f.1',
  '0x7f000001',
  '0x7f.0x0.0x0.0x1',
  '0177.0.0.1',
  '0177.0.0.01',
  '①②⑦.⓪.⓪.①',
  '１２７.0.0.1',
  '127。0。0。1',
  '127.0.0.1.',
  '%31%32%37.0.0.1',
  '127.255.255.254',
  '0.0.0.0',
  '0',
  '10.1.2.3',
  '100.64.0.1',
  '169.254.169.254',
  '0xa9fea9fe',
  '2852039166',
  '169.254.170.2',
  '100.100.100.200',
  '172.16.0.1',
  '172.31.255.255',
  '192.0.0.192',
  '192.0.2.1',
  '192.88.99.1',
  '192.168.1.1',
  '198.18.0.1',
  '198.51.100.1',
  '203.0.113.1',
  '224.0.0.1',
  '240.0.0.1',
  '255.255.255.255',
  '[::1]',
  '[0:0:0:0:0:0:0:1]',
  '[::]',
  '[::127.0.0.1]',
  '[::ffff:127.0.0.1]',
  '[::ffff:7f00:1]',
  '[0:0:0:0:0:ffff:10.0.0.1]',
  '[::ffff:169.254.169.254]',
  '[::ffff:0:127.0.0.1]',
  '[64:ff9b::127.0.0.1]',
  '[64:ff9b::a9fe:a9fe]',
  '[64:ff9b:1::7f00:1]',
  '[100::1]',
  '[2001::1]',
  '[2001:0:7f00:1::]',
  '[2001:10::1]',
  '[2001:db8::1]',
  '[2002:7f00:1::]',
  '[2002:a9fe:a9fe::1]',
  '[3fff::1]',
  '[5f00::1]',
  '[fc00::1]',
  '[fd00:ec2::254]',
  '[fe80::1]',
  '[fec0::1]',
  '[ff02::1]',
]

type Names = Readonly<Record<string, readonly (readonly string[])[]>>

/** Names that the scenario itself answers for, and what they stand for at each time of asking. */
const names: Names = {
  localhost: [['127.0.0.1']],
  'cdn.rebound.test': [['127.0.0.1']],
  'six.rebound.test': [['::1']],
  'mapped.rebound.test': [['::ffff:127.0.0.1']],
  'metadata.google.internal': [['169.254.169.254']],
  'both.rebound.test': [['4000::1', '127.0.0.1']],
  'nobody.rebound.test': [[], ['127.0.0.1']],
}

/** Nobody lives at 4000::1: the first try comes to nothing after ten seconds, and by the next the name has turned. */
const flip = { 'flip.rebound.test': [['4000::1'], ['127.0.0.1']] }

/** Addresses that are wrong in another way than by their host. `{canary}` is where somebody listens. */
const crooked = [
  'http://user@127.0.0.1:{port}/a.png',
  'http://cdn.example:secret@127.0.0.1:{port}/a.png',
  'http://127.0.0.1:{port}\\@cdn.example/a.png',
  'http://cdn.rebound.test:{port}/a.png',
  'https://127.0.0.1:{port}/a.png',
  'http://cdn.rebound.test:22/a.png',
  'http://8.8.8.8:6379/a.png',
  'ftp://127.0.0.1:{port}/a.png',
  'gopher://127.0.0.1:{port}/_SUBMIT',
  'file:///etc/passwd',
  'file://127.0.0.1:{port}/a.png',
  'dict://127.0.0.1:{port}/info',
  'jar:http://127.0.0.1:{port}/!/a.png',
  'ws://127.0.0.1:{port}/',
  'data:image/png;base64,iVBORw0KGgo=',
  'javascript:fetch("http://127.0.0.1:{port}/")',
  '//127.0.0.1:{port}/a.png',
  ' http://127.0.0.1:{port}/a.png',
  'http:127.0.0.1:{port}/a.png',
  'http:/\\127.0.0.1:{port}/a.png',
  'http://127.0.0.1:{port}#@cdn.example/a.png',
]

/** Refused for what it is, or never taken for an address at all. */
const refusals = /^picture address refused|^the gateway finished without a picture$/

async function pointInwards(stage: Stage): Promise<readonly Check[]> {
  const canaries = await openCanaries()
  const port = String(canaries[0]!.port)
  const known: Names = stage.isShort ? names : { ...names, ...flip }
  const direct = corpusOn(port, Object.keys(known))
  // The others are relative, or nothing, where they stand behind a redirect: they lead back to the gateway.
  const redirected = direct.filter((address) =>
    /^[a-z]+:\/\/|^data:|^javascript:|^\/\//.test(address),
  )
  const last = direct.length + redirected.length
  const statuses = [301, 302, 303, 307, 308]
  const gateway = await openPlainGateway({
    taskOf(number, url) {
      if (number >= last) return { imageUrl: `${url}/own.png` }
      const behind = number - direct.length
      return { imageUrl: behind < 0 ? direct[number] : `${url}/behind/${behind}` }
    },
    serve(at): Answer | undefined {
      if (at === '/own.png') return picture
      const behind = /^\/behind\/(\d+)$/.exec(at)?.[1]
      if (behind === undefined) return undefined
      // Not every address may stand in a header as it is.
      const location = encodeURI(redirected[Number(behind)]!).replaceAll('%25', '%')
      return { status: statuses[Number(behind) % statuses.length]!, headers: { location } }
    },
  })
  const asked = new Map<string, number>()
  const restore = answerNames((name) => {
    const answers = known[name] ?? [['127.0.0.1']]
    const turn = asked.get(name) ?? 0
    asked.set(name, turn + 1)
    return answers[Math.min(turn, answers.length - 1)]!
  })
  const folder = path.join(stage.folder, 'studio')
  const studio = await openHastyStudio({ folder, gatewayUrl: gateway.url })
  try {
    const tasks = await studio.archiveAll(last + 1)
    const pointed = tasks.slice(0, last)
    const passed = pointed.filter((task) => !refusals.test(whyGone(task)))
    for (const task of passed) {
      const at = pointed.indexOf(task)
      const address = direct[at] ?? `behind a redirect: ${redirected[at - direct.length]}`
      stage.say(`${address} was not refused: ${whyGone(task) || 'kept'}`)
    }
    return [
      atLeast('addresses, as they stand', 60, direct.length),
      atLeast('addresses behind a redirect', 60, redirected.length),
      atLeast('names asked of our own lookup', Object.keys(known).length, asked.size),
      never('addresses that were not refused', passed.length),
      never('connections to listeners on loopback', count(canaries)),
      exactly(
        "pictures kept from the gateway's own host",
        1,
        tasks.length - last - gone(tasks, last),
      ),
    ]
  } finally {
    restore()
    await studio.close()
    await gateway.close()
    await Promise.all(canaries.map((canary) => canary.close()))
  }
}

const picture: Answer = {
  status: 200,
  headers: { 'content-type': 'image/png' },
  body: littlePicture,
}

function gone(tasks: readonly Task[], from: number): number {
  return tasks.slice(from).filter((task) => whyGone(task) !== '').length
}

/** Each host on the usual port and on the canary's, each name, and what is crooked. */
function corpusOn(port: string, known: readonly string[]): readonly string[] {
  const hosts = [...inwardHosts, ...known]
  return [
    ...hosts.map((host) => `http://${host}/latest/meta-data/`),
    ...hosts.slice(0, 20).map((host) => `http://${host}:${port}/a.png`),
    ...hosts.slice(36, 44).map((host) => `https://${host}:${port}/a.png`),
    ...crooked.map((address) => address.replaceAll('{port}', port)),
  ]
}

/** A free port on either loopback, and the two ports that the archive itself may use, where they can be had. */
async function openCanaries(): Promise<readonly Listener[]> {
  const first = await openListener({ answer: () => picture })
  const others = [
    { address: '::1', port: first.port },
    { address: '127.0.0.1', port: 80 },
    { address: '127.0.0.1', port: 443 },
    { address: '::1', port: 80 },
  ]
  const opened = await Promise.allSettled(
    others.map((place) => openListener({ ...place, answer: () => picture })),
  )
  return [first, ...opened.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []))]
}

function count(canaries: readonly Listener[]): number {
  return canaries.reduce((sum, canary) => sum + canary.connections(), 0)
}
