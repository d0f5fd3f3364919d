/**
 * Asks the studio on this machine whether it answers, and ends with 0 where it does: for containers and load
 * balancers. A studio with an address of its own answers to that name alone, so it is asked by that name.
 */
import http from 'node:http'
import path from 'node:path'
import process from 'node:process'
import { fileURLToPath } from 'node:url'
import { loadEnvFile } from './env-file.mjs'

const timeoutMs = 4000

loadEnvFile(path.resolve(fileURLToPath(import.meta.url), '../..'))
const { PORT, SAFELIGHT_HOST, SAFELIGHT_ORIGIN } = process.env
const port = Number(PORT || 3000)
const listens = SAFELIGHT_HOST || '127.0.0.1'
const host = listens === '0.0.0.0' ? '127.0.0.1' : listens === '::' ? '::1' : listens
const name = SAFELIGHT_ORIGIN ? new URL(SAFELIGHT_ORIGIN).host : `localhost:${port}`

function end(sentence) {
  console.error(sentence)
  process.exit(1)
}

const headers = { host: name, connection: 'close' }
http
  .get({ host, port, path: '/api/health', headers, timeout: timeoutMs }, (response) => {
    if (response.statusCode !== 200) end(`The studio answers with HTTP ${response.statusCode}.`)
    response.resume()
  })
  .on('timeout', () => end('The studio does not answer in time.'))
  .on('error', (error) => end(`The studio does not answer: ${error.message}`))
