import { join } from 'node:path'
import { expect, it } from 'vitest'
import { SpoolError } from '../../../src/shared/errors.ts'
import { runFfmpeg } from '../../../src/worker/transform/run-ffmpeg.ts'
import { makeClip, tools } from '../../fixtures/media.ts'
import { stageContext } from '../../fixtures/stage-context.ts'
import { writeTool } from '../../unit/tools/fake-tool.ts'
import { temporaryFolder } from '../core/temporary.ts'

/** An FFmpeg that keeps talking: this line of its progress again and again. */
async function talking(line: string) {
  const home = await temporaryFolder()
  const script = `require('fs')
setInterval(() => require('fs').writeSync(3, ${JSON.stringify(`${line}\nprogress=continue\n`)}), 20)`
  const ffmpeg = await writeTool(home, 'ffmpeg', script)
  return stageContext(home, { ...(await tools()), ffmpeg })
}

const nowhere = { argv: [], inputPath: '/in.mp4', output: null, durationSeconds: 10 }

it('FFmpeg that is alive but gets nowhere is stopped', async () => {
  const context = await talking('out_time_us=2000000')
  await expect(runFfmpeg(context, { ...nowhere, stallMs: 800 })).rejects.toMatchObject({
    kind: 'transient',
    message: 'FFmpeg made no headway for a minute and was stopped. Retry.',
  })
})

it('frozen time is no stall', async () => {
  const context = await talking('out_time_us=2000000')
  const run = runFfmpeg(context, { ...nowhere, stallMs: 1_500 })
  const outcome = run.then(
    () => 'ended',
    () => 'stopped',
  )
  await expect.poll(() => context.commands).toHaveLength(1)
  context.gate.freeze()
  const begun = performance.now()
  const frozen = new Promise<string>((resolve) => setTimeout(resolve, 2_500, 'still frozen'))
  expect(await Promise.race([outcome, frozen])).toBe('still frozen')
  expect(performance.now() - begun).toBeGreaterThan(2_000)
  context.gate.thaw()
  expect(await outcome).toBe('stopped')
})

it('an encode is given up early once there is no point in it', async () => {
  const context = await stageContext(await temporaryFolder())
  const input = await makeClip(join(context.workFolder, 'clip.mp4'), {
    seconds: 60,
    size: '640x360',
  })
  const output = join(context.workFolder, 'made.mkv')
  let seen = 0
  const run = runFfmpeg(context, {
    argv: [
      ...['-nostats', '-progress', 'pipe:3', '-stats_period', '0.1', '-i', `file:${input}`],
      ...['-c:v', 'libx264', '-preset', 'veryfast', '-crf', '1', '-y', `file:${output}`],
    ],
    inputPath: input,
    output,
    durationSeconds: 60,
    onNews: ({ part }) => {
      seen = Math.max(seen, part ?? 0)
    },
    refuse: ({ bytes }) =>
      bytes > 500_000 ? new SpoolError('invalid-input', 'It gets too large.') : null,
  })
  await expect(run).rejects.toMatchObject({ message: 'It gets too large.' })
  expect(seen).toBeLessThan(0.9)
})
