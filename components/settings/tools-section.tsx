'use client'

import type { ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import type { Me } from '@/lib/mj/members'
import { Copyable } from './copyable'
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
          <Copyable label={tools('copyOf', { what: tools('baseUrl') })}>{origin}</Copyable>
        </Row>
        <Row name={tools('tokens')} help={me.role === 'owner' ? <TokenCommand /> : null}>
          <p className="mb-3.5 max-w-[62ch] text-base">{tools('tokensAbout')}</p>
          <TokenList viewerId={me.id} />
          <div className="mt-4">
            <TokenForm />
          </div>
        </Row>
        <Row name={tools('try')}>
          <Copyable label={tools('copyOf', { what: tools('try') })}>
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
