import { expect, test } from 'vitest'
import type { GatewayFacts } from '@/lib/client/studio-api'
import { parseButton } from '@/lib/mj/buttons'
import { allCapabilities, type Capabilities } from '@/lib/mj/capabilities'
import { syntheticButtons } from '@/lib/mj/synthetic-buttons'
import type { Button } from '@/lib/mj/task'
import { lackOfCapability, lackOfPress } from './lacks'

const gateways = (lacking: Partial<Capabilities>): readonly GatewayFacts[] => [
  {
    id: 'g',
    name: 'G',
    isDemo: false,
    reachable: true,
    capabilities: { ...allCapabilities, ...lacking },
    defaultSpeed: null,
  },
]
const task = { gateway: { id: 'g', name: 'G', isDemo: false } }
const place = (button: Pick<Button, 'customId'>) => {
  const whole = { label: '', emoji: '', style: 2, ...button }
  return { button: whole, meaning: parseButton(whole) }
}
const v3 = place({ customId: 'MJ::JOB::variation::3::j' })
const zoom = place({ customId: 'MJ::CustomZoom::j' })
const region = place({ customId: 'MJ::Inpaint::1::j::SOLO' })

test('nothing is lacking while the page has not heard of any gateway', () => {
  expect(lackOfPress(undefined, task, v3)).toBeNull()
  expect(lackOfCapability(undefined, task, 'seed')).toBeNull()
})

test('every button of a gateway that is no longer connected is lacking just that', () => {
  expect(lackOfPress([], task, v3)).toBe('disconnected')
  expect(lackOfCapability([], task, 'cancel')).toBe('disconnected')
})

test('a button is lacking what the gateway would need to take it', () => {
  expect(lackOfPress(gateways({}), task, v3)).toBeNull()
  expect(lackOfPress(gateways({ action: false }), task, v3)).toBe('action')
  expect(lackOfPress(gateways({ actionWords: ['upsample'] }), task, v3)).toBe('relay')
})

test('a button that always asks for a prompt needs windows, another only when the prompt is edited', () => {
  const windowless = gateways({ modal: false })
  expect(lackOfPress(windowless, task, zoom)).toBe('modal')
  expect(lackOfPress(windowless, task, v3)).toBeNull()
  expect(lackOfPress(windowless, task, v3, true)).toBe('modal')
})

test('a region needs a gateway that takes masks, and the window they go into', () => {
  expect(lackOfPress(gateways({ region: false }), task, region)).toBe('region')
  expect(lackOfPress(gateways({ modal: false }), task, region)).toBe('modal')
  expect(lackOfPress(gateways({}), task, region)).toBeNull()
})

test('a button that stands for a change has nowhere to put a prompt', () => {
  const [u1] = syntheticButtons(4)
  const v1 = place({ customId: u1!.customId.replace('upsample', 'variation') })
  expect(lackOfPress(gateways({}), task, v1)).toBeNull()
  expect(lackOfPress(gateways({}), task, v1, true)).toBe('modal')
  expect(lackOfPress(gateways({ change: false }), task, v1)).toBe('change')
})
