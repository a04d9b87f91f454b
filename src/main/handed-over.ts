import { resolve } from 'node:path'

/** What a second start gives the first one to add. */
export interface HandedOver {
  locations: string[]
}

/** Whether this is it. Said without a schema: schemas are read when the window is on its way. */
export const isHandedOver = (data: unknown): data is HandedOver =>
  typeof data === 'object' &&
  data !== null &&
  'locations' in data &&
  Array.isArray(data.locations) &&
  data.locations.every((location) => typeof location === 'string')

/**
 * The sources named on the command line: addresses as they are, paths made absolute.
 *
 * @param ownOperands operands that are Electron's own: the app folder, where the app is not packed
 */
export function handedOver(argv: string[], cwd: string, ownOperands: number): HandedOver {
  const operands = argv.slice(1).filter((argument) => !argument.startsWith('-'))
  return {
    locations: operands
      .slice(ownOperands)
      .map((operand) => (isAddress(operand) ? locationIn(operand) : resolve(cwd, operand))),
  }
}

const isAddress = (operand: string): boolean => /^[a-z]+:\/\//i.test(operand)

/** What a link of Spool's own names (`spool://add?url=…`); any other address is as it stands. */
export function locationIn(address: string): string {
  if (!/^spool:/i.test(address)) return address
  return URL.parse(address)?.searchParams.get('url') ?? address
}
