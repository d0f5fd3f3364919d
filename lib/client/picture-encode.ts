/** Making a picture small enough: which sizes and encodings to try, in what order, and the canvas that tries them. */

export type PictureType = 'image/png' | 'image/jpeg' | 'image/webp'
export type Encoding = { longEdge: number; type: PictureType; quality: number }

export type Drawable = {
  width: number
  height: number
  hasTransparency: boolean
  /** Resolves with another type than asked where the browser cannot write that one. */
  encode: (encoding: Encoding) => Promise<Blob>
  /** Frees the pixels. */
  close: () => void
}

/** Beyond this, phones give out blank canvases (16.7 megapixels on iOS). */
const mostEdge = 4096
const edges = [4096, 3072, 2560, 2048, 1600, 1280, 1024, 768, 512] as const

/**
 * The picture within `limitBytes`, as large and as good as that allows; null when nothing fits. Transparent ones
 * stay PNG where they fit and become WebP where not; all others are JPEG.
 */
export async function encodeWithin(picture: Drawable, limitBytes: number): Promise<Blob | null> {
  const longEdge = Math.min(Math.max(picture.width, picture.height), mostEdge)
  let edge: number | undefined = longEdge
  while (edge !== undefined) {
    let smallest = Infinity
    for (const encoding of encodingsAt(edge, picture.hasTransparency)) {
      const blob = await picture.encode(encoding)
      if (blob.size > 0 && blob.size <= limitBytes) return blob
      smallest = Math.min(smallest, blob.size)
    }
    edge = nextEdge(edge, limitBytes / smallest)
  }
  return null
}

function encodingsAt(longEdge: number, hasTransparency: boolean): readonly Encoding[] {
  const at = (type: PictureType, quality: number): Encoding => ({ longEdge, type, quality })
  return hasTransparency
    ? [at('image/png', 1), at('image/webp', 0.92), at('image/webp', 0.8)]
    : [at('image/jpeg', 0.92), at('image/jpeg', 0.82)]
}

/** The next step down that has a chance: bytes go with the area, so with the square of the edge. */
function nextEdge(edge: number, wantedShare: number): number | undefined {
  const hopeful = edge * Math.sqrt(wantedShare) * 1.1
  return (
    edges.find((step) => step < edge && step <= hopeful) ??
    (edge > edges[edges.length - 1]! ? edges[edges.length - 1] : undefined)
  )
}

/** Opens a picture in the browser: upright, of an animation the first frame. Rejects when it cannot be decoded. */
export async function openDrawable(file: Blob): Promise<Drawable> {
  const bitmap = await createImageBitmap(file)
  const { width, height } = bitmap
  return {
    width,
    height,
    hasTransparency: isSeeThrough(bitmap),
    encode: ({ longEdge, type, quality }) => {
      const scale = Math.min(1, longEdge / Math.max(width, height))
      const canvas = draw(bitmap, Math.round(width * scale), Math.round(height * scale), type)
      return canvas.convertToBlob({ type, quality })
    },
    close: () => bitmap.close(),
  }
}

function draw(
  bitmap: ImageBitmap,
  width: number,
  height: number,
  type: PictureType,
): OffscreenCanvas {
  const canvas = new OffscreenCanvas(Math.max(1, width), Math.max(1, height))
  const context = contextOf(canvas)
  if (type === 'image/jpeg') {
    // What JPEG cannot leave open would turn black.
    context.fillStyle = '#ffffff'
    context.fillRect(0, 0, width, height)
  }
  context.imageSmoothingQuality = 'high'
  context.drawImage(bitmap, 0, 0, width, height)
  return canvas
}

/** Looks at the picture in small: half an empty corner still shows there, and screenshots with idle alpha do not. */
function isSeeThrough(bitmap: ImageBitmap): boolean {
  const side = 96
  const context = contextOf(new OffscreenCanvas(side, side))
  context.drawImage(bitmap, 0, 0, side, side)
  const { data } = context.getImageData(0, 0, side, side)
  for (let at = 3; at < data.length; at += 4) if (data[at]! < 250) return true
  return false
}

function contextOf(canvas: OffscreenCanvas): OffscreenCanvasRenderingContext2D {
  const context = canvas.getContext('2d')
  if (context === null) throw new Error('this browser gives out no more canvases')
  return context
}
