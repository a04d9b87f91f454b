import {
  DndContext,
  getClientRect,
  MeasuringStrategy,
  pointerWithin,
  PointerSensor,
  useDraggable,
  useDroppable,
  useSensor,
  useSensors,
  type DragEndEvent,
} from '@dnd-kit/core'
import type { ReactNode } from 'react'
import { jobIdSchema, type JobId, type JobSummary } from '../../../shared/job.ts'
import { t } from '../../../shared/language.ts'
import { JobRow, type JobRowProps } from './job-row.tsx'
import { queue } from './live-queue.ts'
import { findJob, indexOfId } from './queue-list.ts'
import { moveBeside } from './reorder.ts'

/** So far the pointer goes before a press becomes a drag. */
const distance = 6

/** Rows stand where their transform puts them, and come and go while the list scrolls. */
const measuring = {
  draggable: { measure: getClientRect },
  droppable: { measure: getClientRect, strategy: MeasuringStrategy.Always },
}

interface DragAreaProps {
  jobs: readonly JobSummary[]
  /** All of these go along with any one of them. */
  chosen: readonly JobSummary[]
  children: ReactNode
}

/** Lets rows be dragged to another place; the keyboard moves them by Alt and the arrows. */
export function DragArea({ jobs, chosen, children }: DragAreaProps) {
  const sensors = useSensors(useSensor(PointerSensor, { activationConstraint: { distance } }))
  const onDragEnd = ({ active, over }: DragEndEvent): void => {
    const dragged = findJob(jobs, Number(active.id))
    if (!dragged || !over || over.id === active.id) return
    const isChosen = chosen.some(({ id }) => id === dragged.id)
    const id = jobIdSchema.parse(over.id)
    moveBeside(isChosen ? chosen : [dragged], id, sideOf(dragged.id, id))
  }
  const say = (id: unknown): string => findJob(jobs, Number(id))?.title ?? ''
  return (
    <DndContext
      sensors={sensors}
      collisionDetection={pointerWithin}
      measuring={measuring}
      onDragEnd={onDragEnd}
      accessibility={{
        screenReaderInstructions: { draggable: t('queue.dragHint') },
        announcements: {
          onDragStart: ({ active }) => t('queue.dragged', { title: say(active.id) }),
          onDragOver: ({ over }) =>
            over ? t('queue.draggedOver', { title: say(over.id) }) : undefined,
          onDragEnd: () => undefined,
          onDragCancel: () => undefined,
        },
      }}
    >
      {children}
    </DndContext>
  )
}

/** A row from below goes before the one it is let go on, a row from above after it. */
function sideOf(dragged: JobId, over: JobId): 'before' | 'after' {
  const { jobs } = queue.store.getState().list
  return indexOfId(jobs, dragged) > indexOfId(jobs, over) ? 'before' : 'after'
}

export function DraggableRow(props: JobRowProps) {
  const { id } = props.job
  const { listeners, setNodeRef, isDragging, active } = useDraggable({ id })
  const { setNodeRef: setDropRef, isOver } = useDroppable({ id })
  const from = jobIdSchema.safeParse(active?.id)
  return (
    <JobRow
      {...props}
      drag={{
        listeners,
        attach: (row) => {
          setNodeRef(row)
          setDropRef(row)
        },
        isDragging,
        target: isOver && from.success && !isDragging ? sideOf(from.data, id) : null,
      }}
    />
  )
}
