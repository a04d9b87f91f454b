import { useState } from 'react'
import { t } from '../../../shared/language.ts'
import type { CalendarEntry } from '../../../shared/schedule.ts'
import { useApp } from '../app/app-store.ts'
import { asField } from '../destinations/target-draft.ts'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { moveTo, undo } from './actions.ts'
import { textField } from './field.ts'

/** Moves a publication, or takes its approval back. */
export function EntryDialog({ entry, onClose }: { entry: CalendarEntry; onClose: () => void }) {
  const [at, setAt] = useState(asField(entry.at))
  const hasSlots = useApp((state) => state.settings?.review.spread != null)
  const move = (to: number | 'slot'): void => {
    onClose()
    moveTo(entry.id, to)
  }
  const chosen = new Date(at).getTime()
  return (
    <Dialog
      open
      onClose={onClose}
      title={entry.title}
      description={entry.destination}
      footer={
        <>
          <Button
            onClick={() => {
              onClose()
              undo([entry.id])
            }}
          >
            {t('publish.calendar.takeBack')}
          </Button>
          {hasSlots && (
            <Button
              onClick={() => {
                move('slot')
              }}
            >
              {t('publish.calendar.nextSlot')}
            </Button>
          )}
          <Button
            look="primary"
            disabled={Number.isNaN(chosen)}
            onClick={() => {
              move(chosen)
            }}
          >
            {t('publish.calendar.move')}
          </Button>
        </>
      }
    >
      <label className="flex flex-col gap-1">
        <span className="font-medium">{t('publish.calendar.goesOut')}</span>
        <input
          type="datetime-local"
          className={textField}
          value={at}
          onChange={(event) => {
            setAt(event.target.value)
          }}
        />
      </label>
    </Dialog>
  )
}
