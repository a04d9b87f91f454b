import type { StageOrder, StageResult } from '../shared/stage.ts'
import type { StageContext } from './context.ts'
import { download } from './download/index.ts'
import { publish } from './publish/index.ts'
import { scrape } from './scrape/index.ts'
import { transform } from './transform/index.ts'

/** Does what an order asks for. */
export function runStage(order: StageOrder, context: StageContext): Promise<StageResult> {
  switch (order.type) {
    case 'scrape':
      return scrape(order, context)
    case 'download':
      return download(order, context)
    case 'transform':
      return transform(order, context)
    case 'publish':
      return publish(order, context)
  }
}
