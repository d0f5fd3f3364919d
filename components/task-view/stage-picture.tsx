'use client'

import { type CSSProperties, useState } from 'react'
import { useTranslations } from 'use-intl'
import type { Frame } from '@/components/quadrants/frames'
import { isMoving } from '@/components/quadrants/moving'
import { PictureCrop } from '@/components/quadrants/picture-crop'
import { useBlur } from '@/components/quadrants/use-blur'
import type { QuadrantIndex } from '@/lib/mj/buttons'
import { type Task, imagePath, quadrantPath } from '@/lib/mj/task'

/**
 * What is chosen of a task's pictures, fitted into the stage: first its blur, then the small webp, then the
 * original's own pixels. All four of a grid are shown as the gateway sent them, and each can be clicked.
 */
export function StagePicture({
  task,
  frames,
  chosen,
  onChoose,
}: {
  task: Task
  frames: readonly Frame[]
  chosen: QuadrantIndex | null
  onChoose: (index: QuadrantIndex | null) => void
}) {
  const t = useTranslations('task')
  const frame = chosenFrame(frames, chosen)
  const isSheet = chosen === null && frames.length > 1 && frame.picture.quadrants === null
  const blur = useBlur(frame.picture.thumbhash)
  const style = {
    '--blur': blur,
    '--aspect': frame.box.width / frame.box.height,
  } as CSSProperties

  if (isSheet) return <ContactSheet frames={frames} onChoose={onChoose} />
  return (
    <div
      style={style}
      className="relative aspect-(--aspect) w-[min(100cqw,calc(100cqh*var(--aspect)))] overflow-hidden rounded-sm"
    >
      <PictureCrop frame={frame} sizes="(max-width: 767px) 100vw, 70vw" />
      <Original
        key={`${frame.picture.id} ${frame.index}`}
        src={sharpPath(frame)}
        alt={task.prompt ? t('picture', { prompt: task.prompt }) : t('pictureWithoutPrompt')}
        still={isMoving(task) ? imagePath(frame.picture.id, 1024) : null}
      />
      {chosen === null && frame.picture.quadrants ? (
        <QuadrantDoors frames={frames} picture={frame.picture} onChoose={onChoose} />
      ) : null}
    </div>
  )
}

/**
 * Laid over the webp once it is there, so that nothing is blank or jumps meanwhile. What moves stays `still` for those
 * who have asked their system for that.
 */
function Original({ src, alt, still }: { src: string; alt: string; still: string | null }) {
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
        className={`absolute inset-0 size-full transition-opacity duration-200 ${isLoaded ? '' : 'opacity-0'}`}
      />
    </picture>
  )
}

/** Pictures that came one by one, side by side as a grid would be; those that have a number can be chosen. */
function ContactSheet({
  frames,
  onChoose,
}: {
  frames: readonly Frame[]
  onChoose: (index: QuadrantIndex | null) => void
}) {
  const t = useTranslations('task')
  const { box } = frames[0]!
  const columns = frames.length <= 4 ? 2 : 3
  const rows = Math.ceil(frames.length / columns)
  const style = {
    '--aspect': (columns * box.width) / (rows * box.height),
    '--columns': `repeat(${columns}, minmax(0, 1fr))`,
  } as CSSProperties
  return (
    <div
      style={style}
      className="grid aspect-(--aspect) w-[min(100cqw,calc(100cqh*var(--aspect)))] grid-cols-(--columns) content-center gap-1 overflow-hidden rounded-sm"
    >
      {frames.map((frame, place) => (
        <SheetPicture
          key={frame.picture.id}
          frame={frame}
          label={t('quadrant', { index: String(place + 1) })}
          onChoose={onChoose}
        />
      ))}
    </div>
  )
}

function SheetPicture({
  frame,
  label,
  onChoose,
}: {
  frame: Frame
  label: string
  onChoose: (index: QuadrantIndex | null) => void
}) {
  const blur = useBlur(frame.picture.thumbhash)
  return (
    <button
      type="button"
      aria-label={label}
      disabled={frame.index === null}
      onClick={() => onChoose(frame.index)}
      style={
        {
          '--blur': blur,
          aspectRatio: `${frame.box.width} / ${frame.box.height}`,
        } as CSSProperties
      }
      className="relative overflow-hidden transition-[filter] enabled:hover:brightness-110 focus-visible:-outline-offset-4"
    >
      <PictureCrop frame={frame} sizes="(max-width: 767px) 50vw, 35vw" />
    </button>
  )
}

function QuadrantDoors({
  frames,
  picture,
  onChoose,
}: {
  frames: readonly Frame[]
  picture: Frame['picture']
  onChoose: (index: QuadrantIndex | null) => void
}) {
  const t = useTranslations('task')
  return frames.map(({ box, index }) =>
    index === null ? null : (
      <button
        key={index}
        type="button"
        aria-label={t('quadrant', { index: String(index) })}
        onClick={() => onChoose(index)}
        className="absolute transition-shadow hover:ring-2 hover:ring-white/60 hover:ring-inset focus-visible:-outline-offset-4"
        style={{
          left: `${(box.x / picture.width) * 100}%`,
          top: `${(box.y / picture.height) * 100}%`,
          width: `${(box.width / picture.width) * 100}%`,
          height: `${(box.height / picture.height) * 100}%`,
        }}
      />
    ),
  )
}

/** The chosen frame; without a choice the whole first picture. */
export function chosenFrame(frames: readonly Frame[], chosen: QuadrantIndex | null): Frame {
  const found = frames.find(({ index }) => index !== null && index === chosen)
  if (found) return found
  const { picture } = frames[0]!
  return { picture, box: { x: 0, y: 0, width: picture.width, height: picture.height }, index: null }
}

/** The exact pixels of a frame: a quadrant of a composite is cut by the server without loss. */
export function sharpPath({ picture, index }: Frame): string {
  return picture.quadrants && index !== null
    ? quadrantPath(picture.id, index)
    : imagePath(picture.id, 'original')
}
