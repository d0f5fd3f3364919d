'use client'

import { type KeyboardEvent, useId, useLayoutEffect, useRef } from 'react'
import { useTranslations } from 'use-intl'
import { Button } from '@/components/ui/button'
import { FileThumb } from './file-thumb'
import { ZoneFace, type ZoneWords, useZones, zoneGrid, zoneIcons, zoneLook } from './zone-face'
import type { Zone } from './zones'

/** More would push the zones off a phone's screen. */
const mostShown = 8

/** The zones as buttons, for pictures that are here already: pasted, picked. Arrow keys, numbers and Enter choose. */
export function ChooseDialog({
  files,
  onChoose,
  onClose,
}: {
  files: readonly File[]
  onChoose: (zone: Zone) => void
  onClose: () => void
}) {
  const t = useTranslations('intake')
  const ref = useRef<HTMLDialogElement>(null)
  const titleId = useId()
  const words = useZones({ count: files.length, hasFiles: true })

  // Closed before it leaves the document: only then does the browser give the focus back.
  useLayoutEffect(() => {
    const dialog = ref.current
    dialog?.showModal()
    return () => dialog?.close()
  }, [])

  const press = (event: KeyboardEvent) => {
    const { altKey, ctrlKey, metaKey, key } = event
    if (altKey || ctrlKey || metaKey) return
    const chosen = words[Number(key) - 1]
    if (chosen && !chosen.closed) onChoose(chosen.zone)
    else if (!moveFocus(event)) return
    event.preventDefault()
  }

  return (
    <dialog
      ref={ref}
      aria-labelledby={titleId}
      onKeyDown={press}
      onCancel={(event) => {
        // The state above decides what is mounted, so it closes by leaving.
        event.preventDefault()
        onClose()
      }}
      onClick={(event) => {
        if (event.target === event.currentTarget) onClose()
      }}
      className="m-0 hidden h-dvh max-h-none w-auto max-w-none animate-fade flex-col items-center overflow-y-auto bg-transparent px-3 py-4 backdrop:bg-[color-mix(in_oklab,var(--bg)_78%,transparent)] backdrop:backdrop-blur-[10px] open:flex sm:ml-[68px] max-sm:w-full sm:w-[calc(100%-68px)]"
    >
      <div className="pointer-events-none my-auto flex w-full flex-col items-center gap-4 *:pointer-events-auto">
        <Thumbnails files={files} />
        <h2 id={titleId} className="text-lg font-medium">
          {t('title', { count: files.length })}
        </h2>
        <div className={zoneGrid}>
          {words.map((zone, index) => (
            <ZoneButton
              key={zone.zone}
              words={zone}
              digit={index + 1}
              isFirst={zone === words.find(({ closed }) => closed === null)}
              onPress={() => onChoose(zone.zone)}
            />
          ))}
        </div>
        <Button look="ghost" size="md" onClick={onClose}>
          {t('cancel')}
        </Button>
      </div>
    </dialog>
  )
}

function ZoneButton({
  words: { zone, name, about, closed },
  digit,
  isFirst,
  onPress,
}: {
  words: ZoneWords
  digit: number
  isFirst: boolean
  onPress: () => void
}) {
  const aboutId = useId()
  const isClosed = closed !== null
  return (
    <button
      type="button"
      autoFocus={isFirst}
      aria-label={name}
      aria-describedby={aboutId}
      aria-disabled={isClosed || undefined}
      aria-keyshortcuts={String(digit)}
      onClick={isClosed ? undefined : onPress}
      className={`${zoneLook({ isClosed })} outline-none focus-visible:border-solid focus-visible:border-accent focus-visible:bg-[color-mix(in_oklab,var(--accent)_14%,var(--surface))] ${isClosed ? 'cursor-default' : 'hover:border-solid hover:border-accent hover:bg-[color-mix(in_oklab,var(--accent)_14%,var(--surface))]'}`}
    >
      <kbd
        aria-hidden
        className="absolute top-2.5 right-3 font-mono text-xs text-faint pointer-coarse:hidden"
      >
        {digit}
      </kbd>
      <ZoneFace
        icon={zoneIcons[zone]}
        name={name}
        about={about}
        isClosed={isClosed}
        aboutId={aboutId}
      />
    </button>
  )
}

function Thumbnails({ files }: { files: readonly File[] }) {
  const t = useTranslations('intake')
  const hidden = files.length - mostShown
  return (
    <ul aria-label={t('pictures')} className="flex max-w-full flex-wrap justify-center gap-2">
      {files.slice(0, mostShown).map((file, index) => (
        // Files have no identity beyond their place.
        <li key={index}>
          <FileThumb
            file={file}
            className={`rounded-lg shadow-float ${files.length === 1 ? 'max-h-40 min-h-16 max-w-72 min-w-16' : 'size-[72px]'}`}
          />
        </li>
      ))}
      {hidden > 0 ? (
        <li className="grid size-[72px] place-items-center rounded-lg bg-hover font-mono text-base text-muted">
          +{hidden}
        </li>
      ) : null}
    </ul>
  )
}

/** Arrow keys go through the grid as it lies, in two columns or in three. True when the key was one of them. */
function moveFocus(event: KeyboardEvent): boolean {
  const { currentTarget, key } = event
  const buttons = [...currentTarget.querySelectorAll<HTMLElement>('[aria-keyshortcuts]')]
  const grid = buttons[0]?.parentElement
  const at = buttons.findIndex((button) => button === document.activeElement)
  if (!grid || at === -1) return false
  const columns = getComputedStyle(grid).gridTemplateColumns.split(' ').length
  const step = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -columns, ArrowDown: columns }[key]
  if (step === undefined) return false
  buttons[at + step]?.focus()
  return true
}
