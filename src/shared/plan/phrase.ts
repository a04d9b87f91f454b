import { z } from 'zod'
import type { en } from '../locales/en/index.ts'

const range = z.object({ low: z.number().nonnegative(), high: z.number().nonnegative() })

/** What fills a text. Whatever has a unit is written out where it is shown. */
const phraseValueSchema = z.union([
  z.string(),
  z.number(),
  /** Reasons in English, as the plan has them. */
  z.object({ reasons: z.array(z.string()) }),
  /** Texts of the catalogue, one after the other. */
  z.object({ steps: z.array(z.custom<PlanStep>((value) => typeof value === 'string')) }),
  range.extend({ unit: z.enum(['bytes', 'seconds']) }),
])
export type PhraseValue = z.infer<typeof phraseValueSchema>

/** A sentence of the engine in English, or a text of the catalogue and what fills it. */
export const phraseSchema = z.union([
  z.string(),
  z.object({
    text: z.custom<PlanText>((value) => typeof value === 'string'),
    values: z.record(z.string(), phraseValueSchema),
  }),
])
export type Phrase = z.infer<typeof phraseSchema>

type Texts = (typeof en)['plan']
type WithoutPlural<K extends string> = K extends `${infer Base}_${'one' | 'other'}` ? Base : K

/** A line a plan may say. */
export type PlanText = WithoutPlural<Exclude<keyof Texts, 'step'>>
/** What may be done to a picture on the way. */
export type PlanStep = keyof Texts['step']
