'use client'

import ChevronsLeftRight from 'lucide-react/icons/chevrons-left-right'
import type { Edge } from './use-edge'

/** The line between the two pictures, and what it is pulled by: with a hand, or with keys. */
export function EdgeHandle({
  edge,
  label,
  valueText,
}: {
  edge: Edge
  label: string
  /** What a screen reader says instead of the bare number. */
  valueText?: string
}) {
  const value = Math.round(edge.at)
  return (
    <>
      <div className="pointer-events-none absolute inset-y-0 left-(--at) w-px -translate-x-1/2 bg-white shadow-[0_0_0_1px_rgb(0_0_0/0.4)]" />
      <div
        role="slider"
        tabIndex={0}
        aria-label={label}
        aria-orientation="horizontal"
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={value}
        aria-valuetext={valueText}
        {...edge.pulled}
        onPointerDown={(event) => {
          // The handle moves the edge, not the picture.
          event.stopPropagation()
          edge.pulled.onPointerDown(event)
        }}
        onKeyDown={(event) => {
          if (!edge.press(event)) return
          event.preventDefault()
          event.stopPropagation()
        }}
        className="absolute top-1/2 left-(--at) grid size-9 -translate-1/2 cursor-ew-resize touch-none place-items-center rounded-full bg-white text-black shadow-[0_1px_6px_rgb(0_0_0/0.5)] focus-visible:outline-3 focus-visible:outline-offset-2 focus-visible:outline-accent pointer-coarse:size-11 [&_svg]:size-[18px]"
      >
        <ChevronsLeftRight aria-hidden />
      </div>
    </>
  )
}
