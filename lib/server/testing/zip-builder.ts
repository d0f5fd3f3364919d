import 'server-only'
/** ZIPs as nobody should write them: every number in them can be a lie. */
import { crc32 } from '@/lib/editor/png'

export type Lie = {
  name: string
  data?: Uint8Array
  /** General purpose bits; 1 is "encrypted". */
  flags?: number
  method?: number
  /** What the directory tells instead of the truth. */
  compressedSize?: bigint
  uncompressedSize?: bigint
  /** Points to the file that was written as number n. */
  sharesWith?: number
}

const largest = 0xffffffff

/** A ZIP of these entries; `count` is how many the end tells. */
export function lyingZip(entries: readonly Lie[], { count = entries.length } = {}): Buffer {
  const locals: Buffer[] = []
  const offsets: number[] = []
  let at = 0
  for (const { name, data = Buffer.alloc(0), flags = 0, method = 0 } of entries) {
    offsets.push(at)
    const head = Buffer.alloc(30)
    head.writeUInt32LE(0x04034b50, 0)
    head.writeUInt16LE(20, 4)
    head.writeUInt16LE(flags | 0x800, 6)
    head.writeUInt16LE(method, 8)
    head.writeUInt32LE(crc32(data), 14)
    head.writeUInt32LE(data.length, 18)
    head.writeUInt32LE(data.length, 22)
    head.writeUInt16LE(Buffer.byteLength(name), 26)
    const local = Buffer.concat([head, Buffer.from(name), data])
    locals.push(local)
    at += local.length
  }
  const directory = Buffer.concat(entries.map((entry) => directoryEntry(entry, offsets, entries)))
  return Buffer.concat([...locals, directory, ...endOf(directory.length, at, count)])
}

function directoryEntry(entry: Lie, offsets: readonly number[], all: readonly Lie[]): Buffer {
  const n = all.indexOf(entry)
  const { name, data = Buffer.alloc(0), flags = 0, method = 0 } = entry
  const compressed = entry.compressedSize ?? BigInt(data.length)
  const uncompressed = entry.uncompressedSize ?? BigInt(data.length)
  const isLarge = compressed >= largest || uncompressed >= largest
  const extra = Buffer.alloc(isLarge ? 20 : 0)
  if (isLarge) {
    extra.writeUInt16LE(1, 0)
    extra.writeUInt16LE(16, 2)
    extra.writeBigUInt64LE(uncompressed, 4)
    extra.writeBigUInt64LE(compressed, 12)
  }
  const head = Buffer.alloc(46)
  head.writeUInt32LE(0x02014b50, 0)
  head.writeUInt16LE(isLarge ? 45 : 20, 6)
  head.writeUInt16LE(flags | 0x800, 8)
  head.writeUInt16LE(method, 10)
  head.writeUInt32LE(crc32(data), 16)
  head.writeUInt32LE(isLarge ? largest : Number(compressed), 20)
  head.writeUInt32LE(isLarge ? largest : Number(uncompressed), 24)
  head.writeUInt16LE(Buffer.byteLength(name), 28)
  head.writeUInt16LE(extra.length, 30)
  head.writeUInt32LE(offsets[entry.sharesWith ?? n]!, 42)
  return Buffer.concat([head, Buffer.from(name), extra])
}

/** With the 64-bit records where so many entries need them. */
function endOf(size: number, offset: number, count: number): readonly Buffer[] {
  const end = Buffer.alloc(22)
  end.writeUInt32LE(0x06054b50, 0)
  end.writeUInt16LE(Math.min(count, 0xffff), 8)
  end.writeUInt16LE(Math.min(count, 0xffff), 10)
  end.writeUInt32LE(size, 12)
  end.writeUInt32LE(offset, 16)
  if (count < 0xffff) return [end]
  const record = Buffer.alloc(56)
  record.writeUInt32LE(0x06064b50, 0)
  record.writeBigUInt64LE(44n, 4)
  record.writeBigUInt64LE(BigInt(count), 24)
  record.writeBigUInt64LE(BigInt(count), 32)
  record.writeBigUInt64LE(BigInt(size), 40)
  record.writeBigUInt64LE(BigInt(offset), 48)
  const locator = Buffer.alloc(20)
  locator.writeUInt32LE(0x07064b50, 0)
  locator.writeBigUInt64LE(BigInt(offset + size), 8)
  locator.writeUInt32LE(1, 16)
  return [record, locator, end]
}
