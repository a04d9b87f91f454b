import { describe, expect, it } from 'vitest'
import {
  githubSettingsSchema,
  outcomeOf,
  readDelegation,
  workflowRunIdSchema,
  writeDelegation,
} from '../../../src/shared/github.ts'

describe('the settings', () => {
  it('need a repository only', () => {
    expect(githubSettingsSchema.parse({ repository: 'me/videos' })).toEqual({
      repository: 'me/videos',
      baseUrl: 'https://api.github.com',
      delegate: {},
    })
  })

  it('name a workflow for each stage that is delegated', () => {
    const delegate = { transform: { workflow: 'transform.yml', ref: 'main' } }
    expect(githubSettingsSchema.parse({ repository: 'a/b', delegate }).delegate).toEqual(delegate)
    expect(() =>
      githubSettingsSchema.parse({ repository: 'a/b', delegate: { dance: delegate.transform } }),
    ).toThrow()
  })

  it.each([
    ['transform.yml@main', { workflow: 'transform.yml', ref: 'main' }],
    [' 12@v1@rc ', { workflow: '12', ref: 'v1@rc' }],
    ['transform.yml', null],
    ['@main', null],
    ['../x.yml@main', null],
  ])('read “%s” as a workflow and its branch', (written, delegation) => {
    expect(readDelegation(written)).toEqual(delegation)
    if (delegation) expect(writeDelegation(delegation)).toBe(written.trim())
  })

  it.each([
    'https://github.example.com/api/v3',
    'https://ghe:8443',
    'http://127.0.0.1:4000',
    'http://localhost:4000',
    'http://[::1]:4000',
  ])('take %s as a base URL', (baseUrl) => {
    expect(githubSettingsSchema.safeParse({ repository: 'a/b', baseUrl }).success).toBe(true)
  })

  it.each([
    'http://api.github.com',
    'http://127.0.0.1.example.com',
    'http://10.0.0.1',
    'ftp://127.0.0.1',
    'https://me:secret@github.example.com',
    'https://github.example.com?x=1',
    'https://github.example.com#x',
    'github.com',
    '',
  ])('refuse “%s” as a base URL', (baseUrl) => {
    expect(githubSettingsSchema.safeParse({ repository: 'a/b', baseUrl }).success).toBe(false)
  })

  it.each(['videos', 'a/b/c', '/b', 'a/', 'a/..', '../b', 'a/b?x', 'a b/c', 'a/b\n'])(
    'refuse “%s” as a repository',
    (repository) => {
      expect(githubSettingsSchema.safeParse({ repository }).success).toBe(false)
    },
  )

  it.each(['../secret.yml', 'a/b.yml', '..', '', 'x.yml?y', 'x.yml\n'])(
    'refuse “%s” as a workflow',
    (workflow) => {
      const delegate = { transform: { workflow, ref: 'main' } }
      expect(githubSettingsSchema.safeParse({ repository: 'a/b', delegate }).success).toBe(false)
    },
  )
})

it.each(['0', '-1', '1.5', 'abc', '../1', '12 ', ''])('“%s” is no number of a run', (id) => {
  expect(workflowRunIdSchema.safeParse(id).success).toBe(false)
})

describe('a run makes its job', () => {
  it.each([
    ['queued', 'queued'],
    ['requested', 'queued'],
    ['waiting', 'queued'],
    ['pending', 'queued'],
    ['in_progress', 'processing'],
  ])('%s → %s', (status, expected) => {
    expect(outcomeOf({ status, conclusion: null })).toEqual({ status: expected })
  })

  it.each([
    ['success', 'completed'],
    ['neutral', 'completed'],
    ['action_required', 'queued'],
  ])('completed with %s → %s', (conclusion, expected) => {
    expect(outcomeOf({ status: 'completed', conclusion })).toEqual({ status: expected })
  })

  it.each([
    ['failure', 'tool', /log/],
    ['startup_failure', 'tool', /start/],
    ['timed_out', 'transient', /longer/],
    ['cancelled', 'cancelled', /cancelled/],
    ['stale', 'gone', /gave/],
    ['skipped', 'invalid-input', /skipped/],
    ['exploded', 'tool', /did not succeed/],
  ])('completed with %s → failed (%s), with a sentence', (conclusion, kind, message) => {
    const outcome = outcomeOf({ status: 'completed', conclusion })
    expect(outcome).toMatchObject({ status: 'failed', kind })
    expect(outcome).toHaveProperty('message', expect.stringMatching(message))
  })

  it('nothing yet, where GitHub says something new or unfinished', () => {
    expect(outcomeOf({ status: 'levitating', conclusion: null })).toBeNull()
    expect(outcomeOf({ status: 'completed', conclusion: null })).toBeNull()
  })
})
