import type { SourceSummary } from '../../../shared/source.ts'
import { PresetField } from '../settings/preset-field.tsx'
import { DestinationsField } from './destinations-field.tsx'
import { MorePresets } from './more-presets.tsx'

/** What becomes of a source's videos, and where they go. */
export type PipelineDraft = Pick<SourceSummary, 'preset' | 'morePresets' | 'destinations'>

interface PipelineFieldsProps {
  draft: PipelineDraft
  onChange: (draft: PipelineDraft) => void
}

export function PipelineFields({ draft, onChange }: PipelineFieldsProps) {
  return (
    <>
      <div className="flex flex-col gap-2">
        <PresetField
          value={draft.preset}
          onChange={(preset) => {
            const morePresets = draft.morePresets.filter((id) => id !== preset)
            onChange({ ...draft, preset, morePresets })
          }}
        />
        <MorePresets
          first={draft.preset}
          value={draft.morePresets}
          onChange={(morePresets) => {
            onChange({ ...draft, morePresets })
          }}
        />
      </div>
      <DestinationsField
        value={draft.destinations}
        onChange={(destinations) => {
          onChange({ ...draft, destinations })
        }}
      />
    </>
  )
}
