import {
  CirclePause,
  EllipsisVertical,
  File,
  Folder,
  Globe,
  Pause,
  Play,
  RefreshCw,
  Rss,
  SlidersHorizontal,
  Trash2,
  Tv,
  type LucideIcon,
} from 'lucide-react'
import { t } from '../../../shared/language.ts'
import type { SourceSummary } from '../../../shared/source.ts'
import { translated } from '../../../shared/sentences.ts'
import { ask } from '../app/ui-store.ts'
import { attempt } from '../lib/attempt.ts'
import { call } from '../lib/bridge.ts'
import { useMinuteClock } from '../lib/clock.ts'
import { Badge } from '../ui/badge.tsx'
import { Button } from '../ui/button.tsx'
import { Menu, MenuItem, MenuSeparator } from '../ui/menu.tsx'
import { checkedText, countText, watchText } from './source-text.ts'

const icons: Record<NonNullable<SourceSummary['kind']>, LucideIcon> = {
  channel: Tv,
  page: Globe,
  feed: Rss,
  media: Globe,
  stream: Globe,
  folder: Folder,
  file: File,
}

interface SourceCardProps {
  source: SourceSummary
  onEdit: () => void
}

/** One source: what it is, how it is doing, and what can be done with it. */
export function SourceCard({ source, onEdit }: SourceCardProps) {
  const now = useMinuteClock()
  const { id, kind, title, location, health, paused } = source
  const Icon = icons[kind ?? 'page']
  return (
    <li
      aria-label={title}
      className="flex items-start gap-3 rounded-lg border border-line bg-raised p-4 shadow-low"
    >
      <div className="flex size-9 shrink-0 items-center justify-center rounded-md bg-soft text-muted">
        <Icon className="size-5" strokeWidth={1.75} aria-hidden />
      </div>
      <div className="min-w-0 grow">
        <div className="flex items-center gap-2">
          <h3 dir="auto" className="truncate font-semibold" title={title}>
            {title}
          </h3>
          <HealthBadge source={source} />
        </div>
        {location !== title && (
          <p className="truncate text-sm text-muted" title={location}>
            {location}
          </p>
        )}
        <p className="mt-1.5 text-sm">{countText(source).join(' · ')}</p>
        <p className="text-sm text-muted">
          {[checkedText(source, now), watchText(source)].join(' · ')}
        </p>
        {health.state === 'failed' && (
          <p className="selectable mt-1.5 text-sm text-danger">{translated(health.message)}</p>
        )}
      </div>
      <div className="flex shrink-0 gap-1">
        <Button
          small
          disabled={health.state === 'checking' || paused}
          onClick={() => {
            attempt(() => call('source.check', { ids: [id] }))
          }}
        >
          <RefreshCw aria-hidden />
          {t('library.check')}
        </Button>
        <CardMenu source={source} onEdit={onEdit} />
      </div>
    </li>
  )
}

function HealthBadge({ source: { health, paused, jobs } }: { source: SourceSummary }) {
  const failed = jobs.failed ?? 0
  if (paused) {
    return (
      <Badge>
        <CirclePause aria-hidden />
        {t('library.paused')}
      </Badge>
    )
  }
  if (health.state === 'failed') return <Badge tone="danger">{t('library.health.failed')}</Badge>
  if (health.state === 'checking') {
    return <Badge tone="accent">{t('library.health.checking')}</Badge>
  }
  if (failed > 0) return <Badge tone="warning">{t('library.failed', { count: failed })}</Badge>
  return null
}

function CardMenu({ source: { id, title, paused }, onEdit }: SourceCardProps) {
  const remove = async (): Promise<void> => {
    const yes = await ask({
      title: t('library.removeTitle'),
      text: t('library.removeText', { title }),
      action: t('library.remove'),
    })
    if (yes) await call('source.remove', { ids: [id] })
  }
  return (
    <Menu
      align="end"
      trigger={
        <Button look="ghost" small iconOnly aria-label={t('library.more', { title })}>
          <EllipsisVertical aria-hidden />
        </Button>
      }
    >
      <MenuItem icon={<SlidersHorizontal aria-hidden />} onClick={onEdit}>
        {t('library.edit')}
      </MenuItem>
      <MenuItem
        icon={paused ? <Play aria-hidden /> : <Pause aria-hidden />}
        onClick={() => {
          attempt(() => call('source.pause', { id, paused: !paused }))
        }}
      >
        {paused ? t('library.resume') : t('library.pause')}
      </MenuItem>
      <MenuSeparator />
      <MenuItem
        icon={<Trash2 aria-hidden />}
        onClick={() => {
          attempt(remove)
        }}
      >
        {t('library.removeAsk')}
      </MenuItem>
    </Menu>
  )
}
