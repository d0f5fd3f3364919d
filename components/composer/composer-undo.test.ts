import { expect, test, vi } from 'vitest'
import { composerStore } from '@/lib/state/composer'

test('takes back what was typed before prompts were understood', async () => {
  vi.stubGlobal('document', { activeElement: null })
  const { draft, edit } = composerStore.getState()
  edit({ ...draft, text: 'a red fox' })
  const { travel } = await import('./composer-undo')
  edit({ ...composerStore.getState().draft, text: 'a red fox --ar 16:9' })

  travel('undo')
  expect(composerStore.getState().draft.text).toBe('a red fox')
  travel('undo')
  expect(composerStore.getState().draft.text).toBe('')
  travel('redo')
  expect(composerStore.getState().draft.text).toBe('a red fox')
})
