import { languageSchema, type Target, type YoutubeTarget } from './destination.ts'
import { longestTitle, type Metadata } from './publication.ts'
import { fillTemplate, type TemplateFacts } from './template.ts'

/** What a destination would tell about a video, before a person changes anything of it. */
export function proposedMetadata(target: Target, facts: TemplateFacts): Metadata {
  if (target.kind !== 'youtube') {
    return {
      ...plain,
      title: fillTemplate('{title} – {preset}', facts).slice(0, longestTitle),
      description: facts.description,
      tags: tagsOf(facts.tags.join(',')),
      language: languageOf(facts),
    }
  }
  const { privacy, category, madeForKids, syntheticMedia, publishAt } = target
  return {
    ...{ privacy, category, madeForKids, syntheticMedia, publishAt },
    language: target.language ?? languageOf(facts),
    licence: licenceOf(target, facts),
    title: fillTemplate(target.title, facts).trim().slice(0, longestTitle) || 'untitled',
    description: fillTemplate(target.description, facts),
    tags: tagsOf(fillTemplate(target.tags, facts)),
  }
}

const languageOf = ({ language }: TemplateFacts): string =>
  languageSchema.safeParse(language).data ?? 'en'

const licenceOf = ({ licence }: YoutubeTarget, facts: TemplateFacts): Metadata['licence'] => {
  if (licence !== 'source') return licence
  return /creative commons|^cc[- ]?by\b/i.test(facts.licence) ? 'creativeCommon' : 'youtube'
}

const plain = {
  privacy: 'private',
  category: '22',
  madeForKids: false,
  licence: 'youtube',
  syntheticMedia: false,
  publishAt: null,
} as const

/** Each once, as they stand between commas. */
const tagsOf = (text: string): string[] => [
  ...new Set(
    text
      .split(',')
      .map((tag) => tag.trim())
      .filter((tag) => tag !== ''),
  ),
]
