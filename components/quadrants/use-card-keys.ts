'use client'
/**
 * Moving about a feed by keyboard: 1 to 4 choose a quadrant, left and right go to its neighbours, J and K (up and
 * down) to the next card, S makes a favourite of what is chosen: what has the focus; where nothing has, the card
 * under the pointer.
 */
import { useQueryClient } from '@tanstack/react-query'
import type { RefObject } from 'react'
import { useTranslations } from 'use-intl'
import { cachedTask } from '@/lib/client/tasks'
import { quadrantIndexes } from '@/lib/mj/quadrants'
import { toast, toastError } from '@/lib/state/toasts'
import type { Favoured, toggleFavourite } from './favour'
import { type KeyTarget, useActionKeys } from './use-action-keys'

const card = '[data-task-id]'
const quadrant = '[data-quadrant]'
/** The one place of a card that the focus goes to when one comes from another card. */
const entrance = '[data-quadrant][tabindex="0"], [data-picture], video, a, button'

export function useCardKeys(
  root: RefObject<HTMLElement | null>,
  { isEnabled, onHelp }: { isEnabled: boolean; onHelp: () => void },
): void {
  const client = useQueryClient()
  const t = useTranslations('actions')

  function target(): KeyTarget | null {
    const current = currentCard(root.current)
    const task = cachedTask(client, current?.dataset['taskId'] ?? '')
    if (!current || !task) return null
    // One after the other: a single selector would take whichever of the two comes first on the page.
    const chosen =
      current.querySelector<HTMLElement>(`${quadrant}:focus`) ??
      current.querySelector<HTMLElement>(`:hover > ${quadrant}`)
    const index = chosen?.dataset['quadrant']
    return { task, quadrant: quadrantIndexes.find((one) => String(one) === index) ?? null }
  }

  function onKey(event: KeyboardEvent): boolean {
    if (event.shiftKey) return false
    switch (event.key) {
      case '1':
      case '2':
      case '3':
      case '4':
        return focusQuadrant(cardToChooseIn(root.current), Number(event.key))
      case 'ArrowLeft':
        return focusNeighbour(root.current, -1)
      case 'ArrowRight':
        return focusNeighbour(root.current, 1)
      case 's':
        return favour(target())
      case 'k':
        return focusCard(root.current, -1)
      case 'j':
        return focusCard(root.current, 1)
      case 'ArrowUp':
        return isOnPicture() && focusCard(root.current, -1)
      case 'ArrowDown':
        return isOnPicture() && focusCard(root.current, 1)
      default:
        return false
    }
  }

  function favour(aim: KeyTarget | null): boolean {
    if (!aim) return false
    if (aim.task.owner !== null) toast(t('sharing.notYours'))
    else {
      toggleLate(client, aim.task, aim.quadrant).then(
        (end) => end === 'unchosen' && toast(t('useAs.choose')),
        toastError,
      )
    }
    return true
  }

  useActionKeys({ isEnabled, target, onKey, onHelp })
}

/** Fetched at the first such key: the feed has nothing else to do with the library's frames. */
async function toggleLate(...of: Parameters<typeof toggleFavourite>): Promise<Favoured> {
  return (await import('./favour')).toggleFavourite(...of)
}

function currentCard(root: HTMLElement | null): HTMLElement | null {
  return (
    root?.querySelector<HTMLElement>(`${card}:focus-within`) ??
    root?.querySelector<HTMLElement>(`${card}:hover`) ??
    null
  )
}

/** With no card meant, the first one in sight that has quadrants. */
function cardToChooseIn(root: HTMLElement | null): HTMLElement | null {
  const inSight = [...(root?.querySelectorAll<HTMLElement>(card) ?? [])].find(
    (one) => one.getBoundingClientRect().bottom > 80 && one.querySelector(quadrant) !== null,
  )
  return currentCard(root) ?? inSight ?? null
}

function focusQuadrant(within: HTMLElement | null, index: number): boolean {
  return focusOn(within?.querySelector<HTMLElement>(`[data-quadrant="${index}"]`))
}

function focusNeighbour(root: HTMLElement | null, step: -1 | 1): boolean {
  const index = root?.querySelector<HTMLElement>(`${quadrant}:focus`)?.dataset['quadrant']
  return index !== undefined && focusQuadrant(currentCard(root), Number(index) + step)
}

/** Up and down scroll the page, unless a picture has the focus. */
function isOnPicture(): boolean {
  return document.activeElement?.matches(`${quadrant}, [data-picture]`) ?? false
}

function focusCard(root: HTMLElement | null, step: -1 | 1): boolean {
  const cards = [...(root?.querySelectorAll<HTMLElement>(card) ?? [])]
  const current = currentCard(root)
  const place = current ? cards.indexOf(current) + step : 0
  const next = cards[place]
  next?.scrollIntoView({ block: 'nearest' })
  return focusOn(next?.querySelector<HTMLElement>(entrance), { preventScroll: true })
}

function focusOn(element: HTMLElement | null | undefined, options: FocusOptions = {}): boolean {
  element?.focus(options)
  return element !== null && element !== undefined
}
