'use client'

import { useEffect, useRef, useState } from 'react'
import { useTranslations } from 'use-intl'
import { useTabName } from '@/components/shell/use-tab-name'
import { useSheet } from '@/components/ui/use-sheet'
import { firstPrompt } from '@/components/window-dialog/window-kind'
import { TaskThumb } from '@/components/task-view/task-thumb'
import { lazy } from '@/lib/client/lazy'
import { type FilmLook, hatchOf } from '@/lib/editor/film'
import type { Task } from '@/lib/mj/task'
import { closeRegion } from '@/lib/state/open-task'
import { MaskStage } from './mask-stage'
import { PromptBar, type RegionObstacle } from './prompt-bar'
import { mostPrompts, promptsToSend, ratioOf, type RegionWords } from './region-prompts'
import { ToolOptions } from './tool-options'
import { Toolbar } from './toolbar'
import { TopBar } from './top-bar'
import { useDraft } from './use-draft'
import { useEditorVersion } from './use-editor'
import { useEditorKeys } from './use-editor-keys'
import { useKeyboardHand } from './use-keyboard-hand'
import { useSend } from './use-send'
import type { Source } from './use-source'
import type { WindowTask } from './use-wish'
import { useStage } from './use-stage'
import { ZoomBar } from './zoom-bar'

const KeysSheet = lazy(() => import('./region-keys-sheet'))

/** Below and above these parts of the picture Midjourney does little, or forgets what it was a picture of. */
const sensible = { least: 0.01, most: 0.6 } as const

/** One picture and its mask, being worked on. */
export function Darkroom({
  task,
  customId,
  source: { editor, image, words: begun },
  windowTask,
}: {
  task: Task
  customId: string
  source: Extract<Source, { state: 'ready' }>
  /** Whose window this answers; null for a new task. */
  windowTask: WindowTask | null
}) {
  const t = useTranslations('region')
  const parentPrompt = windowTask?.state.prompt || firstPrompt('region', task)
  const [words, setWords] = useState<RegionWords>(() => {
    return begun.text === '' && !begun.isHoleOnly ? { ...begun, text: parentPrompt } : begun
  })
  const [look, setLook] = useState<FilmLook>(() => ({
    colour: 'red',
    opacity: 0.5,
    hatch: hatchOf(editor.size),
    isBlackAndWhite: false,
  }))
  const [keysSheet, showKeys] = useSheet(KeysSheet)
  const stageRef = useRef<HTMLDivElement>(null)
  const stage = useStage(editor.size, stageRef)
  const keyboard = useKeyboardHand(editor, stage)
  const { isSending, sentCount, send } = useSend(task, customId, editor, windowTask)
  useDraft(editor, task.id, { ...words, text: words.text === parentPrompt ? '' : words.text })
  useEditorVersion(editor)
  const { part } = editor.coverage

  const prompts = promptsToSend(words, parentPrompt)
  const obstacle = obstacleOf(part, prompts)
  const warning = part < sensible.least ? 'small' : part > sensible.most ? 'large' : null
  const sendNow = () => {
    if (obstacle === null) void send(prompts)
  }
  const { isPanning, isHidden } = useEditorKeys(editor, stage, {
    onLeave: closeRegion,
    onSend: sendNow,
    onHelp: showKeys,
  })
  useEffect(() => {
    // Whoever opens it wants to paint; a finger needs no focus for that.
    const isTouch = window.matchMedia('(pointer: coarse)').matches
    if (!isTouch) stageRef.current?.focus({ preventScroll: true })
  }, [])
  useTabName(t('title'))

  return (
    <>
      <TopBar
        editor={editor}
        look={look}
        task={task}
        onLook={setLook}
        onBack={closeRegion}
        onHelp={showKeys}
      />
      <ToolOptions editor={editor} />
      <div className="relative flex min-h-0 flex-1 flex-col">
        <div className="relative min-h-0 flex-1">
          <MaskStage
            editor={editor}
            image={image}
            stage={stage}
            stageRef={stageRef}
            look={look}
            isHidden={isHidden}
            isPanning={isPanning}
            crosshair={keyboard.crosshair}
            onKeyDown={(event) => {
              if (event.target !== event.currentTarget || event.ctrlKey || event.metaKey) return
              if (keyboard.key(event)) event.preventDefault()
              else if (event.key === 'Enter' && editor.tool.confirm()) event.preventDefault()
              else if (event.key === 'Escape') keyboard.rest()
            }}
            onPointer={keyboard.rest}
          />
          <ZoomBar stage={stage} />
          <Results task={task} customId={customId} />
        </div>
        <Toolbar editor={editor} />
      </div>
      <PromptBar
        words={words}
        count={prompts.length}
        ratio={ratioOf(parentPrompt)}
        obstacle={obstacle}
        warning={warning}
        isSending={isSending}
        sentCount={sentCount}
        windowOf={windowTask?.gateway.name ?? null}
        isReadOnly={windowTask?.state.editable === false}
        onChange={(next) => setWords(withPromptOf(words, next, parentPrompt))}
        onSend={sendNow}
      />
      {keysSheet}
    </>
  )
}

/** What this mask, or another on this picture, has become. */
function Results({ task, customId }: { task: Task; customId: string }) {
  const t = useTranslations('region')
  const children = task.children.filter((child) => child.customId === customId)
  if (children.length === 0) return null
  return (
    <ul
      aria-label={t('results')}
      // Beside a fitted picture, which leaves this much free: see `fitView`.
      className="absolute flex gap-1.5 overflow-auto rounded-xl border border-line bg-surface p-1.5 shadow-float max-md:bottom-1 max-md:left-2 max-md:max-w-[calc(100%-11.5rem)] md:top-4 md:right-3 md:max-h-[calc(100%-5.5rem)] md:flex-col"
    >
      {children.map((child) => (
        <li key={child.id}>
          <TaskThumb taskId={child.id} />
        </li>
      ))}
    </ul>
  )
}

function obstacleOf(part: number, prompts: readonly string[]): RegionObstacle {
  if (part === 0) return 'empty'
  if (prompts.length === 0) return 'noPrompt'
  return prompts.length > mostPrompts ? 'tooMany' : null
}

/** The switch to the hole takes the picture's own prompt away, and back again while nothing else was written. */
function withPromptOf(before: RegionWords, after: RegionWords, parentPrompt: string): RegionWords {
  if (before.isHoleOnly === after.isHoleOnly) return after
  if (after.isHoleOnly && after.text === parentPrompt) return { ...after, text: '' }
  if (!after.isHoleOnly && after.text.trim() === '') return { ...after, text: parentPrompt }
  return after
}
