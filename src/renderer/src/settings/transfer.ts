import { create } from 'zustand'
import type { CallOutput } from '../../../shared/contract.ts'
import { t } from '../../../shared/language.ts'
import { saveSettings, useApp } from '../app/app-store.ts'
import { attempt } from '../lib/attempt.ts'
import { call } from '../lib/bridge.ts'
import { toast } from '../ui/toast.ts'

type SettingsFile = NonNullable<CallOutput<'settings.import'>>

/** The file that was read and not yet taken over. */
export const useSettingsFile = create<{ file: SettingsFile | null }>(() => ({ file: null }))

export const forgetSettingsFile = (): void => {
  useSettingsFile.setState({ file: null })
}

export function exportSettings(): void {
  attempt(async () => {
    const { saved } = await call('settings.export', undefined)
    if (saved) toast({ tone: 'success', title: t('settings.exported') })
  })
}

export function readSettingsFile(): void {
  attempt(async () => {
    const file = await call('settings.import', undefined)
    if (file?.changes.length === 0) toast({ title: t('settings.nothingDiffers') })
    else useSettingsFile.setState({ file })
  })
}

/** Takes the settings of a file over; they can be taken back. */
export function importSettings({ settings, changes }: SettingsFile): void {
  const before = useApp.getState().settings
  forgetSettingsFile()
  attempt(async () => {
    await saveSettings(settings)
    toast({
      tone: 'success',
      title: t('settings.imported', { count: changes.length }),
      ...(before && {
        action: {
          name: t('common.undo'),
          run: () => {
            attempt(() => saveSettings(before))
          },
        },
      }),
    })
  })
}
