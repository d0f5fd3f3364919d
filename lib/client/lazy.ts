import { lazy as reactLazy } from 'react'
import { loadOnceReached } from './reach'

/**
 * React's `lazy`, for code that may be wanted while the studio cannot be reached: it comes when it can. React alone
 * keeps the first failure for good, and the whole page breaks of it.
 */
export const lazy: typeof reactLazy = (load) => reactLazy(() => loadOnceReached(load))
