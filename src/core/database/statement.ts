import type { Database as Sqlite } from 'better-sqlite3'
import {
  DummyDriver,
  Kysely,
  SqliteAdapter,
  SqliteIntrospector,
  SqliteQueryCompiler,
  sql,
  type Compilable,
  type RawBuilder,
} from 'kysely'
import type { Schema } from './schema.ts'

/** Builds typed SQL; never runs it. Running is synchronous, on prepared statements. */
export const builder = new Kysely<Schema>({
  dialect: {
    createAdapter: () => new SqliteAdapter(),
    createDriver: () => new DummyDriver(),
    createIntrospector: (db) => new SqliteIntrospector(db),
    createQueryCompiler: () => new SqliteQueryCompiler(),
  },
})

/** A query that is written out. */
export const written = <R>(query: RawBuilder<R>): Compilable<R> => ({
  compile: () => query.compile(builder),
})

class Parameter {
  readonly name: string
  constructor(name: string) {
    this.name = name
  }
}

export type ParameterOf<P> = <K extends keyof P & string>(name: K) => RawBuilder<P[K]>

export interface Statement<P, R> {
  get(values: P): R | undefined
  all(values: P): R[]
  /** The number of rows changed. */
  run(values: P): number
  /** How SQLite goes about it: which index it takes. */
  explain(): string
}

/**
 * Compiles a Kysely query once, when it is first run, with named parameters, into a prepared
 * statement. A query then costs what SQLite takes for it, and a transaction is a plain synchronous
 * function.
 */
export function prepare<P extends object>(sqlite: Sqlite) {
  return <R>(build: (parameter: ParameterOf<P>) => Compilable<R>): Statement<P, R> => {
    const compile = () => {
      const query = build((name) => sql`${new Parameter(name)}`).compile()
      return { ...query, statement: sqlite.prepare<unknown[], R>(query.sql) }
    }
    let compiled: ReturnType<typeof compile> | null = null
    const ready = () => (compiled ??= compile())
    const bind = (values: P) => {
      const named = new Map<string, unknown>(Object.entries(values))
      return ready().parameters.map((p) => (p instanceof Parameter ? named.get(p.name) : p))
    }
    return {
      get: (values) => ready().statement.get(...bind(values)),
      all: (values) => ready().statement.all(...bind(values)),
      run: (values) => ready().statement.run(...bind(values)).changes,
      explain: () =>
        sqlite
          .prepare<unknown[], { detail: string }>(`explain query plan ${ready().sql}`)
          .all(ready().parameters.map(() => null))
          .map((row) => row.detail)
          .join('\n'),
    }
  }
}
