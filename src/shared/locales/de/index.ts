import type { en } from '../en/index.ts'
import add from './add.json' with { type: 'json' }
import app from './app.json' with { type: 'json' }
import common from './common.json' with { type: 'json' }
import dashboard from './dashboard.json' with { type: 'json' }
import destinations from './destinations.json' with { type: 'json' }
import details from './details.json' with { type: 'json' }
import downloads from './downloads.json' with { type: 'json' }
import first from './first.json' with { type: 'json' }
import library from './library.json' with { type: 'json' }
import palette from './palette.json' with { type: 'json' }
import plan from './plan.json' with { type: 'json' }
import presets from './presets.json' with { type: 'json' }
import publish from './publish.json' with { type: 'json' }
import queue from './queue.json' with { type: 'json' }
import settings from './settings.json' with { type: 'json' }
import shell from './shell.json' with { type: 'json' }
import tools from './tools.json' with { type: 'json' }
import video from './video.json' with { type: 'json' }
import waiting from './waiting.json' with { type: 'json' }

/** The German texts; the compiler holds them to the English keys. */
export const de: typeof en = {
  add,
  app,
  common,
  dashboard,
  destinations,
  details,
  downloads,
  first,
  library,
  palette,
  plan,
  presets,
  publish,
  queue,
  settings,
  shell,
  tools,
  video,
  waiting,
}
