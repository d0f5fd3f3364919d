import 'server-only'
/** The ways in: the address printed at start, a password, an invitation. Each answers the secret of a new session. */
import {
  changeMember,
  findInvited,
  findMember,
  findMemberByName,
  hasOthers,
  takeInvitation,
} from '@/lib/db/members'
import type { Db } from '@/lib/db/schema'
import { StudioError } from '@/lib/mj/errors'
import { note } from './audit'
import { hashOfSecret } from './invitation'
import { nameKey } from './member-names'
import { studioOwner } from './member-state'
import type { PasswordCheck } from './passwords'
import type { Sessions } from './sessions'
import type { StartTokens } from './start-token'

/** The token of a printed address, the owner's password, or a member's name and password. */
export type Credentials =
  | { token: string }
  | { password: string }
  | { name: string; password: string }

export type MemberDoor = {
  /** Throws `unauthorised`, whatever it is that does not fit; `rate-limited`. */
  signIn(credentials: Credentials, peer: string): Promise<string>
  /** Whom an invitation is for. Throws `gone` where it has been used, replaced, or has ended. */
  lookAtInvitation(secret: string): Promise<{ name: string }>
  /** Once: of two who come with one link, one gets in. Ends all sessions there were. Throws as above. */
  takeInvitation(secret: string, password: string, peer: string): Promise<string>
  /** Ends all sessions there were. Throws `forbidden` for a wrong one, `conflict` where the environment has it. */
  changePassword(
    memberId: string,
    passwords: { current: string; next: string },
    peer: string,
  ): Promise<string>
  /** Whether anybody signs in by their name. */
  hasMembers(): Promise<boolean>
}

type Parts = {
  db: Db
  now: () => number
  passwords: PasswordCheck
  sessions: Sessions
  startTokens: StartTokens
}

export function createMemberDoor(parts: Parts): MemberDoor {
  const { db, now, passwords, sessions } = parts
  return {
    signIn: (credentials, peer) => signIn(parts, credentials, peer),
    async lookAtInvitation(secret) {
      const member = await findInvited(db, hashOfSecret(secret), now())
      if (member === undefined) throw ended()
      return { name: member.name }
    },
    async takeInvitation(secret, password, peer) {
      const hash = hashOfSecret(secret)
      // Before half a second of hashing: whoever has no invitation is to cost nothing.
      if ((await findInvited(db, hash, now())) === undefined) throw ended()
      const kept = await passwords.keep(password, peer)
      return db.transaction().execute(async (tx) => {
        const member = await takeInvitation(tx, hash, kept, now())
        if (member === undefined) throw ended()
        await note(tx, now(), { kind: 'member-joined', memberId: member.id, detail: member.name })
        return beginAnew(sessions, tx, member.id)
      })
    },
    async changePassword(memberId, { current, next }, peer) {
      if (memberId === studioOwner) {
        const sentence = 'the password of the owner is set where the studio is started'
        throw new StudioError('conflict', sentence)
      }
      const former = (await findMember(db, memberId))?.password ?? null
      if (!(await passwords.verify(current, former, peer))) {
        throw new StudioError('forbidden', 'That is not your password.')
      }
      const kept = await passwords.keep(next, peer)
      return db.transaction().execute(async (tx) => {
        const member = await findMember(tx, memberId)
        // Changed elsewhere, or removed, while this was hashed.
        if (member?.password !== former || member.removed_at !== null) {
          throw new StudioError('unauthorised', 'Sign in first.')
        }
        await changeMember(tx, memberId, { password: kept })
        await note(tx, now(), { kind: 'member-changed', memberId, detail: 'password' })
        return beginAnew(sessions, tx, memberId)
      })
    },
    hasMembers: () => hasOthers(db, studioOwner),
  }
}

/** Whoever else was signed in by what is no longer valid is out. */
async function beginAnew(sessions: Sessions, tx: Db, memberId: string): Promise<string> {
  await sessions.endAllOf(tx, memberId)
  return sessions.startIn(tx, memberId)
}

async function signIn(parts: Parts, credentials: Credentials, peer: string): Promise<string> {
  const { sessions, startTokens, passwords } = parts
  if ('token' in credentials) {
    if (await startTokens.take(credentials.token)) return sessions.start()
    throw wrong()
  }
  if ('name' in credentials) return signInByName(parts, credentials, peer)
  if (await passwords.check(credentials.password, peer)) return sessions.start()
  throw wrong()
}

async function signInByName(
  { db, sessions, passwords }: Parts,
  { name, password }: { name: string; password: string },
  peer: string,
): Promise<string> {
  const member = await findMemberByName(db, nameKey(name))
  if (member?.id === studioOwner) {
    if (await passwords.check(password, peer)) return sessions.start()
    throw wrong()
  }
  const kept = member?.password ?? null
  if (!(await passwords.verify(password, kept, peer)) || kept === null) throw wrong()
  return sessions.start(member!.id, kept)
}

const wrong = () => new StudioError('unauthorised', 'That does not sign in.')
const ended = () =>
  new StudioError('gone', 'This invitation has been used, replaced, or has ended.')
