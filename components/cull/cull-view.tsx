'use client'

import Images from 'lucide-react/icons/images'
import { type ReactNode, useEffect, useRef } from 'react'
import { useTranslations } from 'use-intl'
import { Nothing } from '@/components/look/nothing'
import { OverPage } from '@/components/shell/over-page'
import { currentOf } from '@/lib/gallery/cull'
import type { FrameSelection } from '@/lib/mj/library'
import { toast } from '@/lib/state/toasts'
import { CullEnd } from './cull-end'
import { CullRound } from './cull-round'
import { useCull } from './use-cull'

/**
 * One picture at a time, keep or reject, then once more through the kept ones. `onShow` looks at a search instead,
 * `onCompare` at a few pictures beside each other.
 */
export function CullView({
  selection,
  onShow,
  onCompare,
  onClose,
}: {
  selection: FrameSelection
  onShow: (query: string) => void
  onCompare: (frameIds: readonly string[]) => void
  onClose: () => void
}) {
  const t = useTranslations('compare.cull')
  const { session, change, retry, restart, finish } = useCull(selection)
  useResumedNote(session.state === 'ready' && session.isResumed, restart)

  let inside: ReactNode
  if (session.state !== 'ready') {
    const { state } = session
    inside = (
      <Nothing
        icon={<Images />}
        state={state}
        title={t(state)}
        help={state === 'none' ? t('noneHelp') : null}
        onRetry={retry}
        onClose={onClose}
      />
    )
  } else if (currentOf(session.cull) === null) {
    inside = (
      <CullEnd
        cull={session.cull}
        query={'query' in selection ? selection.query : ''}
        onChange={change}
        onShow={onShow}
        onCompare={onCompare}
        onDone={() => {
          finish()
          onClose()
        }}
      />
    )
  } else {
    inside = (
      <CullRound cull={session.cull} total={session.total} onChange={change} onClose={onClose} />
    )
  }
  return (
    <OverPage title={t('title')} room="window">
      {inside}
    </OverPage>
  )
}

/** Said once: whoever comes back may have wanted to begin anew. */
function useResumedNote(isResumed: boolean, restart: () => void): void {
  const t = useTranslations('compare.cull')
  const isSaid = useRef(false)
  useEffect(() => {
    if (!isResumed || isSaid.current) return
    isSaid.current = true
    toast(t('resumed'), { label: t('again'), run: restart })
  })
}
