/** Settings from the project's `.env`; what the shell already set wins. */
import { readFileSync } from 'node:fs'
import path from 'node:path'
import process from 'node:process'
import util from 'node:util'

export function loadEnvFile(folder) {
  let text
  try {
    text = readFileSync(path.join(folder, '.env'), 'utf8')
  } catch (error) {
    if (error.code === 'ENOENT') return
    throw error
  }
  for (const [name, value] of Object.entries(readVariables(text))) process.env[name] ??= value
}

/** node's own reader came with 20.12; before it, plain `NAME=value` lines are understood. */
function readVariables(text) {
  if (util.parseEnv !== undefined) return util.parseEnv(text)
  const lines = text.split(/\r?\n/).map((line) => /^\s*(\w+)\s*=\s*(.*?)\s*$/.exec(line))
  return Object.fromEntries(
    lines.filter(Boolean).map(([, name, value]) => [name, value.replace(/^(['"])(.*)\1$/, '$2')]),
  )
}
