import type { OrderOf, ResultOf } from '../../shared/stage.ts'
import type { StageContext } from '../context.ts'
import { tellOthers } from './after.ts'
import { publishToFolder } from './folder.ts'
import { Ledger, type Leg } from './ledger.ts'
import { Steps } from './steps.ts'
import { publishToYoutube } from './youtube.ts'

/** Brings a rendition to its destination: complete, verified, once; then does what is to follow. */
export async function publish(
  order: OrderOf<'publish'>,
  context: StageContext,
): Promise<ResultOf<'publish'>> {
  const ledger = new Ledger(order.delivery, context)
  const leg: Leg = { ledger, steps: new Steps(ledger, context) }
  const result = await bring(order, leg, context)
  await tellOthers(order, leg, context, result)
  leg.steps.settle()
  return result
}

async function bring(
  { destination, ...rest }: OrderOf<'publish'>,
  leg: Leg,
  context: StageContext,
): Promise<ResultOf<'publish'>> {
  switch (destination.kind) {
    case 'folder':
      return publishToFolder({ ...rest, destination }, leg, context)
    case 's3': {
      // Its client is large, and most workers never need it.
      const { publishToS3 } = await import('./s3.ts')
      return publishToS3({ ...rest, destination }, leg, context)
    }
    case 'youtube':
      return publishToYoutube({ ...rest, destination }, leg, context)
  }
}
