/** The engine's face: what the app, the command line, tests and library users import. */
export {
  Engine,
  lastBackup,
  openEngine,
  rescueDatabase,
  type EngineOptions,
} from './engine/engine.ts'
export { spoolHome } from './home.ts'
export type { WorkOptions } from './engine/work-session.ts'
export type { WorkflowStatus } from './queue/job-queue.ts'
export { QueueService, type EnqueueJobOptions } from './queue/queue-service.ts'
export type { PauseScope } from './queue/pauses.ts'
export {
  launchChildProcess,
  type LaunchWorker,
  type WorkerProcess,
} from './workers/worker-process.ts'
export * from './tools/index.ts'
export { expandLists } from './sources/list-file.ts'
export * from './secrets/index.ts'
export { Errands, type ErrandOptions } from './workers/errands.ts'
