'use client'

import type { CSSProperties } from 'react'
import { useTranslations } from 'use-intl'
import { classNames } from '@/components/ui/class-names'

/**
 * `isLit`: the gateway is at work; before that the paper lies in the dark. `isFolded`: on a phone a grid that waits for
 * its turn takes one row instead of two.
 */
export function DevelopingTray({
  isLit,
  isFolded = false,
  aspect,
  isGrid,
  preview,
  progress,
  name,
}: {
  isLit: boolean
  isFolded?: boolean
  aspect: number
  isGrid: boolean
  preview: string | null
  progress: number | null
  name: string
}) {
  const t = useTranslations('feed')
  const share = (progress ?? 0) / 100
  const style = {
    '--aspect': aspect,
    '--blur': `${Math.round((1 - share) * 18 * 10) / 10}px`,
    '--red': Math.round((1 - share * 0.75) * 100) / 100,
  } as CSSProperties

  return (
    <div
      style={style}
      className={classNames(
        'relative isolate overflow-hidden rounded-xl',
        isLit && 'bg-[#1d0a06]',
        isGrid
          ? 'md:max-w-[calc(440px*4*var(--aspect))]'
          : 'w-[min(100%,calc(70dvh*var(--aspect)))] md:w-[min(100%,calc(240px*var(--aspect)))]',
      )}
    >
      <div
        className={classNames(
          'grid gap-[3px] md:gap-1',
          isGrid && (isFolded ? 'grid-cols-4' : 'grid-cols-2 md:grid-cols-4'),
          preview ? 'blur-(--blur) transition-[filter] duration-700' : 'animate-breathe',
        )}
      >
        {(isGrid ? [0, 1, 2, 3] : [0]).map((place) => (
          <Cell key={place} isLit={isLit} preview={preview} place={isGrid ? place : null} />
        ))}
      </div>
      {isLit ? (
        <>
          <div className="absolute inset-0 bg-[#9c4a36] opacity-(--red) mix-blend-color" />
          <div className="absolute inset-0 bg-[#c9694f] opacity-(--red) mix-blend-multiply" />
          <Hairline
            progress={progress}
            label={t('state.progress', { prompt: name || t('noPrompt') })}
          />
        </>
      ) : null}
    </div>
  )
}

export function Hairline({ progress, label }: { progress: number | null; label: string }) {
  return (
    <div
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={progress ?? undefined}
      className="absolute inset-x-0 bottom-0 h-[3px]"
    >
      <div
        className={classNames(
          'h-full bg-accent shadow-[0_0_14px_var(--accent)] transition-[width] duration-700',
          progress === null && 'animate-breathe',
        )}
        style={{ width: progress === null ? '6%' : `${Math.max(2, progress)}%` }}
      />
    </div>
  )
}

const corners = ['0% 0%', '100% 0%', '0% 100%', '100% 100%']

/** A quarter of the preview, whose own size nobody knows before it has arrived; or the whole of it. */
function Cell({
  isLit,
  preview,
  place,
}: {
  isLit: boolean
  preview: string | null
  place: number | null
}) {
  const style =
    preview === null
      ? undefined
      : {
          backgroundImage: `url("${preview}")`,
          backgroundSize: place === null ? '100% 100%' : '200% 200%',
          backgroundPosition: place === null ? '0 0' : corners[place],
        }
  return (
    <div
      className={classNames(
        'aspect-(--aspect)',
        preview === null && (isLit ? 'bg-linear-to-b from-[#6b2a1c] to-[#34140d]' : 'bg-surface'),
      )}
      style={style}
    />
  )
}
