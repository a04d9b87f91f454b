import { join } from 'node:path'
import type { ToolState } from '../../shared/calls/tools.ts'
import type { Settings } from '../../shared/settings.ts'
import type { ToolPaths } from '../../shared/tools.ts'
import { locateTool, locateTools } from './locate.ts'
import { ManagedYtDlp } from './managed.ts'
import type { FetchOptions } from './release.ts'
import { toolNames, type ToolName, type ToolReport, type ToolSettings } from './tool.ts'
import { jsRuntimeFor, workerTools } from './worker-tools.ts'

interface ToolServiceOptions {
  home: string
  settings: () => Settings
  /** What workers run may be another one now. */
  onChange: () => void
  now: () => number
}

/** Sites change; a yt-dlp older than this often no longer understands them. */
const oldDays = 90
const dayMs = 86_400_000

/** The programs Spool runs: where they are, how old, and a newer yt-dlp when it is asked for. */
export class ToolService {
  readonly #options: ToolServiceOptions
  readonly #managed: ManagedYtDlp

  constructor(options: ToolServiceOptions) {
    this.#options = options
    this.#managed = new ManagedYtDlp({
      folder: join(options.home, 'tools', 'yt-dlp'),
      releases: () => options.settings().tools.ytDlpReleases,
    })
  }

  /** Every tool; each is run once for its version. */
  async list(): Promise<ToolState[]> {
    const settings = await this.#settings()
    return Promise.all(toolNames.map((name) => this.#state(name, settings)))
  }

  /** What was found of every tool. */
  async report(): Promise<ToolReport> {
    return locateTools(await this.#settings())
  }

  /** @throws SpoolError `tool` where FFmpeg or FFprobe is missing or broken */
  async forWorkers(): Promise<ToolPaths> {
    return workerTools(await this.#settings(), this.#options.settings().tools.cookies)
  }

  /** Fetches the newest yt-dlp. Only ever when a person asked; see {@link ManagedYtDlp.update}. */
  async update(options: FetchOptions = {}): Promise<ToolState> {
    await this.#managed.update(options)
    return this.#changed()
  }

  /** Goes back to the managed yt-dlp before this one. */
  async rollBack(): Promise<ToolState> {
    await this.#managed.rollBack()
    return this.#changed()
  }

  async #changed(): Promise<ToolState> {
    this.#options.onChange()
    return this.#state('yt-dlp', await this.#settings())
  }

  async #settings(): Promise<ToolSettings> {
    const { ytDlp } = this.#options.settings().tools
    const managed = await this.#managed.current()
    return {
      ...(ytDlp === null ? {} : { 'yt-dlp': ytDlp }),
      ...(managed === null ? {} : { managedYtDlp: managed.path }),
    }
  }

  async #state(name: ToolName, settings: ToolSettings): Promise<ToolState> {
    const finding = await locateTool(name, settings)
    const managed = name === 'yt-dlp' ? await this.#managed.current() : null
    const previousVersion = managed?.previousVersion ?? null
    if (finding.status !== 'ok') {
      const { status, problem, remedy } = finding
      return { name, status, problem: `${problem} ${remedy}`, previousVersion }
    }
    const { path, version, origin } = finding
    const ageDays = name === 'yt-dlp' ? ageOf(version, this.#options.now()) : null
    return {
      ...{ name, status: 'ok', path, version, origin, ageDays, previousVersion },
      isOld: ageDays !== null && ageDays > oldDays,
      jsRuntime: name === 'yt-dlp' ? await jsRuntimeFor(version) : null,
    }
  }
}

/** yt-dlp's versions are the day they were made. */
function ageOf(version: string, now: number): number | null {
  const [, year, month, day] = /^(\d{4})\.(\d{1,2})\.(\d{1,2})/.exec(version) ?? []
  if (year === undefined) return null
  const made = Date.UTC(Number(year), Number(month) - 1, Number(day))
  return Math.max(0, Math.floor((now - made) / dayMs))
}
