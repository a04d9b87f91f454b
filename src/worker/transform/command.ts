import ffmpeg from 'fluent-ffmpeg'

/** Where FFmpeg tells how far it is: the file descriptor after the three usual ones. */
export const progressArguments = ['-nostats', '-progress', 'pipe:3', '-stats_period', '0.5']

export interface Input {
  path: string
  /** What goes before it. */
  options: readonly string[]
}

/**
 * The builder's list, and before it what holds for every run. The builder itself never runs.
 *
 * @param output null: nothing is written
 */
export function built(
  inputs: readonly Input[],
  outputOptions: readonly string[],
  output: string | null,
  graph = '',
): string[] {
  return builtFor(inputs, [{ options: outputOptions, path: output }], graph)
}

interface Output {
  options: readonly string[]
  /** Null: nothing is written. */
  path: string | null
}

/** The same with several outputs, each with its options. */
export function builtFor(
  inputs: readonly Input[],
  outputs: readonly Output[],
  graph = '',
): string[] {
  const command = ffmpeg()
  for (const { path, options } of inputs) {
    command.input(`file:${path}`)
    // One by one: of a list the builder would split what has a blank in it.
    if (options.length > 1) command.inputOptions(...options)
  }
  if (graph !== '') command.complexFilter(graph)
  for (const { options, path } of outputs) {
    command.output(path === null ? '-' : `file:${path}`)
    command.outputOptions(...options)
  }
  return [
    // What an earlier try left is written over: FFmpeg would ask and wait for an answer.
    ...['-hide_banner', '-y', '-loglevel', 'level+info', ...progressArguments],
    ...command._getArguments(),
  ]
}
