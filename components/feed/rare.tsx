'use client'
/** What an ordinary feed has none of: fetched when the first such task is shown, with its place kept meanwhile. */
import { type ComponentType, Suspense, createElement } from 'react'
import { classNames } from '@/components/ui/class-names'
import { lazy } from '@/lib/client/lazy'

export const TextResult = rare('min-h-64', async () => {
  return (await import('./text-result-card')).TextResult
})
export const Films = rare('min-h-60', async () => (await import('./films')).Films)
export const Trouble = rare('min-h-[130px]', async () => (await import('./trouble')).Trouble)
export const Unclear = rare('min-h-[150px]', async () => (await import('./unclear')).Unclear)
export const Ingredients = rare('h-10 mb-2.5', async () => {
  return (await import('./ingredients')).Ingredients
})
export const WindowCard = rare('min-h-[106px]', async () => {
  return (await import('@/components/window-dialog/window-card')).WindowCard
})

function rare<Props extends object>(
  room: string,
  load: () => Promise<ComponentType<Props>>,
): ComponentType<Props> {
  const Late = lazy(async () => ({ default: await load() }))
  return function Rare(props: Props) {
    const place = <div className={classNames('animate-breathe rounded-xl bg-surface', room)} />
    return <Suspense fallback={place}>{createElement(Late, props)}</Suspense>
  }
}
