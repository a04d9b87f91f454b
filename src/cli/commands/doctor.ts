import { locateTools, spoolHome, type ToolFinding } from '../../core/index.ts'
import type { Output } from '../output.ts'
import { withEngine } from '../session.ts'

export async function doctor(output: Output): Promise<number> {
  const tools = Object.values(await locateTools())
  const database = await withEngine((engine) => engine.checkDatabase())
  const optional = (tool: ToolFinding) => tool.name === 'yt-dlp'
  const lines = [
    `Data       ${spoolHome()}`,
    `Database   ${database.length === 0 ? 'sound' : database.join('; ')}`,
    ...tools.map((tool) => `${tool.name.padEnd(10)} ${describe(tool, optional(tool))}`),
  ]
  output.answer({ home: spoolHome(), database, tools }, lines.join('\n'))
  const missing = tools.some((tool) => tool.status !== 'ok' && !optional(tool))
  return missing || database.length > 0 ? 1 : 0
}

function describe(tool: ToolFinding, optional: boolean): string {
  if (tool.status === 'ok') return `${tool.version} at ${tool.path} (${tool.origin})`
  return `${optional ? 'not there, optional' : tool.status}: ${tool.problem} ${tool.remedy}`
}
