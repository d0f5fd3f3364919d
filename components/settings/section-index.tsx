'use client'

import { useEffect, useRef, useState } from 'react'
import { useTranslations } from 'use-intl'
import type { SectionId } from './section'

/** What the page is about: beside it, and where there is no room beside it a strip above that goes along. */
export function SectionIndex({ ids }: { ids: readonly SectionId[] }) {
  const t = useTranslations('settings')
  const inView = useSectionInView(ids)
  const strip = useRef<HTMLUListElement>(null)
  useEffect(() => bringIntoStrip(strip.current, inView), [inView])
  return (
    // As tall as its words and not as the page, or it has no room to stick in.
    <nav
      aria-label={t('title')}
      className="sticky self-start max-lg:top-0 max-lg:z-20 max-lg:-mx-4 max-lg:mb-7 max-lg:border-b max-lg:border-line max-lg:bg-bg sm:max-lg:-mx-8 lg:top-10"
    >
      <ul
        ref={strip}
        className="flex gap-0.5 max-lg:[scrollbar-width:none] max-lg:overflow-x-auto max-lg:px-1 max-lg:py-1.5 sm:max-lg:px-5 lg:-ml-3 lg:flex-col"
      >
        {ids.map((id) => (
          <li key={id} className="shrink-0">
            <a
              href={`#${id}`}
              aria-current={id === inView ? 'location' : undefined}
              className="block rounded-md px-3 py-1.5 text-base whitespace-nowrap text-muted transition-colors hover:text-text aria-[current=location]:bg-raised aria-[current=location]:text-text pointer-coarse:py-3"
            >
              {t(`sections.${id}`)}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  )
}

/** Sideways only: `scrollIntoView` would move the page that is being scrolled. */
function bringIntoStrip(strip: HTMLElement | null, id: SectionId): void {
  const link = strip?.querySelector(`[href="#${id}"]`)
  if (!strip || !link) return
  const item = link.getBoundingClientRect()
  const room = strip.getBoundingClientRect()
  strip.scrollBy({ left: item.left + item.width / 2 - (room.left + room.width / 2) })
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
