import type { OrderOf, ResultOf } from '../../shared/stage.ts'
import type { StageContext } from '../context.ts'
import { publishToYoutube } from './youtube.ts'
import { publishToS3 } from './s3.ts'
import { publishToFolder } from './folder.ts'

/** Brings a rendition to its destination: complete, verified, once. */
export function publish(
  order: OrderOf<'publish'>,
  context: StageContext,
): Promise<ResultOf<'publish'>> {
  const { destination, ...rest } = order
  switch (destination.kind) {
    case 'folder':
      return publishToFolder({ ...rest, destination }, context)
    case 's3':
      return publishToS3({ ...rest, destination }, context)
    case 'youtube':
      return publishToYoutube({ ...rest, destination }, context)
  }
}
