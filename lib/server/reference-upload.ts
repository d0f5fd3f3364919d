import 'server-only'
/**
 * [Note: A picture is uploaded once] An upload is a submit like any other (new-api bills it as `mj_upload`), so it goes
 * through the ledger and is never sent twice without a reason. Who asks for an address finds, in this order: one that
 * still lasts; an upload that is under way, whoever began it, and waits for its answer; else begins one, under a client
 * key that names its predecessor, so that all who ask at once begin the same one. Addresses are written in the
 * transaction that accepts the upload: there is no moment at which a kill loses one of the two.
 *
 * An unclear upload stands in the feed with the choices of every unclear submit and is not repeated until a person has
 * made one: "send again" sends it, "dismiss" lets the next question begin another. Nobody waits for that: the question
 * is answered at once with what stands in the way, and the picture itself goes along with an imagine all the same.
 */
import { findLastUpload } from '@/lib/db/references'
import type { TaskRow } from '@/lib/db/schema'
import { StudioError, unreachable } from '@/lib/mj/errors'
import { referenceToken } from '@/lib/mj/references'
import type { TaskStateName } from '@/lib/mj/task'
import { readRowOf } from './library'
import { stateOf } from './library-rows'
import {
  readAddress,
  readLiveAddress,
  type ReferenceAddress,
  rememberAddresses,
} from './reference-addresses'
import type { Studio } from './studio'
import type { Viewer } from './viewer'
import { type StudioParts, write } from './studio-parts'

/** Longer than a submit may take (90 s), shorter than the page waits (120 s). */
const answerTimeoutMs = 100_000

type Submit = Studio['submit']

/** The address of a reference at the default gateway. Throws as `ReferenceDesk.address` does. */
export async function uploadOnce(
  parts: StudioParts,
  submit: Submit,
  viewer: Viewer,
  sha256: string,
): Promise<ReferenceAddress> {
  const { id: gatewayId, capabilities } = parts.current
  const known = await readLiveAddress(parts.db, gatewayId, sha256, parts.clock.now())
  if (known !== null) return known
  if (!capabilities.upload) {
    throw new StudioError('conflict', 'this gateway takes no uploads (lack: upload)')
  }
  const last = await findLastUpload(parts.db, viewer.ownerId, gatewayId, sha256)
  const taskId =
    last !== undefined && isOpen(last)
      ? last.id
      : await begin(
          submit,
          viewer,
          `reference:${gatewayId}:${sha256}:${last?.id ?? 'first'}`,
          sha256,
        )
  return addressOf(parts, await ended(parts, viewer, taskId), sha256)
}

/** States from which an address may yet come: another upload beside one of them could be the second. */
const openStates: readonly TaskStateName[] = [
  'queued',
  'sending',
  'waiting',
  'window',
  'running',
  'unclear',
]

function isOpen(upload: TaskRow): boolean {
  return openStates.includes(stateOf(upload).name)
}

async function begin(
  submit: Submit,
  viewer: Viewer,
  clientKey: string,
  sha256: string,
): Promise<string> {
  const submission = { verb: 'upload', base64Array: [referenceToken(sha256)] } as const
  const [task] = await submit(viewer, [{ clientKey, submission }])
  return task!.id // one item, one task
}

/** The upload once nothing more will come of it by itself, or as it stands when the time is up. */
async function ended(parts: StudioParts, viewer: Viewer, taskId: string): Promise<TaskRow> {
  const until = parts.clock.now() + answerTimeoutMs
  for (;;) {
    const heard = parts.bell.wait(until - parts.clock.now())
    const upload = await readRowOf(parts, viewer, taskId)
    const isOver = !isOpen(upload) || stateOf(upload).name === 'unclear'
    if (isOver || parts.clock.now() >= until || parts.bell.isClosed()) return upload
    await heard
    // The studio is closing: the database may be gone at the next look, and the upload is safe in it.
    if (parts.bell.isClosed()) return upload
  }
}

async function addressOf(
  parts: StudioParts,
  upload: TaskRow,
  sha256: string,
): Promise<ReferenceAddress> {
  const state = stateOf(upload)
  switch (state.name) {
    case 'done':
      return addressOfDone(parts, upload, sha256)
    case 'unclear':
      throw new StudioError(
        'gateway-timeout',
        'nobody knows whether the gateway took this upload; decide in the feed what becomes of it',
      )
    case 'refused':
      throw new StudioError('conflict', state.detail === '' ? state.reason : state.detail)
    case 'failed':
      throw new StudioError('conflict', state.detail === '' ? state.reason : state.detail)
    case 'cancelled':
      throw new StudioError('conflict', 'the upload was withdrawn')
    case 'not-sent':
      throw new StudioError('gateway-unreachable', state.detail)
    case 'lost':
      throw new StudioError('gateway-malformed', 'the gateway no longer knows this upload')
    case 'queued':
    case 'sending':
    case 'waiting':
    case 'window':
    case 'running':
      throw new StudioError('gateway-timeout', 'the upload takes its time; it goes on by itself')
    default:
      return unreachable(state)
  }
}

/** Some gateways make a task of an upload: then its result is the address. */
async function addressOfDone(
  parts: StudioParts,
  upload: TaskRow,
  sha256: string,
): Promise<ReferenceAddress> {
  const gatewayId = upload.gateway_id
  const now = parts.clock.now()
  if (upload.text === '' && upload.image_url !== null) {
    const urls = [upload.image_url]
    await write(parts, (db) =>
      rememberAddresses(db, { gatewayId, references: [sha256], urls }, now),
    )
  }
  const address = await readAddress(parts.db, gatewayId, sha256)
  if (address !== null) return address
  throw new StudioError('gateway-malformed', 'the gateway took the picture and gave no address')
}
