/** Why something cannot be asked of the gateway a task came from. Pure; the words are `actions.lack`. */
import type { GatewayFacts } from '@/lib/client/studio-api'
import { opensWindow } from '@/lib/mj/buttons'
import type { PlacedButton } from '@/lib/mj/buttons-grouping'
import { type Lack, lackOfButton } from '@/lib/mj/capabilities'
import { readSyntheticButton } from '@/lib/mj/synthetic-buttons'
import type { Task } from '@/lib/mj/task'

/** `disconnected`: the task's gateway is no longer among the connected ones. */
export type StudioLack = Lack | 'cancel' | 'seed' | 'disconnected'

export type Gateways = readonly GatewayFacts[] | undefined

/** What is lacking to press a button, with the prompt written first where `edit`; null while nothing is known. */
export function lackOfPress(
  gateways: Gateways,
  task: Pick<Task, 'gateway'>,
  { button, meaning }: Pick<PlacedButton, 'button' | 'meaning'>,
  edit = false,
): StudioLack | null {
  const gateway = gatewayOf(gateways, task)
  if (typeof gateway !== 'object') return gateway ?? null
  const { capabilities } = gateway
  const lack = lackOfButton(capabilities, button.customId)
  if (lack) return lack
  if (meaning.kind === 'region' && !capabilities.region) return 'region'
  const asks = opensWindow(meaning)
  const hasWindow = asks === 'always' || (edit && asks === 'with-remix')
  // A change goes by its index alone: there is nowhere to put a prompt.
  const takesPrompt = capabilities.modal && readSyntheticButton(button.customId) === undefined
  return hasWindow && !takesPrompt ? 'modal' : null
}

/** The same for what needs one capability and no button. */
export function lackOfCapability(
  gateways: Gateways,
  task: Pick<Task, 'gateway'>,
  need: 'cancel' | 'seed' | 'describe' | 'blend' | 'swap' | 'references' | 'modal' | 'region',
): StudioLack | null {
  const gateway = gatewayOf(gateways, task)
  if (typeof gateway !== 'object') return gateway ?? null
  return gateway.capabilities[need] ? null : need
}

function gatewayOf(gateways: Gateways, task: Pick<Task, 'gateway'>) {
  if (gateways === undefined) return undefined
  return gateways.find(({ id }) => id === task.gateway.id) ?? 'disconnected'
}
