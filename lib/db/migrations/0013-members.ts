import 'server-only'
import type { Kysely, Migration } from 'kysely'

/** People of the studio, what they may spend, and who did what. Whoever was alone until now is its owner. */
export const members: Migration = {
  async up(db: Kysely<never>) {
    await createMember(db)
    await createAudit(db)
    // The name of the token that a submit came by.
    await db.schema.alterTable('intent').addColumn('via', 'text').execute()
    // What somebody has submitted today is counted with every submit.
    await db.schema
      .createIndex('task_submitted')
      .on('task')
      .columns(['owner_id', 'created_at'])
      .execute()
    await db.schema.createIndex('session_owner').on('session').column('owner_id').execute()
    await db.schema.createIndex('token_owner').on('token').column('owner_id').execute()
  },
}

async function createMember(db: Kysely<never>): Promise<void> {
  await db.schema
    .createTable('member')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('name', 'text', (c) => c.notNull())
    .addColumn('name_key', 'text', (c) => c.notNull().unique())
    .addColumn('password', 'text')
    .addColumn('budget_per_day', 'integer')
    .addColumn('invite_hash', 'text', (c) => c.unique())
    .addColumn('invite_expires_at', 'bigint')
    .addColumn('created_at', 'bigint', (c) => c.notNull())
    .addColumn('seen_at', 'bigint')
    .addColumn('removed_at', 'bigint')
    .execute()
  const owner = { id: 'owner', name: 'Owner', name_key: 'owner', created_at: Date.now() }
  await (db as unknown as Kysely<{ member: typeof owner }>)
    .insertInto('member')
    .values(owner)
    .execute()
}

async function createAudit(db: Kysely<never>): Promise<void> {
  await db.schema
    .createTable('audit')
    .addColumn('n', 'bigint', (c) => c.primaryKey())
    .addColumn('at', 'bigint', (c) => c.notNull())
    .addColumn('kind', 'text', (c) => c.notNull())
    .addColumn('member_id', 'text', (c) => c.notNull())
    .addColumn('via', 'text')
    .addColumn('verb', 'text')
    .addColumn('attempt', 'integer')
    .addColumn('task_id', 'text')
    .addColumn('gateway_name', 'text')
    .addColumn('detail', 'text', (c) => c.notNull())
    .execute()
  await db.schema.createIndex('audit_of_member').on('audit').columns(['member_id', 'n']).execute()
}
