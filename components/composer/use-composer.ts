'use client'

import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useLayoutEffect, useMemo, useState, useSyncExternalStore } from 'react'
import { useStore } from 'zustand'
import type { GatewayFacts } from '@/lib/client/studio-api'
import { useSubmit } from '@/lib/client/submit'
import { gatewaysQuery } from '@/lib/client/tasks'
import { useGateway, useMe } from '@/lib/client/use-task'
import { isUntouched, type Draft } from '@/lib/mj/draft'
import type { Budget } from '@/lib/mj/members'
import type { ParameterName } from '@/lib/mj/params'
import type { Speed } from '@/lib/mj/task'
import { composerStore, hydrateComposer } from '@/lib/state/composer'
import { connectionStore } from '@/lib/state/connection'
import { toastError } from '@/lib/state/toasts'
import type { DraftView, Obstacle } from './draft-view'
import { focusComposer, promptFieldId } from './focus-composer'
import { overBudget } from './over-budget'
import { type Core, useCore, withCore } from './use-core'

/** The draft, what it amounts to, and what can be done with it. */
export function useComposer() {
  const draft = useStore(composerStore, (state) => state.draft)
  const chosen = useStore(composerStore, (state) => state.speed)
  const isOffline = useStore(connectionStore, ({ connection }) => connection === 'offline')
  const gateway = useGateway()
  const budget = useMe()?.budget ?? null
  const { mutate } = useSubmit()
  const client = useQueryClient()
  const core = useCore(!isUntouched(draft))
  const view = useView(core, draft, gateway)
  const [isWaiting, setWaiting] = useState(false)

  useLayoutEffect(showKept, [])
  useEffect(focusOnShortcut, [])
  const beginning = gateway?.defaultSpeed
  useEffect(() => {
    if (beginning) composerStore.getState().beginWithSpeed(beginning)
  }, [beginning])

  return {
    core,
    draft,
    view,
    gateway,
    budget,
    obstacle: obstacleOf(core, view, isOffline, budget),
    isWaiting,
    speed: core ? core.speedOf(view, chosen) : chosen,
    edit: (next: Draft) => composerStore.getState().edit(next),
    write: (text: string) => {
      const { draft: current, edit } = composerStore.getState()
      edit({ ...current, text })
    },
    toggle: (name: ParameterName) =>
      withCore(({ toggle }) => {
        const { draft: current, edit } = composerStore.getState()
        edit(toggle(current, name, view.values.has(name) || view.varied.has(name)))
      }),
    chooseSpeed: (speed: Speed) => {
      composerStore.getState().chooseSpeed(speed)
      withCore(({ chooseSpeed }) => chooseSpeed(speed))
    },
    submit: ({ keep }: { keep: boolean }) => {
      if (isWaiting) return
      withCore(({ send }) => {
        const findGateway = async () => (await client.fetchQuery(gatewaysQuery()))[0]
        const sent = send({
          keep,
          isOffline,
          budget,
          gateway,
          findGateway,
          mutate,
          onWait: setWaiting,
        })
        sent.catch(toastError)
      })
    },
  }
}

export type ComposerHandle = ReturnType<typeof useComposer>

function useView(core: Core | null, draft: Draft, gateway: GatewayFacts | undefined): DraftView {
  const addresses = useSyncExternalStore(
    core ? core.addressStore.subscribe : never,
    () => core?.addressStore.getState().addresses,
    () => undefined,
  )
  return useMemo(
    () => core?.viewDraft(draft, core.destinationOf(gateway, addresses)) ?? plainView(draft),
    [core, draft, gateway, addresses],
  )
}

const never = () => () => undefined

/** What can be said of a draft without understanding it: all of it for an empty one. */
function plainView({ images, text, references }: Draft): DraftView {
  return {
    prompt: text,
    sent: text,
    count: 1,
    values: new Map(),
    varied: new Set(),
    choice: null,
    images,
    standings: references.map(() => ({ type: 'beside' })),
    isBlank: images.length === 0 && text.trim() === '',
  }
}

function obstacleOf(
  core: Core | null,
  view: DraftView,
  isOffline: boolean,
  budget: Budget | null,
): Obstacle | null {
  if (core) return core.obstacleOf(view, isOffline, budget)
  if (view.isBlank) return { type: 'blank' }
  return isOffline ? { type: 'offline' } : overBudget(budget, view.count)
}

/**
 * The server cannot know the draft, so its frame is empty and the kept one follows before the first paint. What a
 * fast person has typed into that frame by then is newer than what was kept.
 */
function showKept(): void {
  const field = document.getElementById(promptFieldId)
  const typed = field instanceof HTMLTextAreaElement ? field.value : ''
  hydrateComposer()
  const { draft, edit } = composerStore.getState()
  if (typed !== '' && typed !== draft.text) edit({ ...draft, text: typed })
}

/** `/` anywhere but in a field, Ctrl or Cmd+K everywhere. */
function focusOnShortcut(): () => void {
  const focus = (event: KeyboardEvent) => {
    if (event.defaultPrevented || event.isComposing || event.altKey) return
    const isSlash = event.key === '/' && !event.ctrlKey && !event.metaKey && !isField(event.target)
    const isFind = event.key.toLowerCase() === 'k' && (event.ctrlKey || event.metaKey)
    if (!isSlash && !isFind) return
    event.preventDefault()
    focusComposer()
  }
  window.addEventListener('keydown', focus)
  return () => window.removeEventListener('keydown', focus)
}

function isField(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable ||
      target.matches('input:not([type=radio]), textarea, select, [role=menu] *'))
  )
}
