'use client'

import { Copy } from 'lucide-react'
import type { ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import { IconButton } from '@/components/ui/icon-button'
import { useCopy } from '@/components/ui/use-copy'
import type { Me } from '@/lib/mj/members'
import { Section } from './section'
import { TokenForm } from './token-form'
import { TokenList } from './token-list'

/** How another client of the family is pointed at this studio, and what it enters by. */
export function ToolsSection({ me, origin }: { me: Me; origin: string }) {
  const t = useTranslations('settings')
  const tools = useTranslations('settings.tools')
  return (
    <Section id="tools" title={t('sections.tools')} about={tools('about')}>
      <dl>
        <Row name={tools('baseUrl')} help={tools('baseUrlHelp')}>
          <Copyable name={tools('baseUrl')}>{origin}</Copyable>
        </Row>
        <Row name={tools('tokens')} help={me.role === 'owner' ? <TokenCommand /> : null}>
          <p className="mb-3.5 max-w-[62ch] text-base">{tools('tokensAbout')}</p>
          <TokenList viewerId={me.id} />
          <div className="mt-4">
            <TokenForm />
          </div>
        </Row>
        <Row name={tools('try')}>
          <Copyable name={tools('try')}>
            {[
              `curl ${origin}/mj/submit/imagine \\`,
              `  -H "Authorization: Bearer $TOKEN" \\`,
              `  -H "Content-Type: application/json" \\`,
              `  -d '{"prompt":"violet mountains at dusk --ar 3:2"}'`,
            ].join('\n')}
          </Copyable>
        </Row>
      </dl>
    </Section>
  )
}

function TokenCommand() {
  const t = useTranslations('settings.tools')
  return (
    <>
      {t('command')}{' '}
      <code className="inline-block font-mono text-xs text-muted">
        npm run token -- {t('tokenPlaceholder')}
      </code>
    </>
  )
}

function Row({ name, help, children }: { name: string; help?: ReactNode; children: ReactNode }) {
  return (
    <div className="grid gap-x-6 gap-y-1.5 border-t border-line py-4 first:border-t-0 first:pt-0 md:grid-cols-[148px_minmax(0,1fr)]">
      <dt className="text-base text-muted">{name}</dt>
      <dd className="min-w-0">
        {children}
        {help ? <p className="mt-1.5 text-sm text-faint">{help}</p> : null}
      </dd>
    </div>
  )
}

function Copyable({ name, children }: { name: string; children: string }) {
  const t = useTranslations('settings.tools')
  const copy = useCopy()
  return (
    <div className="flex items-start gap-2">
      <pre
        tabIndex={0}
        className="min-w-0 flex-1 overflow-x-auto rounded-lg bg-surface px-3 py-2 font-mono text-sm leading-5"
      >
        {children}
      </pre>
      <IconButton
        label={t('copyOf', { what: name })}
        icon={<Copy />}
        tooltipSide="left"
        look="ghost"
        onClick={() => copy(children)}
      />
    </div>
  )
}
