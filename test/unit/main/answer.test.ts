import { describe, expect, it, vi } from 'vitest'
import { answer } from '../../../src/main/answer.ts'
import type { Handlers } from '../../../src/main/answer.ts'
import { SpoolError } from '../../../src/shared/errors.ts'
import { overview } from './overview.ts'

const uncalled = (): never => {
  throw new Error('This call was not to be made.')
}
const uncalledHandlers: Handlers = {
  'app.info': uncalled,
  'account.list': uncalled,
  'account.signIn': uncalled,
  'account.signOut': uncalled,
  'account.client': uncalled,
  'destination.list': uncalled,
  'destination.save': uncalled,
  'destination.remove': uncalled,
  'destination.test': uncalled,
  'destination.uses': uncalled,
  'source.add': uncalled,
  'source.choose': uncalled,
  'source.page': uncalled,
  'source.preview': uncalled,
  'source.change': uncalled,
  'source.expand': uncalled,
  'source.stopPreviews': uncalled,
  'source.check': uncalled,
  'source.pause': uncalled,
  'source.remove': uncalled,
  'tools.list': uncalled,
  'tools.update': uncalled,
  'tools.stopUpdate': uncalled,
  'tools.rollBack': uncalled,
  'queue.overview': uncalled,
  'queue.page': uncalled,
  'queue.find': uncalled,
  'queue.act': uncalled,
  'palette.find': uncalled,
  'sample.add': uncalled,
  'job.move': uncalled,
  'job.waits': uncalled,
  'job.top': uncalled,
  'video.get': uncalled,
  'dashboard.get': uncalled,
  'queue.pause': uncalled,
  'queue.resume': uncalled,
  'job.details': uncalled,
  'job.cancel': uncalled,
  'job.retry': uncalled,
  'job.prioritise': uncalled,
  'failure.groups': uncalled,
  'failure.retry': uncalled,
  'site.release': uncalled,
  'quota.ledger': uncalled,
  'review.addRule': uncalled,
  'review.approve': uncalled,
  'review.approved': uncalled,
  'review.edit': uncalled,
  'review.page': uncalled,
  'review.removeRule': uncalled,
  'review.rules': uncalled,
  'review.sendBack': uncalled,
  'review.undo': uncalled,
  'schedule.calendar': uncalled,
  'schedule.move': uncalled,
  'source.review': uncalled,
  'source.terms': uncalled,
  'source.rights': uncalled,
  'artefact.reveal': uncalled,
  'preset.list': uncalled,
  'preset.save': uncalled,
  'preset.duplicate': uncalled,
  'preset.chooseFile': uncalled,
  'preset.remove': uncalled,
  'preset.restore': uncalled,
  'preset.import': uncalled,
  'preset.export': uncalled,
  'preset.plan': uncalled,
  'settings.export': uncalled,
  'settings.import': uncalled,
  'diagnostics.collect': uncalled,
  'diagnostics.save': uncalled,
  'settings.get': uncalled,
  'encoding.abilities': uncalled,
  'encoding.sample': uncalled,
  'encoding.releaseSample': uncalled,
  'github.state': uncalled,
  'github.token': uncalled,
  'settings.set': uncalled,
}

const ask = (name: unknown, input?: unknown, handlers: Partial<Handlers> = {}, log = vi.fn()) =>
  answer({ ...uncalledHandlers, ...handlers }, name, input, log)

describe('a call of the window', () => {
  it('is answered with the value', async () => {
    const reply = await ask('queue.overview', undefined, { 'queue.overview': () => overview() })
    expect(reply).toEqual({ ok: true, value: overview() })
  })

  it('reaches its handler with the checked input, without what the contract does not name', async () => {
    const cancel = vi.fn(() => ({ changed: 2 }))
    const reply = await ask('job.cancel', { ids: [1, 2], extra: true }, { 'job.cancel': cancel })
    expect(cancel).toHaveBeenCalledWith({ ids: [1, 2] })
    expect(reply).toEqual({ ok: true, value: { changed: 2 } })
  })

  it.each([
    'nonsense',
    '__proto__',
    'constructor',
    'toString',
    '',
    null,
    undefined,
    7,
    {},
    ['app.info'],
  ])('by the name %o is refused', async (name) => {
    expect(await ask(name)).toEqual({
      ok: false,
      failure: { kind: 'invalid-input', message: 'Spool knows no such call.' },
    })
  })

  it.each([
    ['job.cancel', undefined],
    ['job.cancel', { ids: [] }],
    ['job.cancel', { ids: ['1'] }],
    ['job.cancel', { ids: [-1] }],
    ['job.cancel', { ids: [1.5] }],
    ['job.cancel', { ids: Array.from({ length: 10_001 }, (_, n) => n + 1) }],
    ['job.prioritise', { ids: [1], priority: 11 }],
    ['queue.pause', { mode: 'stop' }],
    ['queue.page', { filter: 'all', cursor: null, limit: 1_000_000 }],
    ['queue.overview', { surprise: true }],
    ['source.add', { locations: [''] }],
    ['source.add', { locations: ['x'.repeat(8_193)] }],
    ['source.add', { locations: 'https://example.org' }],
    ['settings.set', { concurrency: { scrape: 1, download: 99, transform: 1, publish: 1 } }],
  ])('%s with bad input is refused before anything is done', async (name, input) => {
    const reply = await ask(name, input)
    expect(reply).toMatchObject({ ok: false, failure: { kind: 'invalid-input' } })
  })

  it('that is too large is refused', async () => {
    const reply = await ask('source.add', { locations: ['x'.repeat(20_000_000)] })
    expect(reply).toEqual({
      ok: false,
      failure: {
        kind: 'invalid-input',
        message: 'That is too much at once. Add it in smaller parts.',
      },
    })
  })

  it('that fails for a known reason is answered with its sentence', async () => {
    const reveal = () => {
      throw new SpoolError('gone', 'This file is no longer there.')
    }
    const log = vi.fn()
    expect(await ask('artefact.reveal', { id: 1 }, { 'artefact.reveal': reveal }, log)).toEqual({
      ok: false,
      failure: { kind: 'gone', message: 'This file is no longer there.' },
    })
    expect(log).not.toHaveBeenCalled()
  })

  it('that fails by a mistake of ours says so, tells the log and keeps the stack to itself', async () => {
    const log = vi.fn()
    const reply = await ask('queue.resume', undefined, {}, log)
    expect(reply).toMatchObject({ ok: false, failure: { kind: 'bug' } })
    expect(JSON.stringify(reply)).not.toContain('answer.test')
    expect(log).toHaveBeenCalledWith(expect.stringContaining('This call was not to be made.'))
  })

  it('never gets a value that does not keep to the contract', async () => {
    const reply = await ask('job.retry', { ids: [1] }, { 'job.retry': () => ({ changed: -1 }) })
    expect(reply).toMatchObject({ ok: false, failure: { kind: 'bug' } })
  })
})
