import { Lamp } from '@/components/shell/lamp'
import { buttonClass } from '@/components/ui/button-class'
import { EmptyState } from '@/components/ui/empty-state'
import { requestLocale, translator } from '@/lib/i18n/server'

export default async function NotFound() {
  const t = translator(await requestLocale(), 'errors')
  return (
    <main className="grid min-h-dvh place-items-center">
      <EmptyState
        icon={<Lamp className="size-10" />}
        level="h1"
        title={t('notFound.title')}
        action={
          <a href="/" className={buttonClass('accent', 'md')}>
            {t('notFound.back')}
          </a>
        }
      >
        {t('notFound.help')}
      </EmptyState>
    </main>
  )
}
