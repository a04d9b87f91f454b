import { Sprout } from 'lucide-react'
import { t } from '../../../shared/language.ts'
import { EmptyMessage } from '../ui/empty-message.tsx'
import type { ScreenName } from './screens.ts'

/** A screen that has nothing to show yet says what it will. */
export function Placeholder({ screen }: { screen: ScreenName }) {
  const text = screen === 'queue' || screen === 'settings' ? '' : t(`app.empty.${screen}`)
  return <EmptyMessage icon={Sprout} title={t('app.empty.title')} text={text} />
}
