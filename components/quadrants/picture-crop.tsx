import type { CSSProperties } from 'react'
import { imagePath, type PictureSize } from '@/lib/mj/task'
import type { Frame } from './frames'
import { bleedStyle, cropBackground, cropStyle, pictureSources } from './crop'

/**
 * One frame of a picture, filling its place. `sizes` is the width of the frame on the screen; the browser then
 * takes the webp that fits the part shown and the density of the screen. `--blur` comes from above.
 */
export function PictureCrop({
  frame,
  sizes,
  largest,
}: {
  frame: Frame
  sizes: string
  /** The largest file that may be fetched, where many are shown at once. */
  largest?: PictureSize
}) {
  const { picture, box } = frame
  const scale = picture.width / box.width
  const blur = { backgroundImage: 'var(--blur)', ...cropBackground(picture, box) }
  return (
    <span className="absolute inset-0 overflow-hidden bg-raised" style={blur as CSSProperties}>
      <img
        src={imagePath(picture.id, 512)}
        srcSet={pictureSources(picture, largest)}
        sizes={sizes
          .split(',')
          .map((size) => scaled(size.trim(), scale))
          .join(', ')}
        alt=""
        loading="lazy"
        decoding="async"
        draggable={false}
        className="absolute max-w-none"
        style={{ ...cropStyle(picture, box), ...bleedStyle(picture, box) }}
      />
    </span>
  )
}

/** `(max-width: 767px) 50vw` times two: the length is the last word, a media condition may stand before it. */
function scaled(size: string, scale: number): string {
  const at = size.lastIndexOf(' ') + 1
  const factor = Math.round(scale * 100) / 100
  return `${size.slice(0, at)}calc(${factor} * ${size.slice(at)})`
}
