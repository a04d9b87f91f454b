/** File name endings taken for media. */
export const mediaExtensions: ReadonlySet<string> = new Set(
  (
    'mp4 m4v mov mkv webm avi mpg mpeg m2v ts m2ts mts flv f4v wmv asf 3gp 3g2 ogv ogg vob mxf dv ' +
    'mp3 m4a aac wav flac opus oga wma aiff aif ac3'
  ).split(' '),
)

/**
 * FFmpeg's containers that hold media themselves. Left out are all that only point at other files
 * or addresses (playlists, manifests), so that a foreign file opens nothing but itself.
 */
export const containerFormats =
  'mov,mp4,m4a,3gp,3g2,mj2,matroska,webm,avi,mpeg,mpegts,mpegvideo,vob,flv,live_flv,asf,ogg,mxf,dv,' +
  'mp3,aac,wav,w64,flac,aiff,ac3,eac3,h264,hevc,av1,ivf,gif,apng,caf,amr,rm'

/** Pictures: only those that somebody chose, or that Spool made itself. */
export const pictureFormats =
  'image2,png_pipe,jpeg_pipe,jpegls_pipe,webp_pipe,bmp_pipe,tiff_pipe,gif,apng,mov,mp4'

/** Files of subtitles. */
export const subtitleFormats =
  'srt,ass,webvtt,microdvd,subviewer,subviewer1,mpl2,sami,jacosub,vplayer'

/** The usual ending of what ffprobe calls a format; undefined where it is not known. */
export function extensionOfFormat(format: string): string | undefined {
  const names = format.split(',')
  if (names.includes('mp4')) return 'mp4'
  if (names.includes('webm') || names.includes('matroska')) return 'mkv'
  const [first] = names
  const usual: Record<string, string> = { mpegts: 'ts', mpeg: 'mpg', asf: 'wmv', ogg: 'ogg' }
  return first === undefined
    ? undefined
    : (usual[first] ?? (mediaExtensions.has(first) ? first : undefined))
}

const byContentType: Record<string, string> = {
  'video/mp4': 'mp4',
  'video/x-m4v': 'm4v',
  'video/quicktime': 'mov',
  'video/x-matroska': 'mkv',
  'video/webm': 'webm',
  'video/mp2t': 'ts',
  'video/mpeg': 'mpg',
  'video/x-msvideo': 'avi',
  'video/x-flv': 'flv',
  'video/ogg': 'ogv',
  'video/3gpp': '3gp',
  'audio/mpeg': 'mp3',
  'audio/mp4': 'm4a',
  'audio/x-m4a': 'm4a',
  'audio/aac': 'aac',
  'audio/ogg': 'ogg',
  'audio/opus': 'opus',
  'audio/flac': 'flac',
  'audio/wav': 'wav',
  'audio/x-wav': 'wav',
  'audio/webm': 'webm',
}

/** The ending that goes with a media type such as `video/mp4`. */
export const extensionOfContentType = (contentType: string): string | undefined =>
  byContentType[contentType.split(';')[0]?.trim().toLowerCase() ?? '']

/** The media ending of a path or URL path, in lower case without its dot. */
export function mediaExtensionOf(path: string): string | undefined {
  const ending = /\.([a-z0-9]{1,5})$/i.exec(path)?.[1]?.toLowerCase()
  return ending !== undefined && mediaExtensions.has(ending) ? ending : undefined
}
