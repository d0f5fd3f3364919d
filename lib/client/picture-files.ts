/** From a file that somebody dropped to a picture that can be sent: what is wrong with it, or what was done to it. */
import { type Drawable, encodeWithin, openDrawable } from './picture-encode'
import { type PictureFormat, readPictureFacts } from './picture-format'

/** Why a file cannot be taken. */
export type PictureProblem =
  | { type: 'empty' }
  | { type: 'not-a-picture' }
  | { type: 'too-large'; sizeBytes: number }
  /** This browser cannot open the format. */
  | { type: 'format'; format: PictureFormat }
  | { type: 'broken' }
  /** The file went away, or may not be read. */
  | { type: 'unreadable' }

/** What was done to a file that was taken. */
export type PictureNote =
  | { type: 'shrunk'; fromBytes: number; toBytes: number }
  | { type: 'first-frame' }
  | { type: 'converted'; format: PictureFormat }

export type PreparedPicture = { blob: Blob; notes: readonly PictureNote[] }
export type Preparation =
  | { picture: PreparedPicture; problem?: never }
  | { problem: PictureProblem; picture?: never }

/** More would have to be held in memory twice over, as bytes and as pixels. */
const mostBytes = 100_000_000

/** What gateways and the studio take as it is. */
const plainFormats: ReadonlySet<PictureFormat> = new Set(['png', 'jpeg', 'webp'])
/** What every browser opens: when it does not, the file is at fault. */
const commonFormats: ReadonlySet<PictureFormat> = new Set([...plainFormats, 'gif', 'bmp', 'ico'])

/**
 * Makes a file ready to be kept: a PNG, JPEG or WebP of at most `limitBytes`, upright and still. What is that
 * already goes byte by byte. Never rejects: what is wrong is part of the answer.
 */
export async function preparePicture(
  file: Blob,
  limitBytes: number,
  open: (file: Blob) => Promise<Drawable> = openDrawable,
): Promise<Preparation> {
  if (file.size === 0) return { problem: { type: 'empty' } }
  if (file.size > mostBytes) return { problem: { type: 'too-large', sizeBytes: file.size } }
  const bytes = await readBytes(file)
  if (bytes === null) return { problem: { type: 'unreadable' } }
  const facts = readPictureFacts(bytes)
  if (facts === null) return { problem: { type: 'not-a-picture' } }

  const { format, isAnimated, orientation } = facts
  const isPlain = plainFormats.has(format)
  const source = new Blob([bytes], { type: isPlain ? `image/${format}` : file.type })
  const drawable = await opened(source, open)
  if (drawable === null) {
    return { problem: commonFormats.has(format) ? { type: 'broken' } : { type: 'format', format } }
  }
  try {
    const fits = file.size <= limitBytes
    if (isPlain && !isAnimated && orientation === 1 && fits) {
      return { picture: { blob: source, notes: [] } }
    }
    const blob = await encodeWithin(drawable, limitBytes)
    if (blob === null) return { problem: { type: 'too-large', sizeBytes: file.size } }
    const notes: PictureNote[] = []
    if (isAnimated) notes.push({ type: 'first-frame' })
    else if (!isPlain) notes.push({ type: 'converted', format })
    if (!fits) notes.push({ type: 'shrunk', fromBytes: file.size, toBytes: blob.size })
    return { picture: { blob, notes } }
  } catch {
    // A canvas that cannot be had or drawn on: the pixels are more than this browser can hold.
    return { problem: { type: 'too-large', sizeBytes: file.size } }
  } finally {
    drawable.close()
  }
}

async function readBytes(file: Blob): Promise<Uint8Array<ArrayBuffer> | null> {
  try {
    return new Uint8Array(await file.arrayBuffer())
  } catch {
    // Moved, deleted or forbidden since it was dropped: the browser says no more than that.
    return null
  }
}

async function opened(
  file: Blob,
  open: (file: Blob) => Promise<Drawable>,
): Promise<Drawable | null> {
  try {
    return await open(file)
  } catch {
    // Whatever the decoder's reason: to a person, the picture cannot be opened.
    return null
  }
}

/** A picture as the studio takes it: `data:image/jpeg;base64,…`. */
export function toDataUrl(blob: Blob): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader()
    reader.addEventListener('loadend', () => {
      if (typeof reader.result === 'string') resolve(reader.result)
      else reject(new Error('the picture could not be read', { cause: reader.error }))
    })
    reader.readAsDataURL(blob)
  })
}
