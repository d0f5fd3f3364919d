import 'server-only'
/** Which dialect's habits a gateway's answers show. */
import type { GatewayAuth } from '@/lib/mj/gateways'
import type { Speed } from '@/lib/mj/task'
import type { Dialect } from './dialect'
import type { Answer, Habits, Question } from './habits'

export type Answers = Readonly<Partial<Record<Question, Answer>>>

type Guess = { dialect: Dialect; certain: boolean }
export type Evidence = {
  dialects: readonly Dialect[]
  host: string
  /** A mode prefix that stood in the pasted address, as it was written, or ''. */
  mode: string
  auth: GatewayAuth | null
  asked: string | null
}

type Likeness = { dialect: Dialect; habits: Habits; agreed: number; against: number }

/**
 * The dialect that explains most of the answers; `asked`, the one a person has chosen, wherever nothing speaks
 * against it. Null when no dialect explains any of them. `auth` is the style with which a key was accepted.
 */
export function guessDialect(
  answers: Answers,
  { dialects, host, mode, auth, asked }: Evidence,
): Guess | null {
  const isSoldAt = ({ hosts = [] }: Habits) =>
    hosts.some((name) => host === name || host.endsWith(`.${name}`))
  const likenesses = dialects
    .flatMap((dialect) => (dialect.habits ? [compare(dialect, dialect.habits, answers, auth)] : []))
    .toSorted(
      (a, b) =>
        Number(isSoldAt(b.habits)) - Number(isSoldAt(a.habits)) ||
        a.against - b.against ||
        Number(writesMode(b.dialect, mode)) - Number(writesMode(a.dialect, mode)) ||
        b.agreed - a.agreed,
    )
  const fitting = likenesses.filter(({ against }) => against === 0)
  const chosen = fitting.find(({ dialect }) => dialect.id === asked) ?? likenesses[0]
  if (!chosen || chosen.agreed === 0) return null
  const isOnlyOne = fitting.length === 1 && fitting[0] === chosen && !chosen.habits.isCommon
  return { dialect: chosen.dialect, certain: isOnlyOne || isSoldAt(chosen.habits) }
}

/** Its own way of asking for a speed is the one that somebody has been told to use. */
function writesMode(dialect: Dialect, mode: string): boolean {
  const speed = /(relax|fast|turbo)$/.exec(mode)?.[1] as Speed | undefined // by the pattern
  const { path } = dialect.encodeSubmit({ verb: 'imagine', prompt: '', speed }, '')
  return path.startsWith(`${mode}/mj/`)
}

function compare(
  dialect: Dialect,
  habits: Habits,
  answers: Answers,
  auth: GatewayAuth | null,
): Likeness {
  const verdicts = Object.entries(habits.answers).flatMap(([question, expected]) => {
    const answer = answers[question as Question] // a key of `Habits['answers']`
    return answer === undefined ? [] : [expected.includes(answer)]
  })
  const agreed = verdicts.filter(Boolean).length
  const isShownOtherwise = auth !== null && reconcile(auth, dialect) === null
  const against = verdicts.length - agreed + (isShownOtherwise ? 1 : 0)
  return { dialect, habits, agreed, against }
}

/**
 * The style to use for a key that was accepted as `auth`: the same where the dialect knows it, else both headers
 * where those are two that it reads; null when its gateways would never have accepted it so.
 */
export function reconcile(auth: GatewayAuth, { auths }: Dialect): GatewayAuth | null {
  if (auths.includes(auth)) return auth
  const isInBoth = auth === 'bearer' || auth === 'mj-api-secret'
  return isInBoth && auths.includes('both') ? 'both' : null
}
