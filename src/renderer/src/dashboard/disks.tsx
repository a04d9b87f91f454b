import type { Dashboard } from '../../../shared/dashboard.ts'
import { formatBytes } from '../../../shared/format.ts'
import { t } from '../../../shared/language.ts'
import { ProgressBar } from '../ui/progress-bar.tsx'

/** How full the disks are Spool writes to, and when they will be full. */
export function Disks({ disks }: { disks: Dashboard['disks'] }) {
  return (
    <ul className="flex flex-col gap-3">
      {disks.map((disk) => (
        <li key={disk.folders[0]} className="flex flex-col gap-1.5">
          <div className="flex items-end justify-between gap-4">
            <div className="selectable min-w-0">
              {disk.folders.map((folder) => (
                <p key={folder} className="truncate" title={folder}>
                  <bdi dir="ltr">{folder}</bdi>
                </p>
              ))}
            </div>
            <span className="shrink-0 text-muted tabular-nums">
              {t('dashboard.free', {
                free: formatBytes(disk.freeBytes),
                total: formatBytes(disk.totalBytes),
              })}
            </span>
          </div>
          <ProgressBar
            fraction={1 - disk.freeBytes / disk.totalBytes}
            label={disk.folders.join(', ')}
          />
          <Forecast disk={disk} />
        </li>
      ))}
    </ul>
  )
}

/** Further away than this it is nothing to think about. */
const farDays = 365

function Forecast({ disk: { bytesPerDay, freeBytes } }: { disk: Dashboard['disks'][number] }) {
  if (bytesPerDay === null || bytesPerDay === 0) return null
  const days = Math.floor(freeBytes / bytesPerDay)
  const rate = formatBytes(bytesPerDay)
  return (
    <p className="text-sm text-muted">
      {days > farDays ? t('dashboard.rate', { rate }) : t('dashboard.forecast', { days, rate })}
    </p>
  )
}
