import type { Target } from './destination.ts'
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
    }
  }
  const { privacy, category, language, madeForKids, licence, syntheticMedia, publishAt } = target
  return {
    ...{ privacy, category, language, madeForKids, licence, syntheticMedia, publishAt },
    title: fillTemplate(target.title, facts).trim().slice(0, longestTitle) || 'untitled',
    description: fillTemplate(target.description, facts),
    tags: tagsOf(fillTemplate(target.tags, facts)),
  }
}

const plain = {
  privacy: 'private',
  category: '22',
  language: 'en',
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
