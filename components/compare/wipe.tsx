'use client'

import ChevronsLeftRight from 'lucide-react/icons/chevrons-left-right'
import { type CSSProperties, type PointerEvent, type ReactNode, useRef, useState } from 'react'
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
 * A picture drawn over another from the left, as far as its edge is pulled: by the handle, by keys, and anywhere while
 * nobody needs the pointer for moving the picture.
 */
export function Wipe({
  below,
  above,
  labels,
  isPulledAnywhere,
}: {
  below: ReactNode
  above: ReactNode
  labels: readonly [string, string]
  isPulledAnywhere: boolean
}) {
  const t = useTranslations('compare')
  const ref = useRef<HTMLDivElement>(null)
  const [at, setAt] = useState(50)

  function pull(event: PointerEvent<HTMLElement>): void {
    const box = ref.current?.getBoundingClientRect()
    if (!box) return
    const part = (event.clientX - box.left) / box.width
    setAt(Math.round(Math.min(1, Math.max(0, part)) * 1000) / 10)
  }
  const pulled = {
    onPointerDown: (event: PointerEvent<HTMLElement>) => {
      if (event.button !== 0) return
      event.currentTarget.setPointerCapture(event.pointerId)
      pull(event)
    },
    onPointerMove: (event: PointerEvent<HTMLElement>) => {
      if (event.currentTarget.hasPointerCapture(event.pointerId)) pull(event)
    },
  }

  return (
    <div
      ref={ref}
      style={{ '--at': `${at}%` } as CSSProperties}
      className={`absolute inset-0 ${isPulledAnywhere ? 'cursor-ew-resize' : ''}`}
      {...(isPulledAnywhere ? pulled : {})}
    >
      {below}
      <div className="absolute inset-0 [clip-path:inset(0_calc(100%-var(--at))_0_0)]">{above}</div>
      {labels.map((label, n) => (
        <span
          key={label}
          className={`pointer-events-none absolute top-2 grid h-6 min-w-6 place-items-center rounded-sm bg-black/70 px-1.5 font-mono text-xs text-white ${n === 0 ? 'left-2' : 'right-2'}`}
        >
          {label}
        </span>
      ))}
      <div className="pointer-events-none absolute inset-y-0 left-(--at) w-px -translate-x-1/2 bg-white shadow-[0_0_0_1px_rgb(0_0_0/0.4)]" />
      <div
        role="slider"
        tabIndex={0}
        aria-label={t('slider')}
        aria-orientation="horizontal"
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={Math.round(at)}
        {...pulled}
        onPointerDown={(event) => {
          // The handle moves the edge, not the picture.
          event.stopPropagation()
          pulled.onPointerDown(event)
        }}
        onKeyDown={(event) => {
          const step = steps[event.key]
          if (step === undefined) return
          event.preventDefault()
          event.stopPropagation()
          setAt(Math.min(100, Math.max(0, at + (event.shiftKey ? step * 5 : step))))
        }}
        className="absolute top-1/2 left-(--at) grid size-9 -translate-1/2 cursor-ew-resize touch-none place-items-center rounded-full bg-white text-black shadow-[0_1px_6px_rgb(0_0_0/0.5)] focus-visible:outline-3 focus-visible:outline-offset-2 focus-visible:outline-accent pointer-coarse:size-11 [&_svg]:size-[18px]"
      >
        <ChevronsLeftRight aria-hidden />
      </div>
    </div>
  )
}
