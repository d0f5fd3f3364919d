'use client'

import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { PromptWords } from '@/components/family/prompt-words'
import { type ComparisonRow, comparisonFacts, comparisonRows } from '@/lib/mj/comparison'
import { promptDifference } from '@/lib/mj/prompt-difference'
import type { Compared } from './compared'

/** What the pictures were made with, a column each: what differs first, what is the same folded away. */
export function CompareTable({ pictures }: { pictures: readonly Compared[] }) {
  const t = useTranslations('compare.table')
  const tasks = pictures.flatMap(({ task }) => task ?? [])
  // Half of a table would tell differences that are none.
  if (tasks.length < pictures.length) return null
  const rows = comparisonRows(tasks)
  const differing = rows.filter(({ isSame }) => !isSame)
  const same = rows.filter(({ isSame }) => isSame)
  return (
    <section aria-label={t('title')} className="px-4 pt-3 pb-4">
      {differing.length === 0 ? (
        <p className="text-sm text-muted">{t('equal')}</p>
      ) : (
        <Rows rows={differing} count={pictures.length} />
      )}
      {same.length > 0 ? (
        <details className="mt-2">
          <summary className="text-xs font-medium text-faint hover:text-text">
            {t('same', { count: same.length })}
          </summary>
          <dl className="mt-1.5 grid grid-cols-[max-content_minmax(0,1fr)] gap-x-4 gap-y-1 text-sm">
            {same.map(({ name, values }) => (
              <div key={name} className="contents">
                <dt className="text-faint">
                  <RowName name={name} />
                </dt>
                <dd className="text-muted">{values[0]}</dd>
              </div>
            ))}
          </dl>
        </details>
      ) : null}
    </section>
  )
}

/** A prompt that is longer is cut, or the table would take the screen from the pictures. */
const longPrompt = 240

function Rows({ rows, count }: { rows: readonly ComparisonRow[]; count: number }) {
  const t = useTranslations('compare.table')
  const task = useTranslations('task')
  const [isWhole, setWhole] = useState(false)
  const isLong = ({ name, values }: ComparisonRow) =>
    name === 'words' && values.some(({ length }) => length > longPrompt)
  return (
    <div className="overflow-x-auto" tabIndex={0} role="group" aria-label={t('caption')}>
      <table className="w-full min-w-max border-collapse text-left text-sm md:min-w-0 md:table-fixed">
        <caption className="sr-only">{t('caption')}</caption>
        <thead>
          <tr className="text-xs text-faint">
            <th scope="col" className="w-24 py-1 pr-3 font-medium">
              <span className="sr-only">{t('name')}</span>
            </th>
            {Array.from({ length: count }, (_, n) => (
              <th key={n} scope="col" className="py-1 pr-3 font-mono font-medium max-md:w-48">
                {n + 1}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.name} className="border-t border-line align-top">
              <th scope="row" className="py-1.5 pr-3 font-normal text-faint">
                <RowName name={row.name} />
                {isLong(row) ? (
                  <button
                    type="button"
                    aria-expanded={isWhole}
                    onClick={() => setWhole(!isWhole)}
                    className="mt-1 block text-xs underline decoration-line-strong underline-offset-2 hover:text-text pointer-coarse:min-h-11"
                  >
                    {task(isWhole ? 'less' : 'more')}
                  </button>
                ) : null}
              </th>
              {row.values.map((value, n) => (
                <td key={n} className="py-1.5 pr-3 text-muted max-md:w-48 max-md:whitespace-normal">
                  <div className={isLong(row) && !isWhole ? 'line-clamp-4' : undefined}>
                    <Value name={row.name} value={value} first={row.values[0] ?? ''} />
                  </div>
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

/** Prompts are told by what they have that the first one has not. */
function Value({ name, value, first }: { name: string; value: string; first: string }) {
  const t = useTranslations('compare.table')
  if (value === '') return <span className="text-faint">{t('none')}</span>
  if (name !== 'words') return <span className="font-mono text-xs">{value}</span>
  return <PromptWords words={promptDifference(first, value).words} />
}

function RowName({ name }: { name: string }) {
  const t = useTranslations('compare.table')
  const fact = comparisonFacts.find((one) => one === name)
  if (name === 'words') return t('words')
  return fact ? t(fact) : <span className="font-mono text-xs">{name}</span>
}
