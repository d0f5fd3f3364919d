'use client'
import { useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { suggestionsQuery } from '@/lib/client/library'
import type { SearchSuggestion } from '@/lib/mj/library'

const pauseMs = 100
const none: readonly SearchSuggestion[] = []

/** Ways to go on typing; asked for when the fingers rest. Without an answer there are none, and nobody has to know. */
export function useSuggestions(text: string, isOpen: boolean): readonly SearchSuggestion[] {
  const [asked, setAsked] = useState(text)
  useEffect(() => {
    const timer = setTimeout(() => setAsked(text), pauseMs)
    return () => clearTimeout(timer)
  }, [text])
  const isEnabled = isOpen && asked !== '' && !/\s$/.test(asked)
  const { data } = useQuery({ ...suggestionsQuery(asked), enabled: isEnabled })
  return isEnabled && asked === text ? (data ?? none) : none
}
