import { QueryClient, QueryObserver } from '@tanstack/query-core'
import { expect, it, vi } from 'vitest'
import { StudioError } from '@/lib/mj/errors'
import { readAgain } from './again'

/** A studio that is away until `come`, or was there all the time, and a page that reads from it. */
function page({ isAway = true } = {}) {
  const client = new QueryClient({
    defaultOptions: { queries: { retry: false, networkMode: 'always' } },
  })
  let come = () => undefined as void
  const back = new Promise<boolean>((resolve) => {
    come = () => resolve(isAway)
  })
  const tell = { onFailure: vi.fn<() => void>(), onReached: vi.fn<() => void>() }
  readAgain(client, tell, () => back)
  const settled = () => new Promise<void>((resolve) => setTimeout(resolve))
  const watch = (name: string, answer: () => Promise<string>) => {
    const observer = new QueryObserver<string>(client, { queryKey: [name], queryFn: answer })
    observer.subscribe(() => undefined)
    return () => client.getQueryData([name])
  }
  return { tell, watch, settled, come: async () => (come(), settled()) }
}

const inVainAtFirst = (error: Error) => {
  let times = 0
  return () => ((times += 1) === 1 ? Promise.reject(error) : Promise.resolve('read'))
}

it('reads again what got no answer, once the studio answers', async () => {
  const { tell, watch, settled, come } = page()
  const wall = watch('wall', inVainAtFirst(new StudioError('unavailable', 'no answer')))
  const frames = watch('frames', inVainAtFirst(new StudioError('unavailable', 'no answer')))
  await settled()
  expect(tell.onFailure).toHaveBeenCalledOnce()
  expect(wall()).toBeUndefined()
  await come()
  expect(tell.onReached).toHaveBeenCalledOnce()
  expect([wall(), frames()]).toEqual(['read', 'read'])
})

it('does not ask for ever for what a studio that is there does not answer', async () => {
  const { tell, watch, settled, come } = page({ isAway: false })
  const wall = watch('wall', inVainAtFirst(new StudioError('unavailable', 'no answer')))
  await settled()
  await come()
  expect(tell.onFailure).toHaveBeenCalledOnce()
  expect(tell.onReached).not.toHaveBeenCalled()
  expect(wall()).toBeUndefined()
})

it('leaves alone what the studio has answered with a refusal', async () => {
  const { tell, watch, settled, come } = page()
  const gone = watch('gone', inVainAtFirst(new StudioError('not-found', 'no such task')))
  await settled()
  await come()
  expect(tell.onFailure).not.toHaveBeenCalled()
  expect(gone()).toBeUndefined()
})
