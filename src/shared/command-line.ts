/** A command as it would be typed: words with anything unusual in quotes. To read and to copy. */
export const commandLine = (argv: readonly string[]): string => argv.map(quoted).join(' ')

const quoted = (word: string): string =>
  /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`
