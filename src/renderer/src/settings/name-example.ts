import { safeFileName, safeWord } from '../../../shared/names.ts'
import { fillTemplate, templateFactsSchema } from '../../../shared/template.ts'

/** The words a name template is mostly made of. */
export const nameWords = ['title', 'channel', 'date', 'id', 'site', 'duration'] as const

const example = templateFactsSchema.parse({
  ...{ title: 'Sourdough, day 1', channel: 'Ana bakes', id: 'x7Gq', site: 'youtube' },
  ...{ publishedAt: Date.UTC(2026, 2, 14), durationSeconds: 754 },
})

/** What a file would be called. */
export const exampleName = (template: string): string =>
  `${safeFileName(fillTemplate(template, example, safeWord))}.mp4`
