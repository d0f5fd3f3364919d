'use client'

import { useTranslations } from 'use-intl'
import { Lamp } from '@/components/shell/lamp'
import { buttonClass } from '@/components/ui/button-class'

/**
 * The last resort, in words. What broke is in the server's log or the browser's console already. Every page carries it
 * along before anything is shown, so it stands on bare elements.
 */
export default function PageError({ retry }: { error: unknown; retry: () => void }) {
  const t = useTranslations('errors.unexpected')
  return (
    <main className="mx-auto grid min-h-dvh max-w-md place-content-center justify-items-center gap-2 px-6 text-center">
      <Lamp className="mb-2 size-10" />
      <h1 className="text-lg font-medium">{t('title')}</h1>
      <p className="text-base text-balance text-muted">{t('help')}</p>
      <div className="mt-3 flex gap-2">
        <button type="button" className={buttonClass('accent', 'md')} onClick={retry}>
          {t('retry')}
        </button>
        <button
          type="button"
          className={buttonClass('plain', 'md')}
          onClick={() => window.location.reload()}
        >
          {t('reload')}
        </button>
      </div>
    </main>
  )
}
