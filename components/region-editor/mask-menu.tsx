'use client'

import Ellipsis from 'lucide-react/icons/ellipsis'
import { useRef, useState } from 'react'
import { useTranslations } from 'use-intl'
import { Menu, type MenuEntry } from '@/components/ui/menu'
import type { MaskEditor } from '@/lib/editor/editor'
import { type FilmColour, filmColours, type FilmLook } from '@/lib/editor/film'
import type { Task } from '@/lib/mj/task'
import { toast } from '@/lib/state/toasts'
import { downloadMask } from './export-mask'
import { importMask } from './import-mask'
import { TakeMaskDialog } from './take-mask-dialog'
import { featherBy, growBy } from './use-editor-keys'
import { useKeptMasks } from './use-kept-masks'

/** What can be done with all of a mask, where it can come from and go to, and how its film looks. */
export function MaskMenu({
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
  const take = useTakeFile(editor)
  const entries: readonly MenuEntry[] = [
    ...useChanges(editor),
    { type: 'separator' },
    {
      label: t('take'),
      ...(masks.length === 0 ? { disabled: true, note: t('takeNone') } : {}),
      onSelect: () => setTaking(true),
    },
    { label: t('import'), onSelect: () => file.current?.click() },
    { label: t('export'), onSelect: () => void downloadMask(editor.mask, `mask-${task.id}.png`) },
    { type: 'separator' },
    ...useLooks(look, onLook),
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

function useTakeFile(editor: MaskEditor): (chosen: File | undefined) => Promise<void> {
  const t = useTranslations('region')
  return async (chosen) => {
    if (!chosen) return
    const size = await importMask(editor, chosen)
    if (size === null) return toast(t('importFailed'))
    const { width, height } = editor.size
    if (size.width !== width || size.height !== height) toast(t('importSize', size))
  }
}

function useChanges(editor: MaskEditor): readonly MenuEntry[] {
  const t = useTranslations('region')
  return [
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
  ]
}

const colours = Object.keys(filmColours) as readonly FilmColour[]

function useLooks(look: FilmLook, onLook: (look: FilmLook) => void): readonly MenuEntry[] {
  const t = useTranslations('region')
  return [
    {
      type: 'choice',
      label: t('look'),
      value: look.isBlackAndWhite ? 'black-and-white' : look.colour,
      options: [
        ...colours.map((colour) => ({ value: colour, label: t(`colours.${colour}`) })),
        { value: 'black-and-white', label: t('blackAndWhite') },
      ],
      onChange: (value) => {
        const colour = colours.find((name) => name === value)
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
  ]
}
