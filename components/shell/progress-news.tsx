'use client'

import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import { useTranslations } from 'use-intl'
import { useDevelopingIds } from '@/lib/client/developing'
import { cachedTask } from '@/lib/client/tasks'
import { keepProgressIcon, keepTitleCount } from './tab-progress'

/** Tells of progress where nobody is looking: the tab's title and icon, and a screen reader, politely. */
export function ProgressNews() {
  const t = useTranslations('shell')
  const client = useQueryClient()
  const ids = useDevelopingIds()
  const previous = useRef('')
  const [news, setNews] = useState('')
  const count = ids === '' ? 0 : ids.split(' ').length

  useEffect(() => {
    const now = new Set(ids.split(' '))
    const ended = previous.current.split(' ').filter((id) => id !== '' && !now.has(id))
    previous.current = ids
    const done = ended.filter((id) => cachedTask(client, id)?.state.name === 'done').length
    const sentences = [
      ...(done > 0 ? [t('finished', { count: done })] : []),
      ...(ended.length > done ? [t('ended', { count: ended.length - done })] : []),
      ...(now.has('') ? [] : [t('developing', { count: now.size })]),
    ]
    if (sentences.length > 0) setNews(sentences.join(' '))
  }, [ids, client, t])

  useEffect(() => keepTitleCount(count), [count])
  useEffect(() => keepProgressIcon(count > 0), [count])

  return (
    <p role="status" aria-live="polite" className="sr-only">
      {news}
    </p>
  )
}
