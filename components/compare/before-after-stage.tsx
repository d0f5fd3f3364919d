'use client'

import Eye from 'lucide-react/icons/eye'
import { type CSSProperties, useState } from 'react'
import { useTranslations } from 'use-intl'
import { useStore } from 'zustand'
import type { Frame } from '@/components/quadrants/frames'
import { useBlur } from '@/components/quadrants/use-blur'
import { Button } from '@/components/ui/button'
import { Chip } from '@/components/ui/chip'
import { Segmented } from '@/components/ui/segmented'
import { useTask } from '@/lib/client/use-task'
import { imagePath, type Picture, type Task } from '@/lib/mj/task'
import { beforeAfterModes, beforeAfterStore } from './before-after-store'
import { Curtain } from './curtain'
import { MaskOutline } from './mask-outline'
import { useHold } from './use-hold'
import { pastedOf, shownPath } from './was-masked'

/** What a mask has changed, against the picture it was painted on: one over the other, by turns, or what differs. */
export default function BeforeAfterStage({ task, frame }: { task: Task; frame: Frame }) {
  const t = useTranslations('region.compare')
  const parent = useTask(task.parent?.id ?? '')
  const { mode, hasOutline, pastedId, set } = useStore(beforeAfterStore)
  const { isHeld, hold } = useHold('b')
  const before = parent?.pictures[0]
  const pasted = pastedOf(task, frame).find(({ id }) => id === pastedId)
  const after = shownPath(frame, pasted)

  return (
    <div className="grid size-full grid-rows-[auto_minmax(0,1fr)] gap-2 max-md:pt-2">
      <div className="flex flex-wrap items-center justify-center gap-2 max-md:flex-nowrap max-md:justify-start max-md:overflow-x-auto max-md:pr-14 max-md:pl-2 max-md:[scrollbar-width:none] max-md:[&>*]:shrink-0">
        <Segmented
          label={t('label')}
          value={mode}
          options={beforeAfterModes.map((value) => ({ value, label: t(`mode.${value}`) }))}
          onChange={(next) => set({ mode: next })}
          className="bg-surface"
        />
        <Button
          icon={<Eye aria-hidden />}
          look={isHeld ? 'pressed' : 'plain'}
          aria-pressed={isHeld}
          aria-keyshortcuts="B"
          title={t('blinkHint')}
          {...hold}
        >
          {t('blink')}
        </Button>
        <Chip
          isSet={hasOutline}
          aria-pressed={hasOutline}
          onClick={() => set({ hasOutline: !hasOutline })}
        >
          {t('outline')}
        </Chip>
      </div>
      <div className="grid min-h-0 place-items-center [container-type:size]">
        <Pictures
          key={before?.id}
          task={task}
          frame={frame}
          before={before}
          isKnown={parent !== undefined}
          after={after}
          isBlinking={isHeld}
        />
      </div>
    </div>
  )
}

function Pictures({
  task,
  frame,
  before,
  isKnown,
  after,
  isBlinking,
}: {
  task: Task
  frame: Frame
  /** Undefined while it is being fetched, and where it is not kept. */
  before: Picture | undefined
  isKnown: boolean
  after: string
  isBlinking: boolean
}) {
  const t = useTranslations('region.compare')
  const { mode, hasOutline } = useStore(beforeAfterStore)
  const [hasFailed, setMissing] = useState(false)
  const isMissing = hasFailed || (isKnown && before === undefined)
  const blur = useBlur(frame.picture.thumbhash)
  const style = { '--aspect': frame.box.width / frame.box.height, '--blur': blur } as CSSProperties
  const hasBefore = before !== undefined && !isMissing
  const isDifference = mode === 'difference' && hasBefore && !isBlinking

  return (
    <div
      style={style}
      className="relative aspect-(--aspect) w-[min(100cqw,calc(100cqh*var(--aspect)))] overflow-hidden rounded-sm bg-black bg-(image:--blur) bg-cover select-none"
    >
      {/* What is equal turns black; what differs by a few levels would not be seen without the lift. */}
      <div className={`absolute inset-0 isolate ${isDifference ? 'bg-black brightness-[6]' : ''}`}>
        <img
          src={after}
          alt={t('after', { prompt: task.prompt })}
          draggable={false}
          className={picture}
        />
        {isDifference ? (
          <img
            src={imagePath(before.id, 'original')}
            alt=""
            draggable={false}
            onError={() => setMissing(true)}
            className={`${picture} mix-blend-difference`}
          />
        ) : null}
      </div>
      {hasBefore && !isDifference ? (
        <Curtain isOpen={mode === 'slider' && !isBlinking} isShut={isBlinking}>
          <img
            src={imagePath(before.id, 'original')}
            alt={t('before')}
            draggable={false}
            onError={() => setMissing(true)}
            className={picture}
          />
        </Curtain>
      ) : null}
      {hasOutline ? <MaskOutline taskId={task.id} /> : null}
      {isMissing && mode !== 'result' ? (
        <p role="status" className="absolute inset-x-3 top-3 rounded-md bg-black/75 p-2 text-white">
          {t('noBefore')}
        </p>
      ) : null}
    </div>
  )
}

const picture = 'absolute inset-0 size-full max-w-none object-fill'
