'use client'

import Copy from 'lucide-react/icons/copy'
import { useMemo } from 'react'
import { useTranslations } from 'use-intl'
import { focusComposer } from '@/components/composer/focus-composer'
import { Button } from '@/components/ui/button'
import { useCopy } from '@/components/ui/use-copy'
import { imagePath } from '@/lib/mj/task'
import type { Task } from '@/lib/mj/task'
import { reusePrompt } from '@/lib/state/composer'
import { readPrompts, readWeights } from './text-result'

/** What describe and shorten answer: prompts, each to be used or copied, and what the words weigh. */
export function TextResult({ task }: { task: Task }) {
  const t = useTranslations('feed.text')
  const prompts = useMemo(() => readPrompts(task.text), [task.text])
  const weights = useMemo(() => readWeights(task.text), [task.text])
  const [picture] = task.pictures

  return (
    <div className="flex gap-4 rounded-xl border border-line bg-surface p-4 max-md:flex-col">
      {picture ? (
        <img
          src={imagePath(picture.id, 512)}
          alt=""
          loading="lazy"
          className="max-h-44 rounded-lg object-contain max-md:max-h-60 md:max-w-44"
        />
      ) : null}
      <div className="min-w-0 flex-1">
        {weights.length > 0 ? (
          <>
            <h4 className="mb-1.5 text-xs font-medium text-faint">{t('weights')}</h4>
            <p className="mb-4 flex flex-wrap gap-x-1.5 text-base">
              {weights.map(({ word, weight }, place) => (
                <span key={place} className={weightLooks[weight]} title={weightTitle(t, weight)}>
                  {word}
                </span>
              ))}
            </p>
          </>
        ) : null}
        <h4 className="mb-1 text-xs font-medium text-faint">
          {t(task.verb === 'shorten' ? 'shorten' : 'describe')}
        </h4>
        <ol>
          {prompts.map(({ index, prompt }) => (
            <PromptLine key={index} index={index} prompt={prompt} task={task} />
          ))}
        </ol>
      </div>
    </div>
  )
}

const weightLooks = {
  heavy: 'font-medium text-text',
  plain: 'text-muted',
  light: 'text-faint line-through',
} as const

function weightTitle(
  t: ReturnType<typeof useTranslations<'feed.text'>>,
  weight: keyof typeof weightLooks,
): string | undefined {
  return weight === 'plain' ? undefined : t(weight)
}

function PromptLine({ index, prompt, task }: { index: number; prompt: string; task: Task }) {
  const t = useTranslations('feed.text')
  const copy = useCopy()

  function use() {
    reusePrompt({ prompt, speed: task.speed })
    focusComposer()
  }

  return (
    <li className="flex gap-3 border-t border-line py-2.5 first:border-t-0">
      <span className="mt-[5px] font-mono text-xs text-faint">{index}</span>
      <p className="min-w-0 flex-1 self-center text-base">{prompt}</p>
      <div className="flex gap-[5px]">
        <Button look="bright" aria-label={t('useLabel', { index: String(index) })} onClick={use}>
          {t('use')}
        </Button>
        <Button
          look="ghost"
          className="!px-0"
          aria-label={t('copy', { index: String(index) })}
          icon={<Copy />}
          onClick={() => copy(prompt)}
        />
      </div>
    </li>
  )
}
