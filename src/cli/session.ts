import { openEngine, spoolHome, type Engine } from '../core/index.ts'

/** Opens the engine for one command, then tells the others what may have changed and closes. */
export async function withEngine<T>(use: (engine: Engine) => T | Promise<T>): Promise<T> {
  const engine = await openEngine({ home: spoolHome() })
  try {
    const value = await use(engine)
    await engine.tellOthers()
    return value
  } finally {
    await engine.close()
  }
}
