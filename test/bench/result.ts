import type { Summary } from './measure.ts'

/** What a measurement must keep to, if anything. */
export type Target = { atMost: number } | { atLeast: number }

/** One measured thing: a line of the table. */
export interface Result {
  /** What was done, at how many jobs. */
  name: string
  unit: 'ms' | 'µs' | '×' | '%' | 'MB' | '/s'
  summary: Summary
  target?: Target
  /** Anything the figure cannot say. */
  note?: string
}

export interface Suite {
  name: string
  run(folder: string, log: (line: string) => void): Promise<Result[]>
}

export function isMet({ summary: { median }, target }: Result): boolean {
  if (!target) return true
  return 'atMost' in target ? median <= target.atMost : median >= target.atLeast
}

/** The results of a suite as a Markdown table. */
export function table(results: readonly Result[]): string {
  const rows = results.map((result) => [
    result.name,
    figure(result.summary.median, result.unit),
    `${figure(result.summary.low, result.unit)} – ${figure(result.summary.high, result.unit)}`,
    result.target ? `${targetOf(result.target, result.unit)} ${isMet(result) ? '✓' : '✗'}` : '',
    result.note ?? '',
  ])
  const all = [['measured', 'median', 'quartiles', 'target', ''], ...rows]
  const widths = [0, 1, 2, 3, 4].map((column) =>
    Math.max(...all.map((row) => (row[column] ?? '').length), 3),
  )
  const line = (row: readonly string[]) =>
    `| ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`
  const rule = `| ${widths.map((width) => '-'.repeat(width)).join(' | ')} |`
  return [line(all[0] ?? []), rule, ...rows.map(line)].join('\n')
}

const targetOf = (target: Target, unit: Result['unit']): string =>
  'atMost' in target ? `≤ ${figure(target.atMost, unit)}` : `≥ ${figure(target.atLeast, unit)}`

function figure(value: number, unit: Result['unit']): string {
  const digits = Math.abs(value) >= 100 ? 0 : Math.abs(value) >= 10 ? 1 : 2
  const text = value.toFixed(digits)
  return unit === '×' ? `${text}×` : `${text} ${unit}`
}
