'use client'

import Eye from 'lucide-react/icons/eye'
import EyeOff from 'lucide-react/icons/eye-off'
import { type ComponentProps, type ReactNode, useState } from 'react'
import { useTranslations } from 'use-intl'
import { classNames } from './class-names'
import { Field, controlClass } from './field'

/** A password, asked for once because it can be looked at. */
export function PasswordField({
  label,
  help,
  error,
  ...rest
}: Omit<ComponentProps<'input'>, 'id' | 'type' | 'className'> & {
  label: string
  help?: ReactNode
  error?: string | undefined
}) {
  const t = useTranslations('signIn')
  const [isShown, setShown] = useState(false)
  return (
    <Field label={label} help={help} error={error}>
      {(control) => (
        <span className="relative block">
          <input
            autoCapitalize="off"
            autoCorrect="off"
            spellCheck={false}
            {...rest}
            {...control}
            type={isShown ? 'text' : 'password'}
            className={classNames(controlClass, 'pr-11')}
          />
          <button
            type="button"
            aria-label={t(isShown ? 'hide' : 'show')}
            onClick={() => setShown(!isShown)}
            className="absolute inset-y-0 right-0 grid w-10 place-items-center rounded-lg text-faint transition-colors hover:text-text [&_svg]:size-[17px] [&_svg]:stroke-[1.6]"
          >
            {isShown ? <EyeOff aria-hidden /> : <Eye aria-hidden />}
          </button>
        </span>
      )}
    </Field>
  )
}
