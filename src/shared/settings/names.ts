import { z } from 'zod'
import { unknownWords } from '../template.ts'

/** What files are called. */
export const namesSettingsSchema = z.object({
  /** Downloads, without the ending: `{title}`, `{date} {title} [{id}]`. */
  download: z
    .string()
    .min(1)
    .max(500)
    .refine(
      (template) => unknownWords(template).length === 0,
      'It has a word in braces that is none.',
    ),
})
export type NamesSettings = z.infer<typeof namesSettingsSchema>

export const defaultNames: NamesSettings = { download: '{title}' }
