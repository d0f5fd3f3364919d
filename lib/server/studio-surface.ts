import 'server-only'
/** What routes call, laid over the parts of the studio and the engine that works by itself. */
import type { Transport } from '@/lib/gateway/client'
import { archiveOutlook } from './archive'
import { type ArchiveRoom, createArchiveDesk } from './archive-state'
import { readAudit } from './audit'
import { auditCsv } from './audit-csv'
import { changesAfter } from './changes'
import type { ExchangeDesk } from './desks'
import { createGatewayDesk } from './gateway-desk'
import type { GatewayRegistry } from './gateway-registry'
import type { Connection } from './gateways'
import { commitSubmits } from './ledger'
import { settleUnclear } from './ledger-unclear'
import {
  ownRowOf,
  readFamily,
  readFeed,
  readHistory,
  readOneTask,
  readRowOf,
  readTasks,
  waitForAnswer,
} from './library'
import { cancelTask, readSeed } from './library-commands'
import { readFilm, readImage } from './library-images'
import { createLibraryDesk } from './library-desk'
import { createPreviews } from './library-previews'
import { readMask } from './library-masks'
import { createMemberDesk } from './members'
import { createReferenceDesk } from './reference-desk'
import { keepPasted } from './paste-back'
import type { GatewayFacts, Studio } from './studio'
import type { Engine } from './studio-engine'
import type { StudioParts } from './studio-parts'
import { createTokenDesk } from './token-desk'

export function studioSurface(
  parts: StudioParts,
  engine: Engine,
  {
    send,
    room,
    exchange,
  }: { send: Transport | undefined; room: ArchiveRoom; exchange: ExchangeDesk },
): Omit<Studio, 'close'> {
  const previews = createPreviews(parts)
  const { dispatcher, tracker, archive } = engine
  const submit: Studio['submit'] = async (viewer, items) => {
    const ids = await commitSubmits(parts, viewer, items)
    engine.told.follow(ids.map((id, n) => ({ id, ...viewer, submission: items[n]!.submission })))
    dispatcher.wake()
    return readTasks(parts, viewer, ids)
  }
  return {
    submit,
    answered: (viewer, taskId, timeoutMs) => waitForAnswer(parts, viewer, taskId, timeoutMs),
    async confirmWindow(viewer, taskId, clientKey, answer) {
      const submission = { verb: 'modal', taskId, ...answer } as const
      await commitSubmits(parts, viewer, [{ clientKey, submission }])
      dispatcher.wake()
      return readOneTask(parts, viewer, taskId)
    },
    feed: (viewer, query) => readFeed(parts, viewer, query),
    task: (viewer, taskId) => readOneTask(parts, viewer, taskId),
    tasks: (viewer, taskIds) => readTasks(parts, viewer, taskIds),
    family: (viewer, taskId) => readFamily(parts, viewer, taskId),
    history: (viewer, taskId) => readHistory(parts, viewer, taskId),
    changes: (viewer, after, hold) => changesAfter(parts, viewer, after, hold),
    seed: async (viewer, taskId) => readSeed(parts, await ownRowOf(parts, viewer, taskId)),
    async cancel(viewer, taskId) {
      await cancelTask(parts, await ownRowOf(parts, viewer, taskId))
      return readOneTask(parts, viewer, taskId)
    },
    async settleUnclear(viewer, taskId, choice) {
      await settleUnclear(parts, engine, await ownRowOf(parts, viewer, taskId), choice)
      for (const part of [dispatcher, tracker, archive]) part.wake()
      return readOneTask(parts, viewer, taskId)
    },
    mask: async (viewer, taskId) => readMask(parts, await readRowOf(parts, viewer, taskId)),
    async pasteBack(viewer, taskId, options) {
      await keepPasted(parts, await ownRowOf(parts, viewer, taskId), options)
      return readOneTask(parts, viewer, taskId)
    },
    archiveOutlook: async (viewer, taskId) =>
      archiveOutlook(await readRowOf(parts, viewer, taskId)),
    async retryArchive(viewer, taskId) {
      await archive.retry(await ownRowOf(parts, viewer, taskId))
      return readOneTask(parts, viewer, taskId)
    },
    members: createMemberDesk(parts),
    tokens: createTokenDesk(parts),
    audit: {
      page: (viewer, query) => readAudit(parts.db, viewer, query),
      csv: (viewer) => auditCsv(parts.db, viewer),
    },
    archive: createArchiveDesk(parts, archive, room),
    gateways: createGatewayDesk(parts, send),
    references: createReferenceDesk(parts, submit),
    exchange,
    library: createLibraryDesk(parts, engine.libraryIndex),
    video: (viewer, videoId) => readFilm(parts, viewer, videoId),
    image: (viewer, pictureId, what) => readImage(parts, viewer, pictureId, what),
    preview: async (viewer, taskId) => previews.read(await readRowOf(parts, viewer, taskId)),
    connected: () => connectedOf(parts.gateways),
  }
}

/** The default one first. */
function connectedOf(registry: GatewayRegistry): readonly GatewayFacts[] {
  const isCurrent = ({ gateway }: Connection) => gateway.id === registry.current.id
  return registry.connections
    .toSorted((a, b) => Number(isCurrent(b)) - Number(isCurrent(a)))
    .map(({ gateway: { id, name, isDemo, capabilities }, options: { defaultSpeed } }) => {
      const reachable = registry.watch(id)?.breaker.isReachable ?? true
      return { id, name, isDemo, capabilities, reachable, defaultSpeed }
    })
}
