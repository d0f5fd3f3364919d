'use client'

import { useEffect, useEffectEvent, useRef } from 'react'
import { Button } from '@/components/ui/button'

/** Further cards, at the end of those that are there: they load when it comes near, and by a click where it does not. */
export function OlderTasks({
  label,
  isLoading,
  load,
}: {
  label: string
  isLoading: boolean
  load: () => void
}) {
  const ref = useRef<HTMLDivElement>(null)
  const loadOlder = useEffectEvent(load)

  useEffect(() => {
    const observer = new IntersectionObserver(
      (entries) => {
        if (entries.some((entry) => entry.isIntersecting)) loadOlder()
      },
      { rootMargin: '1200px' },
    )
    if (ref.current) observer.observe(ref.current)
    return () => observer.disconnect()
    // Watched anew after each page: what is still in sight then loads the next one.
  }, [isLoading])

  return (
    <div ref={ref} className="flex justify-center py-4">
      <Button look="ghost" busy={isLoading} onClick={load}>
        {label}
      </Button>
    </div>
  )
}
