import type { Progress } from '../../shared/progress.ts'

/** What a transform does, in this order; one that does not apply is left out. */
export const phaseNames = ['analysing', 'encoding', 'joining', 'verifying', 'moving'] as const
export type PhaseName = (typeof phaseNames)[number]

/** About how long each phase takes, in seconds or any other unit; zero where it does not happen. */
export type PhaseWeights = Record<PhaseName, number>

/** How far a phase is; what is left out is not known. */
export interface PhaseNews {
  /** 0 to 1 of this phase. */
  part: number | null
  speed?: Progress['speed']
  /** Until the end of this phase. */
  etaSeconds?: number | null
}

/** Before the plan is known: encoding takes nearly all of it. */
const usual: PhaseWeights = { analysing: 1, encoding: 100, joining: 0, verifying: 2, moving: 1 }

/**
 * Makes one progress of a transform's phases: each has its share of the whole, in the measure of
 * the time it takes.
 */
export class Phases {
  readonly #send: (progress: Progress) => void
  readonly #clock: () => number
  #weights = usual
  #current: PhaseName = 'analysing'
  #begunAt: number

  /** @param clock milliseconds of active time */
  constructor(send: (progress: Progress) => void, clock: () => number) {
    this.#send = send
    this.#clock = clock
    this.#begunAt = clock()
  }

  /** Says what the phases are likely to take, once a plan tells. */
  weigh(weights: Partial<PhaseWeights>): void {
    this.#weights = { ...usual, ...weights }
  }

  begin(name: PhaseName): void {
    this.#current = name
    this.#begunAt = this.#clock()
    this.report({ part: 0 })
  }

  report({ part, speed = null, etaSeconds = null }: PhaseNews): void {
    const total = sum(this.#weights, phaseNames)
    const before = sum(this.#weights, phaseNames.slice(0, phaseNames.indexOf(this.#current)))
    const own = this.#weights[this.#current]
    this.#send({
      phase: this.#current,
      fraction: part === null ? null : (before + own * Math.min(1, Math.max(0, part))) / total,
      speed,
      etaSeconds: etaSeconds === null ? null : etaSeconds + this.#laterSeconds(etaSeconds),
    })
  }

  /** What the phases after this one will take, going by how long this one does. */
  #laterSeconds(etaSeconds: number): number {
    const own = this.#weights[this.#current]
    if (own === 0) return 0
    const later = sum(this.#weights, phaseNames.slice(phaseNames.indexOf(this.#current) + 1))
    const seconds = (this.#clock() - this.#begunAt) / 1_000 + etaSeconds
    return (later / own) * seconds
  }
}

const sum = (weights: PhaseWeights, names: readonly PhaseName[]): number =>
  names.reduce((total, name) => total + weights[name], 0)
