import 'server-only'
/** What a gateway offers: what its dialect says, held against what it has just answered. */
import type { Capabilities } from '@/lib/mj/capabilities'
import {
  probeSubjects,
  type ProbeFinding,
  type ProbeReason,
  type ProbeSubject,
} from '@/lib/mj/gateways'
import type { Dialect } from './dialect'
import type { Answer, Question } from './habits'
import type { Answers } from './probe-dialect'

export function findingsOf(dialect: Dialect, answers: Answers): readonly ProbeFinding[] {
  const { capabilities } = dialect
  return probeSubjects.map((what) => {
    const isOffered = what === 'modes' ? capabilities.speeds.length > 0 : capabilities[what]
    if (!isOffered) return { what, verdict: 'lacking', why: whyLacking(what, capabilities) }
    const seen = isSeen(what, dialect, answers)
    if (seen === true) return { what, verdict: 'seen', why: '' }
    if (seen === false) return { what, verdict: 'lacking', why: 'not-answered' }
    const isPartial = what === 'action' && capabilities.actionWords !== null
    return { what, verdict: 'by-dialect', why: isPartial ? 'some-buttons' : '' }
  })
}

/** The questions whose answers show that a thing is there. */
const proofs: Partial<Record<ProbeSubject, { question: Question; proof: readonly Answer[] }>> = {
  listByCondition: { question: 'list', proof: ['list'] },
  seed: { question: 'seed', proof: ['no-task', 'relay-error'] },
  modes: { question: 'mode', proof: ['empty', 'no-content', 'no-task', 'relay-error'] },
}

/** Undefined where no answer tells. */
function isSeen(what: ProbeSubject, dialect: Dialect, answers: Answers): boolean | undefined {
  const { question, proof } = proofs[what] ?? {}
  const answer = question && answers[question]
  if (!answer || (what === 'modes' && !hasModePrefix(dialect))) return undefined
  if (proof?.includes(answer)) return true
  // Where even the unknown task is a 404, another 404 says nothing of the path.
  return answer === 'missing' && answers.task !== 'missing' ? false : undefined
}

/** Whether it asks for a speed as the question does: others use another prefix, or the body. */
function hasModePrefix(dialect: Dialect): boolean {
  const { path } = dialect.encodeSubmit({ verb: 'imagine', prompt: '', speed: 'fast' }, '')
  return path.startsWith('/mj-fast/')
}

function whyLacking(what: ProbeSubject, capabilities: Capabilities): ProbeReason {
  switch (what) {
    case 'action':
      return capabilities.change ? 'buttons-made' : 'not-offered'
    case 'change':
      return capabilities.action ? 'by-buttons' : 'not-offered'
    case 'modal':
    case 'region':
      return 'no-windows'
    case 'references':
      return 'prompt-only'
    case 'modes':
      return 'speed-by-prompt'
    case 'listByCondition':
      return 'one-by-one'
    case 'listByState':
      return 'asked-by-hand'
    default:
      return 'not-offered'
  }
}
