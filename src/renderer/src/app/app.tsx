import { useEffect } from 'react'
import { AddDialog } from '../add/add-dialog.tsx'
import { DropOverlay } from '../add/drop-overlay.tsx'
import { usePaste } from '../add/use-paste.ts'
import { DetailsPane } from '../details/details-pane.tsx'
import { followQueue } from '../queue/live-queue.ts'
import { QueueView } from '../queue/queue-view.tsx'
import { SettingsDialog } from '../settings/settings-dialog.tsx'
import { Layer } from '../ui/layer.tsx'
import { followOverview, loadApp } from './app-store.ts'
import { Banners } from './banners.tsx'
import { Header } from './header.tsx'
import { QuestionDialog } from './question-dialog.tsx'
import { ShortcutsDialog } from './shortcuts-dialog.tsx'
import { useUi } from './ui-store.ts'
import { useShortcuts } from './use-shortcuts.ts'

export function App() {
  const details = useUi((state) => state.details)
  useShortcuts()
  usePaste()
  useEffect(() => {
    const stopOverview = followOverview()
    const stopQueue = followQueue()
    void loadApp()
    return () => {
      stopOverview()
      stopQueue()
    }
  }, [])

  return (
    <div className="flex h-full flex-col">
      <Header />
      <Banners />
      <div className="relative flex min-h-0 grow">
        <main className="flex min-w-0 grow flex-col">
          <Layer>
            <QueueView />
          </Layer>
          <DropOverlay />
        </main>
        {details !== null && <DetailsPane key={details} id={details} />}
      </div>
      <AddDialog />
      <SettingsDialog />
      <ShortcutsDialog />
      <QuestionDialog />
    </div>
  )
}
