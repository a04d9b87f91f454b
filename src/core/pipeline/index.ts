import type { JobId } from '../../shared/job.ts'
import type { Settings } from '../../shared/settings.ts'
import type { Database } from '../database/index.ts'
import type { JobQueue } from '../queue/job-queue.ts'
import { NextSteps } from './next-steps.ts'
import { Orders } from './orders.ts'
import { Pipelines } from './pipelines.ts'

export type { NextSteps, Orders }

interface PipelineOptions {
  database: Database
  queue: JobQueue
  settings: () => Settings
  /** This leg now waits for a review. */
  onReview: (id: JobId) => void
}

/** What follows what: from a job to the order its worker gets, from a result to the next jobs. */
export function openPipeline(options: PipelineOptions): { orders: Orders; nextSteps: NextSteps } {
  const pipelines = new Pipelines(options.database, options.settings)
  return {
    orders: new Orders({ ...options, pipelines }),
    nextSteps: new NextSteps({ ...options, pipelines }),
  }
}
