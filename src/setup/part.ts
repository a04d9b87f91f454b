/** Prints one line of progress. */
export type Log = (line: string) => void

export interface Found {
  status: 'found'
  version?: string
  where: string
  /** What a user should know about it. */
  note?: string
}

export interface Missing {
  status: 'missing'
  problem: string
  /** How to get it by hand. */
  remedy: string
}

/** One thing this project needs on the machine beside its npm packages. */
export interface Part {
  name: string
  check(): Promise<Found | Missing>
  /** Absent where nothing can be fetched for the user. */
  install?(log: Log): Promise<void>
}
