'use client'

import { useId } from 'react'
import { useTranslations } from 'use-intl'
import type { BlendDimensions } from '@/lib/mj/task'

const shapes = [
  { value: 'PORTRAIT', look: 'h-[18px] w-3' },
  { value: 'SQUARE', look: 'size-[15px]' },
  { value: 'LANDSCAPE', look: 'h-3 w-[18px]' },
] as const

/** The three shapes that a blend can have, drawn and named. */
export function ShapePicker({
  value,
  onChange,
}: {
  value: BlendDimensions
  onChange: (value: BlendDimensions) => void
}) {
  const t = useTranslations('desk.blend')
  const name = useId()
  return (
    <fieldset className="flex overflow-hidden rounded-lg border border-line">
      <legend className="sr-only">{t('shape')}</legend>
      {shapes.map((shape) => (
        <label
          key={shape.value}
          className="flex h-[36px] cursor-pointer items-center gap-2 px-3 text-sm whitespace-nowrap text-muted transition-colors hover:text-text has-checked:bg-hover has-checked:text-text has-focus-visible:outline-2 has-focus-visible:-outline-offset-2 has-focus-visible:outline-accent max-sm:px-2.5 pointer-coarse:h-11"
        >
          <input
            type="radio"
            name={name}
            value={shape.value}
            checked={shape.value === value}
            onChange={() => onChange(shape.value)}
            className="sr-only"
          />
          <span
            aria-hidden
            className={`shrink-0 rounded-[3px] border-[1.5px] border-current ${shape.look}`}
          />
          {t(`dimensions.${shape.value}`)}
          <span className="font-mono text-xs max-sm:hidden">{t(`ratio.${shape.value}`)}</span>
        </label>
      ))}
    </fieldset>
  )
}
