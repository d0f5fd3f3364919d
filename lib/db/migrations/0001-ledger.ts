import 'server-only'
import { type Kysely, type Migration, sql } from 'kysely'

/** Intents, attempts, tasks, pictures and their events. */
export const ledger: Migration = {
  async up(db: Kysely<never>) {
    await createMeta(db)
    await createTask(db)
    await createIntent(db)
    await createAttempt(db)
    await createPicture(db)
    await createEvent(db)
  },
}

async function createMeta(db: Kysely<never>): Promise<void> {
  await db.schema
    .createTable('meta')
    .addColumn('key', 'text', (c) => c.primaryKey())
    .addColumn('value', 'bigint', (c) => c.notNull())
    .execute()
  await sql`insert into meta (key, value) values ('seq', 0)`.execute(db)
}

async function createTask(db: Kysely<never>): Promise<void> {
  await db.schema
    .createTable('task')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('owner_id', 'text', (c) => c.notNull())
    .addColumn('seq', 'bigint', (c) => c.notNull().unique())
    .addColumn('place', 'bigint', (c) => c.notNull().unique())
    .addColumn('created_at', 'bigint', (c) => c.notNull())
    .addColumn('accepted_at', 'bigint')
    .addColumn('started_at', 'bigint')
    .addColumn('finished_at', 'bigint')
    .addColumn('duration_ms', 'bigint')
    .addColumn('verb', 'text', (c) => c.notNull())
    .addColumn('kind', 'text', (c) => c.notNull())
    .addColumn('state_name', 'text', (c) => c.notNull())
    .addColumn('state_json', 'text', (c) => c.notNull())
    .addColumn('action', 'text', (c) => c.notNull())
    .addColumn('prompt', 'text', (c) => c.notNull())
    .addColumn('prompt_en', 'text', (c) => c.notNull())
    .addColumn('final_prompt', 'text', (c) => c.notNull())
    .addColumn('speed', 'text')
    .addColumn('bot_type', 'text', (c) => c.notNull())
    .addColumn('parent_id', 'text', (c) => c.references('task.id'))
    .addColumn('parent_custom_id', 'text')
    .addColumn('buttons_json', 'text', (c) => c.notNull())
    .addColumn('text', 'text', (c) => c.notNull())
    .addColumn('seed', 'text')
    .addColumn('gateway_id', 'text', (c) => c.notNull())
    .addColumn('gateway_name', 'text', (c) => c.notNull())
    .addColumn('gateway_is_demo', 'integer', (c) => c.notNull())
    .addColumn('gateway_task_id', 'text')
    .addColumn('gateway_status', 'text', (c) => c.notNull())
    .addColumn('progress', 'double precision')
    .addColumn('image_url', 'text')
    .addColumn('image_urls_json', 'text', (c) => c.notNull())
    .addColumn('video_urls_json', 'text', (c) => c.notNull())
    .addColumn('modal_sent', 'integer', (c) => c.notNull())
    .addColumn('has_answer', 'integer', (c) => c.notNull())
    .addColumn('applied_poll', 'bigint', (c) => c.notNull())
    .addColumn('changed_at', 'bigint', (c) => c.notNull())
    .addColumn('misses', 'integer', (c) => c.notNull())
    .addColumn('missing_since', 'bigint')
    .addColumn('archive_next_at', 'bigint')
    .addColumn('archive_tries', 'integer', (c) => c.notNull())
    .addColumn('archive_since', 'bigint')
    .addUniqueConstraint('task_gateway_id', ['gateway_id', 'gateway_task_id'])
    .execute()
  await index(db, 'task_feed', 'task', ['owner_id', 'place'])
  await index(db, 'task_changes', 'task', ['owner_id', 'seq'])
  await index(db, 'task_children', 'task', ['parent_id'])
  await index(db, 'task_live', 'task', ['gateway_id', 'state_name'])
  await index(db, 'task_durations', 'task', ['gateway_id', 'kind', 'place'])
  await index(db, 'task_archive', 'task', ['archive_next_at'])
}

async function createIntent(db: Kysely<never>): Promise<void> {
  await db.schema
    .createTable('intent')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('owner_id', 'text', (c) => c.notNull())
    .addColumn('client_key', 'text', (c) => c.notNull())
    .addColumn('request_hash', 'text', (c) => c.notNull())
    .addColumn('request_json', 'text', (c) => c.notNull())
    .addColumn('task_id', 'text', (c) => c.notNull().references('task.id'))
    .addColumn('created_at', 'bigint', (c) => c.notNull())
    .addUniqueConstraint('intent_client_key', ['owner_id', 'client_key'])
    .execute()
  await index(db, 'intent_task', 'intent', ['task_id'])
}

async function createAttempt(db: Kysely<never>): Promise<void> {
  await db.schema
    .createTable('attempt')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('intent_id', 'text', (c) => c.notNull().references('intent.id'))
    .addColumn('task_id', 'text', (c) => c.notNull().references('task.id'))
    .addColumn('n', 'integer', (c) => c.notNull())
    .addColumn('verb', 'text', (c) => c.notNull())
    .addColumn('state_token', 'text', (c) => c.notNull().unique())
    .addColumn('status', 'text', (c) => c.notNull())
    .addColumn('gateway_id', 'text', (c) => c.notNull())
    .addColumn('gateway_task_id', 'text')
    .addColumn('created_at', 'bigint', (c) => c.notNull())
    .addColumn('next_at', 'bigint', (c) => c.notNull())
    .addColumn('deadline_at', 'bigint', (c) => c.notNull())
    .addColumn('tries', 'integer', (c) => c.notNull())
    .addColumn('sent_at', 'bigint')
    .addColumn('lease_until', 'bigint')
    .addColumn('lease_token', 'text')
    .addColumn('unclear_since', 'bigint')
    .addColumn('reconcile_at', 'bigint')
    .addColumn('reconciles', 'integer', (c) => c.notNull())
    .addColumn('reason_json', 'text', (c) => c.notNull())
    .addUniqueConstraint('attempt_number', ['intent_id', 'n'])
    .addCheckConstraint(
      'attempt_status',
      sql`status in ('QUEUED','SENDING','ACCEPTED','REJECTED','UNKNOWN','NOT_SENT','DISMISSED')`,
    )
    .addCheckConstraint(
      'attempt_sending_has_lease',
      sql`status <> 'SENDING' or (sent_at is not null and lease_token is not null)`,
    )
    .execute()
  await liveAttemptsAreUnique(db)
  await index(db, 'attempt_due', 'attempt', ['status', 'next_at'])
  await index(db, 'attempt_task', 'attempt', ['task_id'])
}

/**
 * I1: at most one attempt of an intent may be on its way, unclear or accepted. And one submit answered with an
 * id owns it; a modal is excepted, since it continues the very task whose window it confirms (gateways.md 2.3).
 */
async function liveAttemptsAreUnique(db: Kysely<never>): Promise<void> {
  await sql`create unique index attempt_live on attempt (intent_id)
    where status in ('SENDING', 'UNKNOWN', 'ACCEPTED')`.execute(db)
  await sql`create unique index attempt_gateway_task on attempt (gateway_id, gateway_task_id)
    where gateway_task_id is not null and verb <> 'modal'`.execute(db)
}

async function createPicture(db: Kysely<never>): Promise<void> {
  await db.schema
    .createTable('picture')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('task_id', 'text', (c) => c.notNull().references('task.id'))
    .addColumn('position', 'integer', (c) => c.notNull())
    .addColumn('sha256', 'text', (c) => c.notNull())
    .addColumn('type', 'text', (c) => c.notNull())
    .addColumn('width', 'integer', (c) => c.notNull())
    .addColumn('height', 'integer', (c) => c.notNull())
    .addColumn('size_bytes', 'bigint', (c) => c.notNull())
    .addColumn('thumbhash', 'text', (c) => c.notNull())
    .addColumn('quadrants_json', 'text')
    .addColumn('created_at', 'bigint', (c) => c.notNull())
    .addUniqueConstraint('picture_position', ['task_id', 'position'])
    .execute()
}

async function createEvent(db: Kysely<never>): Promise<void> {
  await db.schema
    .createTable('event')
    .addColumn('task_id', 'text', (c) => c.notNull().references('task.id'))
    .addColumn('n', 'integer', (c) => c.notNull())
    .addColumn('at', 'bigint', (c) => c.notNull())
    .addColumn('kind', 'text', (c) => c.notNull())
    .addColumn('detail', 'text', (c) => c.notNull())
    .addPrimaryKeyConstraint('event_key', ['task_id', 'n'])
    .execute()
}

async function index(
  db: Kysely<never>,
  name: string,
  table: string,
  columns: string[],
): Promise<void> {
  await db.schema.createIndex(name).on(table).columns(columns).execute()
}
