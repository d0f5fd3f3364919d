'use client'

import Brush from 'lucide-react/icons/brush'
import Download from 'lucide-react/icons/download'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { useStore } from 'zustand'
import { chosenFrame } from '@/components/task-view/stage-picture'
import { type Frame, framesOf } from '@/components/quadrants/frames'
import { PictureCrop } from '@/components/quadrants/picture-crop'
import { Button } from '@/components/ui/button'
import { buttonClass } from '@/components/ui/button-class'
import { Range } from '@/components/ui/range'
import { usePasteBack } from '@/lib/client/actions'
import type { QuadrantIndex } from '@/lib/mj/quadrants'
import { imagePath, type Task } from '@/lib/mj/task'
import { openRegion } from '@/lib/state/open-task'
import { toast } from '@/lib/state/toasts'
import { beforeAfterStore } from './before-after-store'
import { pastedOf } from './was-masked'

const mostFeather = 64

/** What can be done with the result of a mask: its mask once more, and the picture's own pixels around it. */
export default function RegionSection({
  task,
  chosen,
}: {
  task: Task
  chosen: QuadrantIndex | null
}) {
  const t = useTranslations('region.compare')
  const frames = framesOf(task.pictures)
  const isOne = frames.length === 1 || chosen !== null
  const parentId = task.parent?.id
  return (
    <section aria-label={t('title')}>
      <h3 className="mb-[7px] text-xs font-medium text-faint">{t('title')}</h3>
      {frames.length === 0 ? null : isOne ? (
        <PasteBack key={chosen} task={task} frame={chosenFrame(frames, chosen)} />
      ) : (
        <p className="mb-2.5 text-sm text-muted">{t('chooseOne')}</p>
      )}
      {parentId === undefined ? null : (
        <Button
          icon={<Brush aria-hidden />}
          onClick={() => openRegion(parentId, { mask: task.id })}
        >
          {t('editMask')}
        </Button>
      )}
    </section>
  )
}

function PasteBack({ task, frame }: { task: Task; frame: Frame }) {
  const t = useTranslations('region.compare')
  const { set } = useStore(beforeAfterStore)
  const [feather, setFeather] = useState(12)
  const pasteBack = usePasteBack()
  const notYours = useTranslations('actions.sharing')('notYours')
  const lack = task.owner === null ? null : notYours

  function paste(): void {
    if (lack !== null) return toast(lack)
    if (pasteBack.isPending) return
    const { index } = frame
    pasteBack.mutate(
      { taskId: task.id, quadrant: index, feather },
      { onSuccess: (answer) => set({ pastedId: pastedOf(answer.task, frame).at(-1)?.id ?? null }) },
    )
  }

  return (
    <div className="mb-3 flex flex-col gap-2">
      <p className="text-sm text-muted">{t('pasteHelp')}</p>
      <div className="grid grid-cols-[auto_minmax(0,1fr)_3rem] items-center gap-2.5 text-sm text-muted">
        <span aria-hidden>{t('feather')}</span>
        <Range
          label={t('feather')}
          value={feather}
          min={0}
          max={mostFeather}
          valueText={t('pixels', { count: feather })}
          onChange={setFeather}
        />
        <output className="text-right font-mono text-xs">{t('pixels', { count: feather })}</output>
      </div>
      <Button
        look="bright"
        busy={pasteBack.isPending}
        aria-disabled={lack !== null || undefined}
        title={lack ?? undefined}
        className="self-start"
        onClick={paste}
      >
        {t('paste')}
      </Button>
      {pasteBack.isError ? (
        <p role="alert" className="text-sm text-warn">
          {t('pasteFailed')}
        </p>
      ) : null}
      <Versions task={task} frame={frame} />
    </div>
  )
}

/** The gateway's picture and those of the studio that were made of it. */
function Versions({ task, frame }: { task: Task; frame: Frame }) {
  const t = useTranslations('region.compare')
  const { pastedId, set } = useStore(beforeAfterStore)
  const pasted = pastedOf(task, frame)
  const shown = pasted.find(({ id }) => id === pastedId)?.id ?? null
  if (pasted.length === 0) return null
  return (
    <ul aria-label={t('versions')} className="mt-1 flex flex-col gap-1">
      <Version
        isShown={shown === null}
        name={t('ofGateway', { gateway: task.gateway.name })}
        onShow={() => set({ pastedId: null })}
      >
        <PictureCrop frame={frame} sizes="44px" />
      </Version>
      {pasted.map((picture) => (
        <Version
          key={picture.id}
          isShown={shown === picture.id}
          name={t('pasted', { feather: picture.feather })}
          download={imagePath(picture.id, 'original')}
          onShow={() => set({ pastedId: picture.id })}
        >
          <img src={imagePath(picture.id, 256)} alt="" className="size-full object-cover" />
        </Version>
      ))}
    </ul>
  )
}

/** One of the pictures there are of the same result; which one is on the stage is a choice. */
function Version({
  isShown,
  name,
  download,
  onShow,
  children,
}: {
  isShown: boolean
  name: string
  download?: string
  onShow: () => void
  children: React.ReactNode
}) {
  const t = useTranslations('region.compare')
  return (
    <li className="flex items-center gap-2">
      <button
        type="button"
        aria-pressed={isShown}
        onClick={onShow}
        className="flex min-w-0 flex-1 items-center gap-2.5 rounded-lg p-1 text-left text-sm text-muted hover:bg-hover aria-pressed:text-text"
      >
        <span
          className={`relative size-11 shrink-0 overflow-hidden rounded-[7px] ${isShown ? 'outline-2 outline-offset-1 outline-accent' : ''}`}
        >
          {children}
        </span>
        <span className="min-w-0 truncate">{name}</span>
      </button>
      {download === undefined ? null : (
        <a
          href={`${download}?download`}
          download
          aria-label={t('download', { name })}
          className={buttonClass('ghost')}
        >
          <Download aria-hidden />
        </a>
      )}
    </li>
  )
}
