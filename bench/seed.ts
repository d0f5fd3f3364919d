/**
 * Fills a data folder with a library: `node scripts/run.mjs bench/seed.ts --tasks 10000 --data /tmp/library`. No
 * studio may run on it meanwhile.
 */
import { mkdir } from 'node:fs/promises'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { openSqlite } from '@/lib/db/sqlite'
import { lockFolder } from '@/lib/server/folder-lock'
import { databaseFile } from '@/lib/server/open-studio'
import { seedLibrary } from '@/lib/server/testing/seed-library'
import { openDiskBlobs } from '@/lib/storage/disk'

const { values } = parseArgs({
  options: {
    tasks: { type: 'string', default: '10000' },
    data: { type: 'string' },
    seed: { type: 'string', default: '1' },
  },
})
if (values.data === undefined) throw new Error('Say where: --data <folder>')
const folder = path.resolve(values.data)
await mkdir(folder, { recursive: true })
const lock = await lockFolder(folder)
const db = await openSqlite(databaseFile(folder))
const blobs = await openDiskBlobs(path.join(folder, 'blobs'))
const began = performance.now()
await seedLibrary({ db, blobs }, { tasks: Number(values.tasks), seed: Number(values.seed) })
await db.destroy()
lock.release()
const seconds = ((performance.now() - began) / 1000).toFixed(1)
console.log(`${values.tasks} tasks in ${seconds} s: ${folder}`)
