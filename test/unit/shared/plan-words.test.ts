import { afterEach, describe, expect, it } from 'vitest'
import { speak } from '../../../src/shared/language.ts'
import { planSummarySchema, planTransform, say, summaryOf } from '../../../src/shared/plan/index.ts'
import { inWords, presetProblems, readPreset, type Preset } from '../../../src/shared/preset.ts'
import { audioStream, mediaInfo, videoStream } from '../../fixtures/media-info.ts'
import { builtIn } from '../../fixtures/media.ts'

const audio = audioStream({ codec: 'vorbis', sampleRate: 44_100, channels: 1 })

/** Nothing of it is as a preset for YouTube wants it. */
const media = mediaInfo(videoStream({ width: 3840, height: 2160 }), audio, {
  ...{ bytes: 90_000_000, durationSeconds: 120, chapters: 3 },
})

/** As it arrives where it is shown. */
function wordsOf(preset: Preset, of = media): string[] {
  const summary: unknown = JSON.parse(JSON.stringify(summaryOf(planTransform(of, preset), of)))
  return planSummarySchema.parse(summary).phrases.map(say)
}

afterEach(() => {
  speak('en')
})

describe('a plan in words', () => {
  const youtube = builtIn('youtube-1080p')
  const faster = readPreset({
    ...youtube,
    edits: { ...youtube.edits, speed: 2, watermark: { kind: 'text', text: 'x' } },
  })

  it('says what is done and why', () => {
    expect(wordsOf(faster)).toEqual([
      'Picture is encoded to H.264, 1920×1080, 29.97 frames a second, quality 18: a watermark is laid over it; its timing or ends are changed; it is VP9 and not H.264; it is 3840×2160 and made 1920×1080.',
      'On the way: watermark, change the speed.',
      'Sound is encoded to AAC, 2 channels, 384 kb/s: MP4 does not take Vorbis; it is Vorbis and not AAC; it has 44.1 kHz and not 48; it has 1 and not 2 channels; it is changed on the way.',
      'Its chapters are left out, as their times are no longer right.',
      expect.stringMatching(/^It gets about [\d.]+ MB to [\d.]+ MB large\.$/) as string,
      expect.stringMatching(/^It takes about \d+ .* to \d+ min.*\.$/) as string,
    ])
  })

  it('says all of it in German', () => {
    speak('de-DE')
    expect(wordsOf(faster)).toEqual([
      'Das Bild wird neu kodiert, H.264 in 1920×1080, 29,97 Bilder je Sekunde, Qualität 18: ein Wasserzeichen kommt darüber; Ablauf oder Enden ändern sich; ist VP9 und nicht H.264; ist 3840×2160 und wird 1920×1080.',
      'Unterwegs: Wasserzeichen, Tempo ändern.',
      'Der Ton wird neu kodiert, AAC, 2 Kanäle, 384 kb/s: MP4 nimmt Vorbis nicht auf; ist Vorbis und nicht AAC; hat 44.1 kHz und nicht 48; hat 1 und nicht 2 Kanäle; unterwegs verändert.',
      'Die Kapitel fallen weg, da ihre Zeiten nicht mehr stimmen.',
      expect.stringMatching(/^Größe: etwa [\d,]+ MB bis [\d,]+ MB$/) as string,
      expect.stringMatching(/^Dauer: etwa \d+ Sek\. bis \d+ Min\.$/) as string,
    ])
  })
})

describe('a preset in German', () => {
  it('has its name and description', () => {
    speak('de')
    expect(inWords(builtIn('square'))).toMatchObject({
      name: 'Quadrat',
      description: 'Die Mitte des Bildes füllt einen Rahmen von 1080×1080.',
    })
    expect(inWords(builtIn('archive-av1')).description).toBe(
      'Klein und auf Jahre gut: AV1 mit 10 Bit, jede Spur bleibt.',
    )
    const own = { ...builtIn('square'), id: 'mine', name: 'Square' }
    expect(inWords(own).name).toBe('Square')
  })

  it('says what is wrong with it', () => {
    speak('de')
    const square = builtIn('square')
    const wrong = { ...square, name: '', extraArguments: ['-i', '/etc/passwd'] }
    expect(presetProblems(wrong).map(({ text }) => text)).toEqual([
      'Name fehlt.',
      'Die Option -i lässt sich nicht hinzufügen: Sie stellt nicht nur einen Encoder oder Container ein.',
    ])
    const edits = { ...square.edits, speed: 9 }
    expect(presetProblems({ ...square, edits })).toEqual([
      { path: 'edits.speed', text: 'Abspieltempo: höchstens 8.' },
    ])
  })
})
