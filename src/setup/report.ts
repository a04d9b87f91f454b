import type { Found, Missing } from './part.ts'

export interface ReportEntry {
  name: string
  needed: boolean
  state: Found | Missing
}

/** The doctor's answer: a line for each part, and below it what a user should know or do. */
export function report(entries: readonly ReportEntry[]): string {
  const widest = Math.max(...entries.map(({ name }) => name.length))
  const versions = entries.map(({ state }) =>
    state.status === 'found' ? (state.version ?? '').length : 0,
  )
  const indent = ' '.repeat(statusWidth + widest + 4)
  return entries
    .flatMap(({ name, needed, state }) => {
      const start = `${statusOf(state, needed).padEnd(statusWidth)}  ${name.padEnd(widest)}  `
      if (state.status === 'missing') return [start + state.problem, indent + state.remedy]
      const version = (state.version ?? '').padEnd(Math.max(...versions))
      return [`${start}${version}  ${state.where}`, ...(state.note ? [indent + state.note] : [])]
    })
    .join('\n')
}

const statusWidth = 'missing'.length

function statusOf(state: Found | Missing, needed: boolean): string {
  if (state.status === 'found') return 'ok'
  return needed ? 'missing' : 'none'
}

/** Whether all that is needed is there. */
export const isComplete = (entries: readonly ReportEntry[]): boolean =>
  entries.every(({ needed, state }) => !needed || state.status === 'found')
