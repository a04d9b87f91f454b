import { openEngine, spoolHome, type Engine } from '../core/index.ts'

/** Opens the engine for one command. Closing tells the others what changed. */
export async function withEngine<T>(use: (engine: Engine) => T | Promise<T>): Promise<T> {
  const engine = await openEngine({ home: spoolHome() })
  try {
    return await use(engine)
  } finally {
    await engine.close()
  }
}
