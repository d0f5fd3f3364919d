'use client'

import { type ReactNode, useId, useLayoutEffect, useRef } from 'react'

/**
 * A modal dialog: the browser's own, which keeps focus inside, makes the rest inert, closes on Escape and gives
 * focus back, with no code of ours. Mounted only while open.
 */
export function Dialog({
  title,
  onClose,
  children,
  footer,
}: {
  title: string
  onClose: () => void
  children: ReactNode
  footer?: ReactNode
}) {
  const ref = useRef<HTMLDialogElement>(null)
  const titleId = useId()

  // Closed before it leaves the document: only then does the browser give the focus back.
  useLayoutEffect(() => {
    const dialog = ref.current
    dialog?.showModal()
    return () => dialog?.close()
  }, [])

  return (
    <dialog
      ref={ref}
      aria-labelledby={titleId}
      onCancel={(event) => {
        // The state above decides what is mounted, so it closes by leaving.
        event.preventDefault()
        onClose()
      }}
      onPointerDown={(event) => {
        if (event.target === event.currentTarget) onClose()
      }}
      className="m-auto w-[min(560px,calc(100vw-24px))] animate-rise rounded-2xl border border-line-strong bg-surface p-0 shadow-float backdrop:bg-black/55 backdrop:backdrop-blur-[2px]"
    >
      <div className="flex max-h-[calc(100dvh-48px)] flex-col">
        <h2 id={titleId} className="px-5 pt-4 text-lg font-medium">
          {title}
        </h2>
        <div className="min-h-0 flex-1 overflow-y-auto px-5 py-4">{children}</div>
        {footer ? (
          <div className="flex flex-wrap justify-end gap-2 border-t border-line px-5 py-3">
            {footer}
          </div>
        ) : null}
      </div>
    </dialog>
  )
}
