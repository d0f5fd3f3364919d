'use client'

import { Copy, CornerUpLeft } from 'lucide-react'
import { type ReactNode, useState } from 'react'
import { useTranslations } from 'use-intl'
import { Marked } from '@/components/feed/prompt-block'
import { bannedWordOf, displayPrompt } from '@/components/feed/prompt-display'
import { Ingredients } from '@/components/feed/rare'
import { reuseTask } from '@/components/feed/reuse'
import { Button } from '@/components/ui/button'
import { Tag } from '@/components/ui/chip'
import { useCopy } from '@/components/ui/use-copy'
import type { QuadrantIndex } from '@/lib/mj/quadrants'
import type { Task } from '@/lib/mj/task'
import { UseAs } from './use-as'

/** Longer prompts than this begin folded. */
const longFrom = 420

/** The words of a task, in every form they took on their way. */
export function PromptBlock({ task, chosen }: { task: Task; chosen: QuadrantIndex | null }) {
  const t = useTranslations('task')
  const verb = useTranslations('feed.verb')
  const copy = useCopy()
  const { text, parameters } = displayPrompt(task)
  const bannedWord = bannedWordOf(task.state)

  if (task.prompt === '') {
    return (
      <div>
        <h2 className="mb-2.5 text-lg text-muted">{verb(task.verb)}</h2>
        {task.references.length > 0 ? <Ingredients task={task} /> : null}
        <UseAs task={task} chosen={chosen} />
      </div>
    )
  }
  return (
    <div>
      <Written task={task} text={text || task.prompt} bannedWord={bannedWord} />
      <OtherForm
        label={t('final')}
        text={task.text === '' ? task.finalPrompt : ''}
        than={[task.prompt, task.promptEn]}
        bannedWord={bannedWord}
      />
      {parameters.length > 0 ? (
        <div className="mt-2.5 flex flex-wrap gap-[5px]">
          {parameters.map((parameter, place) => (
            <Tag key={place}>
              <Marked text={parameter} word={bannedWord} />
            </Tag>
          ))}
        </div>
      ) : null}
      {task.references.length > 0 ? (
        <div className="mt-2.5">
          <Ingredients task={task} />
        </div>
      ) : null}
      <div className="mt-3 flex flex-wrap gap-[5px]">
        <Button icon={<Copy />} aria-label={t('copyPrompt')} onClick={() => copy(task.prompt)}>
          {t('prompt')}
        </Button>
        <Button icon={<CornerUpLeft />} title={t('reuseHelp')} onClick={() => reuseTask(task)}>
          {t('reuse')}
        </Button>
        <UseAs task={task} chosen={chosen} />
      </div>
    </div>
  )
}

/** Beside each other these two fit into the panel; longer ones stand one below the other. */
const longestBeside = 240

/** The person's own words, and beside them the English ones that the gateway made of them. */
function Written({
  task,
  text,
  bannedWord,
}: {
  task: Task
  text: string
  bannedWord: string | null
}) {
  const t = useTranslations('task')
  const { english } = displayPrompt(task)
  const isBeside = english !== '' && Math.max(text.length, english.length) <= longestBeside
  const own = (
    <LongText as="h2" className="text-lg" bannedWord={bannedWord}>
      {text}
    </LongText>
  )
  if (!isBeside) {
    return (
      <>
        {own}
        <OtherForm
          label={t('english')}
          text={task.promptEn}
          than={[task.prompt]}
          bannedWord={bannedWord}
        />
      </>
    )
  }
  return (
    <div className="grid grid-cols-2 gap-x-4">
      <p className="text-xs text-faint">{t('written')}</p>
      <p className="text-xs text-faint">{t('english')}</p>
      {own}
      <p className="text-base whitespace-pre-line text-muted">
        <Marked text={english} word={bannedWord} />
      </p>
    </div>
  )
}

function OtherForm({
  label,
  text,
  than,
  bannedWord,
}: {
  label: string
  text: string
  than: readonly string[]
  bannedWord: string | null
}) {
  const plain = (words: string) => words.replaceAll(/\s+/g, ' ').trim()
  if (text === '' || than.some((other) => plain(other) === plain(text))) return null
  return (
    <div className="mt-2.5">
      <h3 className="text-xs text-faint">{label}</h3>
      <LongText className="text-base text-muted" bannedWord={bannedWord}>
        {text}
      </LongText>
    </div>
  )
}

function LongText({
  as: Element = 'p',
  className,
  bannedWord,
  children,
}: {
  as?: 'p' | 'h2'
  className: string
  bannedWord: string | null
  children: string
}): ReactNode {
  const t = useTranslations('task')
  const [isWhole, setWhole] = useState(false)
  const isLong = children.length > longFrom
  return (
    <>
      <Element
        className={`${className} whitespace-pre-line ${isLong && !isWhole ? 'line-clamp-6' : ''}`}
      >
        <Marked text={children} word={bannedWord} />
      </Element>
      {isLong ? (
        <button
          type="button"
          aria-expanded={isWhole}
          onClick={() => setWhole(!isWhole)}
          className="text-sm text-faint underline decoration-line-strong underline-offset-2 hover:text-text"
        >
          {t(isWhole ? 'less' : 'more')}
        </button>
      ) : null}
    </>
  )
}
