import {
  even,
  type Pan,
  type PictureEncode,
  type PictureFilter,
  type Size,
} from '../../../shared/plan/index.ts'
import type { Position, Watermark } from '../../../shared/preset.ts'
import { escaped } from './escape.ts'
import { alongPath, onFrames, withinSpans } from './spans.ts'

/** What a picture's filters need beside the plan. */
export interface PictureInputs {
  /** Subtitles made ready to be drawn, as ASS. */
  subtitles: string | null
  /** The label of the watermark's picture, such as `[1:v]`. */
  watermark: string | null
  /** Where in the source the picture begins, in seconds. */
  from: number
}

/** The filter graph from one label to another; both with their brackets. */
export function pictureGraph(
  picture: PictureEncode,
  inputs: PictureInputs,
  [from, to]: readonly [string, string],
): string {
  const chains: string[] = []
  let label = from
  let chain: string[] = []
  const end = (next: string) => {
    chains.push(`${label}${chain.join(',')}${next}`)
    chain = []
    label = next
  }
  for (const filter of picture.filters) {
    const made = filterText(filter, picture, inputs)
    if (typeof made === 'string') chain.push(made)
    else {
      chain.push('null')
      end('[under]')
      chains.push(made.beside)
      chain.push(made.after)
      label = `[under]${made.label}`
    }
  }
  chain.push('setsar=1', `format=${picture.encoder.pixelFormat}`)
  end(to)
  return chains.join(';')
}

/** A filter that joins a second picture to the first. */
interface Beside {
  beside: string
  label: string
  after: string
}

function filterText(
  filter: PictureFilter,
  picture: PictureEncode,
  inputs: PictureInputs,
): string | Beside {
  switch (filter.kind) {
    case 'deinterlace':
      return `bwdif=mode=send_frame:deint=${filter.all ? 'all' : 'interlaced'}`
    case 'cut-bars': {
      const { width, height, x, y } = filter.area
      return `crop=${width}:${height}:${x}:${y}`
    }
    case 'turn':
      return { 90: 'transpose=clock', 180: 'hflip,vflip', 270: 'transpose=cclock' }[filter.degrees]
    case 'to-sdr':
      return toSdr(filter.size, filter.transfer)
    case 'denoise':
      return filter.strength === 'light' ? 'hqdn3d=2:1.5:3:3' : 'hqdn3d=6:4.5:9:9'
    case 'square-pixels':
      return `scale=${sizeText(filter.size)}:flags=lanczos,setsar=1`
    case 'scale':
      return `scale=${sizeText(filter.size)}:flags=lanczos${colours(picture)}`
    case 'frame':
      return frameText(filter, colours(picture))
    case 'subtitles':
      return subtitlesText(filter.style, inputs)
    case 'watermark':
      return watermarkText(filter.watermark, filter.size, inputs.watermark)
    case 'cut': {
      const { num, den } = picture.frameRate
      const spans = onFrames(filter.keep, picture.frameRate)
      return `fps=${num}/${den},select='${withinSpans(spans)}',setpts=N*${den}/${num}/TB`
    }
    case 'speed':
      return `setpts=(PTS-STARTPTS)/${filter.factor}`
    case 'fade':
      return [
        ...(filter.in > 0 ? [`fade=t=in:st=0:d=${filter.in}`] : []),
        ...(filter.out > 0
          ? [`fade=t=out:st=${Math.max(0, filter.seconds - filter.out).toFixed(3)}:d=${filter.out}`]
          : []),
        'null',
      ].join(',')
  }
}

const sizeText = ({ width, height }: Size): string => `${width}:${height}`

/** To the matrix of the result at limited range, told where from. HDR stays as it is. */
const colours = ({ tags, fromMatrix }: PictureEncode): string =>
  tags === 'bt709' ? `:in_color_matrix=${fromMatrix}:out_color_matrix=bt709:out_range=tv` : ''

function toSdr(size: Size | null, transfer: string): string {
  return [
    ...(size ? [`scale=${sizeText(size)}:flags=lanczos`] : []),
    `zscale=tin=${transfer}:min=bt2020nc:pin=bt2020:rin=limited:t=linear:npl=100`,
    'format=gbrpf32le',
    'zscale=p=bt709',
    'tonemap=tonemap=hable:desat=0',
    'zscale=t=bt709:m=bt709:r=limited',
    'format=yuv420p',
  ].join(',')
}

function frameText(
  { frame, pan }: Extract<PictureFilter, { kind: 'frame' }>,
  toColours: string,
): string {
  const { width, height } = frame
  switch (frame.fit) {
    case 'crop':
      return [
        `crop=w='2*trunc(min(iw\\,ih*${width}/${height})/2)':h='2*trunc(min(ih\\,iw*${height}/${width})/2)':x='(iw-ow)*${placeOnWay(pan, 'x', frame.x)}':y='(ih-oh)*${placeOnWay(pan, 'y', frame.y)}'`,
        `scale=${width}:${height}:flags=lanczos${toColours}`,
      ].join(',')
    case 'letterbox':
      return [
        `scale=${width}:${height}:force_original_aspect_ratio=decrease:force_divisible_by=2:flags=lanczos${toColours}`,
        `pad=${width}:${height}:(ow-iw)/2:(oh-ih)/2`,
      ].join(',')
    case 'blurred-background':
      return blurred(width, height, toColours)
  }
}

/** Where a crop is: always there, or along its way. */
const placeOnWay = (pan: Pan | null, axis: Pan['axis'], still: number): string =>
  pan?.axis === axis ? `(${alongPath(pan.points)})` : String(still)

/** A small picture is blurred, then enlarged: the eye cannot tell, and it takes half the time. */
function blurred(width: number, height: number, toColours: string): string {
  const [smallWidth, smallHeight] = [even(width / 4), even(height / 4)]
  return [
    'split[back][front]',
    `[back]scale=${smallWidth}:${smallHeight}:force_original_aspect_ratio=increase:flags=fast_bilinear${toColours},crop=${smallWidth}:${smallHeight},gblur=sigma=8:steps=2,eq=brightness=-0.06,scale=${width}:${height}:flags=bilinear[blurred]`,
    `[front]scale=${width}:${height}:force_original_aspect_ratio=decrease:force_divisible_by=2:flags=lanczos${toColours}[whole]`,
    '[blurred][whole]overlay=(W-w)/2:(H-h)/2',
  ].join(';')
}

function subtitlesText(
  style: Extract<PictureFilter, { kind: 'subtitles' }>['style'],
  { subtitles, from }: PictureInputs,
): string {
  // A video without the track has nothing to draw.
  if (subtitles === null) return 'null'
  const alignment = { bottom: 2, centre: 5, top: 8 }[style.position]
  const forced = [
    `FontName=${style.font}`,
    // Of the 288 lines that subtitles without a size of their own are laid out on.
    `FontSize=${((style.size / 100) * 288).toFixed(1)}`,
    `PrimaryColour=${assColour(style.color)}`,
    `BorderStyle=1,Outline=${style.outline},Shadow=0,Alignment=${alignment}`,
  ].join(',')
  const draw = `subtitles=filename=${escaped(subtitles)}:force_style=${escaped(forced)}`
  return from === 0 ? draw : `setpts=PTS+${from}/TB,${draw},setpts=PTS-${from}/TB`
}

/** `#rrggbb` as ASS has it: blue, green, red. */
const assColour = (color: string): string =>
  `&H00${color.slice(5, 7)}${color.slice(3, 5)}${color.slice(1, 3)}`

function watermarkText(watermark: Watermark, size: Size, label: string | null): string | Beside {
  const margin = Math.round(size.height * 0.03)
  switch (watermark.kind) {
    case 'text': {
      const [x, y] = placeOf(watermark.position, margin, ['w', 'h', 'tw', 'th'])
      const height = Math.max(8, Math.round(size.height * watermark.height))
      const color = `0x${watermark.color.slice(1)}@${watermark.opacity}`
      return `drawtext=expansion=none:text=${escaped(watermark.text)}:fontsize=${height}:fontcolor=${color}:borderw=${Math.max(1, Math.round(height / 16))}:bordercolor=black@${watermark.opacity / 2}:x=${x}:y=${y}`
    }
    case 'image': {
      if (label === null) return 'null'
      const [x, y] = placeOf(watermark.position, margin, ['W', 'H', 'w', 'h'])
      return {
        beside: `${label}format=rgba,colorchannelmixer=aa=${watermark.opacity},scale=${even(size.width * watermark.width)}:-2:out_color_matrix=bt709:out_range=tv,format=yuva444p[mark]`,
        label: '[mark]',
        after: `overlay=x=${x}:y=${y}:format=auto`,
      }
    }
  }
}

/** Where something stands, by the names its filter has for both sizes. */
function placeOf(
  position: Position,
  margin: number,
  [width, height, ownWidth, ownHeight]: readonly [string, string, string, string],
): [string, string] {
  const middleX = `(${width}-${ownWidth})/2`
  const middleY = `(${height}-${ownHeight})/2`
  const x = position.endsWith('left')
    ? String(margin)
    : position.endsWith('right')
      ? `${width}-${ownWidth}-${margin}`
      : middleX
  const y = position.startsWith('top')
    ? String(margin)
    : position.startsWith('bottom')
      ? `${height}-${ownHeight}-${margin}`
      : middleY
  return [x, y]
}
