'use client'

import type { CSSProperties } from 'react'
import { useFormatter, useTranslations } from 'use-intl'
import type { WeighedWord } from './text-result'

const looks = {
  heavy: 'font-medium text-text',
  plain: 'text-muted',
  light: 'text-faint line-through',
} as const

/** What stands for a weight where the gateway gives no numbers. */
const guesses = { heavy: 0.8, plain: 0.35, light: 0 } as const

/** The words of a prompt, each over a bar as long as it weighs. */
export function Weights({ words }: { words: readonly WeighedWord[] }) {
  const t = useTranslations('feed.text')
  const format = useFormatter()
  return (
    <section className="mb-4" aria-label={t('weights')}>
      <h4 className="mb-2 text-xs font-medium text-faint">{t('weights')}</h4>
      <ul className="flex flex-wrap gap-x-3 gap-y-2">
        {words.map(({ word, weight, share }, place) => (
          <li
            key={place}
            title={weight === 'plain' ? undefined : t(weight)}
            style={{ '--share': `${(share ?? guesses[weight]) * 100}%` } as CSSProperties}
          >
            <span className="flex items-baseline gap-1.5 text-base">
              <span className={looks[weight]}>{word}</span>
              {share === null ? null : (
                <span className="font-mono text-xs text-faint">
                  {format.number(share, { minimumFractionDigits: 2, maximumFractionDigits: 2 })}
                </span>
              )}
            </span>
            <span aria-hidden className="mt-0.5 block h-[3px] rounded-full bg-line">
              <span className="block h-full w-(--share) rounded-full bg-accent" />
            </span>
          </li>
        ))}
      </ul>
    </section>
  )
}
