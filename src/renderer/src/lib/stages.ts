import { Clapperboard, Download, ScanSearch, Send, type LucideIcon } from 'lucide-react'
import type { JobType } from '../../../shared/job.ts'

interface Stage {
  name: string
  icon: LucideIcon
  /** What a waiting job waits to do. */
  waitingTo: string
}

/** The stages in pipeline order, as people see them. */
export const stages: Record<JobType, Stage> = {
  scrape: { name: 'Scrape', icon: ScanSearch, waitingTo: 'be scraped' },
  download: { name: 'Download', icon: Download, waitingTo: 'be downloaded' },
  transform: { name: 'Transform', icon: Clapperboard, waitingTo: 'be transformed' },
  publish: { name: 'Publish', icon: Send, waitingTo: 'be published' },
}

export const stageOrder: readonly JobType[] = ['scrape', 'download', 'transform', 'publish']
