import { useEffect, useState } from 'react'
import type { SourceId } from '../../../shared/job.ts'
import type { ReviewMode, StoredRule } from '../../../shared/review.ts'
import type { Rights } from '../../../shared/rights.ts'
import { attempt } from '../lib/attempt.ts'
import { call } from '../lib/bridge.ts'

/** On what terms a source's videos go out. */
export interface Terms {
  review: ReviewMode
  rights: Rights['kind'] | 'none'
  /** The note or the attribution. */
  text: string
  /** Whether everything of it is approved without a person. */
  always: boolean
}

/** The terms of a source to be changed; null until they are read. Nothing is kept before `save`. */
export function useTerms(id: SourceId) {
  const [before, setBefore] = useState<Terms | null>(null)
  const [terms, setTerms] = useState<Terms | null>(null)
  useEffect(() => {
    let isHere = true
    attempt(async () => {
      const [stored, rules] = await Promise.all([
        call('source.terms', { id }),
        call('review.rules', undefined),
      ])
      if (!isHere) return
      const { review, rights } = stored
      const read: Terms = {
        ...{ review, rights: rights?.kind ?? 'none', text: textOf(rights) },
        always: ruleOf(rules, id) !== undefined,
      }
      setBefore(read)
      setTerms(read)
    })
    return () => {
      isHere = false
    }
  }, [id])
  const isEnough = terms?.rights !== 'creative-commons' || terms.text.trim() !== ''
  const save = async (): Promise<void> => {
    if (!terms || !before) return
    if (terms.review !== before.review) await call('source.review', { id, review: terms.review })
    if (terms.rights !== before.rights || terms.text !== before.text) {
      await call('source.rights', { id, rights: rightsOf(terms) })
    }
    if (terms.always !== before.always) await setAlways(id, terms.always)
  }
  return { terms, setTerms, isEnough, save }
}

const textOf = (rights: Rights | null): string => {
  switch (rights?.kind) {
    case 'licensed':
      return rights.note
    case 'creative-commons':
      return rights.attribution
    default:
      return ''
  }
}

function rightsOf({ rights, text }: Terms): Rights | null {
  switch (rights) {
    case 'none':
      return null
    case 'mine':
      return { kind: rights }
    case 'licensed':
      return { kind: rights, note: text.trim() }
    case 'creative-commons':
      return { kind: rights, attribution: text.trim() }
  }
}

const ruleOf = (rules: readonly StoredRule[], id: SourceId): StoredRule | undefined =>
  rules.find(
    ({ sourceId, preset, destination }) =>
      sourceId === id && preset === null && destination === null,
  )

async function setAlways(sourceId: SourceId, always: boolean): Promise<void> {
  if (always) {
    await call('review.addRule', { sourceId, preset: null, destination: null })
    return
  }
  const rule = ruleOf(await call('review.rules', undefined), sourceId)
  if (rule) await call('review.removeRule', { id: rule.id })
}
