'use client'
/** The gateways as they are set up, and every change to them. Whatever changes, composer and lamp follow at once. */
import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { type GatewayFacts, studioApi } from '@/lib/client/studio-api'
import { gatewaysQuery } from '@/lib/client/tasks'
import type { GatewayDraft, GatewaySettings } from '@/lib/mj/gateways'

/** Below the key of what the page may know of them, so that both are renewed together. */
const gatewaySettingsQuery = () =>
  queryOptions({
    queryKey: [...gatewaysQuery().queryKey, 'settings'] as const,
    queryFn: async ({ signal }) => (await studioApi.gateways({ signal })).gateways,
    refetchInterval: 30_000,
  })

export function useGatewaySettings() {
  return useQuery(gatewaySettingsQuery())
}

function useRenew(): () => Promise<void> {
  const client = useQueryClient()
  return () => client.invalidateQueries({ queryKey: gatewaysQuery().queryKey })
}

/** Adds a gateway where there is no id. Whoever calls it says what went wrong: mostly, it belongs to a field. */
export function useSaveGateway() {
  const renew = useRenew()
  return useMutation({
    mutationFn: async ({ id, draft }: { id: string | null; draft: GatewayDraft }) => {
      const saving = id === null ? studioApi.addGateway(draft) : studioApi.changeGateway(id, draft)
      return (await saving).gateway
    },
    onSuccess: renew,
    meta: { quiet: true },
  })
}

export function useRemoveGateway() {
  return useMutation({ mutationFn: studioApi.removeGateway, onSettled: useRenew() })
}

/** Seen at once; a refusal takes it back. */
export function useMakeDefault() {
  const client = useQueryClient()
  const renew = useRenew()
  return useMutation({
    mutationFn: studioApi.makeDefaultGateway,
    onMutate: async (id: string) => {
      await client.cancelQueries({ queryKey: gatewaysQuery().queryKey })
      client.setQueryData<readonly GatewaySettings[]>(gatewaySettingsQuery().queryKey, (known) =>
        known?.map((gateway) => ({ ...gateway, isDefault: gateway.id === id })),
      )
      client.setQueryData<readonly GatewayFacts[]>(gatewaysQuery().queryKey, (known) =>
        known?.toSorted((a, b) => Number(b.id === id) - Number(a.id === id)),
      )
    },
    onSettled: renew,
  })
}
