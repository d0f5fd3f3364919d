/**
 * What one would write first to stand before a gateway: hands every request on over kept connections, as it is, and
 * counts them. Started by plain-proxy.ts in a process of its own; plain JavaScript, so that nothing is between node and it.
 */
import { Agent, createServer, request } from 'node:http'
import process from 'node:process'

const target = new URL(process.argv[2])
const agent = new Agent({ keepAlive: true })
const counts = new Map()

const server = createServer((incoming, outgoing) => {
  const { method, url, headers } = incoming
  const kind = url.split('/').slice(1, 3).join('/')
  counts.set(kind, (counts.get(kind) ?? 0) + 1)
  const options = { agent, host: target.hostname, port: target.port, path: url, method, headers }
  const onwards = request(options, (answer) => {
    outgoing.writeHead(answer.statusCode, answer.headers)
    answer.pipe(outgoing)
  })
  onwards.on('error', () => outgoing.destroy())
  incoming.pipe(onwards)
})

server.listen(0, '127.0.0.1', () => process.send({ port: server.address().port }))
process.on('message', () => process.send({ counts: Object.fromEntries(counts) }))
