/**
 * Text as the value of a filter's option in a filter graph: escaped once for the option and once
 * for the graph.
 */
export const escaped = (text: string): string => forGraph(forOption(text))

const forOption = (text: string): string =>
  text
    .replace(/[\\':]/g, '\\$&')
    .replace(/^[ \t\r\n]+|[ \t\r\n]+$/g, (blanks) => blanks.replace(/[^]/g, '\\$&'))

const forGraph = (text: string): string =>
  text.replace(/[\\'[\],;]/g, '\\$&').replace(/[ \t\r\n]/g, '\\$&')
