import { z } from 'zod'
import { unknownWords } from '../template.ts'

/** A name without the ending: `{title}`, `{date} {title} [{id}]`. */
export const nameTemplateSchema = z
  .string()
  .trim()
  .min(1)
  .max(500)
  .refine(
    (template) => unknownWords(template).length === 0,
    'It has a word in braces that is none.',
  )

/** What files are called. */
export const namesSettingsSchema = z.object({ download: nameTemplateSchema })
export type NamesSettings = z.infer<typeof namesSettingsSchema>

export const defaultNames: NamesSettings = { download: '{title}' }
