'use client'

import { type CSSProperties, type ReactNode, useState } from 'react'
import { useTranslations } from 'use-intl'
import { LookedAt } from '@/components/look/looked-at'
import { type ChangeLook, useLookHands } from '@/components/look/use-look'
import type { Frame } from '@/components/quadrants/frames'
import { isMoving } from '@/components/quadrants/moving'
import { PictureCrop } from '@/components/quadrants/picture-crop'
import { useBlur } from '@/components/quadrants/use-blur'
import type { QuadrantIndex } from '@/lib/mj/buttons'
import { isNearer, type Look, type Stage } from '@/lib/gallery/look'
import { type Task, imagePath } from '@/lib/mj/task'

type StagePictureProps = {
  task: Task
  frames: readonly Frame[]
  chosen: QuadrantIndex | null
  stage: Stage
  look: Look
  onLook: ChangeLook
  onChoose: (index: QuadrantIndex | null) => void
}

/**
 * What is chosen of a task's pictures, fitted into the stage or looked at from nearer. All four of a grid are shown as
 * the gateway sent them, and each can be clicked.
 */
export function StagePicture(props: StagePictureProps): ReactNode {
  const { frames, chosen, onChoose } = props
  return isSheet(frames, chosen) ? (
    <ContactSheet frames={frames} onChoose={onChoose} />
  ) : (
    <OnePicture key={chosenFrame(frames, chosen).picture.id} {...props} />
  )
}

/** Several pictures that came one by one have nothing that could be looked at as a whole. */
export function isSheet(frames: readonly Frame[], chosen: QuadrantIndex | null): boolean {
  return chosen === null && frames.length > 1 && frames[0]?.picture.quadrants === null
}

function OnePicture({ task, frames, chosen, stage, look, onLook, onChoose }: StagePictureProps) {
  const t = useTranslations('task')
  const [element, setElement] = useState<HTMLDivElement | null>(null)
  const frame = chosenFrame(frames, chosen)
  const hands = useLookHands(element, { picture: frame.box, stage, look, onLook })
  const isNear = isNearer(look)
  return (
    <div ref={setElement} {...hands}>
      <LookedAt
        frame={frame}
        look={look}
        stage={stage}
        alt={task.prompt ? t('picture', { prompt: task.prompt }) : t('pictureWithoutPrompt')}
        sharp="at-once"
        still={isMoving(task) ? imagePath(frame.picture.id, 1024) : null}
      >
        {chosen === null && frame.picture.quadrants && !isNear ? (
          <QuadrantDoors frames={frames} picture={frame.picture} onChoose={onChoose} />
        ) : null}
      </LookedAt>
    </div>
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
      className="m-auto grid aspect-(--aspect) w-[min(100cqw,calc(100cqh*var(--aspect)))] grid-cols-(--columns) content-center gap-1 overflow-hidden rounded-sm"
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
