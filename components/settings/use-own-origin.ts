'use client'
import { useHydrated } from '@/components/ui/use-hydrated'

/** The address by which others come: the public one where it is set, else the one by which this browser came. */
export function useOwnOrigin({ origin, isPublic }: { origin: string; isPublic: boolean }): string {
  return useHydrated() && !isPublic ? window.location.origin : origin
}
