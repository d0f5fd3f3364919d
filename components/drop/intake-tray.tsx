'use client'

import { RotateCw, X } from 'lucide-react'
import { useEffect } from 'react'
import { useTranslations } from 'use-intl'
import { useStore } from 'zustand'
import { Button } from '@/components/ui/button'
import { classNames } from '@/components/ui/class-names'
import { Spinner } from '@/components/ui/spinner'
import { type IntakeEntry, canRetry } from '@/lib/client/intake'
import { FileThumb } from './file-thumb'
import { useIntakeWords } from './use-intake-words'
import { pictureIntake } from './use-take-in'

/** Long enough to read that a picture was shrunk; a problem stays until somebody has seen it. */
const noteForMs = 12_000

/** Every file that is not a picture of the studio yet, or about which there is something to say. */
export function IntakeTray() {
  const t = useTranslations('intake.tray')
  const entries = useStore(pictureIntake.store, (state) => state.entries)
  const over = entries.filter(isOver)
  const isBusy = over.length < entries.length
  useEffect(() => (isBusy ? guardUnsent() : undefined), [isBusy])
  if (entries.length === 0) return null

  return (
    <section
      aria-label={t('label')}
      className={classNames(
        'w-[min(520px,100%)] overflow-hidden rounded-xl border border-line-strong bg-raised shadow-float',
        // What is over at once need not flicker.
        over.length > 0 ? 'animate-rise' : 'animate-[fade_160ms_ease-out_400ms_backwards]',
      )}
    >
      <ul aria-live="polite" className="max-h-[min(320px,45dvh)] overflow-y-auto py-1.5">
        {entries.map((entry) => (
          <TrayRow key={entry.id} entry={entry} />
        ))}
      </ul>
      {over.length > 1 ? (
        <div className="border-t border-line p-1.5 text-right">
          <Button look="ghost" onClick={() => pictureIntake.clear()}>
            {t('dismissAll')}
          </Button>
        </div>
      ) : null}
    </section>
  )
}

function TrayRow({ entry }: { entry: IntakeEntry<unknown> }) {
  const t = useTranslations('intake.tray')
  const words = useIntakeWords()
  const { id, file, state } = entry

  useEffect(() => {
    if (state !== 'taken') return undefined
    const timer = setTimeout(() => pictureIntake.dismiss(id), noteForMs)
    return () => clearTimeout(timer)
  }, [id, state])

  return (
    <li className="flex items-center gap-3 py-1.5 pr-1.5 pl-3">
      <FileThumb file={file} className="size-9 shrink-0 rounded-md" />
      <div className="min-w-0 flex-1">
        <p className="truncate text-sm text-muted">{file.name}</p>
        <p className={classNames('text-base', state === 'failed' && 'text-warn')}>{words(entry)}</p>
      </div>
      {isOver(entry) || state === 'held' ? null : <Spinner className="size-4 text-faint" />}
      {canRetry(entry) ? (
        <Button
          look="bright"
          icon={<RotateCw />}
          aria-label={t('retryNamed', { file: file.name })}
          onClick={() => void pictureIntake.retry(id)}
        >
          {t('retry')}
        </Button>
      ) : null}
      <Button
        look="ghost"
        className="!px-0"
        aria-label={t('dismiss', { file: file.name })}
        icon={<X />}
        onClick={() => pictureIntake.dismiss(id)}
      />
    </li>
  )
}

const isOver = ({ state }: IntakeEntry<unknown>) => state === 'failed' || state === 'taken'

/** The browser asks before it leaves while pictures are only here. */
function guardUnsent(): () => void {
  const ask = (event: BeforeUnloadEvent) => event.preventDefault()
  window.addEventListener('beforeunload', ask)
  return () => window.removeEventListener('beforeunload', ask)
}
