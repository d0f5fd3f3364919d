'use client'

import { useTranslations } from 'use-intl'

/** What a panel is about, and the way back to the default. */
export function PanelHead({
  title,
  about,
  isSet,
  isVaried = false,
  onReset,
}: {
  title: string
  about?: string
  isSet: boolean
  /** A permutation sets it: the text is the place to change that. */
  isVaried?: boolean
  onReset: () => void
}) {
  const t = useTranslations('composer')
  return (
    <div className="mb-3">
      <div className="flex h-6 items-center justify-between gap-4">
        <h2 className="font-medium text-text">{title}</h2>
        {isSet ? (
          <button
            type="button"
            aria-label={t('resetNamed', { name: title })}
            onClick={onReset}
            className="rounded-sm text-sm text-muted hover:text-text pointer-coarse:py-2"
          >
            {t('reset')}
          </button>
        ) : null}
      </div>
      {isVaried || about ? (
        <p className="max-w-[32ch] text-sm text-muted">{isVaried ? t('variesAbout') : about}</p>
      ) : null}
    </div>
  )
}
