import 'server-only'
import { sql } from 'kysely'
import type { Db } from './schema'

/**
 * What must hold at any moment, beyond what the constraints already refuse; one line for each breach. Tests call it
 * after every torture, support may call it on a copy. I1 to I3 are named as in docs/decisions.
 */
export async function checkInvariants(db: Db): Promise<readonly string[]> {
  const found: string[] = []
  for (const [name, query] of breaches) {
    const { rows } = await sql.raw<{ id: string }>(query).execute(db)
    found.push(...rows.map((row) => `${name}: ${row.id}`))
  }
  return found
}

const breaches: readonly [string, string][] = [
  [
    'I1 more than one live attempt of an intent',
    `select intent_id as id from attempt where status in ('SENDING','UNKNOWN','ACCEPTED')
     group by intent_id having count(*) > 1`,
  ],
  [
    'I2 a further attempt while an earlier one may still count',
    `select later.id as id from attempt as later join attempt as earlier
     on earlier.intent_id = later.intent_id and earlier.n < later.n
     where earlier.status not in ('NOT_SENT','REJECTED','DISMISSED')`,
  ],
  [
    'I3 one task of a gateway claimed by two submits',
    `select min(id) as id from attempt where gateway_task_id is not null and verb <> 'modal'
     group by gateway_id, gateway_task_id having count(*) > 1`,
  ],
  [
    'an accepted attempt whose task does not know its id',
    `select attempt.id as id from attempt join task on task.id = attempt.task_id
     where attempt.status = 'ACCEPTED' and attempt.gateway_task_id is not null
     and task.gateway_task_id is null`,
  ],
  [
    'a task in flight without an attempt in flight',
    `select id from task where state_name in ('queued','sending') and not exists
     (select 1 from attempt where attempt.task_id = task.id and attempt.status in ('QUEUED','SENDING'))`,
  ],
  [
    'a kept task without its pictures',
    `select id from task where state_name = 'done' and state_json like '%"kept"%'
     and image_url is not null and not exists
     (select 1 from picture where picture.task_id = task.id) and not exists
     (select 1 from video where video.task_id = task.id)`,
  ],
  [
    'a frame that is shared otherwise than its task',
    `select frame.id as id from frame join task on task.id = frame.task_id
     where (case when frame.trashed_at is null then task.shared_at end) is distinct from frame.shared_at`,
  ],
  [
    'found by everybody, and not shared',
    `select word as id from term where owner_id = 'shared' and not exists
     (select 1 from frame where frame.place = term.place and frame.shared_at is not null)`,
  ],
  [
    'a change newer than the sequence',
    `select id from task where seq > (select value from meta where key = 'seq')`,
  ],
]
