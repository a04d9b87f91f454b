import type { Engine } from '../../core/index.ts'
import type { githubCalls } from '../../shared/calls/github.ts'
import type { Handlers } from '../answer.ts'

export const githubHandlers = (engine: Engine): Pick<Handlers, keyof typeof githubCalls> => ({
  'github.state': async () => ({
    hasToken: await engine.github.hasToken(),
    linkedJobs: engine.github.linkedJobs(),
    trouble: engine.github.trouble()?.message ?? null,
  }),
  'github.token': async ({ token }) => {
    await engine.github.setToken(token)
    // What could not be followed without it is followed at once.
    engine.wake()
  },
})
