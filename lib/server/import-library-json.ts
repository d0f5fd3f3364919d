import 'server-only'
/** Reads library.json as [Note: library.json is read a line at a time] says, and believes nothing it has not checked. */
import {
  libraryFormat,
  libraryVersion,
  recordSchemas,
  type RecordOf,
  type Section,
  sections,
} from './exchange-record'
import { ImportRefusal, type OpenZip } from './import-zip'

const libraryFile = 'library.json'

/** A collection of 200,000 frames is a line of this length. */
const longestLine = 16 * 1024 * 1024

/** Half a million tasks. */
const mostBytes = 1024 * 1024 * 1024

export type LibraryLine = { [S in Section]: { section: S; record: RecordOf<S> } }[Section]

/** Every record in the order of the file. Throws `ImportRefusal`. */
export async function* readLibrary(zip: OpenZip): AsyncGenerator<LibraryLine> {
  const sizeBytes = zip.sizeOf(libraryFile)
  if (sizeBytes === undefined) throw new ImportRefusal('no-library')
  if (sizeBytes > mostBytes) throw new ImportRefusal('too-large')
  let section: Section | null = null
  let isBegun = false
  let isEnded = false
  for await (const line of linesOf(await zip.read(libraryFile))) {
    if (!isBegun) {
      checkHead(line)
      isBegun = true
      continue
    }
    const begins = /^"(\w+)":\[$/.exec(line)
    if (line === '],' || line === ']' || line === '') continue
    if (line === '}') {
      isEnded = true
    } else if (begins !== null) {
      section = sections.find((one) => one === begins[1]) ?? null
    } else if (section !== null) {
      yield readRecord(section, line)
    }
  }
  if (!isBegun || !isEnded) throw new ImportRefusal('unreadable-library')
}

/** `{"format":"safelight-library","version":1,` */
function checkHead(line: string): void {
  let head: unknown
  try {
    head = JSON.parse(line.replace(/,?$/, '}'))
  } catch (cause) {
    throw new ImportRefusal('unreadable-library', { cause })
  }
  const { format, version } = head as { format?: unknown; version?: unknown }
  if (format !== libraryFormat || typeof version !== 'number') {
    throw new ImportRefusal('unreadable-library')
  }
  if (version > libraryVersion) throw new ImportRefusal('newer-version')
}

function readRecord(section: Section, line: string): LibraryLine {
  try {
    const value = JSON.parse(line.replace(/,$/, '')) as unknown
    return { section, record: recordSchemas[section].parse(value) } as LibraryLine
  } catch (cause) {
    throw new ImportRefusal('unreadable-library', { cause })
  }
}

async function* linesOf(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  const decoder = new TextDecoder('utf-8', { fatal: true })
  let rest = ''
  try {
    for await (const piece of bytes) {
      // Only what is new is searched: a line of megabytes would be read again with every piece of it.
      const [first = '', ...others] = decoder.decode(piece, { stream: true }).split('\n')
      const lines = [rest + first, ...others]
      rest = lines.pop() ?? ''
      if (rest.length > longestLine) throw new ImportRefusal('unreadable-library')
      yield* lines
    }
    rest += decoder.decode()
  } catch (cause) {
    if (cause instanceof ImportRefusal) throw cause
    throw new ImportRefusal('unreadable-library', { cause })
  }
  if (rest !== '') yield rest
}
