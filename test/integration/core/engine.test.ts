import { execFile } from 'node:child_process'
import { readdir, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { describe, expect, it } from 'vitest'
import type { JobSummary } from '../../../src/shared/job.ts'
import type { Engine } from '../../../src/core/index.ts'
import { engineOn, isDrained, makeClip, newHome, startWorking, until } from './engine.ts'

const jobsOf = (engine: Engine): JobSummary[] => engine.page('all', null, 200).jobs
const stages = (engine: Engine) =>
  jobsOf(engine)
    .map(({ type, status }) => `${type} ${status}`)
    .sort()
const published = (home: string) => readdir(join(home, 'Published')).then((names) => names.sort())

describe('the pipeline', () => {
  it('takes a folder through all four stages and leaves nothing unfinished', async () => {
    const home = await newHome()
    await makeClip(join(home, 'in', 'one.mp4'))
    await makeClip(join(home, 'in', 'two.mp4'))
    const engine = await engineOn(home)
    await startWorking(engine)
    await engine.addSources({ locations: [join(home, 'in')] })
    await until(engine, () => isDrained(engine))

    expect(engine.overview().statistics).toMatchObject({ totalJobs: 7, completed: 7, failed: 0 })
    expect(await published(home)).toEqual(['one – YouTube 1080p.mp4', 'two – YouTube 1080p.mp4'])
    expect(await readdir(join(home, 'Library', '.spool-work'))).toEqual([])
    expect(engine.checkDatabase()).toEqual([])
  })

  it('does the same video once, however often and wherever it is found', async () => {
    const home = await newHome()
    const clip = await makeClip(join(home, 'in', 'one.mp4'))
    const engine = await engineOn(home)
    await startWorking(engine)
    await engine.addSources({ locations: [clip] })
    await until(engine, () => isDrained(engine))
    await engine.addSources({ locations: [clip, join(home, 'in')] })
    await until(engine, () => isDrained(engine))

    const types = jobsOf(engine).map(({ type }) => type)
    expect(types.filter((type) => type === 'download')).toHaveLength(1)
    expect(types.filter((type) => type === 'publish')).toHaveLength(1)
    expect(await published(home)).toHaveLength(1)
  })

  it('makes a second rendition of what is already downloaded', async () => {
    const home = await newHome()
    const clip = await makeClip(join(home, 'in', 'one.mp4'))
    const engine = await engineOn(home)
    await startWorking(engine)
    await engine.addSources({ locations: [clip] })
    await until(engine, () => isDrained(engine))
    await engine.addSources({ locations: [clip], preset: 'vertical-blur' })
    await until(engine, () => isDrained(engine))

    expect(stages(engine).filter((stage) => stage === 'download completed')).toHaveLength(1)
    expect(await published(home)).toEqual([
      'one – Vertical with blurred background.mp4',
      'one – YouTube 1080p.mp4',
    ])
  })

  it('fetches again what was removed from the library, when it is added again', async () => {
    const home = await newHome()
    const clip = await makeClip(join(home, 'in', 'one.mp4'))
    const engine = await engineOn(home)
    await startWorking(engine)
    await engine.addSources({ locations: [clip] })
    await until(engine, () => isDrained(engine))
    await rm(join(home, 'Library', 'Downloads'), { recursive: true })
    await engine.addSources({ locations: [clip], preset: 'vertical-blur' })
    await until(engine, () => isDrained(engine))
    expect(stages(engine).filter((stage) => stage === 'download completed')).toHaveLength(2)
    expect(engine.overview().statistics.failed).toBe(0)
  })

  it('gives one bad video its error and disturbs nothing else', async () => {
    const home = await newHome()
    await makeClip(join(home, 'in', 'good.mp4'))
    await writeFile(join(home, 'in', 'bad.mp4'), 'this is no video')
    const engine = await engineOn(home)
    await startWorking(engine)
    await engine.addSources({ locations: [join(home, 'in')] })
    await until(engine, () => isDrained(engine))

    const failed = jobsOf(engine).filter(({ status }) => status === 'failed')
    expect(failed).toMatchObject([
      { type: 'download', title: 'bad', error: { kind: 'invalid-input' }, attempts: 1 },
    ])
    expect(await published(home)).toEqual(['good – YouTube 1080p.mp4'])
    const details = failed[0] && (await engine.details(failed[0].id))
    expect(details?.failure?.message).toMatch(/not a video/)
    expect(details?.failure?.details).toMatchObject({ stage: 'download', exitCode: 1 })
    expect(details?.log.join('\n')).toMatch(/Failed \(invalid-input\)/)
  })
})

describe('control', () => {
  it('begins nothing while paused, also after a restart, and goes on when resumed', async () => {
    const home = await newHome()
    const clip = await makeClip(join(home, 'in', 'one.mp4'))
    const first = await engineOn(home)
    first.queue.pause('finish')
    await first.addSources({ locations: [clip] })
    await first.close()
    first.closed = true

    const engine = await engineOn(home)
    await startWorking(engine)
    expect(engine.overview().pause.paused).toBe(true)
    expect(await engine.queue.processNextJob()).toBeNull()
    expect(stages(engine)).toEqual(['scrape queued'])
    engine.queue.resume()
    await until(engine, () => isDrained(engine))
    expect(await published(home)).toHaveLength(1)
  })

  it('cancels a running transform: no file and no process is left of it', async () => {
    const home = await newHome()
    const clip = await makeClip(join(home, 'in', 'long.mp4'), 30, '1280x720')
    const engine = await engineOn(home)
    await startWorking(engine)
    await engine.addSources({ locations: [clip] })
    const transform = () => jobsOf(engine).find(({ type }) => type === 'transform')
    await until(engine, () => (transform()?.progress?.fraction ?? 0) > 0)
    const { id } = transform() ?? {}
    expect(engine.cancel(id === undefined ? [] : [id])).toBe(1)
    await until(engine, () => engine.runningCount() === 0)

    expect(transform()?.status).toBe('cancelled')
    expect(await readdir(join(home, 'Library', '.spool-work'))).toEqual([])
    expect(await readdir(join(home, 'Library'))).not.toContain('Renditions')
  })

  it('gives running jobs back in good order when it is closed, at no cost of an attempt', async () => {
    const home = await newHome()
    const clip = await makeClip(join(home, 'in', 'long.mp4'), 30, '1280x720')
    const engine = await engineOn(home)
    await startWorking(engine)
    await engine.addSources({ locations: [clip] })
    const transform = (from: Engine) => jobsOf(from).find(({ type }) => type === 'transform')
    await until(engine, () => (transform(engine)?.progress?.fraction ?? 0) > 0)
    await engine.close()
    engine.closed = true

    const again = await engineOn(home)
    expect(transform(again)).toMatchObject({ status: 'queued', attempts: 0 })
  })

  it('retries a failed job when its cause was mended', async () => {
    const home = await newHome()
    const clip = await makeClip(join(home, 'in', 'one.mp4'))
    const engine = await engineOn(home)
    await engine.addSources({ locations: [clip] })
    const away = `${clip}.away`
    await rename(clip, away)
    await startWorking(engine)
    await until(engine, () => isDrained(engine))
    const [scrape] = jobsOf(engine)
    expect(scrape).toMatchObject({ status: 'failed', error: { kind: 'gone' } })
    await rename(away, clip)
    expect(engine.retry(scrape ? [scrape.id] : [])).toBe(1)
    await until(engine, () => isDrained(engine))
    expect(await published(home)).toHaveLength(1)
  })
})

describe('two engines on one database', () => {
  it('hear of each other: what one adds the other does', async () => {
    const home = await newHome()
    const clip = await makeClip(join(home, 'in', 'one.mp4'))
    const worker = await engineOn(home)
    await startWorking(worker)
    const cli = new URL('../../../src/cli/index.ts', import.meta.url)
    await promisify(execFile)(process.execPath, [fileURLToPath(cli), 'add', clip], {
      env: { ...process.env, SPOOL_HOME: home },
    })
    await until(worker, () => worker.overview().statistics.completed === 4)
    expect(await published(home)).toHaveLength(1)
  })
})
