'use client'

import { type CSSProperties, type ReactNode, useState } from 'react'
import type { Frame } from '@/components/quadrants/frames'
import { PictureCrop } from '@/components/quadrants/picture-crop'
import { useBlur } from '@/components/quadrants/use-blur'
import type { Size } from '@/lib/editor/geometry'
import { fitScale, type Look, shownScale, type Stage, viewOf } from '@/lib/gallery/look'
import { imagePath, type Picture, quadrantPath } from '@/lib/mj/task'

/** From here on pixels are looked at as such. */
const pixelsFrom = 3

/** The place of something as large as a picture on a stage, as it is looked at. The stage clips it. */
export function LookedPlace({
  size,
  look,
  stage,
  style,
  children,
}: {
  size: Size
  look: Look
  stage: Stage
  style?: CSSProperties
  children: ReactNode
}) {
  const view = viewOf(look, size, stage)
  // On whole pixels of the screen, or its own size would come out smeared.
  const round = (length: number) => Math.round(length * stage.density) / stage.density
  return (
    <div
      style={{
        ...style,
        width: size.width * view.scale,
        height: size.height * view.scale,
        transform: `translate(${round(view.left)}px, ${round(view.top)}px)`,
        imageRendering: view.scale * stage.density >= pixelsFrom ? 'pixelated' : 'auto',
      }}
      className="absolute top-0 left-0 overflow-hidden rounded-sm"
    >
      {children}
    </div>
  )
}

/**
 * A frame on its stage, as it is looked at: its blur, then the small webp, then (`sharp`) its own pixels laid over,
 * at once or as soon as the webp has fewer than are shown.
 */
export function LookedAt({
  frame,
  look,
  stage,
  alt,
  sharp,
  still = null,
  children,
}: {
  frame: Frame
  look: Look
  stage: Stage
  alt: string
  sharp: 'at-once' | 'when-needed'
  /** What stands for a moving picture where the system asks for less motion. */
  still?: string | null
  children?: ReactNode
}) {
  const { picture, box } = frame
  const blur = useBlur(picture.thumbhash)
  const isSharp = sharp === 'at-once' || shownScale(look, box, stage) > webpScale(picture)
  const shownWidth = Math.round(box.width * fitScale(box, stage))
  return (
    <LookedPlace size={box} look={look} stage={stage} style={{ '--blur': blur } as CSSProperties}>
      <PictureCrop frame={frame} sizes={`${shownWidth}px`} />
      {isSharp ? (
        <OwnPixels key={sharpPath(frame)} src={sharpPath(frame)} alt={alt} still={still} />
      ) : (
        <span role="img" aria-label={alt} className="absolute inset-0" />
      )}
      {children}
    </LookedPlace>
  )
}

/** Pixels of the largest webp for one of the picture. */
function webpScale({ width, height }: Pick<Picture, 'width' | 'height'>): number {
  return Math.min(1, 1024 / Math.max(width, height))
}

function OwnPixels({ src, alt, still }: { src: string; alt: string; still: string | null }) {
  const [isLoaded, setLoaded] = useState(false)
  return (
    <picture>
      {still ? <source media="(prefers-reduced-motion: reduce)" srcSet={still} /> : null}
      <img
        src={src}
        alt={alt}
        decoding="async"
        draggable={false}
        onLoad={() => setLoaded(true)}
        className={`absolute inset-0 size-full max-w-none transition-opacity duration-200 ${isLoaded ? '' : 'opacity-0'}`}
      />
    </picture>
  )
}

/** The exact pixels of a frame: a quadrant of a composite is cut by the server without loss. */
export function sharpPath({ picture, index }: Frame): string {
  return picture.quadrants && index !== null
    ? quadrantPath(picture.id, index)
    : imagePath(picture.id, 'original')
}
