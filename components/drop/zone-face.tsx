'use client'

import { Blend, Drama, Image as ImageIcon, Palette, ScanText, UserRound } from 'lucide-react'
import type { ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import { classNames } from '@/components/ui/class-names'
import { useGateway } from '@/lib/client/use-task'
import { type Brought, type Closed, type Zone, closedBecause, zones } from './zones'

export const zoneIcons: Readonly<Record<Zone, ReactNode>> = {
  image: <ImageIcon />,
  style: <Palette />,
  character: <UserRound />,
  describe: <ScanText />,
  blend: <Blend />,
  swap: <Drama />,
}

/** Three columns as wide as the drawing has them; two on a phone, of half the height. */
export const zoneGrid =
  'grid w-[min(744px,100%)] grid-cols-2 gap-2 sm:grid-cols-3 sm:gap-3 [--zone:120px] sm:[--zone:170px] [@media(max-height:560px)]:[--zone:104px]'

export function zoneLook({ isOver = false, isClosed = false }): string {
  return classNames(
    'relative flex min-h-(--zone) flex-col items-center justify-center gap-1 rounded-2xl border-[1.5px] px-3 py-2 text-center transition-colors',
    '[&_svg]:pointer-events-none [&_svg]:mb-1 [&_svg]:size-[26px] [&_svg]:stroke-[1.6]',
    isClosed ? '[&_svg]:text-faint' : '[&_svg]:text-accent',
    isOver
      ? 'border-accent bg-[color-mix(in_oklab,var(--accent)_14%,var(--surface))]'
      : 'border-dashed border-line-strong bg-surface',
  )
}

/** What stands in a zone: icon, name, and what it does or why it takes nothing. */
export function ZoneFace({
  icon,
  name,
  about,
  isClosed = false,
  aboutId,
}: {
  icon: ReactNode
  name: string
  about: string
  isClosed?: boolean
  aboutId?: string
}) {
  return (
    <>
      {icon}
      <span className={classNames('text-lg font-[550]', isClosed ? 'text-muted' : 'text-text')}>
        {name}
      </span>
      <span id={aboutId} className="text-sm text-muted">
        {about}
      </span>
    </>
  )
}

export type ZoneWords = { zone: Zone; name: string; about: string; closed: Closed | null }

/** Every zone in words, for what has been brought and the gateway it would go to. */
export function useZones(brought: Brought): readonly ZoneWords[] {
  const t = useTranslations()
  const gateway = useGateway()

  const reason = (closed: Closed) => {
    switch (closed) {
      case 'one-only':
      case 'two-only':
      case 'needs-file':
        return t(`intake.closed.${closed}`)
      default:
        return t(`actions.lack.${closed}`, { gateway: gateway?.name ?? '' })
    }
  }

  return zones.map((zone) => {
    const closed = closedBecause(zone, brought, gateway?.capabilities)
    return {
      zone,
      name: t(`intake.zone.${zone}`),
      about: closed ? reason(closed) : t(`intake.about.${zone}`, { count: brought.count }),
      closed,
    }
  })
}
