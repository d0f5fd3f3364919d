import 'server-only'
/**
 * Studio tokens from the command line: `npm run token -- <name>` makes one, `list` and `revoke <id>` do what they
 * say. Works while the studio runs.
 */
import { existsSync } from 'node:fs'
import path from 'node:path'
import { listTokens } from '@/lib/db/tokens'
import { openDatabase } from '@/lib/db/engine'
import { parseEnv } from '@/lib/server/env'
import { createToken, endToken } from '@/lib/server/tokens'

const usage = `npm run token -- <name>          makes a token for one tool and prints it, once
npm run token -- list            names, ids and last use
npm run token -- revoke <id>     ends one`

function fail(sentence: string, code: number): never {
  console.error(sentence)
  process.exit(code)
}

const [verb, id] = process.argv.slice(2)
if (verb === undefined || verb.startsWith('-')) fail(usage, 64)

const { dataFolder, databaseUrl } = parseEnv(process.env)
const file = path.join(dataFolder, 'studio.db')
if (databaseUrl === null && !existsSync(file)) {
  fail(`There is no studio in ${dataFolder} yet: run npm start once.`, 66)
}
const { db } = await openDatabase(databaseUrl === null ? { file } : { url: databaseUrl })

const day = (time: number | null) =>
  time === null ? 'never' : new Date(time).toISOString().slice(0, 10)

if (verb === 'list') {
  for (const token of await listTokens(db)) {
    const state = token.revoked_at === null ? '' : `  revoked ${day(token.revoked_at)}`
    console.log(`${token.id}  ${token.name}  last used ${day(token.last_used_at)}${state}`)
  }
} else if (verb === 'revoke') {
  if (id === undefined) fail(usage, 64)
  if (!(await revoke(id))) fail(`There is no live token ${id}.`, 1)
  console.log(`Token ${id} opens nothing any more.`)
} else {
  const made = await db.transaction().execute((tx) => createToken(tx, verb, Date.now()))
  console.log(made.token)
  console.error(
    `\nThis is the only time it is shown. To end it: npm run token -- revoke ${made.id}`,
  )
}
await db.destroy()

function revoke(tokenId: string): Promise<boolean> {
  return db.transaction().execute(async (tx) => {
    const token = (await listTokens(tx)).find((one) => one.id === tokenId)
    return token !== undefined && endToken(tx, token, Date.now())
  })
}
