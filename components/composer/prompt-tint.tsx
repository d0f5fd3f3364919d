import { permutationSpans } from '@/lib/mj/permutations'
import { parsePrompt, type Segment } from '@/lib/mj/prompt'
import { Fragment } from 'react'

const tones = { text: 'text-text', image: 'text-faint', parameter: 'text-muted' } as const

/** The prompt in colour: permutations tinted, parameters dimmer than words. Only for the eye. */
export function PromptTint({ text, className }: { text: string; className: string }) {
  const { segments } = parsePrompt(text)
  return (
    <div aria-hidden className={className}>
      {segments.map((segment, index) => (
        // Segments have no identity beyond their place.
        <span key={index} className={tones[segment.type]}>
          <WithPermutations segment={segment} />
        </span>
      ))}
      {/* A line that is still empty has no height without a character on it. */}
      {text === '' || text.endsWith('\n') ? '\u200b' : null}
    </div>
  )
}

function WithPermutations({ segment: { raw } }: { segment: Segment }) {
  const spans = permutationSpans(raw)
  return (
    <>
      {spans.map(({ from, to }, index) => (
        <Fragment key={from}>
          {raw.slice(spans[index - 1]?.to ?? 0, from)}
          <mark className="rounded-[5px] bg-accent-soft text-accent-text shadow-[0_0_0_2px_var(--accent-soft)] [box-decoration-break:clone]">
            {raw.slice(from, to)}
          </mark>
        </Fragment>
      ))}
      {raw.slice(spans.at(-1)?.to ?? 0)}
    </>
  )
}
