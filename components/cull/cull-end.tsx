'use client'

import { useEffect, useRef } from 'react'
import { useQuery } from '@tanstack/react-query'
import { useTranslations } from 'use-intl'
import { frameOf } from '@/components/quadrants/frame-id'
import { PictureCrop } from '@/components/quadrants/picture-crop'
import { Button } from '@/components/ui/button'
import { useOverlayKeys } from '@/components/ui/use-overlay'
import { framesByIdQuery } from '@/lib/client/frames'
import { mostCompared } from '@/lib/gallery/compare-grid'
import {
  type Cull,
  countsOf,
  flagsOf,
  go,
  nextRound,
  roundOf,
  spareAll,
  undo,
} from '@/lib/gallery/cull'

/** As many of the kept ones as are shown at the end. */
const mostShown = 12

/** The end of a round: what has become of the pictures, and what can be done now. */
export function CullEnd({
  cull,
  query,
  onChange,
  onShow,
  onCompare,
  onDone,
}: {
  cull: Cull
  query: string
  onChange: (step: (cull: Cull) => Cull) => void
  onShow: (query: string) => void
  onCompare: (frameIds: readonly string[]) => void
  onDone: () => void
}) {
  const t = useTranslations('compare.cull.end')
  const { all, kept, rejected } = countsOf(cull)
  const round = cull.rounds.length
  const keptIds = roundOf(cull).filter((id) => flagsOf(cull, id).kept)
  const isWinner = round > 1 && kept === 1
  const thrown = Object.values(cull.flags).filter((one) => one.rejected).length
  const first = useRef<HTMLDivElement>(null)
  useEffect(() => first.current?.querySelector('button')?.focus(), [])
  useEndKeys({
    back: () => onChange((now) => go(now, -1)),
    undo: () => onChange(undo),
    done: onDone,
  })
  return (
    <div className="m-auto flex max-h-full w-full max-w-3xl flex-col items-center gap-5 overflow-y-auto px-5 py-8 text-center">
      <h1 className="text-2xl font-medium">{t(isWinner ? 'winner' : 'title')}</h1>
      <p role="status" className="text-base text-muted">
        {round === 1
          ? t('summary', { all, kept, rejected, rest: all - kept - rejected })
          : t('summaryLater', { all, kept, rejected })}
      </p>
      <Kept ids={keptIds} isAlone={isWinner} />
      <div ref={first} className="flex flex-wrap justify-center gap-2">
        {kept > 1 ? (
          <Button size="md" look="accent" onClick={() => onChange(nextRound)}>
            {t('next', { count: kept })}
          </Button>
        ) : null}
        {kept >= 2 && kept <= mostCompared ? (
          <Button size="md" look="bright" onClick={() => onCompare(keptIds)}>
            {t('compare')}
          </Button>
        ) : null}
        {kept > 0 ? (
          <Button size="md" look="bright" onClick={() => onShow(`${query} is:kept`.trim())}>
            {t('look')}
          </Button>
        ) : null}
        {thrown > 0 ? (
          <Button size="md" onClick={() => onChange(spareAll)}>
            {t('spare')}
          </Button>
        ) : null}
        <Button size="md" onClick={() => onChange((now) => go(now, -1))}>
          {t('back')}
        </Button>
        <Button size="md" look={kept > 1 ? 'plain' : 'accent'} onClick={onDone}>
          {t('done')}
        </Button>
      </div>
    </div>
  )
}

function Kept({ ids, isAlone }: { ids: readonly string[]; isAlone: boolean }) {
  const shown = ids.slice(0, mostShown)
  const { data = [] } = useQuery(framesByIdQuery(shown))
  return (
    <ul className="flex flex-wrap justify-center gap-2">
      {data.map((details) => {
        const frame = frameOf(details)
        return (
          <li
            key={details.id}
            className="relative overflow-hidden rounded-lg"
            style={{
              height: isAlone ? 'min(46dvh, 60vw)' : 112,
              aspectRatio: `${frame.box.width} / ${frame.box.height}`,
            }}
          >
            <span role="img" aria-label={details.prompt} className="absolute inset-0">
              <PictureCrop frame={frame} sizes={isAlone ? '700px' : '160px'} />
            </span>
          </li>
        )
      })}
    </ul>
  )
}

function useEndKeys(verbs: { back: () => void; undo: () => void; done: () => void }): void {
  useOverlayKeys((event) => {
    if (event.key === 'Escape') verbs.done()
    else if (event.key === 'ArrowLeft') verbs.back()
    else if (event.key.toLowerCase() === 'z') verbs.undo()
    else return false
    return true
  })
}
