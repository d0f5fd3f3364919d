'use client'

import { type ReactNode, useId } from 'react'
import { useTranslations } from 'use-intl'
import { AdoptBlock } from './adopt-block'
import { ExportBlock } from './export-block'
import { ImportBlock } from './import-block'
import { Section } from './section'

/** What goes out of the studio, and what comes into it. */
export function ExchangeSection() {
  const t = useTranslations('exchange')
  return (
    <Section id="exchange" title={t('title')} about={t('about')}>
      <Block title={t('export.title')} about={t('export.about')}>
        <ExportBlock />
      </Block>
      <Block title={t('import.title')} about={t('import.about')}>
        <ImportBlock />
      </Block>
      <Block title={t('adopt.title')} about={t('adopt.about')}>
        <AdoptBlock />
      </Block>
    </Section>
  )
}

function Block({ title, about, children }: { title: string; about: string; children: ReactNode }) {
  const id = useId()
  return (
    <section
      aria-labelledby={id}
      className="grid gap-x-6 gap-y-1.5 border-t border-line py-5 first:border-t-0 first:pt-0 last:pb-0 md:grid-cols-[148px_minmax(0,1fr)]"
    >
      <h3 id={id} className="text-base text-muted">
        {title}
      </h3>
      <div className="min-w-0">
        <p className="max-w-[62ch] text-base">{about}</p>
        <div className="mt-3.5">{children}</div>
      </div>
    </section>
  )
}
