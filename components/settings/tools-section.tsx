'use client'

import { Copy } from 'lucide-react'
import { useTranslations } from 'use-intl'
import { IconButton } from '@/components/ui/icon-button'
import { useCopy } from '@/components/ui/use-copy'
import { Section } from './section'

/** How another client of the family is pointed at this studio. */
export function ToolsSection({ origin }: { origin: string }) {
  const t = useTranslations('settings')
  const tools = useTranslations('settings.tools')
  return (
    <Section id="tools" title={t('sections.tools')} about={tools('about')}>
      <dl>
        <Copyable name={tools('baseUrl')} help={tools('baseUrlHelp')}>
          {origin}
        </Copyable>
        <Copyable name={tools('token')} help={tools('tokenHelp')}>
          {`npm run token -- ${tools('tokenName')}`}
        </Copyable>
        <Copyable name={tools('try')}>
          {[
            `curl ${origin}/mj/submit/imagine \\`,
            `  -H "Authorization: Bearer $TOKEN" \\`,
            `  -H "Content-Type: application/json" \\`,
            `  -d '{"prompt":"violet mountains at dusk --ar 3:2"}'`,
          ].join('\n')}
        </Copyable>
      </dl>
    </Section>
  )
}

function Copyable({ name, help, children }: { name: string; help?: string; children: string }) {
  const t = useTranslations('settings.tools')
  const copy = useCopy()
  return (
    <div className="grid gap-x-6 gap-y-1.5 border-t border-line py-3 first:border-t-0 first:pt-0 md:grid-cols-[148px_minmax(0,1fr)]">
      <dt className="text-base text-muted md:pt-1.5">{name}</dt>
      <dd className="min-w-0">
        <div className="flex items-start gap-2">
          <pre className="min-w-0 flex-1 overflow-x-auto rounded-lg bg-surface px-3 py-2 font-mono text-sm leading-5">
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
        {help ? <p className="mt-1.5 text-sm text-faint">{help}</p> : null}
      </dd>
    </div>
  )
}
