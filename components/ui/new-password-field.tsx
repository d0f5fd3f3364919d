'use client'

import { useTranslations } from 'use-intl'
import { shortestPassword } from '@/lib/mj/passwords'
import { PasswordField } from './password-field'

/** From here on nobody guesses it who may only ask the studio. */
const goodLength = 16

/** A password that is being chosen. Only its length is judged: rules about signs make people write it down. */
export function NewPasswordField({
  label,
  value,
  autoFocus = false,
  onChange,
}: {
  label: string
  value: string
  autoFocus?: boolean
  onChange: (value: string) => void
}) {
  const t = useTranslations('signIn.invite')
  const more = shortestPassword - value.length
  return (
    <PasswordField
      label={label}
      name="new-password"
      autoComplete="new-password"
      autoFocus={autoFocus}
      value={value}
      onChange={({ target }) => onChange(target.value)}
      help={
        <>
          <span aria-hidden className="mb-1.5 flex h-1 overflow-hidden rounded-full bg-hover">
            <span
              className={`rounded-full transition-[width] ${more > 0 ? 'bg-warn' : 'bg-ok'}`}
              style={{ width: `${Math.min(1, value.length / goodLength) * 100}%` }}
            />
          </span>
          {more > 0 ? t('short', { more }) : t(value.length < goodLength ? 'enough' : 'strong')}
        </>
      }
    />
  )
}
