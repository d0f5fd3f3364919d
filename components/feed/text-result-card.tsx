'use client'

import Copy from 'lucide-react/icons/copy'
import { useMemo } from 'react'
import { useTranslations } from 'use-intl'
import { PressButton } from '@/components/actions/press-button'
import { focusComposer } from '@/components/composer/focus-composer'
import { Button } from '@/components/ui/button'
import { useCopy } from '@/components/ui/use-copy'
import { useKnownTask } from '@/lib/client/use-task'
import { referencePath } from '@/lib/mj/references'
import { imagePath } from '@/lib/mj/task'
import type { Task } from '@/lib/mj/task'
import { reusePrompt } from '@/lib/state/composer'
import { openTask } from '@/lib/state/open-task'
import { splitParameters } from './prompt-display'
import { TextAgain } from './text-again'
import { type NumberedPrompt, readPrompts, readWeights } from './text-result'
import { useImagine, useImagined } from './use-imagine'
import { Weights } from './weights'

/** What describe and shorten answer: prompts that stay, each to be imagined, used or copied. */
export function TextResult({ task }: { task: Task }) {
  const t = useTranslations('feed.text')
  const prompts = useMemo(() => readPrompts(task.text), [task.text])
  const weights = useMemo(() => readWeights(task.text), [task.text])
  const { imagineAll } = useImagine(task)
  const title = t(task.verb === 'shorten' || weights.length > 0 ? 'shorten' : 'describe')

  return (
    <div className="flex gap-4 rounded-xl border border-line bg-surface p-4 max-md:flex-col">
      <Described task={task} />
      <div className="min-w-0 flex-1">
        {weights.length > 0 ? <Weights words={weights} /> : null}
        <div className="mb-2.5 flex flex-wrap items-center gap-[5px]">
          <h4 className="mr-auto text-xs font-medium text-faint">{title}</h4>
          {prompts.length > 1 ? (
            <Button look="bright" onClick={() => imagineAll(prompts.map(({ prompt }) => prompt))}>
              {t('imagineAll')}
            </Button>
          ) : null}
          <TextAgain task={task} />
        </div>
        <ol className="grid gap-2.5 md:grid-cols-2">
          {prompts.map((one) => (
            <PromptCard key={one.index} task={task} {...one} />
          ))}
        </ol>
      </div>
    </div>
  )
}

/** The picture that was described: the task's own where the gateway sends it back, else the one that was brought. */
function Described({ task }: { task: Task }) {
  const t = useTranslations('feed.text')
  const parent = useKnownTask(task.parent?.id)
  const [picture] = task.pictures
  const reference = task.references[0] ?? parent?.references[0]
  const original = picture ?? parent?.pictures[0]
  if (!reference && !original) return null
  if (task.verb === 'shorten') return null
  return (
    <img
      src={picture || !reference ? imagePath(original!.id, 512) : referencePath(reference, 1024)}
      alt={t('described')}
      loading="lazy"
      className="max-h-72 min-h-24 self-start rounded-lg bg-raised object-contain max-md:max-h-60 max-md:self-center md:w-44"
    />
  )
}

function PromptCard({ task, index, prompt }: NumberedPrompt & { task: Task }) {
  const t = useTranslations('feed.text')
  const copy = useCopy()
  const { imagine } = useImagine(task)
  const { press, progress } = useImagined(task, prompt)
  const label = { index: String(index) }

  function use() {
    reusePrompt({ prompt, speed: null }, { keepsSettings: task.verb === 'shorten' })
    focusComposer()
  }

  return (
    <li className="flex flex-col rounded-lg border border-line bg-bg px-3 pt-2.5 pb-3">
      <p className="flex-1 text-base leading-[1.5] select-text" dir="auto">
        <span className="mr-2 font-mono text-xs text-faint select-none">{index}</span>
        {splitParameters(prompt).map((piece, place) =>
          piece.isParameter ? (
            <span key={place} className="whitespace-nowrap text-muted">
              {piece.text}
            </span>
          ) : (
            piece.text
          ),
        )}
      </p>
      <div className="mt-3 flex gap-[5px]">
        <PressButton
          name={t('imagineLabel', label)}
          press={press}
          progress={progress}
          lack={null}
          className="font-medium"
          onClick={({ altKey }) => {
            if ('childId' in press && !altKey) openTask(press.childId)
            else if (press.name !== 'sending') imagine([prompt])
          }}
        >
          {t('imagine')}
        </PressButton>
        <Button look="ghost" aria-label={t('useLabel', label)} onClick={use}>
          {t('use')}
        </Button>
        <Button
          look="ghost"
          className="ml-auto !px-0"
          aria-label={t('copy', label)}
          icon={<Copy />}
          onClick={() => copy(prompt)}
        />
      </div>
    </li>
  )
}
