'use client'

import { useEffect, useState } from 'react'
import { useTranslations } from 'use-intl'
import type { SectionId } from './section'

/** What the page is about, beside it; on a phone the page is short enough without. */
export function SectionIndex({ ids }: { ids: readonly SectionId[] }) {
  const t = useTranslations('settings')
  const inView = useSectionInView(ids)
  return (
    // As tall as its words and not as the page, or it has no room to stick in.
    <nav aria-label={t('title')} className="sticky top-10 self-start max-lg:hidden">
      <ul className="-ml-3 flex flex-col gap-0.5">
        {ids.map((id) => (
          <li key={id}>
            <a
              href={`#${id}`}
              aria-current={id === inView ? 'location' : undefined}
              className="block rounded-md px-3 py-1.5 text-base text-muted transition-colors hover:text-text aria-[current=location]:bg-raised aria-[current=location]:text-text"
            >
              {t(`sections.${id}`)}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  )
}

/** The section that is being read: the last one that has begun above the upper third. */
function useSectionInView(ids: readonly SectionId[]): SectionId {
  const [inView, setInView] = useState<SectionId>(ids[0]!)
  useEffect(() => {
    const look = () => {
      const isAtEnd = window.innerHeight + window.scrollY >= document.body.scrollHeight - 2
      const begun = ids.filter((id) => {
        const top = document.getElementById(id)?.getBoundingClientRect().top ?? Infinity
        return top < window.innerHeight / 3
      })
      const isScrolled = window.scrollY > 0
      setInView((isAtEnd && isScrolled ? ids.at(-1) : begun.at(-1)) ?? ids[0]!)
    }
    look()
    window.addEventListener('scroll', look, { passive: true })
    window.addEventListener('resize', look)
    return () => {
      window.removeEventListener('scroll', look)
      window.removeEventListener('resize', look)
    }
  }, [ids])
  return inView
}
