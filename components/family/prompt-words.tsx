'use client'

import { useTranslations } from 'use-intl'
import type { WordPiece } from '@/lib/mj/prompt-difference'

/** The words of a prompt against those of another: `ins` and `del`, so that it is told without the colours as well. */
export function PromptWords({ words }: { words: readonly WordPiece[] }) {
  const t = useTranslations('compare.tree')
  return words.map(({ kind, text }, n) => {
    const space = n === 0 ? '' : ' '
    switch (kind) {
      case 'same':
        return <span key={n}>{space + text}</span>
      case 'added':
        return (
          <span key={n}>
            {space}
            <ins
              title={t('added')}
              className="rounded-sm bg-accent-soft px-0.5 text-text no-underline"
            >
              {text}
            </ins>
          </span>
        )
      case 'removed':
        return (
          <span key={n}>
            {space}
            <del title={t('removed')} className="text-faint line-through decoration-faint">
              {text}
            </del>
          </span>
        )
    }
  })
}
