import type { Plan } from '../../shared/plan/index.ts'
import type { Container } from '../../shared/preset.ts'

/** FFmpeg's names of the containers; told always, as unfinished files have no telling name. */
const muxers: Record<Container, string> = {
  mp4: 'mp4',
  mov: 'mov',
  mkv: 'matroska',
  webm: 'webm',
  m4a: 'ipod',
  mp3: 'mp3',
  gif: 'gif',
  webp: 'webp',
  jpg: 'image2',
  png: 'image2',
}

/** The options of a plan's container. */
export function muxerOptions(plan: Plan): string[] {
  const { container } = plan
  return [
    ...['-max_muxing_queue_size', '4096', '-abort_on', 'empty_output'],
    ...special(plan),
    ...['-f', muxers[container]],
  ]
}

function special({ container, picture, sound }: Plan): string[] {
  switch (container) {
    case 'mp4':
    case 'mov': {
      // What is copied may begin before or after the rest, which only an edit list can say.
      const anew = picture.do === 'encode' && sound.every((track) => track.do === 'encode')
      return anew
        ? ['-movflags', '+faststart+negative_cts_offsets', '-use_editlist', '0']
        : ['-movflags', '+faststart']
    }
    case 'm4a':
      return ['-movflags', '+faststart']
    case 'mp3':
      return ['-id3v2_version', '3', '-write_id3v1', '1']
    case 'gif':
    case 'webp':
      return ['-loop', '0']
    case 'jpg':
    case 'png':
      return ['-update', '1']
    case 'mkv':
    case 'webm':
      return []
  }
}

/**
 * Title, chapters and the like. Languages are told anew, as they are no secret.
 *
 * @param source which of the inputs they are taken from
 */
export function noteOptions({ metadata, chapters, sound, subtitles }: Plan, source = 0): string[] {
  const kept = subtitles.filter((track) => track.do !== 'drop')
  return [
    ...(metadata === 'keep'
      ? ['-map_metadata', String(source)]
      : ['-map_metadata', '-1', '-map_metadata:s', '-1', '-fflags', '+bitexact']),
    ...['-map_chapters', chapters === 'keep' ? String(source) : '-1'],
    ...sound.flatMap(({ language }, index) => languageOption('a', index, language)),
    ...kept.flatMap(({ language }, index) => languageOption('s', index, language)),
  ]
}

const languageOption = (kind: 'a' | 's', index: number, language: string | null): string[] =>
  language === null || !/^[a-z]{2,8}$/i.test(language)
    ? []
    : [`-metadata:s:${kind}:${index}`, `language=${language}`]
