'use client'

import CornerUpLeft from 'lucide-react/icons/corner-up-left'
import { Fragment, useMemo } from 'react'
import { useTranslations } from 'use-intl'
import { useActionWords } from '@/components/actions/action-words'
import { TaskLink } from '@/components/shell/task-link'
import { Tag } from '@/components/ui/chip'
import { classNames } from '@/components/ui/class-names'
import { parseButton } from '@/lib/mj/buttons'
import type { Task } from '@/lib/mj/task'
import { type PromptDisplay, bannedWordOf, displayPrompt, markWord } from './prompt-display'
import { Ingredients } from './rare'

/** What was asked for: the words, the English beside them, where it came from, the parameters. */
export function PromptBlock({ task }: { task: Task }) {
  const t = useTranslations('feed')
  const prompt = useMemo(() => displayPrompt(task), [task])
  const bannedWord = bannedWordOf(task.state)

  return (
    <>
      <h3
        id={`prompt-${task.id}`}
        title={prompt.text.length > 180 ? prompt.text : undefined}
        className={classNames(
          'text-base leading-[1.5] font-[450]',
          // What must be found in it must not be folded away.
          bannedWord === null && 'line-clamp-4',
        )}
      >
        {prompt.text === '' ? (
          <span className="text-muted">{t(`verb.${task.verb}`)}</span>
        ) : (
          <Marked text={prompt.text} word={bannedWord} />
        )}
        {prompt.english === '' ? null : (
          <span lang="en" className="text-faint">
            {' — '}
            <Marked text={prompt.english} word={bannedWord} />
          </span>
        )}
      </h3>
      <Tags task={task} prompt={prompt} bannedWord={bannedWord} />
      {task.references.length > 0 ? <Ingredients task={task} /> : null}
    </>
  )
}

function Tags({
  task,
  prompt,
  bannedWord,
}: {
  task: Task
  prompt: PromptDisplay
  bannedWord: string | null
}) {
  const t = useTranslations('feed')
  // Pictures that the studio has are shown themselves, and a ratio that is written out is said once.
  const images = task.references.length > 0 ? 0 : prompt.images
  const isSaid = prompt.parameters.some((parameter) => /^--(ar|aspect)\b/.test(parameter))
  const dimensions = isSaid ? null : task.dimensions
  const hasTags =
    task.parent !== null || images > 0 || prompt.parameters.length > 0 || dimensions !== null
  if (!hasTags) return <div className="h-2.5" />
  return (
    <div className="mt-[9px] mb-3 flex flex-wrap gap-[5px]">
      {task.parent ? <ParentTag parent={task.parent} /> : null}
      {images > 0 ? <Tag>{t('images', { count: images })}</Tag> : null}
      {dimensions ? <Tag>{t(`dimensions.${dimensions}`)}</Tag> : null}
      {prompt.parameters.map((parameter, place) => (
        <Tag key={`${place} ${parameter}`}>
          <Marked text={parameter} word={bannedWord} />
        </Tag>
      ))}
    </div>
  )
}

/** Which button this came from; leads to the picture it stood under. */
function ParentTag({ parent }: { parent: NonNullable<Task['parent']> }) {
  const t = useTranslations('feed')
  const { nameOf } = useActionWords()
  const button = { customId: parent.customId, label: '', emoji: '', style: 2 }
  const meaning = parseButton(button)
  const action =
    meaning.kind === 'unknown' ? t('verb.action') : nameOf({ key: '', button, meaning })
  return (
    <TaskLink
      taskId={parent.id}
      title={t('from', { action })}
      className="inline-flex items-center gap-1 rounded-sm bg-surface px-[7px] py-0.5 font-mono text-xs text-muted hover:text-text"
    >
      <CornerUpLeft aria-hidden className="size-3" />
      {action}
    </TaskLink>
  )
}

/** A text with a word that was not accepted underlined wherever it stands. */
export function Marked({ text, word }: { text: string; word: string | null }) {
  return markWord(text, word).map((piece, place) => (
    <Fragment key={place}>
      {piece.isMarked ? (
        <mark className="bg-transparent text-accent-text underline decoration-wavy decoration-1 underline-offset-4">
          {piece.text}
        </mark>
      ) : (
        piece.text
      )}
    </Fragment>
  ))
}
