import type { ReactNode } from 'react'
import type { Role } from '@/lib/mj/members'

/** In the order of the page. */
const sectionIds = [
  'gateways',
  'people',
  'account',
  'storage',
  'appearance',
  'keyboard',
  'tools',
  'exchange',
  'audit',
  'signOut',
] as const
export type SectionId = (typeof sectionIds)[number]

/** What somebody sees: people and the room that is left are the owner's affair, whose password is not set here. */
export const sectionsOf = {
  owner: sectionIds.filter((id) => id !== 'account'),
  member: sectionIds.filter((id) => id !== 'people' && id !== 'storage'),
} as const satisfies Record<Role, readonly SectionId[]>

/** One chapter of the page, with an address of its own: `/settings#gateways`. */
export function Section({
  id,
  title,
  about,
  children,
}: {
  id: SectionId
  title: string
  about?: string
  children: ReactNode
}) {
  return (
    <section
      id={id}
      aria-labelledby={`${id}-title`}
      className="scroll-mt-6 border-t border-line py-9 first:border-t-0 first:pt-0 sm:scroll-mt-10"
    >
      <h2 id={`${id}-title`} className="text-lg font-medium">
        {title}
      </h2>
      {about ? <p className="mt-1 max-w-[62ch] text-base text-muted">{about}</p> : null}
      <div className="mt-5">{children}</div>
    </section>
  )
}
