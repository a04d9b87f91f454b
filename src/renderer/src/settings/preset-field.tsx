import { t } from '../../../shared/language.ts'
import { useApp } from '../app/app-store.ts'
import { Select } from '../ui/select.tsx'

interface PresetFieldProps {
  value: string
  onChange: (id: string) => void
}

export function PresetField({ value, onChange }: PresetFieldProps) {
  const presets = useApp((state) => state.presets)
  const description = presets.find((preset) => preset.id === value)?.description
  return (
    <div className="flex flex-col gap-1">
      <span className="font-medium">{t('settings.preset')}</span>
      <Select
        label={t('settings.preset')}
        value={value}
        options={presets.map(({ id, name, description: says }) => ({
          value: id,
          name,
          description: says,
        }))}
        onChange={onChange}
      />
      {description !== undefined && <span className="text-sm text-muted">{description}</span>}
    </div>
  )
}
