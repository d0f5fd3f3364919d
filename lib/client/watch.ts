'use client'
/** Keeps the page true: one changes loop for all of it, started and stopped by the one component that owns it. */
import { useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { isUnderWay, type TaskState } from '@/lib/mj/task'
import { connectionStore } from '@/lib/state/connection'
import { readAgain, showAgain } from './again'
import { type ChangesLoop, startChangesLoop } from './changes'
import { renewBudget } from './me'
import { studioApi } from './studio-api'
import { refreshShared } from './shared'
import { outboxOf } from './submit'
import { cachedTasks, feedQuery, receiveTasks, reloadTasks } from './tasks'

let running: ChangesLoop | null = null

/** Asks for changes now, if the page is watching. */
export function wakeChanges(): void {
  running?.wake()
}

const isGivenBack = ({ name }: TaskState) =>
  name === 'refused' || name === 'not-sent' || name === 'cancelled'

/** Called once, in the studio's shell. */
export function useWatch(): void {
  const client = useQueryClient()

  useEffect(() => {
    const { report } = connectionStore.getState()
    const outbox = outboxOf(client)
    const firstPage = async () => {
      const { pages } = await client.fetchInfiniteQuery(feedQuery(client))
      outbox.recognise(cachedTasks(client))
      return pages[0]!.seq
    }

    const loop = startChangesLoop({
      read: (after, signal, isHeld) => studioApi.changes(after, isHeld, { signal }),
      receive: (tasks) => {
        receiveTasks(client, tasks)
        outbox.recognise(tasks)
        // What never reached a gateway is given back to the day.
        if (tasks.some(({ state }) => isGivenBack(state))) renewBudget(client)
      },
      receiveShared: () => void refreshShared(client),
      start: firstPage,
      startOver: async () => {
        await reloadTasks(client)
        return await firstPage()
      },
      report: (connection) => {
        report(connection)
        if (connection === 'online') void outbox.flush()
      },
      page: {
        isVisible: () => document.visibilityState === 'visible',
        isOnline: () => navigator.onLine,
        isUnderWay: () => cachedTasks(client).some(({ state }) => isUnderWay(state)),
      },
    })
    running = loop
    // A submit that is answered begins to develop: the calm rhythm is over.
    const unsubscribe = outbox.subscribe(() => loop.wake())
    const stopReading = readAgain(client, {
      // The loop's own reads fail too: it knows already, and would never rest.
      onFailure: () => connectionStore.getState().connection === 'online' && loop.wake(),
      onReached: () => loop.wake(),
    })
    const stopShowing = showAgain(document)

    const wake = () => loop.wake()
    const wakeWhenVisible = () => document.visibilityState === 'visible' && loop.wake()
    const offline = () => report('offline')
    window.addEventListener('online', wake)
    window.addEventListener('offline', offline)
    window.addEventListener('pageshow', wake)
    document.addEventListener('visibilitychange', wakeWhenVisible)
    return () => {
      loop.stop()
      running = null
      unsubscribe()
      stopReading()
      stopShowing()
      window.removeEventListener('online', wake)
      window.removeEventListener('offline', offline)
      window.removeEventListener('pageshow', wake)
      document.removeEventListener('visibilitychange', wakeWhenVisible)
    }
  }, [client])
}
