import type { Migration } from 'kysely/migration'
import { initial } from './0001-initial.ts'
import { queue } from './0002-queue.ts'
import { sources } from './0003-sources.ts'
import { downloads } from './0004-downloads.ts'
import { presets } from './0005-presets.ts'
import { destinations } from './0007-destinations.ts'
import { review } from './0008-review.ts'
import { window } from './0009-window.ts'
import { sourceEdits } from './0010-sources.ts'
import { transforms } from './0011-transforms.ts'
import { publish } from './0013-publish.ts'
import { order } from './0014-window.ts'

/** Every migration by its name, in order. A name, once released, is never changed or removed. */
export const migrations: Record<string, Migration> = {
  '0001-initial': initial,
  '0002-queue': queue,
  '0003-sources': sources,
  '0004-downloads': downloads,
  '0005-presets': presets,
  '0007-destinations': destinations,
  '0008-review': review,
  '0009-window': window,
  '0010-sources': sourceEdits,
  '0011-transforms': transforms,
  '0013-publish': publish,
  '0014-window': order,
}
