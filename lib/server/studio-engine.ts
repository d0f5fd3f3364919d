import 'server-only'
/** What works by itself as long as the studio is open: sends, looks, keeps, tells. */
import { sql } from 'kysely'
import { clampWaits } from '@/lib/db/attempts'
import { type Archive, startArchive } from './archive'
import { createHookReceiver, type HookReceiver } from './hook'
import { type HookSender, type PostHook, startHookSender } from './hook-sender'
import { type Dispatcher, startDispatcher } from './ledger-dispatch'
import { abandonEndedLeases, type Reconciler, startReconciler } from './ledger-reconcile'
import { type LibraryIndex, startLibraryIndex } from './library-index'
import { startTrash } from './library-trash'
import type { StudioParts } from './studio-parts'
import { startTracker, type Tracker } from './tracker'

const forEver = sql<number>`${sql.lit(Number.MAX_SAFE_INTEGER)}`

/**
 * Alone we hold the folder, so whoever was sending is dead: every send under way is unclear, whatever its lease says.
 * Where others share the database they may well be sending, and only the end of a lease says that they are not.
 */
export async function recover(parts: StudioParts): Promise<void> {
  await abandonEndedLeases(parts, parts.leases.isShared ? parts.leases.now() : forEver)
  await clampWaits(parts.db, parts.clock.now() + parts.timings.longestRetryAfterMs)
}

export type Engine = {
  dispatcher: Dispatcher
  tracker: Tracker
  reconciler: Reconciler
  archive: Archive
  libraryIndex: LibraryIndex
  hooks: HookReceiver
  told: HookSender
  stop(): Promise<void>
}

export async function startEngine(
  parts: StudioParts,
  postHook: PostHook | undefined,
): Promise<Engine> {
  const archive = startArchive(parts)
  const libraryIndex = startLibraryIndex(parts)
  const trash = startTrash(parts)
  const looking = await startTracker(parts, () => {
    archive.wake()
    // A window with a prepared answer has become a modal to send.
    dispatcher.wake()
  })
  const tracker: Tracker = {
    ...looking,
    lookNow(taskId) {
      looking.lookNow(taskId)
      parts.notices.look(taskId)
    },
  }
  const reconciler = startReconciler(parts, () => {
    tracker.wake()
    dispatcher.wake()
  })
  const dispatcher = startDispatcher(parts, () => {
    tracker.wake()
    reconciler.wake()
  })
  const hooks = createHookReceiver(parts, tracker)
  const told = await startHookSender(parts, postHook)
  parts.notices.listen({
    onChange() {
      parts.bell.hear()
      archive.wake()
      // Wakes the loops of all gateways.
      parts.gateways.reload().catch((error: unknown) => parts.onFault('gateways', error))
    },
    onLook: looking.lookNow,
  })
  return {
    dispatcher,
    tracker,
    reconciler,
    archive,
    libraryIndex,
    hooks,
    told,
    async stop() {
      const isQuiet = told.stop()
      parts.bell.close()
      hooks.stop()
      const loops = [tracker, reconciler, archive, libraryIndex, trash, dispatcher]
      await Promise.all([isQuiet, ...loops.map((loop) => loop.stop())])
    },
  }
}
