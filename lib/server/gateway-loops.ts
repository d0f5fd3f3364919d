import 'server-only'
import { type Loop, startLoop } from './loop'
import type { Watch } from './gateway-registry'
import type { StudioParts } from './studio-parts'

/**
 * A loop for each gateway, so that one that takes long to answer holds up nobody else's tasks. Waking wakes them all;
 * one whose gateway is no longer connected sleeps until it is again.
 */
export function startGatewayLoops(
  parts: StudioParts,
  name: string,
  step: (watch: Watch) => Promise<number | null>,
): Loop {
  const loops = new Map<string, Loop>()
  let isStopped = false
  const loopOf = (id: string): Loop => {
    const visit = async () => {
      const watch = parts.gateways.watch(id)
      return watch === undefined ? null : await step(watch)
    }
    const loop =
      loops.get(id) ?? startLoop(parts.clock, visit, (error) => parts.onFault(name, error))
    loops.set(id, loop)
    return loop
  }
  const wake = () => {
    if (isStopped) return
    for (const id of parts.gateways.ids) loopOf(id).wake()
  }
  parts.gateways.onChange(wake)
  wake()
  return {
    wake,
    async stop() {
      isStopped = true
      await Promise.all([...loops.values()].map((loop) => loop.stop()))
    },
  }
}

/** The lease of whoever asks this gateway again and again: one process at a time, since its reads are counted. */
export function keeperOf(gatewayId: string): string {
  return `gateway:${gatewayId}`
}
