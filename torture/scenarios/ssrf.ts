/**
 * A gateway that points into our own network: every address of the corpus as the result of a finished task, as it
 * stands and behind a redirect of the gateway's own host, through the real archive. Nobody on loopback may hear of it.
 */
import path from 'node:path'
import type { Task } from '@/lib/mj/task'
import { crooked, flip, inwardHosts, names, type Names } from '../corpus/addresses'
import { answerNames } from '../names'
import { type Answer, type Listener, openListener } from '../listener'
import { openHastyStudio, whyGone } from '../hasty-studio'
import { littlePicture } from '../little-picture'
import { openPlainGateway } from '../plain-gateway'
import { atLeast, type Check, exactly, never, type Scenario, type Stage } from '../scenario'

export const ssrf: Scenario = {
  name: 'ssrf',
  about: 'results at addresses of our own network, by every spelling, name and redirect',
  pace: 'waits',
  run: pointInwards,
}

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
