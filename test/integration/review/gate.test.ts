import { describe, expect, it } from 'vitest'
import { jobIdSchema } from '../../../src/shared/job.ts'
import { describeWait } from '../../../src/shared/waiting.ts'
import { engineOn, makeClip, startWorking, until } from '../core/engine.ts'
import { drained, filesIn, legIds, statusOf, withReview } from './review.ts'

describe('what is reviewed', { timeout: 120_000 }, () => {
  it('waits with a sentence, and goes out once it is approved', async () => {
    const { engine, out } = await withReview(['one.mp4', 'two.mp4'])
    const [first, second] = legIds(engine)
    if (!first || !second) throw new Error('Two legs wait.')
    const reason = engine.waitReason(first)
    expect(reason && describeWait(reason, 0)).toMatch(/your approval/)
    expect(await filesIn(out)).toEqual([])

    const approval = engine.review.approve([first])
    expect(approval).toMatchObject({ approved: [{ id: first }], refused: [] })
    await until(engine, () => statusOf(engine, first) === 'completed')
    const title = engine.review.leg(first)?.metadata.title ?? ''
    expect(await filesIn(out)).toEqual([`${title}.mp4`])
    expect(legIds(engine)).toEqual([second])
    expect(engine.review.approve([first]).refused).toHaveLength(1)
  })

  it('still waits after a restart, and after it was cancelled and put back', async () => {
    const { home, engine, out } = await withReview(['one.mp4'])
    const [leg = jobIdSchema.parse(1)] = legIds(engine)
    await engine.close()
    engine.closed = true
    const again = await engineOn(home)
    await startWorking(again)
    expect(legIds(again)).toEqual([leg])
    again.cancel([leg])
    expect(legIds(again)).toEqual([])
    again.retry([leg])
    expect(legIds(again)).toEqual([leg])

    // Approved far in the future, then cancelled: putting it back asks the person again.
    again.review.approve([leg], Date.now() + 86_400_000)
    again.cancel([leg])
    again.retry([leg])
    expect(legIds(again)).toEqual([leg])
    expect(await filesIn(out)).toEqual([])
  })

  it('can be taken back as long as it has not gone out', async () => {
    const { engine, out } = await withReview(['one.mp4'], 3_600)
    const before = Date.now()
    const { approved } = engine.review.approve(legIds(engine))
    const [leg] = approved
    expect(leg?.undoUntil).toBeGreaterThanOrEqual(before + 3_600_000)
    expect(engine.review.approved(10)).toMatchObject([
      { id: leg?.id, state: { kind: 'approved', undoUntil: leg?.undoUntil } },
    ])
    expect(engine.review.undo(leg ? [leg.id] : [])).toEqual([leg?.id])
    expect(legIds(engine)).toEqual([leg?.id])
    expect(engine.review.undo(leg ? [leg.id] : [])).toEqual([])
    expect(await filesIn(out)).toEqual([])
  })

  it('takes effect by itself when the cooling-off is over', async () => {
    const { engine, out } = await withReview(['one.mp4'], 1)
    engine.review.approve(legIds(engine))
    expect(engine.overview().statistics.queued).toBe(1)
    await drained(engine)
    expect(await filesIn(out)).toHaveLength(1)
  })

  it('is published under the title that was edited', async () => {
    const { engine, out } = await withReview(['one.mp4'])
    const [id = jobIdSchema.parse(1)] = legIds(engine)
    engine.review.edit(id, { title: 'A better title', tags: ['a', 'b'] })
    engine.review.edit(id, { description: 'What it shows' })
    expect(engine.review.leg(id)?.draft).toEqual({
      title: 'A better title',
      tags: ['a', 'b'],
      description: 'What it shows',
    })
    engine.review.approve([id])
    await drained(engine)
    expect(await filesIn(out)).toEqual(['A better title.mp4'])
    expect(() => engine.review.edit(id, { title: 'Too late' })).toThrow(/already gone out/)
  })

  it('is made anew with another preset when it is sent back, and reviewed again', async () => {
    const { engine, out } = await withReview(['one.mp4'])
    const [id = jobIdSchema.parse(1)] = legIds(engine)
    engine.review.edit(id, { title: 'Tall' })
    await expect(engine.review.sendBack([id], 'youtube-1080p')).rejects.toThrow(/another/)
    const [leg = jobIdSchema.parse(1)] = await engine.review.sendBack([id], 'vertical-blur')
    expect(statusOf(engine, id)).toBe('cancelled')
    expect(engine.review.leg(leg)?.state).toEqual({ kind: 'making' })
    await until(engine, () => engine.review.waiting() === 1)
    expect(engine.review.page(null, 10).legs).toMatchObject([
      { id: leg, preset: 'vertical-blur', metadata: { title: 'Tall' }, state: { kind: 'review' } },
    ])
    engine.review.approve([leg])
    await drained(engine)
    expect(await filesIn(out)).toEqual(['Tall.mp4'])
  })

  it('is approved by a rule that fits', async () => {
    const { engine, sourceId, home, out } = await withReview(['one.mp4'])
    expect(() =>
      engine.review.addRule({ sourceId: null, preset: null, destination: null }),
    ).toThrow(/names/)
    const rules = engine.review.addRule({ sourceId, preset: null, destination: 'folder' })
    engine.review.addRule({ sourceId: null, preset: 'another', destination: null })
    expect(rules).toHaveLength(1)
    await makeClip(`${home}/in/two.mp4`)
    await engine.addSources({
      locations: [`${home}/in`],
      destinations: [{ kind: 'folder', path: out }],
    })
    await until(engine, () => engine.overview().statistics.queued === 1)
    await until(engine, () => engine.runningCount() === 0 && legIds(engine).length === 1)
    expect(await filesIn(out)).toEqual(['two – YouTube 1080p.mp4'])
    engine.review.removeRule(rules[0]?.id ?? 0)
    expect(engine.review.rules()).toHaveLength(1)
  })

  it('goes straight out where its source says so', async () => {
    const { engine, sourceId, home, out } = await withReview(['one.mp4'])
    engine.review.setMode(sourceId, 'never')
    await makeClip(`${home}/in/two.mp4`)
    await engine.addSources({
      locations: [`${home}/in`],
      destinations: [{ kind: 'folder', path: out }],
    })
    await until(engine, () => engine.overview().statistics.completed === 7)
    expect(await filesIn(out)).toEqual(['two – YouTube 1080p.mp4'])
    expect(engine.review.waiting()).toBe(1)
  })
})
