'use client'

import { X } from 'lucide-react'
import { type ReactNode, useEffect } from 'react'
import { useTranslations } from 'use-intl'
import { useStore } from 'zustand'
import { type Toast, toastStore } from '@/lib/state/toasts'
import { Button } from './button'

const shownForMs = { plain: 4000, fault: 9000 } as const

/**
 * Where `toast` and `toastError` of lib/state/toasts appear; once on the page. `children` stand below them, for what
 * stays longer than a toast.
 */
export function Toaster({ children }: { children?: ReactNode }) {
  const toasts = useStore(toastStore, (state) => state.toasts)
  return (
    <div className="pointer-events-none fixed inset-x-3 bottom-[calc(12px+var(--toast-room,0px)+env(safe-area-inset-bottom))] z-50 flex flex-col items-center gap-2 *:pointer-events-auto max-sm:bottom-[calc(70px+var(--toast-room,0px)+env(safe-area-inset-bottom))]">
      <div role="status" className="flex flex-col items-center gap-2">
        {toasts.map((toast) => (
          <ToastCard key={toast.id} toast={toast} />
        ))}
      </div>
      {children}
    </div>
  )
}

function ToastCard({ toast }: { toast: Toast }) {
  const t = useTranslations()
  const dismiss = useStore(toastStore, (state) => state.dismiss)

  useEffect(() => {
    const timer = setTimeout(() => dismiss(toast.id), shownForMs[toast.tone])
    return () => clearTimeout(timer)
  }, [toast, dismiss])

  return (
    <div className="flex max-w-[min(520px,100%)] animate-rise items-center gap-3 rounded-xl border border-line-strong bg-raised py-1.5 pr-1.5 pl-4 text-base shadow-float">
      <p className="min-w-0">
        {toast.tone === 'fault' ? t(`errors.kind.${toast.kind}`) : toast.text}
      </p>
      {toast.tone === 'plain' && toast.action ? (
        <Button look="ghost" onClick={toast.action.run}>
          {toast.action.label}
        </Button>
      ) : null}
      <Button
        look="ghost"
        className="!px-0"
        aria-label={t('shell.close')}
        icon={<X />}
        onClick={() => dismiss(toast.id)}
      />
    </div>
  )
}
