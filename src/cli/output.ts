import type { Failure } from '../shared/errors.ts'

/** Where answers go: sentences for people, or JSON lines for scripts; trouble goes to stderr. */
export class Output {
  readonly json: boolean

  constructor(json: boolean) {
    this.json = json
  }

  /** An answer in both forms; only one is written. */
  answer(value: unknown, text: string): void {
    process.stdout.write(`${this.json ? JSON.stringify(value) : text}\n`)
  }

  /** Something said on the way, for people only. */
  say(text: string): void {
    if (!this.json) process.stdout.write(`${text}\n`)
  }

  failure({ kind, message, details }: Failure): void {
    const text = this.json ? JSON.stringify({ error: { kind, message, details } }) : message
    process.stderr.write(`${text}\n`)
    if (!this.json && kind === 'bug') process.stderr.write(`${details.stack ?? ''}\n`)
  }
}

// Remote titles and messages must not be able to steer the terminal.
const controls = /[\u0000-\u001f\u007f-\u009f]/g

/** A foreign text as one safe line of at most so many characters. */
export function line(text: string, width = 60): string {
  const plain = text.replace(controls, ' ')
  const letters = Array.from(new Intl.Segmenter().segment(plain), ({ segment }) => segment)
  return letters.length > width ? `${letters.slice(0, width - 1).join('')}…` : plain
}
