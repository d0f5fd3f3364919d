import type { Box, Picture } from '@/lib/mj/task'

const quarter = (x: number, y: number): Box => ({ x, y, width: 100, height: 50 })
export const quarters = [quarter(0, 0), quarter(100, 0), quarter(0, 50), quarter(100, 50)]

/** A picture of 200 × 100, and the same as a grid. */
export const single = (id: string): Picture => ({
  id,
  position: 0,
  type: 'image/png',
  width: 200,
  height: 100,
  sizeBytes: 1,
  thumbhash: '',
  quadrants: null,
})
export const grid = (id: string): Picture => ({ ...single(id), quadrants: quarters })
