'use client'

import ChevronsLeftRight from 'lucide-react/icons/chevrons-left-right'
import { type CSSProperties, type PointerEvent, type ReactNode, useState } from 'react'
import { useTranslations } from 'use-intl'

const steps: Readonly<Record<string, number>> = {
  ArrowLeft: -2,
  ArrowDown: -2,
  ArrowRight: 2,
  ArrowUp: 2,
  PageDown: -20,
  PageUp: 20,
  Home: -100,
  End: 100,
}

/**
 * A picture drawn over another from the left, as far as somebody pulls it. `isShut`: all of it, for as long as that
 * lasts; with neither it is there, ready, and not seen.
 */
export function Curtain({
  isOpen,
  isShut,
  children,
}: {
  isOpen: boolean
  isShut: boolean
  children: ReactNode
}) {
  const t = useTranslations('region.compare')
  const [at, setAt] = useState(50)
  const width = isShut ? 100 : isOpen ? at : 0

  function pull(event: PointerEvent<HTMLElement>): void {
    const box = event.currentTarget.getBoundingClientRect()
    const part = (event.clientX - box.left) / box.width
    setAt(Math.round(Math.min(1, Math.max(0, part)) * 1000) / 10)
  }

  return (
    <div
      className={`absolute inset-0 ${isOpen ? 'cursor-ew-resize touch-pan-y' : 'pointer-events-none'}`}
      style={{ '--at': `${width}%` } as CSSProperties}
      onPointerDown={(event) => {
        if (event.button !== 0) return
        event.currentTarget.setPointerCapture(event.pointerId)
        pull(event)
      }}
      onPointerMove={(event) => {
        if (event.currentTarget.hasPointerCapture(event.pointerId)) pull(event)
      }}
      // A finger that pulls the curtain does not turn the page.
      onTouchStart={(event) => isOpen && event.stopPropagation()}
    >
      <div
        aria-hidden={width === 0 || undefined}
        className="absolute inset-0 [clip-path:inset(0_calc(100%-var(--at))_0_0)]"
      >
        {children}
      </div>
      {isOpen ? (
        <>
          <Label side="left" text={t('beforeShort')} />
          <Label side="right" text={t('afterShort')} />
          <div className="pointer-events-none absolute inset-y-0 left-(--at) w-px -translate-x-1/2 bg-white shadow-[0_0_0_1px_rgb(0_0_0/0.4)]" />
          <div
            role="slider"
            tabIndex={0}
            aria-label={t('slider')}
            aria-orientation="horizontal"
            aria-valuemin={0}
            aria-valuemax={100}
            aria-valuenow={Math.round(at)}
            aria-valuetext={t('sliderValue', { percent: Math.round(at) })}
            onKeyDown={(event) => {
              const step = steps[event.key]
              if (step === undefined) return
              event.preventDefault()
              setAt(Math.min(100, Math.max(0, at + (event.shiftKey ? step * 5 : step))))
            }}
            className="absolute top-1/2 left-(--at) grid size-9 -translate-1/2 place-items-center rounded-full bg-white text-black shadow-[0_1px_6px_rgb(0_0_0/0.5)] focus-visible:outline-3 focus-visible:outline-offset-2 focus-visible:outline-accent pointer-coarse:size-11 [&_svg]:size-[18px]"
          >
            <ChevronsLeftRight aria-hidden />
          </div>
        </>
      ) : null}
    </div>
  )
}

function Label({ side, text }: { side: 'left' | 'right'; text: string }) {
  return (
    <span
      className={`pointer-events-none absolute top-2.5 rounded-sm bg-black/65 px-2 py-0.5 text-xs text-white ${side === 'left' ? 'left-2.5' : 'right-2.5'}`}
    >
      {text}
    </span>
  )
}
