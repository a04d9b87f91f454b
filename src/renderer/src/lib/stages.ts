import { Clapperboard, Download, ScanSearch, Send, type LucideIcon } from 'lucide-react'
import type { JobType } from '../../../shared/job.ts'

interface Stage {
  icon: LucideIcon
}

/** The stages as people see them; their names are `common.stage` in the catalogue. */
export const stages: Record<JobType, Stage> = {
  scrape: { icon: ScanSearch },
  download: { icon: Download },
  transform: { icon: Clapperboard },
  publish: { icon: Send },
}

export const stageOrder: readonly JobType[] = ['scrape', 'download', 'transform', 'publish']
