'use client'

import ArrowLeft from 'lucide-react/icons/arrow-left'
import Contrast from 'lucide-react/icons/contrast'
import Ellipsis from 'lucide-react/icons/ellipsis'
import Redo2 from 'lucide-react/icons/redo-2'
import Undo2 from 'lucide-react/icons/undo-2'
import { useRef, useState } from 'react'
import { useFormatter, useTranslations } from 'use-intl'
import { Button } from '@/components/ui/button'
import { IconButton } from '@/components/ui/icon-button'
import { Menu, type MenuEntry } from '@/components/ui/menu'
import type { MaskEditor } from '@/lib/editor/editor'
import { type FilmColour, filmColours, type FilmLook } from '@/lib/editor/film'
import type { Task } from '@/lib/mj/task'
import { toast } from '@/lib/state/toasts'
import { downloadMask } from './export-mask'
import { importMask } from './import-mask'
import { TakeMaskDialog } from './take-mask-dialog'
import { useEditorVersion } from './use-editor'
import { featherBy, growBy } from './use-editor-keys'
import { useKeptMasks } from './use-kept-masks'

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

function MaskMenu({
  editor,
  look,
  task,
  onLook,
  onHelp,
}: {
  editor: MaskEditor
  look: FilmLook
  task: Task
  onLook: (look: FilmLook) => void
  onHelp: () => void
}) {
  const t = useTranslations('region')
  const file = useRef<HTMLInputElement>(null)
  const masks = useKeptMasks(task, editor.size)
  const [isTaking, setTaking] = useState(false)

  async function take(chosen: File | undefined): Promise<void> {
    if (!chosen) return
    const size = await importMask(editor, chosen)
    if (size === null) return toast(t('importFailed'))
    const { width, height } = editor.size
    if (size.width !== width || size.height !== height) toast(t('importSize', size))
  }

  const entries: readonly MenuEntry[] = [
    { label: t('all'), shortcut: 'Ctrl A', onSelect: () => void editor.apply({ kind: 'all' }) },
    { label: t('invert'), shortcut: 'I', onSelect: () => void editor.apply({ kind: 'invert' }) },
    { label: t('clear'), shortcut: 'Ctrl D', onSelect: () => void editor.apply({ kind: 'none' }) },
    { type: 'separator' },
    {
      label: t('grow', { by: growBy }),
      shortcut: 'G',
      onSelect: () => void editor.apply({ kind: 'grow', by: growBy }),
    },
    {
      label: t('shrink', { by: growBy }),
      shortcut: '⇧ G',
      onSelect: () => void editor.apply({ kind: 'grow', by: -growBy }),
    },
    {
      label: t('feather', { by: featherBy }),
      onSelect: () => void editor.apply({ kind: 'feather', radius: featherBy }),
    },
    { type: 'separator' },
    {
      label: t('take'),
      ...(masks.length === 0 ? { disabled: true, note: t('takeNone') } : {}),
      onSelect: () => setTaking(true),
    },
    { label: t('import'), onSelect: () => file.current?.click() },
    { label: t('export'), onSelect: () => void downloadMask(editor.mask, `mask-${task.id}.png`) },
    { type: 'separator' },
    {
      type: 'choice',
      label: t('look'),
      value: look.isBlackAndWhite ? 'black-and-white' : look.colour,
      options: [
        ...(Object.keys(filmColours) as FilmColour[]).map((colour) => ({
          value: colour,
          label: t(`colours.${colour}`),
        })),
        { value: 'black-and-white', label: t('blackAndWhite') },
      ],
      onChange: (value) => {
        const colour = (Object.keys(filmColours) as FilmColour[]).find((name) => name === value)
        onLook({ ...look, isBlackAndWhite: !colour, colour: colour ?? look.colour })
      },
    },
    {
      type: 'choice',
      label: t('opacity'),
      value: String(look.opacity),
      options: ['0.3', '0.5', '0.75'].map((value) => ({
        value,
        label: `${Number(value) * 100} %`,
      })),
      onChange: (value) => onLook({ ...look, opacity: Number(value) }),
    },
    { type: 'separator' },
    { label: t('keys.title'), shortcut: '?', onSelect: onHelp },
  ]

  return (
    <>
      <Menu
        align="end"
        trigger={
          <button
            type="button"
            aria-label={t('more')}
            className="grid h-[30px] w-[34px] place-items-center rounded-md border border-line bg-surface text-muted hover:border-line-strong hover:text-text pointer-coarse:size-11 [&_svg]:size-[15px]"
          >
            <Ellipsis aria-hidden />
          </button>
        }
        entries={entries}
      />
      {isTaking ? (
        <TakeMaskDialog editor={editor} masks={masks} onClose={() => setTaking(false)} />
      ) : null}
      <input
        ref={file}
        type="file"
        accept="image/png,image/jpeg,image/webp"
        hidden
        onChange={(event) => {
          void take(event.target.files?.[0])
          event.target.value = ''
        }}
      />
    </>
  )
}
