import { join, resolve } from 'node:path'
import { z } from 'zod'
import { systemCode } from '../../shared/errors.ts'
import { toolCacheDirectory } from './cache-directory.ts'
import { executableName, isExecutable, searchPath } from './search-path.ts'
import { toolVariables } from './tool.ts'
import type { ToolName, ToolOrigin, ToolSettings } from './tool.ts'

export interface Candidate {
  path: string
  origin: ToolOrigin
}

/** Where a tool may lie, best first. A path the user chose stands alone. */
export async function candidates(name: ToolName, settings: ToolSettings): Promise<Candidate[]> {
  const setting = settings[name]
  if (setting) return [{ path: resolve(setting), origin: 'settings' }]
  const variable = process.env[toolVariables[name]]
  if (variable) return [{ path: resolve(variable), origin: 'environment' }]

  const shipped = shippedTool(name)
  const bundled = name === 'ffmpeg' ? await bundledFfmpeg() : undefined
  const managed = name === 'yt-dlp' ? settings.managedYtDlp : undefined
  const installed = await searchPath(name)
  const cached = join(toolCacheDirectory(), name, executableName(name))
  return [
    ...(shipped !== null && (await isExecutable(shipped))
      ? [{ path: shipped, origin: 'shipped' as const }]
      : []),
    ...(bundled === undefined ? [] : [{ path: bundled, origin: 'ffmpeg-static' as const }]),
    ...(managed === undefined ? [] : [{ path: managed, origin: 'managed' as const }]),
    ...installed.map((path) => ({ path, origin: 'PATH' as const })),
    ...((await isExecutable(cached)) ? [{ path: cached, origin: 'cache' as const }] : []),
  ]
}

/** Where a packed app keeps the programs that come with it: beside its archive. */
function shippedTool(name: ToolName): string | null {
  // Only Electron has it.
  const resources: unknown = Reflect.get(process, 'resourcesPath')
  return typeof resources === 'string' ? join(resources, 'tools', executableName(name)) : null
}

const bundledModule = z.object({ default: z.string().nullable() })

async function bundledFfmpeg(): Promise<string | undefined> {
  // Optional: it is absent where its own download failed, so the compiler must not look for it.
  const specifier = 'ffmpeg-static'
  let module: unknown
  try {
    module = await import(specifier)
  } catch (error) {
    if (systemCode(error) === 'ERR_MODULE_NOT_FOUND') return undefined
    throw error
  }
  const path = bundledModule.parse(module).default
  return path !== null && (await isExecutable(path)) ? path : undefined
}
