'use client'

import { type SubmitEvent, useState } from 'react'
import { useTranslations } from 'use-intl'
import { Button } from '@/components/ui/button'
import { controlClass, Field } from '@/components/ui/field'
import { errorKind } from '@/lib/client/http'
import type { ErrorKind } from '@/lib/mj/errors'
import type { StudioToken } from '@/lib/mj/members'
import { ShownOnce } from './shown-once'
import { useMakeToken } from './use-tokens'

export const makeTokenId = 'make-token'

const longestName = 60

type MadeToken = { token: StudioToken; secret: string }

/** Makes a token for a tool, and shows it, once. */
export function TokenForm() {
  const t = useTranslations('settings.tools')
  const errors = useTranslations('errors.kind')
  const [text, setText] = useState('')
  const [isInvalid, setInvalid] = useState(false)
  const [made, setMade] = useState<MadeToken | null>(null)
  const { mutate, error, isPending, reset } = useMakeToken()
  const wordsOf = (kind: ErrorKind) => (kind === 'conflict' ? t('tooMany') : errors(kind))

  function make(event: SubmitEvent) {
    event.preventDefault()
    const name = text.trim()
    const isName = name !== '' && name.length <= longestName
    setInvalid(!isName)
    if (!isName || isPending) return
    mutate(name, {
      onSuccess: (answer) => {
        setText('')
        setMade(answer)
      },
    })
  }

  if (made) {
    return (
      <ShownOnce
        title={t('secretTitle', { name: made.token.name })}
        field={t('tokens')}
        about={t('secretAbout')}
        copy={t('copyToken')}
        done={t('secretDone')}
        onDone={() => {
          setMade(null)
          // When it is on the screen again.
          requestAnimationFrame(() => document.getElementById(makeTokenId)?.focus())
        }}
      >
        {made.secret}
      </ShownOnce>
    )
  }
  return (
    <form noValidate onSubmit={make} className="max-w-[420px]">
      <Field
        label={t('tokenName')}
        error={isInvalid ? t('invalidName') : error ? wordsOf(errorKind(error)) : undefined}
      >
        {(control) => (
          <span className="flex gap-2">
            <input
              {...control}
              name="token-name"
              autoComplete="off"
              spellCheck={false}
              placeholder={t('tokenPlaceholder')}
              value={text}
              onChange={({ target }) => {
                setText(target.value)
                setInvalid(false)
                reset()
              }}
              className={controlClass}
            />
            <Button id={makeTokenId} type="submit" look="bright" size="md" busy={isPending}>
              {t('makeToken')}
            </Button>
          </span>
        )}
      </Field>
    </form>
  )
}
