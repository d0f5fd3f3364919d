'use client'

import { useTranslations } from 'use-intl'
import { Button } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/empty-state'
import { Lamp } from '@/components/shell/lamp'

/** The last resort, in words. What broke is in the server's log or the browser's console already. */
export default function PageError({ retry }: { error: unknown; retry: () => void }) {
  const t = useTranslations('errors.unexpected')
  return (
    <main className="grid min-h-dvh place-items-center">
      <EmptyState
        icon={<Lamp className="size-10" />}
        level="h1"
        title={t('title')}
        action={
          <div className="flex gap-2">
            <Button look="accent" size="md" onClick={retry}>
              {t('retry')}
            </Button>
            <Button size="md" onClick={() => window.location.reload()}>
              {t('reload')}
            </Button>
          </div>
        }
      >
        {t('help')}
      </EmptyState>
    </main>
  )
}
