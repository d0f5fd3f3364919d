/** Libraries that no studio has exported: ZIPs whose every number lies, and sound ones full of hostile files. */
import { createHash } from 'node:crypto'
import { deflateRawSync } from 'node:zlib'
import { libraryFormat, libraryVersion } from '@/lib/server/exchange-record'
import { type Lie, lyingZip } from '@/lib/server/testing/zip-builder'
import type { HostileFile } from './forge'

const time = 1_700_000_000_000
const sha256Of = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex')

/** Under which id the picture of file number n is found once it is in. */
export const importedTask = (n: number) => `hostile${n}`

/** Each file as the picture of a task and as a reference, with its true hash: what it is, a decoder has to tell. */
export function libraryOf(files: readonly HostileFile[], first: number): Buffer {
  const named = files.map(({ bytes }, n) => ({ bytes, file: `pictures/${n}.png`, n: first + n }))
  const lines = { tasks: named.map(taskOf), references: named.map(referenceOf) }
  return lyingZip([
    libraryJson(lines),
    ...named.map(({ bytes: data, file: name }) => ({ name, data })),
  ])
}

type Named = { bytes: Uint8Array; file: string; n: number }

const blobOf = ({ bytes, file }: Omit<Named, 'n'>) => ({
  file,
  sha256: sha256Of(bytes),
  sizeBytes: bytes.length,
})
const shape = { type: 'image/png', width: 64, height: 64, createdAt: time }

function taskOf(named: Named): unknown {
  const { n } = named
  const picture = {
    id: `picture${n}`,
    position: 0,
    ...blobOf(named),
    ...shape,
    hasNote: false,
    isGrid: false,
    pasted: null,
    frames: [{ quadrant: null, favouriteAt: null, keptAt: null, trashedAt: null }],
  }
  const texts = { action: 'IMAGINE', prompt: `a fox #${n}`, promptEn: '', finalPrompt: '' }
  const rest = { text: '', seed: null, clientState: '', note: '', dimensions: null, speed: null }
  const lists = { references: [], buttons: [], films: [], history: [], pictures: [picture] }
  const nobody = { parent: null, gatewayTaskId: null, trashedAt: null, mask: null }
  return {
    id: importedTask(n),
    createdAt: time,
    acceptedAt: null,
    startedAt: null,
    finishedAt: time,
    durationMs: null,
    verb: 'imagine',
    kind: 'imagine',
    state: { name: 'done', archive: 'kept', detail: '' },
    botType: 'MID_JOURNEY',
    gateway: { id: 'gone', name: 'Gone', isDemo: false },
    ...texts,
    ...rest,
    ...lists,
    ...nobody,
  }
}

function referenceOf(named: Named): unknown {
  return { ...blobOf(named), ...shape, usedAt: time }
}

function libraryJson(lines: { tasks: readonly unknown[]; references: readonly unknown[] }): Lie {
  const list = (records: readonly unknown[]) =>
    records.map((one) => JSON.stringify(one)).join(',\n')
  const head = `{"format":"${libraryFormat}","version":${libraryVersion},`
  const text = [
    head,
    `"tasks":[\n${list(lines.tasks)}\n],`,
    `"references":[\n${list(lines.references)}\n],`,
    '"collections":[\n\n],',
    '"searches":[\n\n]',
    '}\n',
  ]
  return { name: 'library.json', data: Buffer.from(text.join('\n')) }
}

const empty = libraryJson({ tasks: [], references: [] })

/** Each of them is to be refused as a whole. A found one becomes a row. */
export const hostileLibraries: readonly { name: string; bytes: () => Uint8Array }[] = [
  { name: 'no ZIP', bytes: () => Buffer.from('PK\x03\x04 and nothing else', 'latin1') },
  { name: 'half a ZIP', bytes: () => lyingZip([empty]).subarray(0, 100) },
  { name: 'a path that climbs', bytes: () => lyingZip([empty, { name: '../../etc/passwd' }]) },
  { name: 'an absolute path', bytes: () => lyingZip([empty, { name: '/etc/passwd' }]) },
  { name: 'a path of Windows', bytes: () => lyingZip([empty, { name: 'C:\\a.bat' }]) },
  { name: 'one name twice', bytes: () => lyingZip([empty, { name: 'a' }, { name: 'A' }]) },
  { name: '200,000 entries', bytes: () => lyingZip([empty], { count: 200_000 }) },
  {
    name: 'a file of 2^60 bytes',
    bytes: () =>
      lyingZip([empty, { name: 'a', uncompressedSize: 2n ** 60n, compressedSize: 2n ** 60n }]),
  },
  {
    name: 'a library.json of 4 GB in 4 MB',
    bytes: () =>
      lyingZip([{ ...empty, method: 8, uncompressedSize: 2n ** 32n, data: packedZeros(4) }]),
  },
  {
    name: 'a library.json that unpacks to 256 MB and says 10 bytes',
    bytes: () => lyingZip([{ ...empty, method: 8, uncompressedSize: 10n, data: packedZeros(256) }]),
  },
  {
    name: 'fifty files that share their bytes',
    bytes: () =>
      lyingZip([
        empty,
        { name: 'kernel', data: packedZeros(1), method: 8, uncompressedSize: 2n ** 20n },
        ...Array.from({ length: 50 }, (_, n): Lie => ({
          name: `${n}`,
          method: 8,
          compressedSize: 2n ** 12n,
          uncompressedSize: 2n ** 20n,
          sharesWith: 1,
        })),
      ]),
  },
  {
    name: 'a line of 64 MB',
    bytes: () =>
      lyingZip([
        {
          name: 'library.json',
          data: deflateRawSync(Buffer.alloc(64 * 2 ** 20, '[')),
          method: 8,
          uncompressedSize: 64n * 2n ** 20n,
        },
      ]),
  },
  {
    name: 'a task whose id is a path',
    bytes: () => {
      const task = taskOf({ bytes: Buffer.alloc(0), file: 'a', n: 0 }) as object
      return lyingZip([libraryJson({ tasks: [{ ...task, id: '../x' }], references: [] })])
    },
  },
]

function packedZeros(megabytes: number): Buffer {
  return deflateRawSync(Buffer.alloc(megabytes * 2 ** 20))
}
