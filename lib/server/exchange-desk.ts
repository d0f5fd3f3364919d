import 'server-only'
/** Exports, imports and adoption as the routes ask for them. */
import { StudioError } from '@/lib/mj/errors'
import { mostAdopted } from '@/lib/mj/exchange'
import { adoptTasks } from './adopt'
import { createExportDesk } from './export-desk'
import { createImportDesk } from './import-desk'
import type { ExchangeDesk } from './desks'
import type { StudioParts } from './studio-parts'

export type OpenedExchange = ExchangeDesk & { stop(): Promise<void> }

/** `wake` is called when there may be something for the archive and the tracker, `catchUp` before a search. */
export async function createExchangeDesk(
  parts: StudioParts,
  options: { folder: string; wake: () => void; catchUp: () => Promise<unknown> },
): Promise<OpenedExchange> {
  const exports = createExportDesk(parts, options.catchUp)
  const imports = await createImportDesk(parts, options)
  return {
    estimate: exports.estimate,
    makeExport: exports.make,
    readExport: exports.read,
    beginImport: imports.begin,
    receiveImport: imports.receive,
    findImport: imports.find,
    imports: imports.list,
    startImport: imports.start,
    dropImport: imports.drop,
    async adopt(viewer, gatewayId, ids) {
      if (ids.length > mostAdopted) {
        throw new StudioError('bad-request', `at most ${mostAdopted} ids are adopted at a time`)
      }
      const adoptions = await adoptTasks(parts, viewer, gatewayId, ids)
      options.wake()
      return adoptions
    },
    stop: imports.stop,
  }
}
