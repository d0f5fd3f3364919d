'use client'

import { type SubmitEvent, useId, useState } from 'react'
import { useTranslations } from 'use-intl'
import { Fault } from '@/components/settings/fault'
import { Button } from '@/components/ui/button'
import { TextField } from '@/components/ui/text-field'
import { errorKind } from '@/lib/client/http'
import type { Invitation, Member } from '@/lib/mj/members'
import { toast } from '@/lib/state/toasts'
import { type PersonProblem, readBudget, readPersonName } from './person-values'
import { RemovePerson } from './remove-person'
import { useChangePerson, useInvite, useNewLink } from './use-people'

/** A name and what it may spend. Without a person, the way to invite one. */
export function PersonForm({
  person,
  isMe = false,
  onCancel,
  onSaved,
  onRemoved,
  onInvited,
}: {
  person: Member | null
  isMe?: boolean
  onCancel: () => void
  onSaved?: () => void
  onRemoved?: () => void
  onInvited: (invitation: Invitation) => void
}) {
  const t = useTranslations('people')
  const form = usePersonForm(person, { onSaved, onInvited })
  const { values, problem, fault } = form
  const own = useTranslations('people.own')
  const titleId = useId()
  return (
    <form
      aria-labelledby={titleId}
      noValidate
      onSubmit={form.submit}
      onKeyDown={(event) => {
        if (event.key === 'Escape') onCancel()
      }}
      className="max-w-[560px]"
    >
      <h3 id={titleId} className={person ? 'sr-only' : 'mb-4 text-base font-medium'}>
        {person ? t('form.edit', { name: person.name }) : t('form.invite')}
      </h3>
      <div className="grid gap-4 sm:grid-cols-2">
        <TextField
          label={t('form.name')}
          help={t(isMe ? 'form.nameOwnHelp' : 'form.nameHelp')}
          error={problem?.field === 'name' ? t(`form.${problem.words}`) : undefined}
          autoFocus
          name="name"
          value={values.name}
          onChange={({ target }) => form.set({ name: target.value })}
        />
        <TextField
          label={t('form.budget')}
          help={t('form.budgetHelp')}
          error={problem?.field === 'budget' ? t(`form.${problem.words}`) : undefined}
          name="budget"
          inputMode="numeric"
          placeholder={t('form.noLimit')}
          value={values.budget}
          onChange={({ target }) => form.set({ budget: target.value })}
        />
      </div>
      {isMe ? <p className="mt-4 text-sm text-faint">{own('ownerPassword')}</p> : null}
      {fault ? (
        <div className="mt-4">
          <Fault title={fault} help={null} />
        </div>
      ) : null}
      <div className="mt-5 flex flex-wrap items-center gap-2">
        <Button type="submit" look="accent" size="md" busy={form.isBusy}>
          {t(person ? 'form.save' : 'form.make')}
        </Button>
        <Button size="md" onClick={onCancel}>
          {t('form.cancel')}
        </Button>
        {person && !isMe ? (
          <span className="ml-auto flex gap-2">
            <LinkButton person={person} onInvited={onInvited} />
            <RemovePerson person={person} onRemoved={() => onRemoved?.()} />
          </span>
        ) : null}
      </div>
    </form>
  )
}

function LinkButton({
  person,
  onInvited,
}: {
  person: Member
  onInvited: (invitation: Invitation) => void
}) {
  const t = useTranslations('people')
  const { mutate, isPending } = useNewLink()
  return (
    <Button
      look="ghost"
      size="md"
      busy={isPending}
      onClick={() => mutate(person.id, { onSuccess: onInvited })}
    >
      {t('newLink')}
    </Button>
  )
}

function usePersonForm(
  person: Member | null,
  {
    onSaved,
    onInvited,
  }: { onSaved: (() => void) | undefined; onInvited: (invitation: Invitation) => void },
) {
  const t = useTranslations('people.form')
  const errors = useTranslations('errors.kind')
  const [values, setValues] = useState({
    name: person?.name ?? '',
    budget: person?.budgetPerDay?.toString() ?? '',
  })
  const [problem, setProblem] = useState<PersonProblem | null>(null)
  const invite = useInvite()
  const change = useChangePerson()
  const error = invite.error ?? change.error
  const isTaken = error !== null && errorKind(error) === 'conflict'

  function complain({ target }: SubmitEvent, wrong: PersonProblem) {
    setProblem(wrong)
    if (!(target instanceof HTMLFormElement)) return
    const field = target.elements.namedItem(wrong.field)
    if (field instanceof HTMLElement) field.focus()
  }

  function submit(event: SubmitEvent) {
    event.preventDefault()
    if (invite.isPending || change.isPending) return
    const name = readPersonName(values.name)
    const budgetPerDay = readBudget(values.budget)
    if (name === null) return complain(event, { field: 'name', words: 'invalidName' })
    if (budgetPerDay === undefined) {
      return complain(event, { field: 'budget', words: 'invalidBudget' })
    }
    setProblem(null)
    const draft = { name, budgetPerDay }
    if (person === null) return invite.mutate(draft, { onSuccess: onInvited })
    change.mutate(
      { id: person.id, draft },
      {
        onSuccess: () => {
          toast(t('saved', { name }))
          onSaved?.()
        },
      },
    )
  }

  return {
    values,
    set: (next: Partial<typeof values>) => {
      setValues({ ...values, ...next })
      setProblem(null)
      invite.reset()
      change.reset()
    },
    problem: isTaken ? ({ field: 'name', words: 'nameTaken' } as const) : problem,
    fault: error && !isTaken ? errors(errorKind(error)) : null,
    isBusy: invite.isPending || change.isPending,
    submit,
  }
}
