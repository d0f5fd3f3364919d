/** Exports and imports of a built studio, over the routes that its page uses. */
import { type ImportState, importPieceBytes } from '@/lib/mj/exchange'
import type { BuiltStudio, Reply } from './built-studio'
import { until } from './until'

export type Exchange = {
  /** Each answer on the way. */
  replies: readonly Reply[]
}

/** The ZIP of everything that there is. */
export async function exportAll(studio: BuiltStudio): Promise<Exchange & { zip: Buffer }> {
  const estimate = await studio.get('/api/exports')
  const made = await studio.post('/api/exports', { selection: { everything: true } })
  const { export: told } = parse<{ export: { id: string } }>(made, 201)
  const file = await studio.get(`/api/exports/${told.id}`)
  if (file.status !== 200) throw new Error(`an export was answered ${file.status}`)
  return { replies: [estimate, made, file], zip: file.bytes }
}

/** Brings a file and says go, where the studio would take it; answers how it ended. */
export async function importFile(
  studio: BuiltStudio,
  name: string,
  bytes: Uint8Array,
): Promise<Exchange & { end: ImportState }> {
  const replies: Reply[] = []
  const post = async (at: string, value: unknown, status: number) => {
    const reply = await studio.post(at, value)
    replies.push(reply)
    return parse<{ import: { id: string } }>(reply, status).import
  }
  const { id } = await post('/api/imports', { name, sizeBytes: bytes.length }, 201)
  for (let at = 0; at < bytes.length; at += importPieceBytes) {
    const piece = bytes.subarray(at, at + importPieceBytes)
    replies.push(await sendPiece(studio, `/api/imports/${id}/bytes?at=${at}`, piece))
  }
  const rest = async (): Promise<ImportState> => {
    let state: ImportState | undefined
    await until(async () => {
      const reply = await studio.get(`/api/imports/${id}`)
      replies.push(reply)
      state = parse<{ import: { state: ImportState } }>(reply, 200).import.state
      return !['receiving', 'reading', 'checking', 'importing'].includes(state.name)
    }, 120_000)
    return state!
  }
  const first = await rest()
  if (first.name !== 'ready') return { replies, end: first }
  await post(`/api/imports/${id}/start`, { gatewayId: null }, 200)
  return { replies, end: await rest() }
}

async function sendPiece(studio: BuiltStudio, at: string, body: Uint8Array): Promise<Reply> {
  const headers = {
    origin: studio.url,
    'x-safelight': '1',
    'content-type': 'application/octet-stream',
    cookie: studio.cookie,
  }
  const reply = await studio.knock(at, { method: 'POST', headers, body })
  if (reply.status !== 200) throw new Error(`a piece of an import was answered ${reply.status}`)
  return reply
}

function parse<T>({ status, bytes }: Reply, wanted: number): T {
  if (status !== wanted) throw new Error(`answered ${status}: ${bytes.toString().slice(0, 200)}`)
  return JSON.parse(bytes.toString()) as T
}
