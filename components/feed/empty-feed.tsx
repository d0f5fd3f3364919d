'use client'

import { useTranslations } from 'use-intl'
import { focusComposer } from '@/components/composer/focus-composer'
import { reusePrompt } from '@/lib/state/composer'

const examples = ['one', 'two', 'three'] as const

/** Nothing made yet: what to do, and three prompts to begin with. */
export function EmptyFeed() {
  const t = useTranslations('feed.empty')
  return (
    <div className="mx-auto max-w-[640px] pt-10 md:pt-16">
      <h2 className="text-lg font-medium">{t('title')}</h2>
      <p className="mt-1 text-base text-muted">{t('help')}</p>
      <ul className="mt-5">
        {examples.map((example) => (
          <li key={example} className="border-t border-line last:border-b">
            <ExampleButton prompt={t(`examples.${example}`)} />
          </li>
        ))}
      </ul>
    </div>
  )
}

function ExampleButton({ prompt }: { prompt: string }) {
  function use() {
    reusePrompt({ prompt, speed: null })
    focusComposer()
  }
  return (
    <button
      type="button"
      onClick={use}
      className="-mx-3 w-[calc(100%+24px)] rounded-lg px-3 py-3 text-left text-base text-muted transition-colors hover:bg-hover hover:text-text pointer-coarse:py-4"
    >
      {prompt}
    </button>
  )
}
