'use client'
/** The key of the mask editor on a grid, which has no button for it: a chosen quadrant leads to its upscale. */
import { useCallback } from 'react'
import { useQueryClient } from '@tanstack/react-query'
import { gatewaysQuery } from '@/lib/client/tasks'
import type { QuadrantIndex } from '@/lib/mj/quadrants'
import { buttonsOfQuadrant, groupButtons } from '@/lib/mj/buttons-grouping'
import type { Task } from '@/lib/mj/task'
import { openRegion } from '@/lib/state/open-task'
import { toast } from '@/lib/state/toasts'
import { lackOfCapability } from './lacks'
import { latestChild } from './press'
import { useLackWords } from './use-lacks'

/** True when the key was meant for it: the editor of what was upscaled already, else the way to upscale it first. */
export function useRegionKey() {
  const client = useQueryClient()
  const sayLack = useLackWords()
  return useCallback(
    (task: Task, quadrant: QuadrantIndex | null, { key, shiftKey }: KeyboardEvent): boolean => {
      if (key !== 'e' || shiftKey || quadrant === null) return false
      const { upscale } = buttonsOfQuadrant(groupButtons(task.buttons), quadrant)
      if (!upscale) return false
      const gateways = client.getQueryData(gatewaysQuery().queryKey)
      const lack = sayLack(lackOfCapability(gateways, task, 'region'), task)
      const child = latestChild(task.children, upscale.button.customId)
      if (lack !== null) toast(lack)
      else if (child?.state === 'done') openRegion(child.id)
      else openRegion(task.id, { q: String(quadrant) })
      return true
    },
    [client, sayLack],
  )
}
