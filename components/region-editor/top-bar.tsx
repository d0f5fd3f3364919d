'use client'

import ArrowLeft from 'lucide-react/icons/arrow-left'
import Contrast from 'lucide-react/icons/contrast'
import Redo2 from 'lucide-react/icons/redo-2'
import Undo2 from 'lucide-react/icons/undo-2'
import { useFormatter, useTranslations } from 'use-intl'
import { Button } from '@/components/ui/button'
import { IconButton } from '@/components/ui/icon-button'
import type { MaskEditor } from '@/lib/editor/editor'
import type { FilmLook } from '@/lib/editor/film'
import type { Task } from '@/lib/mj/task'
import { MaskMenu } from './mask-menu'
import { useEditorVersion } from './use-editor'

/** The way back, what is painted so far, and what can be done with all of it. */
export function TopBar({
  editor,
  look,
  task,
  onLook,
  onBack,
  onHelp,
}: {
  editor: MaskEditor
  look: FilmLook
  task: Task
  onLook: (look: FilmLook) => void
  onBack: () => void
  onHelp: () => void
}) {
  const t = useTranslations('region')
  useEditorVersion(editor)
  return (
    <header className="flex min-h-[54px] items-center gap-2 border-b border-line px-3 py-2 md:px-4">
      <Button icon={<ArrowLeft aria-hidden />} onClick={onBack}>
        {t('back')}
      </Button>
      <h1 className="ml-1 text-lg font-medium max-md:sr-only">{t('title')}</h1>
      <Coverage editor={editor} />
      <span className="ml-auto flex items-center gap-2">
        <IconButton
          label={t('undo')}
          shortcut="Ctrl Z"
          icon={<Undo2 aria-hidden />}
          aria-disabled={!editor.canUndo || undefined}
          onClick={() => editor.undo()}
        />
        <IconButton
          label={t('redo')}
          shortcut="Ctrl ⇧ Z"
          icon={<Redo2 aria-hidden />}
          aria-disabled={!editor.canRedo || undefined}
          onClick={() => editor.redo()}
        />
        <Button
          icon={<Contrast aria-hidden />}
          className="max-md:hidden"
          onClick={() => editor.apply({ kind: 'invert' })}
        >
          {t('invert')}
        </Button>
        <Button className="max-md:hidden" onClick={() => editor.apply({ kind: 'none' })}>
          {t('clear')}
        </Button>
        <MaskMenu editor={editor} look={look} task={task} onLook={onLook} onHelp={onHelp} />
      </span>
    </header>
  )
}

function Coverage({ editor }: { editor: MaskEditor }) {
  const t = useTranslations('region')
  const format = useFormatter()
  const { part, bounds } = editor.coverage
  // As sizes are written everywhere: without a comma in the thousands.
  const [width, height] = [String(editor.size.width), String(editor.size.height)]
  const percent = format.number(part, { style: 'percent', maximumFractionDigits: 1 })
  return (
    <p className="text-base text-muted" title={bounds ? t('bounds', bounds) : undefined}>
      <span className="max-md:hidden">{t('size', { width, height })} · </span>
      {part === 0 ? t('coverageNone') : t('coverage', { percent })}
    </p>
  )
}
