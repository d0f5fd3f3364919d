'use client'

import { useTranslations } from 'use-intl'
import { Chip } from '@/components/ui/chip'
import { Menu } from '@/components/ui/menu'
import { Segmented } from '@/components/ui/segmented'
import { useGateway } from '@/lib/client/use-task'
import type { Speed } from '@/lib/mj/task'
import type { ComposerHandle } from './use-composer'

const speeds = ['relax', 'fast', 'turbo'] as const satisfies readonly Speed[]

/** All three in sight; on a phone a chip with the same choice. */
export function SpeedSwitch({ composer: { speed, chooseSpeed } }: { composer: ComposerHandle }) {
  const t = useTranslations('composer')
  const supported = useGateway()?.capabilities.speeds
  const options = speeds.map((value) => ({
    value,
    label: t(`name.${value}`),
    // A speed that is set stays visible and changeable, whatever the gateway says of itself.
    disabled: supported !== undefined && !supported.includes(value),
  }))
  const available = options.filter((option) => !option.disabled)
  return (
    <>
      <Segmented
        label={t('speed')}
        value={speed}
        options={options}
        onChange={(next) => chooseSpeed(next)}
        className="ml-auto max-sm:hidden"
      />
      <span className="max-sm:order-1 sm:hidden">
        <Menu
          trigger={
            <Chip
              isSet
              aria-label={t('namedValue', { name: t('speed'), value: t(`name.${speed}`) })}
            >
              <b>{t(`name.${speed}`)}</b>
            </Chip>
          }
          entries={[
            {
              type: 'choice',
              label: t('speed'),
              value: speed,
              options: available,
              onChange: (value) => {
                const next = speeds.find((known) => known === value)
                if (next) chooseSpeed(next)
              },
            },
          ]}
        />
      </span>
    </>
  )
}
