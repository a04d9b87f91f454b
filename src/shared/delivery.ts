import { z } from 'zod'
import { accountIdSchema } from './destination.ts'
import { timestampSchema } from './ids.ts'

/**
 * How far a publication is, written down before the worker goes on: what it is going to send,
 * where to, under which session, and what came of it. After an unclear end it says whom to ask.
 */
export const deliverySchema = z.object({
  /** Names this publication at its destination, so that it is known again. */
  marker: z.string().min(1),
  /** What is to be sent; null before anything was decided. */
  intent: z
    .object({ bytes: z.number().int(), sha256: z.string(), name: z.string() })
    .nullable()
    .default(null),
  /** The destination's own name of the upload that goes on. */
  session: z.object({ id: z.string(), begunAt: timestampSchema }).nullable().default(null),
  /** What it is called at the destination now that it is there. */
  remote: z.object({ id: z.string(), url: z.string().nullable() }).nullable().default(null),
  /** Names of the steps behind it that are done: each is taken by itself, and once. */
  done: z.array(z.string().max(200)).max(200).default([]),
})
export type Delivery = z.infer<typeof deliverySchema>

/** What a worker asks of the engine while it publishes; it goes on only when it is answered. */
export const questionSchema = z.discriminatedUnion('kind', [
  /** Write this down. */
  z.object({ kind: z.literal('record'), delivery: deliverySchema }),
  /** A fresh token of this account; `refused` is one that is not accepted any more. */
  z.object({
    kind: z.literal('token'),
    account: accountIdSchema,
    refused: z.string().nullable(),
  }),
])
export type Question = z.infer<typeof questionSchema>

export const answerSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('recorded') }),
  z.object({ kind: z.literal('token'), token: z.string().min(1) }),
])
export type Answer = z.infer<typeof answerSchema>
