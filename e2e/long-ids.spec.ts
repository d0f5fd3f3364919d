import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, test as base } from './fixtures'

const id = '1619855216344100864'

/** A gateway that writes its ids as numbers beyond 2^53, and remembers what it was asked for. */
async function numberWritingGateway() {
  const asked: string[] = []
  const server = createServer((request, response) => {
    let body = ''
    request.on('data', (chunk: Buffer) => (body += chunk.toString()))
    request.on('end', () => {
      asked.push(`${request.url} ${body}`)
      response.setHeader('content-type', 'application/json')
      const task = `{"id":${id},"status":"FAILURE","failReason":"[Invalid link] unreachable","buttons":[]}`
      if (request.url?.includes('/submit/')) {
        response.end(`{"code":1,"description":"ok","properties":{},"result":${id}}`)
      } else {
        response.end(request.url?.includes('list-by-condition') ? `[${task}]` : task)
      }
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return { asked, url: `http://127.0.0.1:${port}`, close: () => server.close() }
}

type Foreign = Awaited<ReturnType<typeof numberWritingGateway>>

const test = base.extend<{ foreign: Foreign }>({
  // oxlint-disable-next-line no-empty-pattern -- Playwright reads the pattern to know what a fixture needs
  foreign: async ({}, provide) => {
    const foreign = await numberWritingGateway()
    await provide(foreign)
    foreign.close()
  },
  studioOptions: async ({ foreign }, provide) => {
    await provide({ env: { SAFELIGHT_GATEWAY_URL: foreign.url } })
  },
})

test('a result id sent as a number beyond 2^53 is fetched as exactly that id', async ({
  studio,
  foreign,
}) => {
  const { id: taskId } = await studio.submit({ verb: 'imagine', prompt: 'a red fox' })
  const task = await studio.until(taskId, ({ state }) => state.name === 'failed')
  expect(task.gatewayTaskId).toBe(id)
  const reads = foreign.asked.filter((line) => line.startsWith('/mj/task/'))
  expect(reads.length).toBeGreaterThan(0)
  expect(reads.every((line) => line.includes(`/${id}/`) || line.includes(`"${id}"`))).toBe(true)
})
