import { api } from '@/lib/server/api'
import { studio } from '@/lib/server/running-studio'
import { taskParams } from '@/lib/server/task-params'

/** More than these of one picture nobody looks through in a tree. */
const mostChildren = 200

/** What came of a task: for families too large to be told at once. */
export const GET = api({ auth: 'session', params: taskParams }, async ({ viewer, params }) => {
  const { children } = await studio().task(viewer, params.id)
  const ids = children.slice(-mostChildren).map(({ id }) => id)
  return { tasks: await studio().tasks(viewer, ids) }
})
