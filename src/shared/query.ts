import type { QueueQuery } from './queue.ts'

// Apart from the schemas, which the window's first picture does without.

/**
 * What a list goes by: when jobs were added, the order they are worked in, how far they are, or what
 * they are called.
 */
export const queueSorts = ['newest', 'oldest', 'urgency', 'state', 'title'] as const
export type QueueSort = (typeof queueSorts)[number]

export const everything: QueueQuery = {
  group: 'all',
  type: null,
  sourceId: null,
  preset: null,
  cause: null,
  text: '',
  byVideo: false,
  sort: 'newest',
}
