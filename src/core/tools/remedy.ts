import { toolVariables } from './tool.ts'
import type { ToolName } from './tool.ts'

/** One sentence: how this machine gets the tool. */
export function remedy(name: ToolName, platform: NodeJS.Platform = process.platform): string {
  return `${install(name, platform)}, or set ${toolVariables[name]} to its full path.`
}

function install(name: ToolName, platform: NodeJS.Platform): string {
  const product = name === 'yt-dlp' ? 'yt-dlp' : 'FFmpeg'
  switch (platform) {
    case 'darwin':
      return `Install ${product} with "brew install ${product.toLowerCase()}"`
    case 'win32': {
      const id = name === 'yt-dlp' ? 'yt-dlp.yt-dlp' : 'Gyan.FFmpeg'
      return `Install ${product} with "winget install ${id}"`
    }
    default: {
      const command = `sudo apt-get install ${product.toLowerCase()}`
      return `Install ${product} with your package manager (Debian, Ubuntu: "${command}")`
    }
  }
}
