import type { Answer, Question } from '../shared/delivery.ts'
import type { S3Credentials } from '../shared/destination.ts'
import type { HardwareFamily } from '../shared/abilities.ts'
import type { JobId } from '../shared/job.ts'
import type { Progress } from '../shared/progress.ts'
import type { NetworkSettings } from '../shared/settings/network.ts'
import type { FoundBatch, StageOrder, StageResult } from '../shared/stage.ts'
import type { ToolPaths } from '../shared/tools.ts'
import type { FreezeGate } from './freeze.ts'
import type { Throttle } from './network/throttle.ts'

export interface ChildCommand {
  /** Absolute path of the program. */
  readonly program: string
  readonly argv: readonly string[]
  readonly onStdoutLine?: (line: string) => void
  /** Lines the child writes to its file descriptor 3 (`-progress pipe:3`). */
  readonly onProgressLine?: (line: string) => void
  /** All it is told; its input ends with it. */
  readonly stdin?: string
  /** Where it runs; where Spool does otherwise. */
  readonly cwd?: string
  /** Ends this child alone; the job's own signal always does. */
  readonly signal?: AbortSignal
}

export interface ChildEnd {
  readonly exitCode: number | null
  /** The last lines of standard error. */
  readonly stderr: readonly string[]
}

/** All that work in a worker may use of it. */
export interface WorkContext {
  /** A folder of its own for unfinished files; it exists. */
  readonly workFolder: string
  /** What can be made again is kept here; it may not exist. */
  readonly cacheFolder: string
  readonly tools: ToolPaths
  /** What may be reached by network. */
  readonly network: NetworkSettings
  /** Aborted when the work is to stop; its reason is a `SpoolError`. */
  readonly signal: AbortSignal
  readonly gate: FreezeGate
  /** How fast what comes from the network may come. */
  readonly throttle: Throttle
  progress(progress: Progress): void
  /** Asks for room on a kind of hardware, kept until the work ends. */
  hardwareSlot(family: HardwareFamily): Promise<boolean>
  log(line: string): void
  /**
   * Runs a program to its end, held while the gate is frozen and ended with its whole process
   * group when the work stops. Any exit code is an answer; a program that cannot be started, was
   * stopped or was ended from outside throws.
   */
  run(command: ChildCommand): Promise<ChildEnd>
}

/** A job that may be done along with the one at work. Nothing said of it: it goes back to wait. */
export interface Alongside {
  readonly jobId: JobId
  readonly stage: StageOrder
  log(line: string): void
  succeeded(result: StageResult): void
  failed(error: unknown): void
  /** Lets somebody else begin it at once. */
  leave(): void
}

/** All that a stage may use of the worker it runs in. */
export interface StageContext extends WorkContext {
  readonly jobId: JobId
  readonly alongside: readonly Alongside[]
  /** What opens the destination of a publication. */
  readonly credentials: S3Credentials | undefined
  /** Signs what web servers are told of a publication. */
  readonly signingSecret: string | undefined
  /**
   * Asks the engine; resolves when it has answered. Rejects where it refuses, as it does once the
   * job is no longer this worker's.
   */
  ask(question: Question): Promise<Answer>
  /** Tells videos of a scrape that goes on; see {@link videosPerBatch}. */
  found(batch: FoundBatch): void
}
