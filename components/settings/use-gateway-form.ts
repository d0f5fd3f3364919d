'use client'

import { useRef, useState } from 'react'
import { useTranslations } from 'use-intl'
import { errorKind } from '@/lib/client/http'
import type { GatewaySettings, ProbeReport } from '@/lib/mj/gateways'
import { toastError } from '@/lib/state/toasts'
import {
  type Complaint,
  type DialectFacts,
  type FormField,
  type FormValues,
  type FoundField,
  complaintOf,
  draftOf,
  emptyValues,
  foundFields,
  originOf,
  probeRequestOf,
  valuesOf,
  withDialect,
  withFindings,
  withScheme,
} from './gateway-form-values'
import { type Consultation, useDoctor } from './use-doctor'
import { useSaveGateway } from './use-gateways'

export type Wrong = { field: Complaint; sentence: string }

/**
 * One gateway being filled in. The doctor is asked when address or key have changed and the focus leaves them, and
 * once more at the latest before they are saved; what it finds goes where nobody has chosen.
 */
export function useGatewayForm({
  gateway,
  dialects,
  onSaved,
}: {
  /** Null for a new one. */
  gateway: GatewaySettings | null
  dialects: readonly DialectFacts[]
  onSaved: (saved: GatewaySettings) => void
}) {
  const t = useTranslations('settings.form.invalid')
  const fields = useFields(gateway, dialects)
  const { values, wrong, setWrong, pointOut } = fields
  const { settle, ...connection } = useConnection(gateway, dialects, fields)
  const save = useSaveGateway()

  async function submit() {
    const typed = { ...values, baseUrl: withScheme(values.baseUrl) }
    if (typed.baseUrl === '') {
      setWrong({ field: 'baseUrl', sentence: t('baseUrlEmpty') })
      return pointOut()
    }
    // As it is it can never be saved; typing in the field takes the complaint away.
    if (wrong?.field === 'baseUrl') return pointOut()
    const latest = await settle(typed)
    // What does not work is shown first; whoever wants it nevertheless presses once more.
    if (!latest) return pointOut()
    try {
      onSaved(await save.mutateAsync({ id: gateway?.id ?? null, draft: draftOf(latest) }))
    } catch (error) {
      const field = errorKind(error) === 'bad-request' ? complaintOf(messageOf(error)) : null
      if (!field) return toastError(error)
      setWrong({ field, sentence: t(field) })
      pointOut()
    }
  }

  const origin = originOf(values.baseUrl)
  return {
    ...fields,
    ...connection,
    /** True when saving forgets the stored key, as it belongs to another origin, and there is no new one yet. */
    isKeyForgotten:
      gateway?.hasKey === true &&
      origin !== null &&
      origin !== originOf(gateway.baseUrl) &&
      values.key === '',
    isSaving: save.isPending,
    submit: () => void submit(),
  }
}

export type GatewayFormHandle = ReturnType<typeof useGatewayForm>

type Fields = ReturnType<typeof useFields>

/** What is typed and chosen, and the one field that something is wrong with. */
function useFields(gateway: GatewaySettings | null, dialects: readonly DialectFacts[]) {
  const [values, setValues] = useState(() =>
    gateway ? valuesOf(gateway) : emptyValues(dialects[0]!),
  )
  const [wrong, setWrong] = useState<Wrong | null>(null)
  const [pointings, setPointings] = useState(0)
  const chosen = useRef(new Set<FoundField>(gateway ? foundFields : []))

  function set<Field extends FormField>(field: Field, value: FormValues[Field]) {
    setValues((before) => ({ ...before, [field]: value }))
    setWrong((before) => (before && isAbout(before.field, field) ? null : before))
    if (isFoundField(field)) chosen.current.add(field)
  }

  function chooseDialect(id: string) {
    const dialect = dialects.find((known) => known.id === id)
    if (!dialect) return
    set('dialect', id)
    setValues((before) => withDialect(before, dialect))
  }

  return {
    values,
    set,
    setValues,
    wrong,
    setWrong,
    /** Grows whenever the focus should go to what is wrong: after a button, never while somebody tabs on. */
    pointings,
    pointOut: () => setPointings((before) => before + 1),
    isChosen: (field: FoundField) => chosen.current.has(field),
    forgetChoices: () => chosen.current.clear(),
    chooseDialect,
  }
}

/** What the doctor says of the connection in the fields. */
function useConnection(
  gateway: GatewaySettings | null,
  dialects: readonly DialectFacts[],
  { values, set, setValues, setWrong, pointOut, isChosen, forgetChoices }: Fields,
) {
  const reached = useTranslations('doctor.reached')
  const { consultation, ask, cancel, forget } = useDoctor()
  /** The connection that was asked about last; of a stored gateway, the stored one. */
  const [known, setKnown] = useState(gateway ? connectionOf(valuesOf(gateway)) : '')
  const origin = useRef(gateway ? originOf(gateway.baseUrl) : null)
  const pending = useRef<{ connection: string; answer: Promise<ProbeReport | null> } | null>(null)
  const isKnown = known === connectionOf(values)

  /** Resolves with null where the connection does not work, or where nobody knows. */
  function examine(typed: FormValues): Promise<ProbeReport | null> {
    const connection = connectionOf(typed)
    if (pending.current?.connection === connection) return pending.current.answer
    const answer = consult(typed).finally(() => {
      if (pending.current?.answer === answer) pending.current = null
    })
    pending.current = { connection, answer }
    return answer
  }

  async function consult(typed: FormValues): Promise<ProbeReport | null> {
    const place = originOf(typed.baseUrl)
    // Another host is another gateway: what was chosen for the one before says nothing about it.
    if (origin.current !== null && place !== origin.current) forgetChoices()
    origin.current = place
    setKnown(connectionOf(typed))
    const report = await ask(probeRequestOf(typed, gateway?.id ?? null, isChosen))
    if (!report) return null
    if (report.reached.type === 'address-wrong') {
      forget()
      setWrong({ field: 'baseUrl', sentence: reached(`address-wrong.${report.reached.why}.help`) })
      return null
    }
    fillIn(typed, report)
    return report.reached.type === 'ok' ? report : null
  }

  function fillIn(typed: FormValues, report: ProbeReport) {
    setKnown(connectionOf(withFindings(typed, report, dialects, isChosen)))
    setValues((now) => {
      const filled = withFindings(now, report, dialects, isChosen)
      // Whoever has typed on meanwhile keeps what was typed.
      return now.baseUrl === typed.baseUrl ? filled : { ...filled, baseUrl: now.baseUrl }
    })
  }

  function leaveConnection() {
    const baseUrl = withScheme(values.baseUrl)
    if (baseUrl !== values.baseUrl) set('baseUrl', baseUrl)
    if (!isKnown && originOf(baseUrl) !== null) void examine({ ...values, baseUrl })
  }

  async function settle(typed: FormValues): Promise<FormValues | null> {
    if (isKnown && !pending.current) return typed
    const report = await examine(typed)
    return report && withFindings(typed, report, dialects, isChosen)
  }

  return {
    consultation,
    cancelAsking: cancel,
    /** True when the doctor has been asked about this very connection, and did not find it working. */
    isDoubtful: isKnown && isBad(consultation),
    test: () => void examine({ ...values, baseUrl: withScheme(values.baseUrl) }).then(pointOut),
    leaveConnection,
    /** The values to save: at once when the doctor has spoken of them, else when it has found them working. */
    settle,
  }
}

const connectionOf = ({ baseUrl, key }: FormValues) => `${baseUrl.trim()}\n${key.trim()}`

function isBad(consultation: Consultation): boolean {
  if (consultation.type === 'told') return consultation.report.reached.type !== 'ok'
  return consultation.type === 'failed' || consultation.type === 'cancelled'
}

function isAbout(complaint: Complaint, field: FormField): boolean {
  if (complaint !== 'accountFilter') return complaint === field
  return field === 'instanceId' || field === 'channelId' || field === 'remark'
}

function isFoundField(field: FormField): field is FoundField {
  return foundFields.some((found) => found === field)
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : ''
}
